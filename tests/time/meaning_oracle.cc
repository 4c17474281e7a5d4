// The oracle for what expressions mean: trying every choice, and comparing.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/time/meaning_oracle.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "annals/time/allen.h"
#include "annals/time/edtf.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "gtest/gtest.h"
#include "tests/time/allen_oracle.h"

namespace annals::testing {
namespace {

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kGreatest = std::numeric_limits<int64_t>::max();

// The codes worth trying for one endpoint.
std::vector<int64_t> Choices(const std::vector<int64_t>& codes, Instant low,
                             Instant high) {
  std::vector<int64_t> choices;
  for (const int64_t code : codes) {
    if (code >= low.code() && code <= high.code()) choices.push_back(code);
  }
  return choices;
}

std::vector<int64_t> CodesNearLowerBounds(const Span& a, const Span& b) {
  std::vector<int64_t> codes;
  for (const Instant low :
       {a.earliest_start, a.earliest_end, b.earliest_start, b.earliest_end}) {
    for (int64_t i = 0; i < 4 && low.code() <= kGreatest - i; ++i) {
      codes.push_back(low.code() + i);
    }
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

// A unit of the calendar, as it is written and as it lies.
struct Named {
  std::string name;
  Instant first;
  Instant next;
};

// Months and days beyond their last run on into the next.
Instant StartOf(int64_t year, int month = 1, int day = 1) {
  return *Instant::FromCivil(absl::CivilSecond(year, month, day));
}

struct Calendar {
  Calendar() {
    for (int y = 1900; y < 2100; ++y) {
      years.push_back({absl::StrFormat("%d", y), StartOf(y), StartOf(y + 1)});
      for (int m = 1; m <= 12; ++m) {
        months.push_back({absl::StrFormat("%d-%02d", y, m), StartOf(y, m),
                          StartOf(y, m + 1)});
      }
      // Spring to winter, and the quarters: the number, and the first month.
      for (const auto& [number, month] : {std::pair{21, 3},
                                          {22, 6},
                                          {23, 9},
                                          {24, 12},
                                          {29, 9},
                                          {30, 12},
                                          {31, 3},
                                          {32, 6},
                                          {33, 1},
                                          {34, 4},
                                          {35, 7},
                                          {36, 10}}) {
        seasons.push_back({absl::StrFormat("%d-%d", y, number),
                           StartOf(y, month), StartOf(y, month + 3)});
      }
    }
    for (absl::CivilDay day(1900, 1, 1); day.year() < 2100; ++day) {
      days.push_back(
          {absl::StrFormat("%d-%02d-%02d", day.year(), day.month(), day.day()),
           StartOf(day.year(), day.month(), day.day()),
           StartOf(day.year(), day.month(), day.day() + 1)});
    }
  }

  std::vector<Named> years;
  std::vector<Named> seasons;
  std::vector<Named> months;
  std::vector<Named> days;
};

const Calendar& TheCalendar() {
  static const auto& calendar = *new Calendar;
  return calendar;
}

bool Fits(const std::string& name, const std::string& pattern) {
  if (name.size() != pattern.size()) return false;
  for (size_t i = 0; i < name.size(); ++i) {
    if (pattern[i] != 'X' && pattern[i] != name[i]) return false;
  }
  return true;
}

struct Date {
  std::string text;
  std::vector<Named> units;
};

// Some unit of the calendar, with digits made X, and all units that fit it.
Date RandomDate(std::mt19937& random, uint32_t x_in_ten) {
  const Calendar& calendar = TheCalendar();
  const std::vector<Named>* const lists[] = {&calendar.years, &calendar.seasons,
                                             &calendar.months, &calendar.days};
  const std::vector<Named>& list = *lists[random() % 4];
  // Dates near one another have more to tell.
  const size_t from = list.size() * 4 / 10;
  Date date{list[from + random() % (list.size() / 10)].name, {}};
  const bool is_season = &list == &calendar.seasons;
  // The first two digits stay, so that all fits into the calendar.
  for (size_t i = 2; i < (is_season ? 4 : date.text.size()); ++i) {
    if (date.text[i] != '-' && random() % 10 < x_in_ten) date.text[i] = 'X';
  }
  for (const Named& unit : list) {
    if (Fits(unit.name, date.text)) date.units.push_back(unit);
  }
  return date;
}

Meaning DateMeaning(std::mt19937& random) {
  const Date date = RandomDate(random, random() % 6);
  Meaning meaning{date.text, TimeSet::Choice::kOneOf, {}};
  for (const Named& unit : date.units) {
    meaning.spans.push_back(Span::Within(unit.first, unit.next));
  }
  return meaning;
}

// An unstated side, or the units of a date.
Date RandomSide(std::mt19937& random) {
  if (random() % 6 == 0) return Date{random() % 2 == 0 ? ".." : "", {}};
  return RandomDate(random, random() % 4);
}

Meaning IntervalMeaning(std::mt19937& random) {
  const Date start = RandomSide(random);
  const Date end = RandomSide(random);
  Meaning meaning{
      absl::StrCat(start.text, "/", end.text), TimeSet::Choice::kOneOf, {}};
  std::vector<std::pair<Instant, Instant>> starts;
  std::vector<std::pair<Instant, Instant>> ends;
  const std::pair anywhere = {Instant::InfinitePast(),
                              Instant::InfiniteFuture()};
  for (const Named& unit : start.units) {
    starts.emplace_back(unit.first, unit.next.Previous());
  }
  for (const Named& unit : end.units) {
    ends.emplace_back(unit.first.Next(), unit.next);
  }
  if (starts.empty()) starts.push_back(anywhere);
  if (ends.empty()) ends.push_back(anywhere);
  const bool is_nothing = meaning.text == "/";
  if (is_nothing || starts.size() * ends.size() > 2'000) return meaning;
  for (const auto& s : starts) {
    for (const auto& e : ends) {
      const Span span{s.first, s.second, e.first, e.second};
      if (span.IsSatisfiable()) meaning.spans.push_back(span);
    }
  }
  return meaning;
}

// A date, some years on end, or "some date, or an earlier or later one".
std::string AddMember(std::mt19937& random, bool is_first, bool is_last,
                      Meaning& set) {
  const auto add = [&set](const Named& unit) {
    set.spans.push_back(Span::Within(unit.first, unit.next));
  };
  const std::vector<Named>& years = TheCalendar().years;
  const uint32_t kind = random() % 6;
  if (kind == 0) {
    const size_t first = 80 + random() % 20;
    const size_t last = first + random() % 6;
    for (size_t i = first; i <= last; ++i) add(years[i]);
    return absl::StrCat(years[first].name, "..", years[last].name);
  }
  const bool is_open = (kind == 1 && is_first) || (kind == 2 && is_last);
  const Date date = RandomDate(random, is_open ? 0 : random() % 4);
  if (!is_open || set.choice == TimeSet::Choice::kEach) {
    for (const Named& unit : date.units) add(unit);
  }
  if (!is_open) return date.text;
  Span open = Span::Within(date.units[0].first, date.units[0].next);
  if (kind == 1) {
    open.earliest_start = open.earliest_end = Instant::InfinitePast();
    set.spans.push_back(open);
    return ".." + date.text;
  }
  open.latest_start = open.latest_end = Instant::InfiniteFuture();
  set.spans.push_back(open);
  return date.text + "..";
}

Meaning SetMeaning(std::mt19937& random) {
  Meaning set;
  const bool is_each = random() % 2 == 0;
  if (is_each) set.choice = TimeSet::Choice::kEach;
  const size_t count = 1 + random() % 3;
  std::string members;
  for (size_t i = 0; i < count; ++i) {
    absl::StrAppend(&members, i == 0 ? "" : ",",
                    AddMember(random, i == 0, i + 1 == count, set));
  }
  set.text = absl::StrCat(is_each ? "{" : "[", members, is_each ? "}" : "]");
  return set;
}

AllenSet UnionOver(const std::vector<Span>& a, const std::vector<Span>& b) {
  AllenSet possible;
  for (const Span& first : a) {
    for (const Span& second : b) {
      possible = possible | PossibleRelations(first, second);
    }
    if (possible == AllenSet::All()) break;
  }
  return possible;
}

AllenSet RandomAsked(std::mt19937& random) {
  return AllenSet::FromMask(static_cast<uint16_t>(random()));
}

bool SomeCertainlyIntersects(const std::vector<Span>& a, const Span& b) {
  return std::any_of(a.begin(), a.end(), [&b](const Span& span) {
    return RelationsByEnumeration(span, b).IsSubsetOf(AllenSet::Intersects());
  });
}

}  // namespace

AllenSet RelationsByEnumeration(const Span& a, const Span& b) {
  const std::vector<int64_t> codes = CodesNearLowerBounds(a, b);
  const auto s1s = Choices(codes, a.earliest_start, a.latest_start);
  const auto e1s = Choices(codes, a.earliest_end, a.latest_end);
  const auto s2s = Choices(codes, b.earliest_start, b.latest_start);
  const auto e2s = Choices(codes, b.earliest_end, b.latest_end);
  AllenSet found;
  for (const int64_t s1 : s1s) {
    for (const int64_t e1 : e1s) {
      if (e1 <= s1) continue;
      for (const int64_t s2 : s2s) {
        for (const int64_t e2 : e2s) {
          if (s2 < e2) found.Add(RelationOf(s1, e1, s2, e2));
        }
      }
    }
  }
  return found;
}

Span RandomSpan(std::mt19937& random) {
  const auto any = [&random] {
    const int64_t small = random() % 8;
    switch (random() % 8) {
      case 0:
        return Instant::FromCode(random() % 2 == 0 ? kLeast : kGreatest);
      case 1:
        return Instant::FromCode(kLeast + small);
      case 2:
        return Instant::FromCode(kGreatest - small);
      case 3:
        return Instant::FromCode(small * 1'000'000);
      default:
        return Instant::FromCode(small);
    }
  };
  for (;;) {
    const Span span{any(), any(), any(), any()};
    if (span.IsSatisfiable()) return span;
  }
}

Meaning RandomMeaning(std::mt19937& random) {
  switch (random() % 3) {
    case 0:
      return DateMeaning(random);
    case 1:
      return IntervalMeaning(random);
    default:
      return SetMeaning(random);
  }
}

Certainty RelateByEnumeration(AllenSet asked, const std::vector<Span>& a,
                              const std::vector<Span>& b) {
  AllenSet possible;
  for (const Span& first : a) {
    for (const Span& second : b) {
      possible = possible | RelationsByEnumeration(first, second);
    }
  }
  const bool can = !(asked & possible).IsEmpty();
  const bool need_not = !possible.IsSubsetOf(asked);
  if (!can) return Certainty::kNo;
  return need_not ? Certainty::kPossible : Certainty::kCertain;
}

void CompareSets(uint32_t seed, int count) {
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  const auto any_set = [&random] {
    TimeSet set;
    if (random() % 3 == 0) set.choice = TimeSet::Choice::kEach;
    set.members.resize(1 + random() % 4);
    for (Span& span : set.members) span = RandomSpan(random).Tightened();
    std::sort(set.members.begin(), set.members.end(),
              [](const Span& a, const Span& b) {
                return std::tie(a.earliest_start, a.latest_end) <
                       std::tie(b.earliest_start, b.latest_end);
              });
    return set;
  };
  for (int i = 0; i < count; ++i) {
    const TimeSet a = any_set();
    const TimeSet b = any_set();
    AllenSet asked = RandomAsked(random);
    if (asked == AllenSet::Intersects()) asked = AllenSet();
    ASSERT_EQ(Relate(asked, a, b),
              RelateByEnumeration(asked, a.members, b.members));
    if (a.choice != TimeSet::Choice::kEach ||
        b.choice == TimeSet::Choice::kEach) {
      continue;
    }
    // Whatever b is, one of a's occurrences is sure to share time with it.
    const bool is_certain = std::all_of(
        b.members.begin(), b.members.end(),
        [&a](const Span& s) { return SomeCertainlyIntersects(a.members, s); });
    ASSERT_EQ(
        Relate(AllenSet::Intersects(), a, b) == Certainty::kCertain,
        is_certain || RelateByEnumeration(AllenSet::Intersects(), a.members,
                                          b.members) == Certainty::kCertain);
  }
}

void CompareExpressions(uint32_t seed, int count) {
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  for (int i = 0; i < count;) {
    const Meaning a = RandomMeaning(random);
    const Meaning b = RandomMeaning(random);
    if (a.spans.empty() || b.spans.empty()) continue;
    if (a.spans.size() * b.spans.size() > 200'000) continue;
    ++i;
    const absl::StatusOr<Edtf> first = Edtf::Parse(a.text);
    const absl::StatusOr<Edtf> second = Edtf::Parse(b.text);
    ASSERT_TRUE(first.ok()) << first.status();
    ASSERT_TRUE(second.ok()) << second.status();
    const AllenSet possible = UnionOver(a.spans, b.spans);
    ASSERT_EQ(PossibleRelations(first->Members(), second->Members()).ToString(),
              possible.ToString())
        << a.text << " and " << b.text;
    const AllenSet asked = RandomAsked(random);
    if (asked == AllenSet::Intersects()) continue;
    ASSERT_EQ(Relate(asked, first->Members(), second->Members()),
              Judge(asked, possible))
        << a.text << " and " << b.text;
  }
}

}  // namespace annals::testing
