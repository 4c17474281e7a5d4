// WrittenDate: the numbers of one date as somebody wrote them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_WRITTEN_DATE_H_
#define ANNALS_TIME_INTERNAL_WRITTEN_DATE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/time/calendar.h"

namespace annals::calendar_internal {

// "c. 11 February 1731/32 O.S." taken apart. What the numbers mean, and whether
// there is such a day, is the calendar's to say.
struct WrittenDate {
  int64_t year = 0;
  std::optional<int> month;  // or the week
  std::optional<int> day;
  // "1731/32": both years were written, since they begin on different days.
  // `year` is the later one, which begins in January.
  bool is_dual = false;
  // "O.S.", "N.S.".
  std::optional<Calendar> style;
  // "", "?", "~", "%".
  std::string qualifier;
  // Columns of what may have to be named later.
  size_t year_column = 1;
  size_t month_column = 1;
  size_t day_column = 1;
};

// The longest text of a date that is read, in bytes.
inline constexpr size_t kWrittenBytesMax = 256;

// `CALENDAR date "TEXT": FOUND at column COLUMN; want WANTED`.
absl::Status Fault(Calendar calendar, std::string_view text,
                   std::string_view found, size_t column,
                   std::string_view wanted);

// "1917-10-25", "2016-W05-3", "2016-034", "1731/32-02-11".
absl::StatusOr<WrittenDate> ReadNumbers(Calendar calendar,
                                        std::string_view text);

// "c. 25 October 1917 O.S.", "March 44 BC", "AD 70", "AH 1437".
absl::StatusOr<WrittenDate> ReadWords(Calendar calendar, std::string_view text);

}  // namespace annals::calendar_internal

#endif  // ANNALS_TIME_INTERNAL_WRITTEN_DATE_H_
