// Tests of annals/time/duration.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/duration.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::Pair;

constexpr int64_t kDay = 86'400'000'000;

// The least and the most, in days.
std::pair<int64_t, int64_t> Days(std::string_view text) {
  const absl::StatusOr<Duration> duration = Duration::Parse(text);
  EXPECT_TRUE(duration.ok()) << duration.status();
  return {static_cast<int64_t>(duration->microseconds_min / kDay),
          static_cast<int64_t>(duration->microseconds_max / kDay)};
}

std::pair<int64_t, int64_t> Microseconds(std::string_view text) {
  const absl::StatusOr<Duration> duration = Duration::Parse(text);
  EXPECT_TRUE(duration.ok()) << duration.status();
  return {static_cast<int64_t>(duration->microseconds_min),
          static_cast<int64_t>(duration->microseconds_max)};
}

std::string Error(std::string_view text) {
  return std::string(Duration::Parse(text).status().message());
}

TEST(DurationTest, MonthsAndYearsAreRanges) {
  EXPECT_THAT(Days("P1M"), Pair(28, 31));
  EXPECT_THAT(Days("P3M"), Pair(89, 92));
  EXPECT_THAT(Days("P1Y"), Pair(365, 366));
  EXPECT_THAT(Days("P4Y"), Pair(1460, 1461));
  EXPECT_THAT(Days("P100Y"), Pair(36524, 36525));
  EXPECT_THAT(Days("P400Y"), Pair(146097, 146097));
  EXPECT_THAT(Days("P1Y6M"), Pair(546, 550));
}

TEST(DurationTest, WeeksDaysAndClocksAreExact) {
  EXPECT_THAT(Days("P1W2D"), Pair(9, 9));
  EXPECT_THAT(Microseconds("PT36H"),
              Pair(36 * 3'600'000'000, 36 * 3'600'000'000));
  EXPECT_THAT(Microseconds("PT1M0.5S"), Pair(60'500'000, 60'500'000));
  EXPECT_THAT(Microseconds("PT0,000001S"), Pair(1, 1));
  EXPECT_THAT(Days("P0.5Y"), Pair(181, 184));
}

TEST(DurationTest, ASignTurnsTheRangeRound) {
  EXPECT_THAT(Days("-P3M"), Pair(-92, -89));
  EXPECT_THAT(Days("+P3M"), Pair(89, 92));
  EXPECT_THAT(Days("-P1D"), Pair(-1, -1));
}

// Every day of a calendar's cycle as the start; a day that a month lacks is
// its last one.
TEST(DurationTest, TheRangeIsThatOfAllStarts) {
  for (const int months : {1, 2, 3, 7, 12, 13, 48, 100}) {
    int64_t least = 1'000'000;
    int64_t most = 0;
    for (absl::CivilDay start(1800, 1, 1); start.year() < 2200; ++start) {
      const absl::CivilMonth month = absl::CivilMonth(start) + months;
      const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
      const absl::CivilDay end =
          std::min(absl::CivilDay(month) + (start.day() - 1), last);
      least = std::min<int64_t>(least, end - start);
      most = std::max<int64_t>(most, end - start);
    }
    EXPECT_THAT(Days(absl::StrCat("P", months, "M")), Pair(least, most));
  }
}

TEST(DurationTest, RefusesWhatIsNoDuration) {
  for (const std::string text :
       {"",     "P",    "PT",    "1Y",    "P1",    "P1H",      "P1M2Y",
        "PT1D", "P1YT", "P-1Y",  "P1.5M", "P0.1Y", "PT1.5H3M", "PT0.0000001S",
        "P1Y ", "p1y",  "--P1Y", "P1.Y",  "P.5Y",  "PTT1H"}) {
    EXPECT_FALSE(Duration::Parse(text).ok()) << text;
  }
  EXPECT_EQ(Error("P1H"),
            "duration \"P1H\": 'H' at column 3; want one of Y, M, W and D, in "
            "this order (T before hours)");
}

TEST(DurationTest, RefusesWhatIsLongerThanTheAxis) {
  EXPECT_TRUE(Duration::Parse("P290000000000Y").ok());
  EXPECT_THAT(Error("P300000000000Y"), HasSubstr("longer than the axis"));
  EXPECT_THAT(Error("PT99999999999999999999S"), HasSubstr("longer"));
  EXPECT_THAT(Error("P999999999999999999999999999999Y"), HasSubstr("longer"));
  EXPECT_FALSE(Duration::Parse("P" + std::string(200, '1') + "D").ok());
}

TEST(DurationTest, IsSaidInWords) {
  EXPECT_EQ(*DurationInWords("P49Y"), "49 years");
  EXPECT_EQ(*DurationInWords("P1DT12H"), "1 day and 12 hours");
  EXPECT_EQ(*DurationInWords("P2Y3M1D"), "2 years, 3 months and 1 day");
  EXPECT_EQ(*DurationInWords("PT1.5H"), "1.5 hours");
  EXPECT_EQ(*DurationInWords("-P01D"), "minus 1 day");
  EXPECT_FALSE(DurationInWords("49 years").ok());
}

}  // namespace
}  // namespace annals
