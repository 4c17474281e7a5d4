// How an answer is printed: as JSON for programs, as a line for people.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CLI_INTERNAL_ANSWER_OUTPUT_H_
#define ANNALS_CLI_INTERNAL_ANSWER_OUTPUT_H_

#include <cstddef>
#include <cstdint>
#include <iosfwd>

#include "annals/cli/internal/output.h"
#include "annals/time/allen.h"
#include "annals/timeline/selection.h"

namespace annals::cli_internal {

// One event that was found, and how certain that is.
Json ToJson(const Answer& answer);

// "possible  2012~/..        The title  [id]"
void PrintForPeople(const Answer& answer, std::ostream& out);

// Parts of it: "possible  ", and the rest.
inline constexpr size_t kCertaintyWidth = 10;
void PrintCertainty(Certainty certainty, std::ostream& out);
void PrintEventForPeople(const Answer& answer, std::ostream& out);

// "; 3 without a date left out (--undated)", what applies, and ends the line.
void PrintLeftOut(int64_t undated, int64_t unasserted, std::ostream& out);

}  // namespace annals::cli_internal

#endif  // ANNALS_CLI_INTERNAL_ANSWER_OUTPUT_H_
