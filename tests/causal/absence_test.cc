// Tests of CausalGraph::Without: what an absence leaves unexplained.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/absence.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
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

CausalLink Joint(const std::string& id,
                 std::initializer_list<std::string_view> causes,
                 const std::string& effect) {
  return MakeLink(id, causes, kCause, {effect});
}

CausalLink Alternative(const std::string& id,
                       std::initializer_list<std::string_view> causes,
                       const std::string& effect) {
  CausalLink link = MakeLink(id, causes, kCause, {effect});
  link.set_combination(CausalLink::ALTERNATIVE);
  return link;
}

// "b: -l1 -l2" is unexplained, "c: -l3 +l4" is still explained by l4.
std::vector<std::string> Touched(const CausalAbsence& absence) {
  std::vector<std::string> written;
  for (const TouchedRecord& touched : absence.touched) {
    EXPECT_EQ(touched.is_explained, !touched.standing.empty()) << touched.id;
    std::set<std::string> links;
    for (const size_t link : touched.fallen) {
      links.insert(" -" + absence.links[link].id());
    }
    for (const size_t link : touched.standing) {
      links.insert(" +" + absence.links[link].id());
    }
    std::string text = touched.id + ":";
    for (const std::string& link : links) text += link;
    written.push_back(text);
  }
  return written;
}

TEST(CausalAbsenceTest, WhatItAloneLedToIsUnexplainedAndSoOn) {
  const CausalGraph graph({Joint("l1", {"oil"}, "position"),
                           Joint("l2", {"position"}, "trade"),
                           Joint("l3", {"weather"}, "harvest")});
  const CausalAbsence absence = graph.Without({"oil"});
  EXPECT_THAT(absence.absent, ElementsAre("oil"));
  EXPECT_THAT(Touched(absence), ElementsAre("position: -l1", "trade: -l2"));
  EXPECT_EQ(absence.touched[1].depth, 2);
  EXPECT_THAT(Touched(graph.Without({"trade"})), IsEmpty());
  EXPECT_THAT(Touched(graph.Without({"nothing"})), IsEmpty());
}

TEST(CausalAbsenceTest, AJointLinkFallsWithAnyCauseAnAlternativeWithTheLast) {
  const CausalGraph graph(
      {Joint("l1", {"a", "b"}, "c"), Alternative("l2", {"a", "b"}, "d")});
  EXPECT_THAT(Touched(graph.Without({"a"})), ElementsAre("c: -l1"));
  EXPECT_THAT(Touched(graph.Without({"a", "b"})),
              ElementsAre("c: -l1", "d: -l2"));
}

TEST(CausalAbsenceTest, AnotherLinkKeepsItExplained) {
  const CausalGraph graph({Joint("l1", {"a"}, "c"), Joint("l2", {"b"}, "c"),
                           Joint("l3", {"c"}, "d")});
  EXPECT_THAT(Touched(graph.Without({"a"})), ElementsAre("c: +l2 -l1"));
}

TEST(CausalAbsenceTest, ALinkThatNeedsTheAbsentTooKeepsNothing) {
  //   a -> b -> d, a -> c -> d: both ways need a
  const CausalGraph graph({Joint("l1", {"a"}, "b"), Joint("l2", {"a"}, "c"),
                           Joint("l3", {"b"}, "d"), Joint("l4", {"c"}, "d")});
  EXPECT_THAT(Touched(graph.Without({"a"})),
              ElementsAre("b: -l1", "c: -l2", "d: -l3 -l4"));
  EXPECT_THAT(Touched(graph.Without({"b"})), ElementsAre("d: +l4 -l3"));
}

TEST(CausalAbsenceTest, ACircleDoesNotExplainItselfWithoutWhatLedIntoIt) {
  const CausalGraph graph({Joint("l1", {"a"}, "b"), Joint("l2", {"b"}, "c"),
                           Joint("l3", {"c"}, "b")});
  EXPECT_THAT(Touched(graph.Without({"a"})),
              ElementsAre("b: -l1 -l3", "c: -l2"));
}

