// TellingFrame(): what a template may name in a chronology.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_TELLING_FRAME_H_
#define ANNALS_CHRONOLOGY_INTERNAL_TELLING_FRAME_H_

#include <cstdint>

#include "annals/chronology/chronology.h"
#include "annals/chronology/internal/frame.h"
#include "annals/chronology/internal/sentences.h"

namespace annals::chronology_internal {

// The frame of the whole; docs/chronologies.md lists its names. Both must
// outlive it.
Frame TellingFrame(const Chronology& chronology, const Markup& markup);

// A chronology with one of everything, to check a template with.
const Chronology& SpecimenChronology();

// How many frames it takes to visit everything once, at least.
int64_t FramesIn(const Chronology& chronology);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_TELLING_FRAME_H_
