// Tests of causes, effects and paths: as if all links had been loaded.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/record/build.h"
#include "annals/record/claims.h"
#include "annals/timeline/timeline.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/timeline/new_timeline_test.h"

namespace annals {
namespace {

using ::testing::HasSubstr;

// The plain way: every link that is live then, and a graph of them all.
struct AllLinks {
  std::vector<CausalLink> in_scope;
  std::vector<CausalLink> unasserted;
  std::vector<CausalLink> disregarded;
};

// The link with the claims that are asked for alone; nothing if it is supposed
// not to be there.
std::optional<CausalLink> WithChosenClaims(const CausalLink& link,
                                           const CausalScope& scope) {
  const auto is_left_out = [&](const std::string& id) {
    return std::find(scope.left_out.begin(), scope.left_out.end(), id) !=
           scope.left_out.end();
  };
  if (is_left_out(link.id())) return std::nullopt;
  CausalLink chosen = link;
  chosen.clear_claims();
  int left = 0;
  for (const Claim& claim : link.claims()) {
    if (is_left_out(link.id() + "#" + claim.id())) continue;
    ++left;
    if (IsChosen(claim, scope.claims)) *chosen.add_claims() = claim;
  }
  if (left == 0 && !link.claims().empty()) return std::nullopt;
  return chosen;
}

AllLinks LoadAll(Store& store, const CausalScope& scope) {
  AllLinks links;
  const auto visit = [&](StoredRecord stored) {
    const CausalLink& link = stored.record.causal_link();
    const std::optional<CausalLink> chosen = WithChosenClaims(link, scope);
    if (!chosen.has_value()) return absl::OkStatus();
    CausalScope everybody = scope;
    everybody.claims = {};
    const CausalLink by_all = *WithChosenClaims(link, everybody);
    const bool is_heard = link.claims().empty() ? scope.claims.holder.empty()
                                                : !chosen->claims().empty();
    if (is_heard && (scope.all || IsAsserted(*chosen))) {
      links.in_scope.push_back(*chosen);
    } else if (!is_heard && IsAsserted(by_all)) {
      links.disregarded.push_back(link);
    } else {
      links.unasserted.push_back(link);
    }
    return absl::OkStatus();
  };
  EXPECT_TRUE(store.Scan(RecordKind::kCausalLink, scope.as_of, visit).ok());
  return links;
}

int CountTouching(const std::vector<CausalLink>& links,
                  const std::string& start, const CausalWalk& walk,
                  bool to_causes) {
  std::set<std::string> visited = {start};
  for (const CausalStep& step : walk.steps) {
    visited.insert(to_causes ? step.cause : step.effect);
  }
  return static_cast<int>(
      std::count_if(links.begin(), links.end(), [&](const CausalLink& link) {
        const auto& ends = to_causes ? link.effects() : link.causes();
        return std::any_of(ends.begin(), ends.end(),
                           [&visited](const std::string& id) {
                             return visited.count(id) > 0;
                           });
      }));
}

CausalWalk PlainWalk(Store& store, const std::string& id, int depth_max,
                     const CausalScope& scope, bool to_causes) {
  const AllLinks links = LoadAll(store, scope);
  const CausalGraph graph(links.in_scope);
  CausalWalk walk =
      to_causes ? graph.Causes(id, depth_max) : graph.Effects(id, depth_max);
  walk.unasserted = CountTouching(links.unasserted, id, walk, to_causes);
  walk.disregarded = CountTouching(links.disregarded, id, walk, to_causes);
  return walk;
}

std::string Written(const std::vector<CausalStep>& steps,
                    const std::vector<CausalLink>& links) {
  std::string out;
  for (const CausalStep& step : steps) {
    absl::StrAppend(&out, step.cause, ">", links[step.link].id(), ">",
                    step.effect, "@", step.depth, " ");
  }
  return out;
}

std::string Written(const absl::StatusOr<CausalWalk>& walk) {
  if (!walk.ok()) return std::string(walk.status().message());
  return absl::StrCat(Written(walk->steps, walk->links), "cut ", walk->cut,
                      " unasserted ", walk->unasserted, " disregarded ",
                      walk->disregarded);
}

std::string Written(const absl::StatusOr<CausalPaths>& paths) {
  if (!paths.ok()) return std::string(paths.status().message());
  std::string out = absl::StrCat("cut ", paths->cut);
  for (const CausalPath& path : paths->paths) {
    absl::StrAppend(&out, "; ", Written(path.steps, paths->links));
  }
  return out;
}

std::string Written(const RootCauses& found) {
  std::string out;
  for (const RootCause& root : found.roots) {
    absl::StrAppend(&out, absl::StrJoin(root.ids, "+"), "@", root.depth, " ");
  }
  return out;
}

std::string Written(const CommonRecords& found) {
  std::string out;
  for (const CommonRecord& record : found.records) {
    absl::StrAppend(&out, record.id, "@", absl::StrJoin(record.depths, ","),
                    record.nearest ? " nearest " : " ");
  }
  return out;
}

std::string Written(const CausalAbsence& absence) {
  std::set<std::string> touched;
  for (const TouchedRecord& record : absence.touched) {
    std::set<std::string> links;
    for (const size_t link : record.fallen) {
      links.insert("-" + absence.links[link].id());
    }
    for (const size_t link : record.standing) {
      links.insert("+" + absence.links[link].id());
    }
    touched.insert(absl::StrCat(record.id, "@", record.depth, ": ",
                                absl::StrJoin(links, " ")));
  }
  return absl::StrJoin(touched, "; ");
}

class CausalQuestionsTest : public NewTimelineTest {
 protected:
  void Append(const Batch& batch) {
    const absl::StatusOr<AppendResult> result = timeline_->Append(batch);
    ASSERT_TRUE(result.ok()) << result.status();
  }
};

TEST_F(CausalQuestionsTest, MoreLinksThanAskedForAreRefused) {
  Batch batch = Batch().Put(MakeEvent("hub", "Hub"));
  for (int i = 0; i < 6; ++i) {
    const std::string id = absl::StrCat("e", i);
    batch.Put(MakeEvent(id, "Event"))
        .Put(MakeLink("l" + id, {id}, CausalLink::CAUSE, {"hub"}));
  }
  Append(batch);
  CausalScope scope;
  scope.links_max = 6;
  EXPECT_EQ(timeline_->Causes("hub", 9, scope)->steps.size(), 6u);
  scope.links_max = 5;
  const absl::Status status = timeline_->Causes("hub", 9, scope).status();
  EXPECT_TRUE(absl::IsResourceExhausted(status));
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("more than 5 causal links reached from \"hub\""));
  EXPECT_TRUE(absl::IsResourceExhausted(timeline_->Graph(scope).status()));
}

// What Moscow says, what Beijing says, and what somebody accepted.
TEST_F(CausalQuestionsTest, AHolderIsAskedWhatLedToWhatAsOfThen) {
  CausalLink oil = MakeLink("l1", {"oil"}, CausalLink::CAUSE, {"position"});
  AddClaim(oil, "1", {"Ramani", "Moscow"});
  CausalLink fear = MakeLink("l2", {"fear"}, CausalLink::CAUSE, {"position"});
  AddClaim(fear, "1", {"Beijing"}).set_status(Claim::ACCEPTED);
  Append(Batch()
             .Put(MakeEvent("oil", "Oil"))
             .Put(MakeEvent("fear", "Fear"))
             .Put(MakeEvent("position", "Position"))
             .Put(oil));
  const int64_t then = *timeline_->store().LastSequence();
  AddClaim(fear, "2", {"Moscow"}).set_certainty(Claim::POSSIBLE);
  Append(Batch().Put(fear));
  CausalScope scope;
  scope.claims.holder = "Moscow";
  const CausalWalk walk = *timeline_->Causes("position", 9, scope);
  ASSERT_EQ(walk.steps.size(), 2u);
  ASSERT_EQ(walk.links[1].claims_size(), 1);
  EXPECT_EQ(walk.links[1].claims(0).id(), "2");
  scope.as_of.sequence = then;
  EXPECT_EQ(timeline_->Causes("position", 9, scope)->steps.size(), 1u);
  scope.claims.holder = "Beijing";
  const CausalWalk none = *timeline_->Causes("position", 9, scope);
  EXPECT_EQ(none.steps.size(), 0u);
  EXPECT_EQ(none.disregarded, 1);
}

TEST_F(CausalQuestionsTest,
       AClaimThatIsNotAcceptedTakesItsLinkUnlessOthersSayIt) {
  CausalLink link = MakeLink("l", {"oil"}, CausalLink::CAUSE, {"position"});
  AddClaim(link, "1", {"Moscow"});
  AddClaim(link, "2", {"Beijing"}).set_modality(Claim::FEARED);
  Append(Batch()
             .Put(MakeEvent("oil", "Oil"))
             .Put(MakeEvent("position", "Position"))
             .Put(link));
  EXPECT_EQ(Written(*timeline_->Without({"l#1"})), "position@1: -l");
  EXPECT_EQ(Written(*timeline_->Without({"l#2"})), "");
  EXPECT_TRUE(timeline_->Without({"l#2"})->absent.empty());
  CausalScope scope;
  scope.all = true;
  EXPECT_EQ(Written(*timeline_->Without({"l#1"}, scope)), "");
  EXPECT_EQ(Written(*timeline_->Without({"l#1", "l#2"}, scope)),
            "position@1: -l");
  EXPECT_EQ(Written(*timeline_->Without({"oil"})), "position@1: -l");
  EXPECT_TRUE(absl::IsNotFound(timeline_->Without({"l#3"}).status()));
  EXPECT_TRUE(absl::IsNotFound(timeline_->Without({"m#1"}).status()));
  scope.all = false;
  scope.left_out = {"l#1"};
  EXPECT_EQ(timeline_->Causes("position", 9, scope)->steps.size(), 0u);
}

TEST_F(CausalQuestionsTest, OneRecordHasNothingInCommon) {
  Append(Batch().Put(MakeEvent("oil", "Oil")));
  EXPECT_TRUE(
      absl::IsInvalidArgument(timeline_->CommonCauses({"oil"}).status()));
  EXPECT_TRUE(
      absl::IsNotFound(timeline_->CommonEffects({"oil", "nothing"}).status()));
  EXPECT_TRUE(absl::IsNotFound(timeline_->Roots("nothing").status()));
}

// Events and links in a tangle, with cycles, joint causes, links between
// links, links of every kind, some that nobody asserts, some withdrawn.
class Tangle {
 public:
  explicit Tangle(std::mt19937& random) : random_(random) {}

