// TimelineJS slides: what its JSON and its spreadsheet say alike.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/timelinejs_slides.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/instants.h"
#include "annals/record/markup.h"

namespace annals::export_internal {
namespace {

using Precision = TimelineJsDate::Precision;

// Within the range of JavaScript's dates, whole years in any zone.
constexpr int64_t kYearMin = -271'820;
constexpr int64_t kYearMax = 275'759;

bool IsHeld(Instant instant) {
  return instant.IsFinite() && instant.Civil().year() >= kYearMin &&
         instant.Civil().year() <= kYearMax;
}

// Microseconds after the second that holds it.
int FractionOf(Instant instant) {
  const absl::int128 rest = instant.Microseconds() % 1'000'000;
  return static_cast<int>(rest < 0 ? rest + 1'000'000 : rest);
}

// The year, month, day or second that lasts from `first` to `end` exactly.
std::optional<Precision> UnitOf(Instant first, Instant end) {
  const absl::CivilSecond start = first.Civil();
  const absl::CivilSecond stop = end.Civil();
  if (FractionOf(first) != 0 || FractionOf(end) != 0) return std::nullopt;
  const absl::CivilYear year(start);
  const absl::CivilMonth month(start);
  const absl::CivilDay day(start);
  if (start == absl::CivilSecond(year) && stop == absl::CivilSecond(year + 1)) {
    return Precision::kYear;
  }
  if (start == absl::CivilSecond(month) &&
      stop == absl::CivilSecond(month + 1)) {
    return Precision::kMonth;
  }
  if (start == absl::CivilSecond(day) && stop == absl::CivilSecond(day + 1)) {
    return Precision::kDay;
  }
  if (stop == start + 1) return Precision::kTime;
  return std::nullopt;
}

Precision DayOrTime(Instant instant) {
  return IsMidnight(instant) ? Precision::kDay : Precision::kTime;
}

}  // namespace

std::string TimelineJsHtml(std::string_view text) {
  std::string html;
  for (char c : EscapedMarkup(text)) {
    if (c == '\n') {
      html += "<br>";
    } else {
      html.push_back(absl::ascii_iscntrl(c) ? ' ' : c);
    }
  }
  if (!html.empty() &&
      std::string_view("=+-@").find(html[0]) != std::string_view::npos) {
    html = absl::StrCat("&#", static_cast<int>(html[0]), ";", html.substr(1));
  }
  return html;
}

std::optional<TimelineJsSlide> TimelineJsSlides::Make(const Answer& answer) {
  if (!answer.span.has_value()) {
    ++undated_;
    return std::nullopt;
  }
  TimelineJsSlide slide;
  if (!Place(*answer.span, slide)) {
    ++unbounded_;
    return std::nullopt;
  }
  const Event& event = answer.event;
  slide.display_date = DateInWords(event);
  slide.headline = TimelineJsHtml(MarkedTitle(event));
  slide.text = TimelineJsHtml(event.description());
  if (answer.date.has_value() && answer.date->Qualifiers() != "") ++qualified_;
  return slide;
}

std::vector<Loss> TimelineJsSlides::Losses(int64_t links) const {
  std::vector<Loss> losses;
  Count(undated_, "event", "without a date left out", losses);
  Count(unbounded_, "event",
        "left out without a bound that JavaScript can hold", losses);
  Count(open_ends_, "open end", "told in words alone", losses);
  Count(open_starts_, "open start", "shown at the end, told in words alone",
        losses);
  Count(uncertain_, "range", "drawn solid, the uncertainty in words alone",
        losses);
  Count(qualified_, "qualified date", "told as such in words alone", losses);
  Count(losses_.cut, "time", "cut to whole seconds", losses);
  Count(losses_.leap_days, "leap day",
        "before the common era given as the 28th", losses);
  Count(links, "causal link", "left out", losses);
  return losses;
}

bool TimelineJsSlides::Place(const Span& span, TimelineJsSlide& slide) {
  const bool has_start = IsHeld(span.earliest_start);
  const bool has_end = IsHeld(span.latest_end);
  if (has_start && has_end) {
    PlaceBetween(span, slide);
  } else if (has_start) {
    ++open_ends_;
    PlaceAtStart(span, slide);
  } else if (has_end) {
    ++open_starts_;
    PlaceAtEnd(span, slide);
  }
  return has_start || has_end;
}

void TimelineJsSlides::PlaceBetween(const Span& span, TimelineJsSlide& slide) {
  const Instant first = span.earliest_start;
  const Instant end = span.latest_end;
  const bool exact = span.latest_start == first && span.earliest_end == end;
  const std::optional<Precision> unit = UnitOf(first, end);
  if (unit.has_value() && !exact) {
    slide.start = DateAt(first, *unit, losses_);
    return;
  }
  slide.start = DateAt(first, DayOrTime(first), losses_);
  slide.end = EndAt(end, losses_);
  uncertain_ += exact ? 0 : 1;
}

void TimelineJsSlides::PlaceAtStart(const Span& span, TimelineJsSlide& slide) {
  const Instant first = span.earliest_start;
  const std::optional<Precision> unit =
      IsHeld(span.latest_start) ? UnitOf(first, span.latest_start.Next())
                                : std::nullopt;
  slide.start = DateAt(first, unit.value_or(DayOrTime(first)), losses_);
}

void TimelineJsSlides::PlaceAtEnd(const Span& span, TimelineJsSlide& slide) {
  const Instant end = span.latest_end;
  const std::optional<Precision> unit =
      IsHeld(span.earliest_end) ? UnitOf(span.earliest_end.Previous(), end)
                                : std::nullopt;
  slide.start = unit.has_value()
                    ? DateAt(span.earliest_end.Previous(), *unit, losses_)
                    : EndAt(end, losses_);
}

TimelineJsDate TimelineJsSlides::DateAt(Instant instant, Precision precision,
                                        DateLosses& losses) {
  const absl::CivilSecond civil = instant.Civil();
  TimelineJsDate date;
  date.precision = precision;
  date.year = civil.year() > 0 ? civil.year() : civil.year() - 1;
  date.month = civil.month();
  date.day = civil.day();
  date.hour = civil.hour();
  date.minute = civil.minute();
  date.second = civil.second();
  if (precision == Precision::kTime && FractionOf(instant) != 0) ++losses.cut;
  // It takes -5 for the astronomical year of that number, which is 6 BCE and
  // has no such day.
  if (precision >= Precision::kDay && date.year < 0 && date.month == 2 &&
      date.day == 29) {
    date.day = 28;
    ++losses.leap_days;
  }
  return date;
}

TimelineJsDate TimelineJsSlides::EndAt(Instant end, DateLosses& losses) {
  if (IsMidnight(end)) {
    return DateAt(end.Previous(), Precision::kDay, losses);
  }
  return DateAt(end, Precision::kTime, losses);
}

}  // namespace annals::export_internal
