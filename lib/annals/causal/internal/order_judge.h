// JudgeOrder() finds effects that come before their causes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_ORDER_JUDGE_H_
#define ANNALS_CAUSAL_INTERNAL_ORDER_JUDGE_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "annals/causal/internal/finding_list.h"
#include "annals/causal/internal/judged_time.h"
#include "annals/record/record.h"

namespace annals::causal_internal {

// The time of an event; null if it is none. It stays where it is.
using TimeLookup = absl::FunctionRef<const JudgedTime*(const std::string& id)>;

void JudgeOrder(const CausalLink& link, TimeLookup time_of, bool as_stated,
                FindingList& findings);

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_ORDER_JUDGE_H_
