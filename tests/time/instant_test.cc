// Tests of annals/time/instant.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/instant.h"

#include <cstdint>
#include <optional>
#include <random>

#include "absl/numeric/int128.h"
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

constexpr absl::CivilSecond kEpoch(1970, 1, 1);

TEST(InstantTest, DefaultIsTheEpoch) {
  EXPECT_EQ(Instant().ToString(), "1970-01-01T00:00:00Z");
  EXPECT_EQ(Instant().code(), 0);
}

TEST(InstantTest, ShowsAFractionOnlyIfThereIsOne) {
  EXPECT_EQ(Instant::FromMicroseconds(1)->ToString(),
            "1970-01-01T00:00:00.000001Z");
  EXPECT_EQ(Instant::FromMicroseconds(-1)->ToString(),
            "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(Instant::FromMicroseconds(-1'000'000)->ToString(),
            "1969-12-31T23:59:59Z");
}

TEST(InstantTest, YearsOutsideFourDigitsHaveASignAndSixDigits) {
  const auto text = [](int64_t year) {
    return Instant::FromCivil(absl::CivilSecond(year, 3, 15))->ToString();
  };
  EXPECT_EQ(text(0), "0000-03-15T00:00:00Z");
  EXPECT_EQ(text(9999), "9999-03-15T00:00:00Z");
  EXPECT_EQ(text(10000), "+010000-03-15T00:00:00Z");
  EXPECT_EQ(text(-43), "-000043-03-15T00:00:00Z");
  EXPECT_EQ(text(-170'000'002), "-170000002-03-15T00:00:00Z");
}

TEST(InstantTest, InfinitiesAreTheEndsOfTheOrder) {
  EXPECT_LT(Instant::InfinitePast(), Instant::LeastFinite());
  EXPECT_LT(Instant::GreatestFinite(), Instant::InfiniteFuture());
  EXPECT_EQ(Instant::InfinitePast().ToString(), "-inf");
  EXPECT_EQ(Instant::InfiniteFuture().ToString(), "+inf");
  EXPECT_FALSE(Instant::InfiniteFuture().IsFinite());
}

TEST(InstantTest, InfinitiesHaveNoNeighbours) {
  EXPECT_EQ(Instant::InfinitePast().Next(), Instant::InfinitePast());
  EXPECT_EQ(Instant::InfiniteFuture().Previous(), Instant::InfiniteFuture());
  EXPECT_EQ(Instant::GreatestFinite().Next(), Instant::GreatestFinite());
  EXPECT_EQ(Instant::LeastFinite().Previous(), Instant::LeastFinite());
}

TEST(InstantTest, TicksCrossTheSeamBetweenFineAndCoarse) {
  const Instant last_fine = Instant::FromCode(Instant::kFineLimit);
  const absl::int128 step =
      last_fine.Next().Microseconds() - last_fine.Microseconds();
  EXPECT_GT(step, 0);
  EXPECT_LE(step, 1'000'000);
  EXPECT_EQ(last_fine.Next().Microseconds() % 1'000'000, 0);
  EXPECT_EQ(
      last_fine.Next().Next().Microseconds() - last_fine.Next().Microseconds(),
      1'000'000);
}

TEST(InstantTest, RefusesAFractionInTheCoarseRange) {
  const absl::int128 far = absl::int128(Instant::kFineLimit) * 2;
  const absl::int128 whole = far - far % 1'000'000;
  EXPECT_TRUE(Instant::FromMicroseconds(whole).has_value());
  EXPECT_FALSE(Instant::FromMicroseconds(whole + 1).has_value());
}

TEST(InstantTest, RefusesWhatIsOutOfRange) {
  const absl::int128 last =
      Instant::GreatestFinite().Microseconds() / 1'000'000;
  const absl::int128 first = Instant::LeastFinite().Microseconds() / 1'000'000;
  EXPECT_EQ(Instant::FromSeconds(last), Instant::GreatestFinite());
  EXPECT_EQ(Instant::FromSeconds(first), Instant::LeastFinite());
  EXPECT_FALSE(Instant::FromSeconds(last + 1).has_value());
  EXPECT_FALSE(Instant::FromSeconds(first - 1).has_value());
  EXPECT_FALSE(
      Instant::FromCivil(absl::CivilSecond(147'000'000'000)).has_value());
}

TEST(InstantTest, ReachesAHundredAndFortySixThousandMillionYears) {
  for (const int64_t year : {146'000'000'000, -146'000'000'000}) {
    const absl::CivilSecond civil(year, 7, 1, 12, 30, 15);
    const std::optional<Instant> instant = Instant::FromCivil(civil);
    ASSERT_TRUE(instant.has_value());
    EXPECT_EQ(instant->Civil(), civil);
  }
}

TEST(InstantTest, DifferencesAreExactIn128Bits) {
  const Instant first = Instant::LeastFinite();
  const Instant last = Instant::GreatestFinite();
  EXPECT_EQ(MicrosecondsBetween(Instant::FromCode(-1), Instant::FromCode(2)),
            3);
  EXPECT_EQ(MicrosecondsBetween(first, last),
            last.Microseconds() - first.Microseconds());
  EXPECT_EQ(MicrosecondsBetween(last, first),
            first.Microseconds() - last.Microseconds());
  EXPECT_EQ(MicrosecondsBetween(last, last), 0);
}

TEST(InstantTest, InfinityIsNoDistanceAway) {
  EXPECT_EQ(MicrosecondsBetween(Instant(), Instant::InfiniteFuture()),
            std::nullopt);
  EXPECT_EQ(MicrosecondsBetween(Instant::InfinitePast(), Instant()),
            std::nullopt);
  EXPECT_EQ(
      MicrosecondsBetween(Instant::InfinitePast(), Instant::InfinitePast()),
      std::nullopt);
}

// The oracle counts in 128 bits and never sees a code.
TEST(InstantTest, CodesKeepTheOrderAndTheValueOfMicroseconds) {
  const uint32_t seed = 20190204;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const int shift = static_cast<int>(random() % 63);
    const absl::int128 a = static_cast<int64_t>(random()) >> shift;
    const absl::int128 b = a + static_cast<int64_t>(random() % 5) - 2;
    const Instant first = *Instant::FromSeconds(a / 2);
    const Instant second = *Instant::FromSeconds(b / 2);
    EXPECT_EQ(first.Microseconds(), a / 2 * 1'000'000);
    EXPECT_EQ(first < second, a / 2 < b / 2);
    EXPECT_EQ(Instant::FromMicroseconds(first.Microseconds()), first);
  }
}

TEST(InstantTest, CivilTimeGoesThereAndBack) {
  const uint32_t seed = 1582;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const int64_t seconds =
        static_cast<int64_t>(random()) >> (2 + random() % 60);
    const absl::CivilSecond civil = kEpoch + seconds;
    const std::optional<Instant> instant = Instant::FromCivil(civil);
    ASSERT_TRUE(instant.has_value()) << seconds;
    EXPECT_EQ(instant->Civil(), civil);
    EXPECT_EQ(instant->Microseconds(), absl::int128(seconds) * 1'000'000);
  }
}

}  // namespace
}  // namespace annals
