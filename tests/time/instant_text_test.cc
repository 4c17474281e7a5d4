// Tests of annals/time/instant_text.h, against absl's civil time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/instant_text.h"

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

std::string TextOf(Instant instant) {
  std::string text;
  AppendInstant(instant, text);
  return text;
}

// By absl's civil time and printf's formats.
std::string PlainText(Instant instant) {
  const absl::CivilSecond civil = instant.Civil();
  const bool is_near = civil.year() >= 0 && civil.year() <= 9999;
  absl::int128 fraction = instant.Microseconds() % 1'000'000;
  if (fraction < 0) fraction += 1'000'000;
  std::string text = is_near ? absl::StrFormat("%04d", civil.year())
                             : absl::StrFormat("%+07d", civil.year());
  text +=
      absl::StrFormat("-%02d-%02dT%02d:%02d:%02d", civil.month(), civil.day(),
                      civil.hour(), civil.minute(), civil.second());
  if (fraction != 0) {
    text += absl::StrFormat(".%06d", static_cast<int64_t>(fraction));
  }
  return text + "Z";
}

TEST(InstantTextTest, IsAddedToWhatIsThere) {
  std::string text = "from ";
  AppendInstant(Instant(), text);
  EXPECT_EQ(text, "from 1970-01-01T00:00:00Z");
}

TEST(InstantTextTest, TheInfinitiesHaveSigns) {
  EXPECT_EQ(TextOf(Instant::InfinitePast()), "-inf");
  EXPECT_EQ(TextOf(Instant::InfiniteFuture()), "+inf");
}

TEST(InstantTextTest, EveryDayOfTheYears0To9999IsThatOfTheCalendar) {
  constexpr int64_t kDay = 86'400'000'000;
  absl::CivilDay day(0, 1, 1);
  for (int64_t code = CodeOfYear(0); code < CodeOfYear(10'000); code += kDay) {
    const Instant last = Instant::FromCode(code + kDay - 1'000'000);
    const std::string text = TextOf(last);
    // Read with little more than a sum, since there are 3.6 million of them.
    const auto two = [&text](size_t i) {
      return (text[i] - '0') * 10 + (text[i + 1] - '0');
    };
    ASSERT_EQ(two(0) * 100 + two(2), day.year()) << text;
    ASSERT_EQ(two(5), day.month()) << text;
    ASSERT_EQ(two(8), day.day()) << text;
    ++day;
  }
  EXPECT_EQ(day, absl::CivilDay(10'000, 1, 1));
}

TEST(InstantTextTest, TheEdgesOfWhatHasFourDigitsAreWrittenAsAllElse) {
  for (const int64_t edge :
       {CodeOfYear(0), CodeOfYear(1), CodeOfYear(10'000)}) {
    for (int64_t code = edge - 2; code <= edge + 2; ++code) {
      const Instant instant = Instant::FromCode(code);
      EXPECT_EQ(TextOf(instant), PlainText(instant));
    }
  }
}

TEST(InstantTextTest, RandomInstantsAreWrittenAsAllElse) {
  const char* const given = std::getenv("ANNALS_TEST_SEED");
  const unsigned seed = given != nullptr
                            ? static_cast<unsigned>(std::atoi(given))
                            : std::random_device()();
  SCOPED_TRACE("ANNALS_TEST_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int i = 0; i < 100'000; ++i) {
    // Of all sizes: near 1970, in four digits, far away.
    const auto code = static_cast<int64_t>(random()) >> (random() % 40);
    const Instant instant = Instant::FromCode(code);
    if (!instant.IsFinite()) continue;
    ASSERT_EQ(TextOf(instant), PlainText(instant)) << code;
    ASSERT_EQ(instant.ToString(), PlainText(instant)) << code;
  }
}

TEST(InstantTextTest, AYearsCodeIsThatOfItsFirstInstant) {
  for (int year = 0; year <= 10'000; ++year) {
    ASSERT_EQ(CodeOfYear(year),
              Instant::FromCivil(absl::CivilSecond(year))->code())
        << year;
  }
}

}  // namespace
}  // namespace annals
