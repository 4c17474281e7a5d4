// What every format says of an event: its date, how it is meant, on one line.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_DESCRIBE_H_
#define ANNALS_EXPORT_INTERNAL_DESCRIBE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/export/export.h"
#include "annals/export/internal/loss_tally.h"

namespace annals::export_internal {

// "some time in 2013, for 49 years"; empty if nothing is known of its time.
std::string DateInWords(const Event& event);

// The same, without reading the date anew.
std::string DateInWords(const Answer& answer);

// The same, added to what is there.
void AppendDateInWords(const Answer& answer, std::string& out);

// Whether it is a local time of which no zone is known.
bool IsFloating(const Answer& answer);

// Counts these dates, where a format takes them as UTC.
void CountFloatingDates(const Selection& selection, LossTally& losses);
void CountFloatingDates(int64_t dates, LossTally& losses);

// For what is written event by event: so many of these dates, then the rest.
std::vector<Loss> LossesAfterFloatingDates(int64_t dates,
                                           const LossTally& rest);

// The title (for want of one, the id) on one line, with its mark before it if
// nobody asserts the event: "feared: refugees rush to China".
std::string MarkedTitle(const Event& event);

// The same, added to what is there.
void AppendMarkedTitle(const Event& event, std::string& out);

// Adds to `losses` unless the count is 0: Count(1, "event", "left out").
void Count(int64_t count, std::string_view noun, std::string_view rest,
           std::vector<Loss>& losses);

// About how wide the text is: two for each East Asian character and emoji, one
// for each other one.
int ColumnsOf(std::string_view text);

// The text broken into lines of at most so many columns, at spaces; words that
// are wider are cut between characters. At least one line.
std::vector<std::string> Lines(std::string_view text, int columns_max);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_DESCRIBE_H_
