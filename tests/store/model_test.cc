// Random histories of a Store against a model that anybody can read: a list of
// states, one a sequence; those within a batch are as after it.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "annals/store/internal/naming.h"
#include "annals/store/internal/store_file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

constexpr int kOperations = 300;
constexpr int kEventIds = 12;
constexpr int kLinkIds = 12;

// What is live: events by title, links by "CAUSE>EFFECT".
using State = std::map<std::string, std::string>;

// The store as it should be. A change is tried on a copy of the newest state,
// which becomes the next one if nothing in it dangles.
class Model {
 public:
  // All states, the one after sequence n at n, and their commit times.
  const std::vector<State>& states() const { return states_; }
  const std::vector<int64_t>& times() const { return times_; }
  const State& newest() const { return states_.back(); }

  // True if the put was to be accepted.
  bool Put(const std::string& id, const std::string& value, int64_t now) {
    State next = newest();
    next[id] = value;
    return next == newest() || Accept(next, now);
  }

  // The same for a retraction.
  bool Retract(const std::string& id, bool cascade, int64_t now) {
    if (newest().count(id) == 0) return false;
    if (!cascade && !NamersOf(newest(), id).empty()) return false;
    std::vector<std::string> gone = {id};
    for (size_t i = 0; i < gone.size(); ++i) {
      State next = newest();
      next.erase(gone[i]);
      for (const std::string& namer : NamersOf(next, gone[i])) {
        if (std::find(gone.begin(), gone.end(), namer) == gone.end()) {
          gone.push_back(namer);
        }
      }
      Add(next, now);
    }
    // Nobody ever saw some of them gone and others not.
    for (size_t i = 2; i <= gone.size(); ++i) {
      states_[states_.size() - i] = newest();
    }
    return true;
  }

 private:
  static std::vector<std::string> NamersOf(const State& state,
                                           const std::string& id) {
    std::vector<std::string> namers;
    for (const auto& [key, value] : state) {
      const size_t arrow = value.find('>');
      if (arrow == std::string::npos) continue;
      if (value.substr(0, arrow) == id || value.substr(arrow + 1) == id) {
        namers.push_back(key);
      }
    }
    return namers;
  }

  bool Accept(const State& next, int64_t now) {
    for (const auto& [id, value] : next) {
      const size_t arrow = value.find('>');
      if (arrow == std::string::npos) continue;
      if (next.count(value.substr(0, arrow)) == 0 ||
          next.count(value.substr(arrow + 1)) == 0) {
        return false;
      }
    }
    Add(next, now);
    return true;
  }

  void Add(const State& next, int64_t now) {
    states_.push_back(next);
    times_.push_back(std::max(now, times_.back()));
  }

  std::vector<State> states_ = {{}};
  std::vector<int64_t> times_ = {0};
};

std::string ValueOf(const Record& record) {
  if (record.has_event()) return record.event().title();
  return record.causal_link().causes(0) + ">" + record.causal_link().effects(0);
}

class ModelTest : public StoreTest {
 protected:
  int Pick(int count) {
    return std::uniform_int_distribution<int>(0, count - 1)(random_);
  }
  std::string AnyEvent() { return "e" + std::to_string(Pick(kEventIds)); }
  std::string AnyLink() { return "l" + std::to_string(Pick(kLinkIds)); }

  // Does one random thing to both, which must agree on whether it is done.
  void Step() {
    now_ += Pick(5) - 1;
    switch (Pick(4)) {
      case 0:
        return PutEvent(AnyEvent(), "title " + std::to_string(Pick(3)));
      case 1:
        return PutLink(AnyLink(), AnyEvent(), AnyEvent());
      case 2:
        return Retract(AnyLink(), false);
      default:
        return Retract(AnyEvent(), Pick(2) == 0);
    }
  }

  void PutEvent(const std::string& id, const std::string& title) {
    EXPECT_EQ(store_->Append(Batch().Put(EventRecord(id, title))).ok(),
              model_.Put(id, title, now_));
  }

  void PutLink(const std::string& id, const std::string& cause,
               const std::string& effect) {
    if (cause == effect) return;
    EXPECT_EQ(store_->Append(Batch().Put(LinkRecord(id, cause, effect))).ok(),
              model_.Put(id, cause + ">" + effect, now_));
  }

  void Retract(const std::string& id, bool cascade) {
    EXPECT_EQ(store_->Append(Retraction(id, cascade)).ok(),
              model_.Retract(id, cascade, now_));
  }

  State Scan(const AsOf& as_of) {
    State state;
    EXPECT_THAT(store_->Scan({}, as_of,
                             [&state](const StoredRecord& stored) {
                               state[IdOf(stored.record)] =
                                   ValueOf(stored.record);
                               return absl::OkStatus();
                             }),
                IsOk());
    return state;
  }

  // What Get() says of each id that there may be.
  State GetEach(const AsOf& as_of) {
    State state;
    for (const char* prefix : {"e", "l"}) {
      for (int i = 0; i < std::max(kEventIds, kLinkIds); ++i) {
        const std::string id = prefix + std::to_string(i);
        const auto stored = store_->Get(id, as_of);
        if (stored.ok()) state[id] = ValueOf(stored->record);
      }
    }
    return state;
  }

  std::mt19937 random_;
  Model model_;
};

TEST_F(ModelTest, EveryPointOfARandomHistoryEqualsItsReplay) {
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << "\n";
  random_.seed(seed);
  for (int i = 0; i < kOperations; ++i) Step();
  ASSERT_EQ(LastSequence(), static_cast<int64_t>(model_.states().size()) - 1);
  ASSERT_GT(LastSequence(), kOperations / 5) << "too much was refused";
  for (size_t i = 0; i < model_.states().size(); ++i) {
    AsOf as_of;
    as_of.sequence = static_cast<int64_t>(i);
    ASSERT_EQ(Scan(as_of), model_.states()[i]) << "as of " << i;
    ASSERT_EQ(GetEach(as_of), model_.states()[i]) << "as of " << i;
  }
}

TEST_F(ModelTest, EveryTimeOfARandomHistoryEqualsItsReplay) {
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << "\n";
  random_.seed(seed);
  now_ = 10;
  for (int i = 0; i < kOperations; ++i) Step();
  size_t last = 0;
  for (int64_t time = 0; time <= model_.times().back(); ++time) {
    while (last + 1 < model_.times().size() &&
           model_.times()[last + 1] <= time) {
      ++last;
    }
    AsOf as_of;
    as_of.time = time;
    ASSERT_EQ(Scan(as_of), model_.states()[last]) << "at time " << time;
  }
}

TEST_F(ModelTest, TheTableOfNamesStaysWhatARebuildMakes) {
  constexpr char kAllNames[] =
      "SELECT named_id, claim, by_id FROM naming ORDER BY 1, 2, 3";
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << "\n";
  random_.seed(seed);
  for (int i = 0; i < kOperations; ++i) Step();
  const auto kept = RawQuery(path(), kAllNames);
  auto database = store_internal::OpenForWriting(path(), {});
  ASSERT_THAT(database, IsOk());
  ASSERT_THAT(store_internal::RebuildNaming(**database), IsOk());
  EXPECT_EQ(kept, RawQuery(path(), kAllNames));
}

}  // namespace
}  // namespace annals::testing
