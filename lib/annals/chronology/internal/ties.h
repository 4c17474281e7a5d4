// Ties in words: what causal links and references make of two entries.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_TIES_H_
#define ANNALS_CHRONOLOGY_INTERNAL_TIES_H_

#include <string_view>

#include "annals/record/record.h"

namespace annals::chronology_internal {

// What a link of this kind says in the entry of its cause, before the effect
// ("Trigger of"), and in that of its effect, before the cause ("Triggered by").
// No past tense: whether it came so is for Tie::mark to say.
std::string_view WordsAtCause(CausalLink::Kind kind);
std::string_view WordsAtEffect(CausalLink::Kind kind);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_TIES_H_
