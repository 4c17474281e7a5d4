// TimelineJS slides: what its JSON and its spreadsheet say alike.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_TIMELINEJS_SLIDES_H_
#define ANNALS_EXPORT_INTERNAL_TIMELINEJS_SLIDES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/export/export.h"

namespace annals::export_internal {

// A date as TimelineJS counts it: there is no year 0, and -44 is 44 BCE. What
// follows `precision` is not said.
struct TimelineJsDate {
  enum class Precision { kYear, kMonth, kDay, kTime };

  Precision precision = Precision::kYear;
  int64_t year = 1;
  int month = 1;  // 1 to 12
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

struct TimelineJsSlide {
  TimelineJsDate start;
  std::optional<TimelineJsDate> end;
  std::string display_date;
  // HTML.
  std::string headline;
  std::string text;
};

// The text as HTML. Line feeds are line breaks; a sign at which a spreadsheet
// would begin to calculate is an entity.
std::string TimelineJsHtml(std::string_view text);

// Makes slides one by one, and counts what they cannot hold.
class TimelineJsSlides {
 public:
  // Nothing if no slide can hold the event.
  std::optional<TimelineJsSlide> Make(const Answer& answer);

  // Of all that were made, and of so many causal links.
  std::vector<Loss> Losses(int64_t links) const;

 private:
  // How many dates could not be given as they are.
  struct DateLosses {
    int64_t cut = 0;
    int64_t leap_days = 0;
  };

  static TimelineJsDate DateAt(Instant instant,
                               TimelineJsDate::Precision precision,
                               DateLosses& losses);
  // The last day of what ends at midnight, else the time.
  static TimelineJsDate EndAt(Instant end, DateLosses& losses);

  // Where the slide stands; false if no bound can be held.
  bool Place(const Span& span, TimelineJsSlide& slide);
  void PlaceBetween(const Span& span, TimelineJsSlide& slide);
  void PlaceAtStart(const Span& span, TimelineJsSlide& slide);
  void PlaceAtEnd(const Span& span, TimelineJsSlide& slide);

  DateLosses losses_;
  int64_t undated_ = 0;
  int64_t unbounded_ = 0;
  int64_t open_ends_ = 0;
  int64_t open_starts_ = 0;
  int64_t uncertain_ = 0;
  int64_t qualified_ = 0;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_TIMELINEJS_SLIDES_H_
