// Headings: what a section of a chronology is called, and who stands under it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_HEADINGS_H_
#define ANNALS_CHRONOLOGY_INTERNAL_HEADINGS_H_

#include <string>
#include <vector>

#include "annals/chronology/grouping.h"
#include "annals/record/record.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/timeline/selection.h"

namespace annals::chronology_internal {

// True for kDay to kDecade.
bool IsUnitOfTime(Grouping grouping);

// As InWords() has years: "12,000", "44 CE", "44 BCE".
std::string YearInWords(int64_t year);

// "3 February 2017", also of years beyond EDTF's plain ones.
std::string DayInWords(Instant instant);

// The unit of time that holds the instant: "3 February 2017", "February 2017",
// "2017", "2010s", "49 to 40 BCE". Only for finite instants.
std::string HeadingOf(Instant instant, Grouping unit);

// The unit that kAuto stands for, with events that may start within these
// bounds.
Grouping UnitFor(const std::vector<Span>& bounds);

// The lanes in which the event has a share, the one that it stands in first;
// without a lane, one that says so ("No place"). Never empty.
std::vector<std::string> LanesOf(const Event& event, Grouping lane,
                                 const Selection& selection);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_HEADINGS_H_
