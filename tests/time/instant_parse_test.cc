// Tests of Instant::Parse().
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "annals/time/instant.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

std::string ErrorOf(const std::string& text) {
  const auto instant = Instant::Parse(text);
  return instant.ok() ? "read as " + instant->ToString()
                      : std::string(instant.status().message());
}

TEST(InstantParseTest, ReadsWhatToStringWrites) {
  const uint32_t seed = 8601;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 50'000; ++i) {
    const Instant instant =
        Instant::FromCode(static_cast<int64_t>(random()) >> (random() % 64));
    const auto parsed = Instant::Parse(instant.ToString());
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    ASSERT_EQ(*parsed, instant) << instant.ToString();
  }
}

TEST(InstantParseTest, ReadsTheEndsAndTheSeams) {
  const int64_t max = std::numeric_limits<int64_t>::max();
  for (const int64_t code :
       {max, max - 1, max - 2, Instant::kFineLimit, Instant::kFineLimit + 1,
        Instant::kFineLimit - 1, int64_t{0}, -Instant::kFineLimit,
        -Instant::kFineLimit - 1, -max, -max - 1}) {
    const Instant instant = Instant::FromCode(code);
    const auto parsed = Instant::Parse(instant.ToString());
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(*parsed, instant) << instant.ToString();
  }
  EXPECT_EQ(Instant::Parse("0000-02-29T23:59:59.000001Z")->ToString(),
            "0000-02-29T23:59:59.000001Z");
}

TEST(InstantParseTest, FaultsNameTheColumnWhatWasFoundAndWhatWasWanted) {
  EXPECT_EQ(ErrorOf("2013-02-30T00:00:00Z"),
            "instant \"2013-02-30T00:00:00Z\": day 30 at column 9; want 01 to "
            "28");
  EXPECT_EQ(ErrorOf("2013-13-01T00:00:00Z"),
            "instant \"2013-13-01T00:00:00Z\": month 13 at column 6; want 01 "
            "to 12");
  EXPECT_EQ(ErrorOf("2013-01-01"),
            "instant \"2013-01-01\": the end at column 11; want 'T'");
  EXPECT_EQ(ErrorOf("2013-01-01T24:00:00Z"),
            "instant \"2013-01-01T24:00:00Z\": hour 24 at column 12; want 00 "
            "to 23");
  EXPECT_EQ(ErrorOf("2013-01-01T00:00:00"),
            "instant \"2013-01-01T00:00:00\": the end at column 20; want 'Z'");
  EXPECT_EQ(ErrorOf("2013-01-01T00:00:00Z "),
            "instant \"2013-01-01T00:00:00Z \": ' ' at column 21; want nothing "
            "after the Z");
  EXPECT_EQ(ErrorOf(""),
            "instant \"\": the end at column 1; want four digits of the year, "
            "as in YYYY-MM-DDTHH:MM:SSZ, or -inf or +inf");
}

TEST(InstantParseTest, OnlyOneTextIsReadForAnInstant) {
  for (const char* const text :
       {"+002013-01-01T00:00:00Z", "-000000-01-01T00:00:00Z",
        "+0010000-01-01T00:00:00Z", "10000-01-01T00:00:00Z",
        "-0043-01-01T00:00:00Z", "2013-1-01T00:00:00Z",
        "2013-01-01T00:00:00.5Z", "2013-01-01T00:00:00.000000Z",
        "2013-01-01T00:00:00.0000001Z", "2013-01-01T00:00:60Z",
        "2013-01-01t00:00:00Z", "2013-01-01T00:00:00+00:00", "inf", "+infinity",
        " 2013-01-01T00:00:00Z", "2013-00-01T00:00:00Z",
        "2013-01-00T00:00:00Z"}) {
    EXPECT_FALSE(Instant::Parse(text).ok()) << text;
  }
}

TEST(InstantParseTest, WhatIsOutOfRangeIsRefused) {
  EXPECT_NE(ErrorOf("+147000000000-01-01T00:00:00Z").find("out of range"),
            std::string::npos);
  EXPECT_NE(ErrorOf("-999999999999-01-01T00:00:00Z").find("out of range"),
            std::string::npos);
  EXPECT_NE(ErrorOf("+99999999999999999999-01-01T00:00:00Z").find("want '-'"),
            std::string::npos);
  EXPECT_EQ(ErrorOf("+200000-01-01T00:00:00.000001Z"),
            "instant \"+200000-01-01T00:00:00.000001Z\": a fraction at column "
            "23; want whole seconds so far from 1970");
}

TEST(InstantParseTest, BytesOfAnyKindAreRefusedAndShownSafely) {
  const uint32_t seed = 4096;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string good = "-000043-03-15T12:00:00.000001Z";
  for (int i = 0; i < 20'000; ++i) {
    std::string text = good;
    text[random() % text.size()] = static_cast<char>(random());
    if (random() % 4 == 0) text.resize(random() % text.size());
    const auto instant = Instant::Parse(text);
    if (instant.ok()) {
      ASSERT_EQ(instant->ToString(), text);
    } else {
      ASSERT_EQ(instant.status().message().find('\n'), std::string::npos);
    }
  }
  EXPECT_LT(ErrorOf(std::string(100'000, '9')).size(), 200u);
}

}  // namespace
}  // namespace annals
