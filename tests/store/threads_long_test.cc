// One writer and sixteen readers: for the thread sanitizer (tools/test --long).
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "annals/store/diff.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

constexpr int kReaders = 16;
constexpr int kBatches = 200;

// Batch i gives "a" and "b" the title i; now and then a record comes and goes.
Batch StepOf(int i) {
  const std::string title = std::to_string(i);
  Batch batch =
      Batch().Put(EventRecord("a", title)).Put(EventRecord("b", title));
  if (i % 10 == 3) batch.Put(EventRecord("c", title));
  if (i % 10 == 6) batch.Retract("c");
  if (i % 10 == 8) batch.Restore("c");
  if (i % 50 == 49) batch.Redact("c");
  return batch;
}

class ThreadsTest : public StoreTest {
 protected:
  // One look at the store, of a kind that `number` chooses.
  void Look(int number) {
    switch (number % 5) {
      case 0:
        return LookByScan();
      case 1:
        return LookAtAPoint();
      case 2:
        EXPECT_THAT(store_->History("a"), IsOk());
        return;
      case 3:
        EXPECT_THAT(store_->Statistics(), IsOk());
        return;
      default:
        return LookByDiff();
    }
  }

  void LookByScan() {
    std::vector<std::string> titles;
    EXPECT_THAT(store_->Scan({}, {},
                             [&titles](const StoredRecord& stored) {
                               const std::string& id = IdOf(stored.record);
                               if (id == "a" || id == "b") {
                                 titles.push_back(TitleOf(stored.record));
                               }
                               return absl::OkStatus();
                             }),
                IsOk());
    ASSERT_EQ(titles.size(), 2u);
    EXPECT_EQ(titles[0], titles[1]);
  }

  void LookAtAPoint() {
    const auto point = store_->Resolve({});
    ASSERT_THAT(point, IsOk());
    EXPECT_EQ(TitleOfEvent("a", At(*point)), TitleOfEvent("b", At(*point)));
  }

  void LookByDiff() {
    const auto point = store_->Resolve({});
    ASSERT_THAT(point, IsOk());
    AsOf before;
    before.sequence = std::max<int64_t>(0, point->sequence - 4);
    EXPECT_THAT(Diff(*store_, before, At(*point),
                     [](const RecordDiff&) { return absl::OkStatus(); }),
                IsOk());
  }
};

TEST_F(ThreadsTest, SixteenReadersAndAFollowerSeeWholeBatchesOfOneWriter) {
  ASSERT_THAT(store_->Append(StepOf(0)), IsOk());
  std::atomic<bool> is_done{false};
  std::vector<std::thread> threads;
  for (int reader = 0; reader < kReaders; ++reader) {
    threads.emplace_back([this, reader, &is_done] {
      for (int i = reader; !is_done; ++i) Look(i);
    });
  }
  std::atomic<int64_t> followed{0};
  threads.emplace_back([this, &followed, &is_done] {
    FollowOptions options;
    options.stop = [&is_done] { return is_done.load(); };
    EXPECT_THAT(store_->Follow(options,
                               [&followed](const Followed& each) {
                                 EXPECT_EQ(each.revision.sequence(),
                                           ++followed);
                                 return absl::OkStatus();
                               }),
                IsOk());
  });
  for (int i = 1; i < kBatches; ++i) {
    EXPECT_THAT(store_->Append(StepOf(i)), IsOk()) << i;
  }
  while (followed < LastSequence()) std::this_thread::yield();
  is_done = true;
  for (std::thread& thread : threads) thread.join();
}

TEST_F(ThreadsTest, SixteenWritersShareCommitsAndLoseNothing) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 16; ++writer) {
    writers.emplace_back([this, writer] {
      for (int i = 0; i < 20; ++i) {
        const std::string id = std::to_string(writer) + "-" + std::to_string(i);
        EXPECT_THAT(store_->Append(Batch().Put(EventRecord(id))), IsOk());
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(LastSequence(), 16 * 20);
  EXPECT_EQ(store_->Statistics()->live[1], 16 * 20);
}

}  // namespace
}  // namespace annals::testing
