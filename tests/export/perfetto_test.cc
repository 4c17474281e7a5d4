// Tests of annals/export/perfetto.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/perfetto.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "annals/export/internal/lanes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/read_back.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::ReadSlices;
using ::annals::testing::SliceRead;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kDay = int64_t{86'400} * 1'000'000'000;

std::vector<SliceRead> SlicesOf(const Selection& selection) {
  return ReadSlices(ExportPerfetto(selection, {})->bytes);
}

std::vector<std::string> LossesOf(const Selection& selection) {
  std::vector<std::string> words;
  const auto result = ExportPerfetto(selection, {});
  for (const Loss& loss : result->losses) words.push_back(LossInWords(loss));
  return words;
}

TEST(PerfettoTest, AnEventIsASliceInNanoseconds) {
  const auto slices = SlicesOf(Choose(
      {MakeEvent("a", "A", "2013-01-01"), MakeEvent("b", "B", "2013-01-03")}));
  ASSERT_EQ(slices.size(), 2u);
  EXPECT_EQ(slices[0].name, "A");
  EXPECT_EQ(slices[0].begin, 0);
  EXPECT_EQ(slices[0].end, kDay);
  EXPECT_EQ(slices[1].begin, 2 * kDay);
  EXPECT_EQ(slices[1].annotations.at("edtf"), "2013-01-03");
}

//          2003  2004  2005  2006
// a:       |===========|
// b:             |===========|      overlaps a: on one track it would not nest
// c:                   |=====|      begins as a ends
TEST(PerfettoTest, SlicesThatOverlapAreOnDifferentTracks) {
  const auto slices = SlicesOf(
      Choose({MakeEvent("a", "A", "2003/2004"),
              MakeEvent("b", "B", "2004/2005"), MakeEvent("c", "C", "2005")}));
  ASSERT_EQ(slices.size(), 3u);
  EXPECT_EQ(slices[0].track, "occurrence");
  EXPECT_EQ(slices[1].track, "occurrence 2");
  EXPECT_EQ(slices[2].track, "occurrence");
}

TEST(PerfettoTest, AnOpenEndDoesNotEnd) {
  EXPECT_EQ(SlicesOf(Choose({MakeEvent("a", "A", "2012/..")}))[0].end, -1);
}

TEST(PerfettoTest, WhatEndsWithTheFirstInstantOfAllStillEnds) {
  const auto slices = SlicesOf(
      Choose({MakeEvent("a", "A", "../1200"), MakeEvent("b", "B", "1300")}));
  EXPECT_GT(slices[0].end, 0);
}

TEST(PerfettoTest, MoreThan292YearsAreTold1000TimesSmaller) {
  const Selection selection =
      Choose({MakeEvent("a", "A", "-0043-03-15"), MakeEvent("b", "B", "2013")});
  EXPECT_EQ(SlicesOf(selection)[0].end, kDay / 1000);
  EXPECT_THAT(LossesOf(selection),
              ElementsAre("1 scale of time on which a nanosecond is a "
                          "microsecond"));
  EXPECT_THAT(LossesOf(Choose(
                  {MakeEvent("a", "A", "1722"), MakeEvent("b", "B", "2013")})),
              IsEmpty());
}

TEST(PerfettoTest, WhatItCannotHoldIsCounted) {
  EXPECT_THAT(
      LossesOf(Choose({MakeEvent("a", "A"), MakeEvent("b", "B", "../.."),
                       MakeEvent("c", "C", "Y170000002"),
                       MakeEvent("d", "D", "../2013")})),
      ElementsAre("1 event without a date left out",
                  "1 event without a bound left out",
                  "1 event left out more than 146,000 years from 1970",
                  "1 open start drawn at the beginning of the trace"));
}

TEST(PerfettoTest, EachArrowHasAnIdOfItsOwn) {
  const auto slices =
      SlicesOf(Choose({MakeEvent("a", "A", "2011"), MakeEvent("b", "B", "2012"),
                       MakeEvent("c", "C", "2013")},
                      {MakeLink("l", {"a"}, CausalLink::CAUSE, {"b", "c"})}));
  EXPECT_THAT(slices[0].flows_out, ElementsAre(1u, 2u));
  EXPECT_THAT(slices[1].flows_in, ElementsAre(1u));
  EXPECT_THAT(slices[2].flows_in, ElementsAre(2u));
  EXPECT_EQ(slices[2].annotations.at("cause"), "a");
}

// Perfetto would turn it round.
TEST(PerfettoTest, AnArrowBackInTimeIsCounted) {
  const Selection selection =
      Choose({MakeEvent("a", "A", "2013"), MakeEvent("b", "B", "2012")},
             {MakeLink("l", {"a"}, CausalLink::CAUSE, {"b", "away"})});
  EXPECT_THAT(SlicesOf(selection)[0].flows_in, IsEmpty());
  EXPECT_EQ(SlicesOf(selection)[0].annotations.at("cause"), "a");
  EXPECT_THAT(LossesOf(selection),
              ElementsAre("1 causal arrow left out to an effect that may start "
                          "no later",
                          "1 causal arrow left out with an end that is not "
                          "drawn"));
}

// As many lanes as stretches overlap at once, and no two on one overlap.
TEST(LanesTest, AreFewestAndApart) {
  constexpr unsigned kRuns = 200;
  for (unsigned seed = 0; seed < kRuns; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::vector<std::pair<uint64_t, uint64_t>> stretches;
    for (unsigned i = 0; i < 1 + random() % 30; ++i) {
      const uint64_t begin = random() % 40;
      stretches.emplace_back(begin, begin + 1 + random() % 10);
    }
    std::sort(stretches.begin(), stretches.end());
    export_internal::Lanes lanes;
    std::map<int, uint64_t> ends;
    for (const auto& [begin, end] : stretches) {
      const int lane = lanes.Place(begin, end);
      EXPECT_LE(ends[lane], begin);
      ends[lane] = end;
    }
    size_t deepest = 0;
    for (uint64_t time = 0; time < 50; ++time) {
      deepest = std::max<size_t>(
          deepest, std::count_if(stretches.begin(), stretches.end(),
                                 [time](const auto& stretch) {
                                   return stretch.first <= time &&
                                          time < stretch.second;
                                 }));
    }
    EXPECT_EQ(ends.size(), deepest);
  }
}

}  // namespace
}  // namespace annals