  Batch Events() {
    Batch batch;
    for (int i = 0; i < 14; ++i) {
      ids_.push_back(absl::StrCat("e", i));
      batch.Put(MakeEvent(ids_.back(), "Event"));
    }
    return batch;
  }

  Batch Change() {
    const std::string id = absl::StrCat("l", random_() % 16);
    if (random_() % 6 == 0) return Batch().Retract(id);
    CausalLink link;
    link.set_id(id);
    link.set_kind(static_cast<CausalLink::Kind>(random_() % 15));
    for (unsigned n = random_() % 2 + 1; n > 0; --n) link.add_causes(Any());
    for (unsigned n = random_() % 2 + 1; n > 0; --n) link.add_effects(Any());
    for (unsigned n = random_() % 3; n > 0; --n) {
      const char* const holder = random_() % 2 == 0 ? "Moscow" : "Beijing";
      Claim& claim = AddClaim(link, absl::StrCat("c", n), {"Ramani", holder});
      if (random_() % 3 == 0) claim.set_modality(Claim::FEARED);
      if (random_() % 2 == 0) claim.set_confidence(random_() % 101);
      if (random_() % 3 == 0) claim.set_status(Claim::ACCEPTED);
    }
    return Batch().Put(link);
  }

  // Events, and sometimes a link.
  std::string Any() {
    return random_() % 8 == 0 ? absl::StrCat("l", random_() % 16)
                              : ids_[random_() % ids_.size()];
  }

