// Headings: what a section of a chronology is called, and who stands under it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/headings.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "annals/base/string_view.h"
#include "annals/record/names.h"
#include "annals/time/words.h"

namespace annals::chronology_internal {
namespace {

constexpr Grouping kUnits[] = {Grouping::kDay, Grouping::kMonth,
                               Grouping::kYear, Grouping::kDecade};

std::string MonthInWords(int month) {
  return std::string(EnglishDateWords().months[static_cast<size_t>(month - 1)]);
}

// "2010s", "980 to 989 CE"; "49 to 40 BCE", which people call the forties.
std::string DecadeInWords(int64_t year) {
  if (year <= 0) {
    const int64_t last = (1 - year) / 10 * 10;
    return absl::StrCat(last + 9, " to ",
                        YearInWords(1 - std::max<int64_t>(last, 1)));
  }
  const int64_t first = year / 10 * 10;
  if (first >= 1000) return absl::StrCat(YearInWords(first), "s");
  return absl::StrCat(std::max<int64_t>(first, 1), " to ",
                      YearInWords(first + 9));
}

// True if all of its possible starts are in one unit.
bool StartsWithin(const Span& bounds, Grouping unit) {
  return bounds.latest_start.IsFinite() &&
         HeadingOf(bounds.earliest_start, unit) ==
             HeadingOf(bounds.latest_start, unit);
}

bool HoldsEnough(const std::vector<Span>& bounds, Grouping unit) {
  std::set<std::string> sections;
  size_t within = 0;
  size_t events = 0;
  for (const Span& span : bounds) {
    if (!span.earliest_start.IsFinite()) continue;
    ++events;
    sections.insert(HeadingOf(span.earliest_start, unit));
    if (StartsWithin(span, unit)) ++within;
  }
  return events >= 2 * sections.size() && 2 * within >= events;
}

template <typename Names>
std::vector<std::string> AllOf(const Names& names, const Selection& selection) {
  std::vector<std::string> lanes;
  for (const std::string& name : names) {
    lanes.push_back(selection.NameOf(name));
  }
  return lanes;
}

std::vector<std::string> ParticipantsOf(const Event& event,
                                        const Selection& selection) {
  std::vector<std::string> lanes;
  for (const Participant& one : event.participants()) {
    lanes.push_back(one.entity().empty() ? one.name()
                                         : selection.NameOf(one.entity()));
  }
  return lanes;
}

std::string KindInWords(const Event& event) {
  std::string kind = EventKindName(event.kind());
  if (!kind.empty()) kind[0] = absl::ascii_toupper(kind[0]);
  return kind;
}

std::vector<std::string> NamedLanes(const Event& event, Grouping lane,
                                    const Selection& selection) {
  switch (lane) {
    case Grouping::kParticipant:
      return ParticipantsOf(event, selection);
    case Grouping::kPlace:
      return AllOf(event.places(), selection);
    case Grouping::kTag:
      return {event.tags().begin(), event.tags().end()};
    case Grouping::kSeries:
      return {event.series()};
    default:
      return {KindInWords(event)};
  }
}

}  // namespace

bool IsUnitOfTime(Grouping grouping) {
  return std::find(std::begin(kUnits), std::end(kUnits), grouping) !=
         std::end(kUnits);
}

std::string YearInWords(int64_t year) {
  std::string words = absl::StrCat(year > 0 ? year : 1 - year);
  if (words.size() > 4) {
    for (size_t i = words.size(); i > 3;) words.insert(i -= 3, ",");
  }
  return absl::StrCat(words, year <= 0 ? " BCE" : year < 1000 ? " CE" : "");
}

std::string DayInWords(Instant instant) {
  const absl::CivilSecond civil = instant.Civil();
  return absl::StrCat(civil.day(), " ", MonthInWords(civil.month()), " ",
                      YearInWords(civil.year()));
}

std::string HeadingOf(Instant instant, Grouping unit) {
  const absl::CivilSecond civil = instant.Civil();
  switch (unit) {
    case Grouping::kDay:
      return DayInWords(instant);
    case Grouping::kMonth:
      return absl::StrCat(MonthInWords(civil.month()), " ",
                          YearInWords(civil.year()));
    case Grouping::kDecade:
      return DecadeInWords(civil.year());
    default:
      return YearInWords(civil.year());
  }
}

Grouping UnitFor(const std::vector<Span>& bounds) {
  for (const Grouping unit : kUnits) {
    if (HoldsEnough(bounds, unit)) return unit;
  }
  return Grouping::kYear;
}

std::vector<std::string> LanesOf(const Event& event, Grouping lane,
                                 const Selection& selection) {
  std::vector<std::string> lanes;
  for (std::string& name : NamedLanes(event, lane, selection)) {
    if (name.empty()) continue;
    if (std::find(lanes.begin(), lanes.end(), name) != lanes.end()) continue;
    lanes.push_back(std::move(name));
  }
  if (lanes.empty()) {
    lanes.push_back(absl::StrCat("No ", AsAbsl(GroupingName(lane))));
  }
  return lanes;
}

}  // namespace annals::chronology_internal
