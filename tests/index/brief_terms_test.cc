// Tests of annals/index/internal/brief_terms.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/brief_terms.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>

#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "gtest/gtest.h"
#include "shapes.h"

namespace annals::index_internal {
namespace {

using testing::RandomRelations;

// One row, and how each plane's bound lies to its edge.
struct Row {
  Row(std::mt19937_64& random, int64_t a, int64_t b) {
    const auto code = [&] {
      return Instant::FromCode(static_cast<int64_t>(random() % 14));
    };
    do {
      span = Span{code(), code(), code(), code()};
    } while (!span.IsSatisfiable());
    span = span.Tightened();
    Compare(kLatestStartAboveA, span.latest_start, a);
    Compare(kLatestStartAboveB, span.latest_start, b);
    Compare(kLatestEndAboveB, span.latest_end, b);
    Compare(kEarliestEndAboveA, span.earliest_end, a);
    Compare(kEarliestEndAboveB, span.earliest_end, b);
    words[kAllRows] = 1;
    words[kNoRows] = 0;
    for (size_t i = 0; i < planes.size(); ++i) planes[i] = &words[i];
  }
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;

  void Compare(BriefPlane plane, Instant bound, int64_t edge) {
    words[plane] = bound.code() > edge ? 1 : 0;
    if (bound.code() == edge) at_edge |= 1u << plane;
  }

  Certainty Judge(const BriefTerms& terms) const {
    if ((terms.asked().Of(planes, 0) & 1) == 0) return Certainty::kNo;
    return (terms.others().Of(planes, 0) & 1) == 0 ? Certainty::kCertain
                                                   : Certainty::kPossible;
  }

  Span span;
  std::array<uint64_t, kBriefPlanes> words{};
  BriefPlanes planes{};
  unsigned at_edge = 0;
};

// Of a start that is not after b.
StartClass ClassOf(int64_t start, int64_t a, int64_t b) {
  if (start <= a) return start < a ? StartClass::kBeforeA : StartClass::kAtA;
  return start < b ? StartClass::kBetween : StartClass::kAtB;
}

int64_t LeastEnd(const BriefTerms& terms, int64_t a, int64_t b) {
  switch (terms.latest_end_min()) {
    case BriefTerms::LatestEnd::kAfterA:
      return a + 1;
    case BriefTerms::LatestEnd::kAtB:
      return b;
    case BriefTerms::LatestEnd::kAfterB:
      return b + 1;
  }
  return a;
}

TEST(BriefTermsTest, WhereNoBoundIsAtAnEdgeTermsSayWhatTimeSays) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  int judged = 0;
  for (int i = 0; i < 100000; ++i) {
    const auto a = static_cast<int64_t>(random() % 10);
    const int64_t b = a + 1 + static_cast<int64_t>(random() % 5);
    const Row row(random, a, b);
    const int64_t start = row.span.earliest_start.code();
    const int64_t end = row.span.latest_end.code();
    if (start > b || end <= a) continue;
    const AllenSet asked = RandomRelations(random);
    const BriefTerms terms =
        TermsOf(asked, static_cast<uint64_t>(
                           b - a))[static_cast<size_t>(ClassOf(start, a, b))];
    const Certainty want =
        Judge(asked,
              PossibleRelations(row.span, Span::Exactly(Instant::FromCode(a),
                                                        Instant::FromCode(b))));
    if (end < LeastEnd(terms, a, b)) {
      ASSERT_EQ(want, Certainty::kNo) << asked.ToString();
      if (start < a) continue;
    }
    if ((row.at_edge & terms.planes()) != 0) continue;
    ++judged;
    ASSERT_EQ(row.Judge(terms), want) << asked.ToString();
  }
  EXPECT_GT(judged, 10000);
}

TEST(BriefTermsTest, WhatDependsOnNoBoundIsKnownAtOnce) {
  constexpr auto kBetween = static_cast<size_t>(StartClass::kBetween);
  const AllenSet contains{AllenRelation::kContains};
  EXPECT_TRUE(TermsOf(contains, 10)[kBetween].asked().IsNever());
  EXPECT_TRUE(TermsOf(contains, 10)[kBetween].others().IsAlways());
  const AllenSet during{AllenRelation::kDuring};
  EXPECT_FALSE(TermsOf(during, 3)[kBetween].asked().IsNever());
  // There is no room for a start and an end.
  EXPECT_TRUE(TermsOf(during, 2)[kBetween].asked().IsNever());
}

}  // namespace
}  // namespace annals::index_internal
