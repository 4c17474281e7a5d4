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
  const Answer* answer = nullptr;
  TimelineJsDate start;
  std::optional<TimelineJsDate> end;
  std::string display_date;
  // HTML.
  std::string headline;
  std::string text;
};

struct TimelineJsSlides {
  // In the selection's order.
  std::vector<TimelineJsSlide> slides;
  std::vector<Loss> losses;
};

// The text as HTML. Line feeds are line breaks; a sign at which a spreadsheet
// would begin to calculate is an entity.
std::string TimelineJsHtml(std::string_view text);

// `selection` must outlive what is returned.
TimelineJsSlides TimelineJsSlidesOf(const Selection& selection);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_TIMELINEJS_SLIDES_H_