TEST(CausalAbsenceTest, ACircleThatNothingLedIntoStandsWhileItIsOne) {
  //   a <-> b <-> c
  const CausalGraph graph({Joint("l1", {"a"}, "b"), Joint("l2", {"b"}, "a"),
                           Joint("l3", {"b"}, "c"), Joint("l4", {"c"}, "b")});
  EXPECT_THAT(Touched(graph.Without({"a"})), ElementsAre("b: +l4 -l1"));
  EXPECT_THAT(Touched(graph.Without({"b"})), ElementsAre("a: -l2", "c: -l3"));
}

TEST(CausalAbsenceTest, ALinkCanBeAbsentAndWhatHangsOnItFalls) {
  const CausalGraph graph(
      {Joint("strike-ends-policy", {"strike"}, "policy"),
       Joint("l2", {"strike-ends-policy"}, "restraint"),
       Joint("threat-works", {"threat"}, "strike-ends-policy")});
  EXPECT_THAT(Touched(graph.Without({"strike-ends-policy"})),
              ElementsAre("restraint: -l2", "policy: -strike-ends-policy"));
  EXPECT_THAT(Touched(graph.Without({"l2"})), ElementsAre("restraint: -l2"));
  EXPECT_THAT(Touched(graph.Without({"threat"})),
              ElementsAre("strike-ends-policy: -threat-works", "restraint: -l2",
                          "policy: -strike-ends-policy"));
}

TEST(CausalAbsenceTest, APreventionThatFallsMakesNothingCome) {
  const CausalGraph graph({MakeLink("l1", {"a"}, CausalLink::PREVENT, {"b"}),
                           Joint("l2", {"b"}, "c")});
  EXPECT_THAT(Touched(graph.Without({"a"})), IsEmpty());
}

