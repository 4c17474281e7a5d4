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
};

AllLinks LoadAll(Store& store, const CausalScope& scope) {
  AllLinks links;
  const auto visit = [&](StoredRecord stored) {
    const CausalLink& link = stored.record.causal_link();
    const bool belongs = scope.all || IsAsserted(link);
    (belongs ? links.in_scope : links.unasserted).push_back(link);
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
                      " unasserted ", walk->unasserted);
}

std::string Written(const absl::StatusOr<CausalPaths>& paths) {
  if (!paths.ok()) return std::string(paths.status().message());
  std::string out = absl::StrCat("cut ", paths->cut);
  for (const CausalPath& path : paths->paths) {
    absl::StrAppend(&out, "; ", Written(path.steps, paths->links));
  }
  return out;
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
    if (random_() % 4 == 0) {
      AddClaim(link, "c", {"somebody"}).set_modality(Claim::FEARED);
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
  for (int i = 0; i < 500; ++i) {
    CausalScope scope;
    scope.all = random() % 3 == 0;
    if (random() % 2 == 0) {
      scope.as_of.sequence =
          14 +
          static_cast<int64_t>(random() % static_cast<uint64_t>(last - 13));
    }
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
  }
  EXPECT_GT(steps, 0u);
  EXPECT_GT(paths_found, 0u);
}

}  // namespace
}  // namespace annals
