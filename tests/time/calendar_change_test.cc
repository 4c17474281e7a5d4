// Tests of annals/time/calendar_change.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/calendar_change.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "absl/time/civil_time.h"
#include "annals/base/string_view.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

std::string DayAt(const std::string& place, int64_t year, int month, int day) {
  const auto civil =
      ToCivilDay(*CalendarChangeOf(place), CalendarDay{year, month, day});
  return civil ? absl::FormatCivilTime(*civil) : "nothing";
}

TEST(CalendarChangeTest, TheFirstNewDayFollowsTheLastOldOne) {
  for (const CalendarChange& change : CalendarChanges()) {
    EXPECT_FALSE(change.source.empty()) << change.place;
    if (!change.last_julian) continue;
    EXPECT_EQ(*ToCivilDay(Calendar::kJulian, *change.last_julian) + 1,
              *ToCivilDay(Calendar::kGregorian, change.first_gregorian))
        << change.place;
  }
}

TEST(CalendarChangeTest, DatesMeanWhatTheyMeantWhereTheyWereWritten) {
  EXPECT_EQ(DayAt("Britain", 1752, 9, 2), "1752-09-13");
  EXPECT_EQ(DayAt("Britain", 1752, 9, 14), "1752-09-14");
  EXPECT_EQ(DayAt("Britain", 1649, 1, 30), "1649-02-09");
  EXPECT_EQ(DayAt("France", 1600, 1, 1), "1600-01-01");
  EXPECT_EQ(DayAt("Russia", 1917, 10, 25), "1917-11-07");
  EXPECT_EQ(DayAt("Spain", 1492, 10, 12), "1492-10-21");
  EXPECT_EQ(DayAt("Protestant Germany", 1700, 3, 1), "1700-03-01");
}

TEST(CalendarChangeTest, SkippedDaysWereNotThere) {
  for (int day = 3; day <= 13; ++day) {
    EXPECT_EQ(DayAt("Britain", 1752, 9, day), "nothing");
  }
  EXPECT_EQ(DayAt("Russia", 1918, 2, 13), "nothing");
  EXPECT_EQ(DayAt("Papal States", 1582, 10, 14), "nothing");
  EXPECT_EQ(DayAt("Greece", 1923, 2, 29), "nothing");
}

TEST(CalendarChangeTest, OtherCalendarsHaveNoDaysHere) {
  EXPECT_EQ(DayAt("Japan", 1872, 12, 31), "nothing");
  EXPECT_EQ(DayAt("Japan", 1873, 1, 1), "1873-01-01");
  EXPECT_EQ(DayAt("Turkey", 1925, 12, 31), "nothing");
  EXPECT_EQ(
      FromCivilDay(*CalendarChangeOf("China"), absl::CivilDay(1911, 12, 31)),
      std::nullopt);
}

// Sweden left out the leap day of 1700 and put in two in 1712.
TEST(CalendarChangeTest, SwedenHadACalendarOfItsOwn) {
  EXPECT_EQ(DayAt("Sweden", 1700, 2, 28), "1700-03-10");
  EXPECT_EQ(DayAt("Sweden", 1700, 2, 29), "nothing");
  EXPECT_EQ(DayAt("Sweden", 1700, 3, 1), "1700-03-11");
  EXPECT_EQ(DayAt("Sweden", 1709, 6, 28), "1709-07-08");  // Poltava
  EXPECT_EQ(DayAt("Sweden", 1712, 2, 29), "1712-03-10");
  EXPECT_EQ(DayAt("Sweden", 1712, 2, 30), "1712-03-11");
  EXPECT_EQ(DayAt("Sweden", 1712, 3, 1), "1712-03-12");
  EXPECT_EQ(DayAt("Sweden", 1712, 2, 31), "nothing");
  EXPECT_EQ(DayAt("Sweden", 1753, 2, 18), "nothing");
}

// From the day numbers of each place back to days: none is lost, none is
// there twice, and they follow one another.
TEST(CalendarChangeTest, EveryDayHasOneNameInEveryPlace) {
  for (const CalendarChange& change : CalendarChanges()) {
    std::set<std::string> names;
    const absl::CivilDay middle(change.first_gregorian.year, 1, 1);
    const int64_t before = change.is_swedish ? 56 : 2;
    for (absl::CivilDay day(middle.year() - before); day < middle + 800;
         ++day) {
      const auto named = FromCivilDay(change, day);
      if (!named) {
        ASSERT_FALSE(change.last_julian.has_value());
        continue;
      }
      ASSERT_EQ(ToCivilDay(change, *named), day)
          << change.place << ' ' << absl::FormatCivilTime(day);
      const bool is_new = names
                              .insert(std::to_string(named->year) + ' ' +
                                      std::to_string(named->month) + ' ' +
                                      std::to_string(named->day))
                              .second;
      ASSERT_TRUE(is_new) << change.place << ' ' << absl::FormatCivilTime(day);
    }
  }
}

TEST(CalendarChangeTest, TheCalendarOfAPlaceChangesOnItsDay) {
  const CalendarChange britain = *CalendarChangeOf("Britain");
  EXPECT_EQ(CalendarOn(britain, absl::CivilDay(1752, 9, 13)),
            Calendar::kJulian);
  EXPECT_EQ(CalendarOn(britain, absl::CivilDay(1752, 9, 14)),
            Calendar::kGregorian);
  EXPECT_EQ(CalendarOn(*CalendarChangeOf("Japan"), absl::CivilDay(1700, 1, 1)),
            Calendar::kGregorian);
}

TEST(CalendarChangeTest, PlacesHaveSeveralNamesAndAnUnknownOneIsToldTheKnown) {
  EXPECT_EQ(CalendarChangeOf("england")->place, "Britain");
  EXPECT_EQ(CalendarChangeOf("NORWAY")->place, "Denmark");
  const auto narnia = CalendarChangeOf("Narnia");
  EXPECT_EQ(narnia.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(narnia.status().message().find(
                "place \"Narnia\": its change of calendars is not known; want "
                "one of Bohemia, Britain, "),
            0u);
  EXPECT_FALSE(CalendarChangeOf("").ok());
}

TEST(CalendarChangeTest, PlacesAreSortedAndNamedOnce) {
  std::set<std::string> names;
  std::string last;
  for (const CalendarChange& change : CalendarChanges()) {
    EXPECT_LT(last, std::string(change.place));
    last = std::string(change.place);
    EXPECT_TRUE(names.insert(last).second);
  }
}

}  // namespace
}  // namespace annals