TEST(CausalAbsenceTest, AChainAndACircleOfAHundredThousandFallInLinearTime) {
  std::vector<CausalLink> links;
  constexpr int kLength = 100'000;
  for (int i = 0; i < kLength; ++i) {
    links.push_back(Joint("l" + std::to_string(i), {std::to_string(i)},
                          std::to_string(i + 1)));
  }
  EXPECT_EQ(CausalGraph(links).Without({"0"}).touched.size(), 100'000u);
  links.push_back(Joint("back", {std::to_string(kLength)}, "0"));
  EXPECT_EQ(CausalGraph(links).Without({"0"}).touched.size(), 100'000u);
}

// ---------------------------------------------------------------------------
// The rules of absence.h, applied to the whole graph again and again until
// nothing changes.

class PlainAbsence {
 public:
  explicit PlainAbsence(const std::vector<CausalLink>& links) {
    for (const CausalLink& link : links) {
      if (SenseOf(link.kind()) != CausalSense::kPromotes) continue;
      links_.push_back(link);
      for (const std::string& effect : link.effects()) {
        for (const std::string& cause : link.causes()) {
          needed_by_.Add(cause, effect);
        }
        needed_by_.Add(link.id(), effect);
      }
    }
    needed_by_.Close();
    records_ = needed_by_.Records();
    FindCircles();
  }

  std::vector<std::string> Without(const std::set<std::string>& absent) {
    absent_ = absent;
    stands_.clear();
    Stand();
    for (const auto& circle : circles_) {
      std::set<std::string> trial;
      for (const std::string& id : circle) {
        if (absent.count(id) == 0 && stands_.insert(id).second) {
          trial.insert(id);
        }
      }
      for (size_t round = 0; round <= circle.size(); ++round) {
        for (const std::string& id : trial) {
          if (!IsExplained(id)) stands_.erase(id);
        }
      }
      Stand();
    }
    std::vector<std::string> written;
    for (const std::string& id : records_) {
      if (absent.count(id) > 0) continue;
      std::set<std::string> marks;
      bool has_fallen = false;
      for (const CausalLink& link : links_) {
        if (link.effects(0) != id) continue;
        marks.insert((Stands(link) ? " +" : " -") + link.id());
        has_fallen = has_fallen || !Stands(link);
      }
      std::string text = id + ":";
      for (const std::string& mark : marks) text += mark;
      if (has_fallen) written.push_back(text);
    }
    return written;
  }

 private:
  bool Stands(const CausalLink& link) const {
    if (absent_.count(link.id()) > 0) return false;
    if (HasCauses(link.id()) && stands_.count(link.id()) == 0) return false;
    const auto stands = [this](const std::string& id) {
      return stands_.count(id) > 0;
    };
    return link.combination() == CausalLink::ALTERNATIVE
               ? std::any_of(link.causes().begin(), link.causes().end(), stands)
               : std::all_of(link.causes().begin(), link.causes().end(),
                             stands);
  }

  bool HasCauses(const std::string& id) const {
    return std::any_of(
        links_.begin(), links_.end(),
        [&](const CausalLink& link) { return link.effects(0) == id; });
  }

  bool IsExplained(const std::string& id) const {
    return std::any_of(links_.begin(), links_.end(),
                       [&](const CausalLink& link) {
                         return link.effects(0) == id && Stands(link);
                       });
  }

  void Stand() {
    for (size_t round = 0; round <= records_.size(); ++round) {
      for (const std::string& id : records_) {
        if (absent_.count(id) > 0) continue;
        if (!HasCauses(id) || IsExplained(id)) stands_.insert(id);
      }
    }
  }

  std::set<std::string> Unfounded() const {
    std::set<std::string> unfounded(records_.begin(), records_.end());
    for (const std::string& id : stands_) unfounded.erase(id);
    return unfounded;
  }

  // Takes a circle that no unfounded record outside it leads to, and lets it
  // stand, until all do.
  void FindCircles() {
    Stand();
    for (std::set<std::string> left = Unfounded(); !left.empty();
         left = Unfounded()) {
      const auto first =
          std::find_if(left.begin(), left.end(), [&](const std::string& id) {
            return std::all_of(left.begin(), left.end(),
                               [&](const std::string& other) {
                                 return !needed_by_.Reaches(other, id) ||
                                        needed_by_.Reaches(id, other);
                               });
          });
      std::set<std::string> circle;
      for (const std::string& id : left) {
        if (id == *first || (needed_by_.Reaches(id, *first) &&
                             needed_by_.Reaches(*first, id))) {
          circle.insert(id);
        }
      }
      stands_.insert(circle.begin(), circle.end());
      circles_.push_back(circle);
      Stand();
    }
  }

  std::vector<CausalLink> links_;
  Distances needed_by_;
  std::vector<std::string> records_;
  std::set<std::string> absent_;
  std::set<std::string> stands_;
  std::vector<std::set<std::string>> circles_;
};

TEST(CausalAbsenceTest, RandomAbsencesTouchWhatTheRulesSay) {
  size_t unexplained = 0;
  size_t still_explained = 0;
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::vector<CausalLink> links = RandomLinks(random);
    std::vector<std::string> absent;
    for (unsigned n = random() % 2 + 1; n > 0; --n) {
      absent.push_back(random() % 4 == 0 ? "l" + std::to_string(random() % 20)
                                         : RandomEvent(random));
    }
    const CausalAbsence found = CausalGraph(links).Without(absent);
    ASSERT_THAT(
        Touched(found),
        ::testing::UnorderedElementsAreArray(
            PlainAbsence(links).Without({absent.begin(), absent.end()})))
        << ::testing::PrintToString(absent);
    for (const TouchedRecord& touched : found.touched) {
      ++(touched.is_explained ? still_explained : unexplained);
    }
  }
  EXPECT_GT(unexplained, 1'000u);
  EXPECT_GT(still_explained, 300u);
}

}  // namespace
}  // namespace annals
