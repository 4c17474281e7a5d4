// Tests of a Store used by several processes at once, some of which are killed.
//
// SPDX-License-Identifier: Apache-2.0

#include <sys/wait.h>

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/child_process.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

// Two records that are always changed together, and one that stays.
Batch Step(const std::string& who, int i) {
  const std::string title = who + std::to_string(i);
  return Batch()
      .Put(EventRecord("a", title))
      .Put(EventRecord("b", title))
      .Put(EventRecord(title));
}

// A connection must not be carried through a fork(), so none is open at one.
class ProcessTest : public StoreTest {
 protected:
  ProcessTest() { store_.reset(); }

  // Whether a scan sees "a" and "b" with the same title.
  bool IsWhole() {
    std::vector<std::string> titles;
    const absl::Status status =
        store_->Scan({}, {}, [&titles](const StoredRecord& stored) {
          const std::string id = IdOf(stored.record);
          if (id == "a" || id == "b") titles.push_back(TitleOf(stored.record));
          return absl::OkStatus();
        });
    EXPECT_THAT(status, IsOk());
    return titles.empty() || (titles.size() == 2 && titles[0] == titles[1]);
  }
};

TEST_F(ProcessTest, TwoProcessesAppendAndReadWithoutLosingAnything) {
  constexpr int kBatches = 30;
  Child child([this](const Child::Say& say) {
    const auto store = OpenStore(path());
    for (int i = 0; i < kBatches; ++i) {
      if (!store.ok() || !(*store)->Append(Step("child", i)).ok()) return false;
      say(i);
    }
    return true;
  });
  ASSERT_EQ(child.Hear(), 0);
  Reopen();
  for (int i = 0; i < kBatches; ++i) {
    EXPECT_THAT(store_->Append(Step("parent", i)), IsOk());
    EXPECT_TRUE(IsWhole());
  }
  EXPECT_EQ(child.Wait(), 0);
  EXPECT_EQ(LastSequence(), 2 * kBatches * 3);
  EXPECT_EQ(store_->Statistics()->live[1], 2 * kBatches + 2);
}

// Adds one to the number that is the title of "n", so many times. Whoever finds
// that another was faster reads again.
bool Count(const std::string& path, int times) {
  const auto store = OpenStore(path);
  if (!store.ok()) return false;
  while (times > 0) {
    const auto stored = (*store)->Get("n");
    if (!stored.ok()) return false;
    const int number = std::stoi(stored->record.event().title());
    Batch batch = Batch().Put(EventRecord("n", std::to_string(number + 1)));
    batch.changes[0].expected_revision = stored->sequence;
    const auto result = (*store)->Append(batch);
    if (result.ok()) --times;
    if (!result.ok() && !absl::IsFailedPrecondition(result.status())) {
      return false;
    }
  }
  return true;
}

TEST_F(ProcessTest, ExpectedRevisionsSettleTheRacesOfProcesses) {
  constexpr int kTimes = 25;
  Reopen();
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("n", "0"))), IsOk());
  store_.reset();
  const auto count = [this](const Child::Say&) {
    return Count(path(), kTimes);
  };
  Child first(count);
  Child second(count);
  EXPECT_EQ(first.Wait(), 0);
  EXPECT_EQ(second.Wait(), 0);
  Reopen();
  EXPECT_EQ(TitleOfEvent("n"), std::to_string(2 * kTimes));
}

TEST_F(ProcessTest, WhoWaitsTooLongIsToldWhichProcessHoldsTheLock) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  Child child([this, &ends](const Child::Say& say) {
    sqlite3* handle = nullptr;
    sqlite3_open(path().c_str(), &handle);
    if (sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) !=
        SQLITE_OK) {
      return false;
    }
    say(getpid());
    // Until the parent has seen enough.
    int number = 0;
    return read(ends[0], &number, sizeof number) == sizeof number;
  });
  const int process = child.Hear();
  ASSERT_GT(process, 0);
  StoreOptions options;
  options.busy_timeout_ms = 10;
  Reopen(options);
  const auto result = store_->Append(Batch().Put(EventRecord("a")));
  const int enough = 1;
  ASSERT_EQ(write(ends[1], &enough, sizeof enough), sizeof enough);
  EXPECT_EQ(child.Wait(), 0);
#ifdef __linux__
  EXPECT_THAT(result, Fails(absl::StatusCode::kUnavailable,
                            "process " + std::to_string(process) + " ("));
#else
  EXPECT_THAT(result, Fails(absl::StatusCode::kUnavailable, "holds the lock"));
#endif
  EXPECT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  close(ends[0]);
  close(ends[1]);
}

TEST_F(ProcessTest, WhatAKilledProcessAcknowledgedIsThereAndNothingByHalves) {
  constexpr int kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    const std::string who = "round" + std::to_string(round) + "-";
    Child child([this, &who](const Child::Say& say) {
      const auto store = OpenStore(path());
      for (int i = 0;; ++i) {
        if (!store.ok() || !(*store)->Append(Step(who, i)).ok()) return false;
        say(i);
      }
    });
    int last = -1;
    while (last < 3 * round) {
      const int heard = child.Hear();
      ASSERT_EQ(heard, last + 1);
      last = heard;
    }
    child.Kill();
    for (int heard = child.Hear(); heard >= 0; heard = child.Hear()) {
      last = heard;
    }
    ASSERT_TRUE(WIFSIGNALED(child.Wait()));
    Reopen();
    for (int i = 0; i <= last; ++i) {
      EXPECT_THAT(store_->Get(who + std::to_string(i)), IsOk());
    }
    EXPECT_TRUE(IsWhole());
    EXPECT_EQ(LastSequence() % 3, 0);
    store_.reset();
  }
  EXPECT_EQ(RawQuery(path(), "PRAGMA integrity_check")[0][0], "ok");
}

}  // namespace
}  // namespace annals::testing
