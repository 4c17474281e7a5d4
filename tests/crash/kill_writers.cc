// KillWriters(): a process that appends is killed at a random moment.
//
// SPDX-License-Identifier: Apache-2.0

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "annals/store/verify.h"
#include "gtest/gtest.h"
#include "tests/crash/crash_runs.h"
#include "tests/store/child_process.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

constexpr int kBatchSize = 3;

// Two records that are always changed together, and one that stays.
Batch Step(const std::string& title) {
  return Batch()
      .Put(EventRecord("a", title))
      .Put(EventRecord("b", title))
      .Put(EventRecord(title));
}

std::string TitleOfStep(int round, int i) {
  return absl::StrCat("round", round, "-", i);
}

// Appends until it is killed, and says so after each.
bool AppendForEver(const std::string& path, int round, const Child::Say& say) {
  const auto store = OpenStore(path);
  for (int i = 0;; ++i) {
    if (!store.ok() || !(*store)->Append(Step(TitleOfStep(round, i))).ok()) {
      return false;
    }
    say(i);
  }
}

// The last that the child acknowledged before it was killed; -1 for none. The
// moment is anywhere between its start and a few batches later.
int LastWordOf(const std::string& path, int round, std::mt19937& random) {
  Child child(
      [&](const Child::Say& say) { return AppendForEver(path, round, say); });
  const int wanted = static_cast<int>(random() % 6);
  int last = -1;
  for (int i = 0; i < wanted; ++i) last = child.Hear();
  absl::SleepFor(absl::Microseconds(random() % 4000));
  child.Kill();
  for (int heard = child.Hear(); heard >= 0; heard = child.Hear()) last = heard;
  EXPECT_TRUE(WIFSIGNALED(child.Wait()));
  return last;
}

class KilledStore {
 public:
  explicit KilledStore(std::string path) : path_(std::move(path)) {}

  void Check(int round, int last, CrashSummary& summary) {
    const auto store = OpenStore(path_);
    ASSERT_THAT(store, IsOk());
    const int64_t sequence = (*store)->LastSequence().value_or(-1);
    EXPECT_EQ(sequence % kBatchSize, 0);
    const int64_t made = sequence / kBatchSize - batches_;
    EXPECT_GE(made, last + 1) << "an acknowledged batch is lost";
    EXPECT_LE(made, last + 2);
    for (int i = 0; i < made; ++i) {
      EXPECT_THAT((*store)->Get(TitleOfStep(round, i)), IsOk());
    }
    batches_ += made;
    summary.acknowledged += last + 1;
    summary.made_unheard += made - (last + 1);
    if (batches_ == 0) return;
    const auto a = (*store)->Get("a");
    const auto b = (*store)->Get("b");
    ASSERT_THAT(a, IsOk());
    ASSERT_THAT(b, IsOk());
    EXPECT_EQ(TitleOf(a->record), TitleOf(b->record));
  }

  void Verify() const {
    const auto report = VerifyStore(path_);
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->faults, ::testing::IsEmpty());
    EXPECT_EQ(report->sound_revisions, batches_ * kBatchSize);
  }

 private:
  const std::string path_;
  int64_t batches_ = 0;
};

}  // namespace

std::string CrashSummary::ToString() const {
  return absl::StrCat(runs, " runs, ", acknowledged,
                      " operations acknowledged and there, ", made_unheard,
                      " made but not acknowledged");
}

CrashSummary KillWriters(int times, unsigned seed) {
  std::mt19937 random(seed);
  CrashSummary summary;
  // Not one store for all: verify takes time in proportion to it.
  constexpr int kRoundsOfAStore = 50;
  for (int first = 0; first < times; first += kRoundsOfAStore) {
    const TemporaryFolder folder;
    KilledStore store(folder / "killed.annals");
    const int end = std::min(times, first + kRoundsOfAStore);
    for (int round = first; round < end; ++round) {
      const int last = LastWordOf(folder / "killed.annals", round, random);
      store.Check(round, last, summary);
      store.Verify();
      ++summary.runs;
      if (::testing::Test::HasFailure()) return summary;
    }
  }
  return summary;
}

}  // namespace annals::testing
