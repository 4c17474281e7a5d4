// JudgeForecasts() finds forecasts whose time has come.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_FORECAST_JUDGE_H_
#define ANNALS_CAUSAL_INTERNAL_FORECAST_JUDGE_H_

#include <string>

#include "absl/status/status.h"
#include "annals/causal/internal/finding_list.h"
#include "annals/causal/internal/judged_time.h"
#include "annals/causal/internal/voices.h"
#include "annals/time/instant.h"

namespace annals::causal_internal {

struct Today {
  Instant now;
  // Dates with ? ~ % are certain too.
  bool as_stated = false;
};

// The voices are those of the record; it happens, if it does, at this time,
// unless a claim has a date of its own. InvalidArgument if that cannot be read.
absl::Status JudgeForecasts(const std::string& record, const Voices& voices,
                            const JudgedTime& time, const Today& today,
                            FindingList& findings);

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_FORECAST_JUDGE_H_