 private:
  std::mt19937& random_;
  std::vector<std::string> ids_;
};

CausalScope AnyScope(std::mt19937& random, int64_t last) {
  CausalScope scope;
  scope.all = random() % 3 == 0;
  if (random() % 4 == 0) scope.claims.holder = "Moscow";
  if (random() % 6 == 0) scope.claims.accepted_only = true;
  if (random() % 6 == 0) scope.claims.confidence_min = 50;
  if (random() % 4 == 0) {
    scope.left_out = {absl::StrCat("l", random() % 16),
                      absl::StrCat("l", random() % 16, "#c1")};
  }
  if (random() % 2 == 0) {
    scope.as_of.sequence =
        14 + static_cast<int64_t>(random() % static_cast<uint64_t>(last - 13));
  }
  return scope;
}

TEST_F(CausalQuestionsTest, RandomQuestionsAreAnsweredAsFromAllLinks) {
  const char* const given = std::getenv("ANNALS_TEST_SEED");
  const unsigned seed = given != nullptr
                            ? static_cast<unsigned>(std::atoi(given))
                            : std::random_device()();
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed));
  std::mt19937 random(seed);
  Tangle tangle(random);
  Append(tangle.Events());
  for (int i = 0; i < 120; ++i) {
    timeline_->Append(tangle.Change()).status().IgnoreError();
  }
  Store& store = timeline_->store();
  const int64_t last = *store.LastSequence();
  size_t steps = 0;
  size_t paths_found = 0;
  size_t touched = 0;
  for (int i = 0; i < 500; ++i) {
    const CausalScope scope = AnyScope(random, last);
    const std::string id = tangle.Any();
    const std::string to = tangle.Any();
    if (!store.Get(id, scope.as_of).ok()) continue;
    const bool to_causes = random() % 2 == 0;
    const int depth = random() % 3 == 0 ? kDepthUnlimited
                                        : static_cast<int>(random() % 4) + 1;
    const absl::StatusOr<CausalWalk> walk =
        to_causes ? timeline_->Causes(id, depth, scope)
                  : timeline_->Effects(id, depth, scope);
    ASSERT_EQ(Written(walk),
              Written(PlainWalk(store, id, depth, scope, to_causes)))
        << id << " depth " << depth << " all " << scope.all;
    steps += walk->steps.size();
    if (!store.Get(to, scope.as_of).ok()) continue;
    PathLimits limits;
    limits.length_max = static_cast<int>(random() % 8) + 1;
    const absl::StatusOr<CausalPaths> paths =
        timeline_->Paths(id, to, limits, scope);
    ASSERT_EQ(
        Written(paths),
        Written(absl::StatusOr<CausalPaths>(
            CausalGraph(LoadAll(store, scope).in_scope).Paths(id, to, limits))))
        << id << " to " << to << " length " << limits.length_max;
    paths_found += paths->paths.size();
    const CausalGraph graph(LoadAll(store, scope).in_scope);
    ASSERT_EQ(Written(*timeline_->Roots(id, scope)), Written(graph.Roots(id)));
    ASSERT_EQ(Written(*timeline_->CommonCauses({id, to}, scope)),
              Written(graph.CommonCauses({id, to})));
    ASSERT_EQ(Written(*timeline_->CommonEffects({id, to}, scope)),
              Written(graph.CommonEffects({id, to})));
    const absl::StatusOr<CausalAbsence> absence =
        timeline_->Without({id, to}, scope);
    ASSERT_EQ(Written(*absence), Written(graph.Without({id, to})))
        << id << " and " << to;
    touched += absence->touched.size();
  }
  EXPECT_GT(steps, 0u);
  EXPECT_GT(paths_found, 0u);
  EXPECT_GT(touched, 0u);
}

}  // namespace
}  // namespace annals
