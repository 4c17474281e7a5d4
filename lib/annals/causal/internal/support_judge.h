// JudgeSupport() finds links that stand on weak feet.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_INTERNAL_SUPPORT_JUDGE_H_
#define ANNALS_CAUSAL_INTERNAL_SUPPORT_JUDGE_H_

#include <cstddef>

#include "annals/causal/internal/finding_list.h"
#include "annals/causal/internal/source_origins.h"
#include "annals/causal/internal/voices.h"
#include "annals/record/record.h"

namespace annals::causal_internal {

// Passages for one link that are compared, each with each.
inline constexpr size_t kWitnessesMax = 200;

// The voices are the link's.
void JudgeSupport(const CausalLink& link, const Voices& voices,
                  const SourceOrigins& origins, FindingList& findings);

}  // namespace annals::causal_internal

#endif  // ANNALS_CAUSAL_INTERNAL_SUPPORT_JUDGE_H_
