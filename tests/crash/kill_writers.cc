// KillWriters(): a process that appends is killed at a random moment.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <random>
#include <string>
#include <utility>

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

// Two records that are always changed together, and others that stay.
Batch Step(const std::string& title, int batch_size) {
  Batch batch;
  batch.Put(EventRecord("a", title)).Put(EventRecord("b", title));
  batch.Put(EventRecord(title));
  for (int i = 3; i < batch_size; ++i) {
    batch.Put(EventRecord(absl::StrCat(title, "-", i)));
  }
  return batch;
}

std::string TitleOfStep(int round, int i) {
  return absl::StrCat("round", round, "-", i);
}

// Appends until it is killed, and says so after each. Now and then it closes
// the store, which sorts in what small batches left to be.
bool AppendForEver(const std::string& path, int round, int batch_size,
                   const Child::Say& say) {
  auto store = OpenStore(path);
  for (int i = 0;; ++i) {
    if (i % 3 == 2) {
      store->reset();
      store = OpenStore(path);
    }
    const Batch step = Step(TitleOfStep(round, i), batch_size);
    if (!store.ok() || !(*store)->Append(step).ok()) return false;
    say(i);
  }
}

// The last that the child acknowledged before it was killed; -1 for none. The
// moment is anywhere between its start and a few batches later.
int LastWordOf(const std::string& path, int round, int batch_size,
               std::mt19937& random) {
  Child child([&](const Child::Say& say) {
    return AppendForEver(path, round, batch_size, say);
  });
  const int wanted = static_cast<int>(random() % 6);
  int last = -1;
  for (int i = 0; i < wanted; ++i) last = child.Hear();
  absl::SleepFor(absl::Microseconds(random() % (4000 + 100 * batch_size)));
  child.Kill();
  for (int heard = child.Hear(); heard >= 0; heard = child.Hear()) last = heard;
  EXPECT_TRUE(WIFSIGNALED(child.Wait()));
  return last;
}

class KilledStore {
 public:
  KilledStore(std::string path, int batch_size)
      : path_(std::move(path)), batch_size_(batch_size) {}

  void Check(int round, int last, CrashSummary& summary) {
    const auto store = OpenStore(path_);
    ASSERT_THAT(store, IsOk());
    const int64_t sequence = (*store)->LastSequence().value_or(-1);
    EXPECT_EQ(sequence % batch_size_, 0);
    const int64_t made = sequence / batch_size_ - batches_;
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
    EXPECT_EQ(report->sound_revisions, batches_ * batch_size_);
  }

 private:
  const std::string path_;
  const int batch_size_;
  int64_t batches_ = 0;
};

}  // namespace

std::string CrashSummary::ToString() const {
  return absl::StrCat(runs, " runs, ", acknowledged,
                      " operations acknowledged and there, ", made_unheard,
                      " made but not acknowledged");
}

CrashSummary KillWriters(int times, unsigned seed, int batch_size) {
  std::mt19937 random(seed);
  CrashSummary summary;
  // Not one store for all: verify takes time in proportion to it.
  const int rounds_of_a_store = std::max(2, 150 / batch_size);
  for (int first = 0; first < times; first += rounds_of_a_store) {
    const TemporaryFolder folder;
    KilledStore store(folder / "killed.annals", batch_size);
    const int end = std::min(times, first + rounds_of_a_store);
    for (int round = first; round < end; ++round) {
      const int last =
          LastWordOf(folder / "killed.annals", round, batch_size, random);
      store.Check(round, last, summary);
      store.Verify();
      ++summary.runs;
      if (::testing::Test::HasFailure()) return summary;
    }
  }
  return summary;
}

}  // namespace annals::testing
