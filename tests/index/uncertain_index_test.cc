// Tests of annals/index/uncertain_index.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/uncertain_index.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/index/interval.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "shapes.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using testing::FromTo;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

Span Bounds(int64_t es, int64_t ls, int64_t ee, int64_t le) {
  return Span{Instant::FromCode(es), Instant::FromCode(ls),
              Instant::FromCode(ee), Instant::FromCode(le)};
}

Span Within(int64_t first, int64_t last) {
  return Span::Within(Instant::FromCode(first), Instant::FromCode(last));
}

UncertainIndex MustBuild(const std::vector<Span>& spans) {
  absl::StatusOr<UncertainIndex> index = UncertainIndex::Build(spans);
  EXPECT_TRUE(index.ok()) << index.status();
  return *index;
}

std::vector<uint32_t> Sorted(std::vector<uint32_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

//           0         1         2
//           0123456789012345678901234567890
//   dated:      ???????????                   some time in it
TEST(UncertainIndexTest, WhatHappenedWithinADateMayTouchAPartOfIt) {
  const UncertainIndex index = MustBuild({Within(4, 15)});
  EXPECT_THAT(index.PossibleIds(FromTo(8, 10)), ElementsAre(0));
  EXPECT_THAT(index.CertainIds(FromTo(8, 10)), IsEmpty());
}

TEST(UncertainIndexTest, WhatHappenedWithinADateMustTouchAllOfIt) {
  const UncertainIndex index = MustBuild({Within(4, 15)});
  EXPECT_THAT(index.CertainIds(FromTo(4, 15)), ElementsAre(0));
  EXPECT_THAT(index.CertainIds(FromTo(5, 15)), IsEmpty());
}

//           0         1         2
//           0123456789012345678901234567890
//   war:       ????=========????             starts in 3-6, ends in 16-19
TEST(UncertainIndexTest, AWarMustTouchWhatIsBetweenItsLatestStartAndItsEnd) {
  const UncertainIndex index = MustBuild({Bounds(3, 6, 16, 19)});
  EXPECT_THAT(index.CertainIds(FromTo(15, 16)), ElementsAre(0));
  EXPECT_THAT(index.CertainIds(FromTo(16, 17)), IsEmpty());
  EXPECT_THAT(index.PossibleIds(FromTo(18, 19)), ElementsAre(0));
  EXPECT_THAT(index.PossibleIds(FromTo(19, 20)), IsEmpty());
}

TEST(UncertainIndexTest, WhatIsNotKnownAtAllMayTouchAnythingAndMustTouchAll) {
  const UncertainIndex index = MustBuild({Span::Unbounded()});
  EXPECT_EQ(index.CountPossible(FromTo(0, 1)), 1u);
  EXPECT_EQ(index.CountCertain(FromTo(0, 1)), 0u);
  EXPECT_EQ(index.CountCertain(Interval::Always()), 1u);
}

TEST(UncertainIndexTest, AReversedWindowTouchesNothing) {
  const UncertainIndex index = MustBuild({Within(4, 15)});
  EXPECT_EQ(index.CountPossible(FromTo(9, 8)), 0u);
  EXPECT_EQ(index.CountCertain(FromTo(9, 8)), 0u);
}

TEST(UncertainIndexTest, ASpanThatNothingFitsIsRefusedByItsPlace) {
  const absl::Status status =
      UncertainIndex::Build(
          std::vector<Span>{Within(4, 15), Bounds(9, 9, 0, 9)})
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("span 1 starts"));
}

TEST(UncertainIndexTest, IdsAreTheCallers) {
  const std::vector<Span> spans = {Within(4, 15), Bounds(3, 6, 16, 19)};
  const std::vector<uint32_t> ids = {70, 7};
  const UncertainIndex index = *UncertainIndex::Build(spans, ids);
  EXPECT_THAT(Sorted(index.CertainIds(FromTo(0, 30))), ElementsAre(7, 70));
  EXPECT_FALSE(UncertainIndex::Build(spans, std::vector<uint32_t>{1}).ok());
}

// Bounds from a domain as small as a few instants or as large as the axis, of
// any kind that can be satisfied.
Span RandomSpan(std::mt19937_64& random, int64_t domain) {
  const auto pick = [&]() -> int64_t {
    const uint64_t kind = random() % 30;
    if (kind == 0) return kMin;
    if (kind == 1) return kMax;
    if (domain == kMax) return static_cast<int64_t>(random());
    return static_cast<int64_t>(random() % static_cast<uint64_t>(domain));
  };
  while (true) {
    std::array<int64_t, 4> bounds = {pick(), pick(), pick(), pick()};
    if (random() % 2 == 0) std::sort(bounds.begin(), bounds.end());
    if (random() % 4 == 0) bounds[1] = bounds[0];
    if (random() % 4 == 0) bounds[3] = bounds[2];
    const Span span = Bounds(bounds[0], bounds[1], bounds[2], bounds[3]);
    if (span.IsSatisfiable()) return span;
    const Span date = Within(bounds[0], bounds[3]);
    if (date.IsSatisfiable()) return date;
  }
}

TEST(UncertainIndexTest, AnswersAreThoseOfTheRelationsOfTime) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int64_t domain : {int64_t{6}, int64_t{60}, int64_t{3000}, kMax}) {
    for (size_t size : {size_t{1}, size_t{20}, size_t{2500}}) {
      std::vector<Span> spans(size);
      for (Span& span : spans) span = RandomSpan(random, domain);
      const UncertainIndex index = MustBuild(spans);
      for (int i = 0; i < 400 && !HasFailure(); ++i) {
        const Span some = RandomSpan(random, domain);
        const Interval window{some.earliest_start, some.latest_end};
        std::vector<uint32_t> possible;
        std::vector<uint32_t> certain;
        for (uint32_t id = 0; id < size; ++id) {
          const Certainty certainty =
              Judge(AllenSet::Intersects(),
                    PossibleRelations(spans[id],
                                      Span::Exactly(window.start, window.end)));
          if (certainty != Certainty::kNo) possible.push_back(id);
          if (certainty == Certainty::kCertain) certain.push_back(id);
        }
        ASSERT_EQ(Sorted(index.PossibleIds(window)), possible);
        ASSERT_EQ(index.CountPossible(window), possible.size());
        ASSERT_EQ(Sorted(index.CertainIds(window)), certain);
        ASSERT_EQ(index.CountCertain(window), certain.size());
        ASSERT_EQ(index.Certain(window).Count(), certain.size());
      }
    }
  }
}

}  // namespace
}  // namespace annals
