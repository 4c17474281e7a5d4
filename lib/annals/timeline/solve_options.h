// SolveOptions say which records of a history a network is made of.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_SOLVE_OPTIONS_H_
#define ANNALS_TIMELINE_SOLVE_OPTIONS_H_

#include <string>
#include <vector>

#include "annals/network/network_scope.h"
#include "annals/record/record.h"
#include "annals/store/store.h"

namespace annals {

// For Timeline::Solve() and Query::Solved(). A plain value.
//
//   SolveOptions options;
//   options.links = true;  // causal links tell of order too
//   options.left_out = {"c-doubtful"};  // what if that were not so?
struct SolveOptions {
  // Which claims count, and whether parts and series do.
  NetworkScope scope;
  // Causal links add order too; causal/implied_order.h says which.
  bool links = false;
  AsOf as_of;
  // What if: records that are taken to be there, instead of those with the same
  // ids, and ids of records that are not. The store stays as it is.
  std::vector<Record> added;
  // Events that are taken to be there if there are none of their ids.
  std::vector<Record> added_if_missing;
  std::vector<std::string> left_out;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_SOLVE_OPTIONS_H_
