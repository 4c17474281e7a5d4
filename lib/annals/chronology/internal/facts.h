// Facts in words: who took part in an event, where, how much, of what kind.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_FACTS_H_
#define ANNALS_CHRONOLOGY_INTERNAL_FACTS_H_

#include <vector>

#include "annals/chronology/chronology.h"
#include "annals/chronology/internal/voices.h"

namespace annals::chronology_internal {

// The labelled lines of an entry; only what the event has.
std::vector<Fact> FactsOf(const Event& event, const Namer& name_of);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_FACTS_H_
