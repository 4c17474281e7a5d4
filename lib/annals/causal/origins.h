// Root causes, and what several records have in common.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_ORIGINS_H_
#define ANNALS_CAUSAL_ORIGINS_H_

#include <string>
#include <vector>

#include "annals/causal/walk.h"

namespace annals {

// Where the causes of a record begin: one record without a recorded cause, or a
// circle of records that lead to one another and to which nothing else leads.
struct RootCause {
  // One id; those of a circle in their order. A circle may hold the record that
  // was asked about.
  std::vector<std::string> ids;
  // How many arrows from the nearest of them to what was asked about.
  int depth = 0;
};

// Nearest first, then by the ids.
struct RootCauses : LinksLeftOut {
  std::vector<RootCause> roots;
};

// A record that led to all of several others (or to which they all led).
struct CommonRecord {
  std::string id;
  // True if the others owe it to no nearer one: no other common cause lies on
  // a way from it to them. (Those of one circle lie equally near.)
  bool nearest = false;
  // How many arrows to each of the records, in the order they were asked in.
  std::vector<int> depths;
};

// The nearest first, then by the sum of their depths, then by their ids.
struct CommonRecords : LinksLeftOut {
  std::vector<CommonRecord> records;
};

}  // namespace annals

#endif  // ANNALS_CAUSAL_ORIGINS_H_
