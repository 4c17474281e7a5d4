// Dates and durations of records, in words.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_DATES_H_
#define ANNALS_CHRONOLOGY_INTERNAL_DATES_H_

#include <string>

#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/time/span.h"

namespace annals::chronology_internal {

// "some time in 2013", "from about 2012, for 49 years", "for 49 years"; the
// source's own words in quotation marks if nothing else is known; empty if not
// even those are. InvalidArgument if a date or duration cannot be read.
absl::StatusOr<std::string> DateInWords(const When& when);

// Between which days it started: "between 3 March 2013 and 5 May 2014", "not
// before 1 January 2012", "on 3 February 2017"; empty if nothing is known.
std::string StartInWords(const Span& bounds);

// Where the date comes from, as far as a reader needs it to judge: `"from
// around 2012" in the source; inferred from the source's date`. May be empty.
std::string DateRemarks(const When& when);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_DATES_H_
