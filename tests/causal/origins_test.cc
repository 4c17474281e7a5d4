// Tests of CausalGraph::Roots, CommonCauses and CommonEffects.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/origins.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "annals/causal/graph.h"
#include "annals/record/build.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/causal/random_links.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kCause = CausalLink::CAUSE;

// "a+b@2": a root of two records, two arrows away.
std::vector<std::string> Written(const RootCauses& causes) {
  std::vector<std::string> written;
  for (const RootCause& root : causes.roots) {
    std::string text;
    for (const std::string& id : root.ids)
      text += (text.empty() ? "" : "+") + id;
    written.push_back(text + "@" + std::to_string(root.depth));
  }
  return written;
}

// "a@1,2 nearest".
std::vector<std::string> Written(const CommonRecords& common) {
  std::vector<std::string> written;
  for (const CommonRecord& record : common.records) {
    std::string text = record.id;
    for (const int depth : record.depths) {
      text += (text == record.id ? "@" : ",") + std::to_string(depth);
    }
    written.push_back(text + (record.nearest ? " nearest" : ""));
  }
  return written;
}

TEST(RootCausesTest, TheyAreCausesWithoutCauses) {
  const CausalGraph graph({MakeLink("l1", {"oil"}, kCause, {"position"}),
                           MakeLink("l2", {"position"}, kCause, {"trade"}),
                           MakeLink("l3", {"weather"}, kCause, {"trade"})});
  EXPECT_THAT(Written(graph.Roots("trade")), ElementsAre("weather@1", "oil@2"));
  EXPECT_THAT(Written(graph.Roots("oil")), IsEmpty());
  EXPECT_THAT(Written(graph.Roots("nothing")), IsEmpty());
}

TEST(RootCausesTest, WhatHinderedIsNotWhereItBegan) {
  const CausalGraph graph(
      {MakeLink("l1", {"a"}, kCause, {"b"}),
       MakeLink("l2", {"storm"}, CausalLink::HINDER, {"b"}),
       MakeLink("l3", {"fear"}, CausalLink::PREVENT, {"a"})});
  EXPECT_THAT(Written(graph.Roots("b")), ElementsAre("a@1"));
}

TEST(RootCausesTest, ACircleThatNothingLeadsIntoIsOneRoot) {
  //   a <-> b -> c -> d    and a circle c <-> e that b leads into
  const CausalGraph graph({MakeLink("l1", {"a"}, kCause, {"b"}),
                           MakeLink("l2", {"b"}, kCause, {"a"}),
                           MakeLink("l3", {"b"}, kCause, {"c"}),
                           MakeLink("l4", {"c"}, kCause, {"d"}),
                           MakeLink("l5", {"c"}, kCause, {"e"}),
                           MakeLink("l6", {"e"}, kCause, {"c"})});
  EXPECT_THAT(Written(graph.Roots("d")), ElementsAre("a+b@2"));
  EXPECT_THAT(Written(graph.Roots("a")), ElementsAre("a+b@1"));
}

TEST(CommonCausesTest, TheNearestAreToldApart) {
  //   root -> near -> a, near -> b
  const CausalGraph graph({MakeLink("l1", {"root"}, kCause, {"near"}),
                           MakeLink("l2", {"near"}, kCause, {"a"}),
                           MakeLink("l3", {"near"}, kCause, {"middle"}),
                           MakeLink("l4", {"middle"}, kCause, {"b"}),
                           MakeLink("l5", {"other"}, kCause, {"b"})});
  EXPECT_THAT(Written(graph.CommonCauses({"a", "b"})),
              ElementsAre("near@1,2 nearest", "root@2,3"));
  EXPECT_THAT(Written(graph.CommonEffects({"other", "root"})),
              ElementsAre("b@1,3 nearest"));
  EXPECT_THAT(Written(graph.CommonEffects({"a", "b"})), IsEmpty());
  EXPECT_THAT(Written(graph.CommonCauses({"a", "nothing"})), IsEmpty());
}

TEST(CommonCausesTest, ACauseOfTheOtherIsNoCauseOfItself) {
  const CausalGraph graph({MakeLink("l1", {"a"}, kCause, {"b"}),
                           MakeLink("l2", {"root"}, kCause, {"a"})});
  EXPECT_THAT(Written(graph.CommonCauses({"a", "b"})),
              ElementsAre("root@1,2 nearest"));
}

// ---------------------------------------------------------------------------
// Random graphs against all distances.

RootCauses PlainRoots(const Distances& distances, const std::string& id) {
  RootCauses found;
  for (const std::string& cause : distances.Records()) {
    if (!distances.Reaches(cause, id)) continue;
    RootCause root{{cause}, distances.Of(cause, id)};
    bool is_first = true;
    bool is_root = true;
    for (const std::string& other : distances.Records()) {
      if (other == cause || !distances.Reaches(other, cause)) continue;
      is_root = is_root && distances.Reaches(cause, other);
      is_first = is_first && cause < other;
      root.ids.push_back(other);
      root.depth = std::min(root.depth, distances.Of(other, id));
    }
    if (is_root && is_first) found.roots.push_back(root);
  }
  std::stable_sort(
      found.roots.begin(), found.roots.end(),
      [](const auto& a, const auto& b) { return a.depth < b.depth; });
  return found;
}

CommonRecords PlainCommon(const Distances& distances,
                          const std::vector<std::string>& ids, bool to_causes) {
  const auto of = [&](const std::string& near, const std::string& far) {
    return to_causes ? distances.Of(far, near) : distances.Of(near, far);
  };
  CommonRecords found;
  for (const std::string& record : distances.Records()) {
    CommonRecord common{record, true, {}};
    for (const std::string& id : ids) common.depths.push_back(of(id, record));
    if (*std::max_element(common.depths.begin(), common.depths.end()) <
        Distances::kNone) {
      found.records.push_back(common);
    }
  }
  for (CommonRecord& record : found.records) {
    for (const CommonRecord& nearer : found.records) {
      if (of(nearer.id, record.id) < Distances::kNone &&
          of(record.id, nearer.id) == Distances::kNone) {
        record.nearest = false;
      }
    }
  }
  return found;
}

TEST(OriginsTest, RandomGraphsHaveThoseThatAllDistancesTell) {
  size_t roots = 0;
  size_t common = 0;
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::vector<CausalLink> links = RandomLinks(random);
    const CausalGraph graph(links);
    const Distances distances(links);
    const std::string id = RandomEvent(random);
    const RootCauses found = graph.Roots(id);
    EXPECT_EQ(Written(found), Written(PlainRoots(distances, id)));
    roots += found.roots.size();

    std::vector<std::string> ids = {id};
    for (unsigned n = random() % 2 + 1; n > 0; --n) {
      ids.push_back(RandomEvent(random));
    }
    for (const bool to_causes : {true, false}) {
      const CommonRecords both =
          to_causes ? graph.CommonCauses(ids) : graph.CommonEffects(ids);
      EXPECT_THAT(Written(both), ::testing::UnorderedElementsAreArray(Written(
                                     PlainCommon(distances, ids, to_causes))));
      EXPECT_TRUE(std::is_partitioned(
          both.records.begin(), both.records.end(),
          [](const CommonRecord& record) { return record.nearest; }));
      common += both.records.size();
    }
  }
  EXPECT_GT(roots, 500u);
  EXPECT_GT(common, 500u);
}

}  // namespace
}  // namespace annals
