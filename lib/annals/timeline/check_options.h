// CheckOptions say what Timeline::Check() looks at.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_CHECK_OPTIONS_H_
#define ANNALS_TIMELINE_CHECK_OPTIONS_H_

#include <string>
#include <vector>

#include "annals/causal/court.h"
#include "annals/record/record.h"
#include "annals/store/store.h"

namespace annals {

// For Timeline::Check(). A plain value.
//
//   CheckOptions options;
//   options.court.now = *Instant::FromCivil(absl::CivilSecond(2017, 3, 1));
//   timeline.Check(options);  // which forecasts were due by then?
struct CheckOptions {
  // Which claims count, what is now, how many findings are kept.
  CourtOptions court;
  AsOf as_of;
  // What if: records that are taken to be there, instead of those with the same
  // ids, and ids of records that are not. The store stays as it is.
  std::vector<Record> added;
  std::vector<std::string> left_out;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_CHECK_OPTIONS_H_
