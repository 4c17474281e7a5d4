// Tests of a Store used by several threads at once.
//
// SPDX-License-Identifier: Apache-2.0

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

class ConcurrencyTest : public StoreTest {};

// Each batch changes both records to the same title, so any reader that sees
// two titles has seen half a batch.
TEST_F(ConcurrencyTest, ReadersSeeWholeBatchesWhileAWriterWrites) {
  const auto put = [this](int i) {
    const std::string title = "version " + std::to_string(i);
    return store_->Append(
        Batch().Put(EventRecord("a", title)).Put(EventRecord("b", title)));
  };
  ASSERT_THAT(put(0), IsOk());
  std::atomic<bool> is_done{false};
  std::atomic<int> scans{0};
  const auto read = [&] {
    while (!is_done) {
      std::vector<std::string> titles;
      EXPECT_THAT(store_->Scan({}, {},
                               [&titles](const StoredRecord& stored) {
                                 titles.push_back(TitleOf(stored.record));
                                 return absl::OkStatus();
                               }),
                  IsOk());
      ASSERT_EQ(titles.size(), 2u);
      EXPECT_EQ(titles[0], titles[1]);
      ++scans;
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) readers.emplace_back(read);
  for (int i = 1; i <= 30; ++i) EXPECT_THAT(put(i), IsOk());
  while (scans < 20) std::this_thread::yield();
  is_done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(LastSequence(), 62);
}

// Half of the writers use a Store of their own on the same file.
TEST_F(ConcurrencyTest, WritersQueueAndNoneIsLost) {
  constexpr int kWriters = 4;
  constexpr int kBatches = 10;
  auto other = OpenStore(path());
  ASSERT_THAT(other, IsOk());
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    Store* const store = w % 2 == 0 ? store_.get() : other->get();
    writers.emplace_back([store, w] {
      for (int i = 0; i < kBatches; ++i) {
        const std::string id = std::to_string(w) + "-" + std::to_string(i);
        EXPECT_THAT(store->Append(Batch().Put(EventRecord(id))), IsOk());
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(store_->Statistics()->live[1], kWriters * kBatches);
  EXPECT_EQ(LastSequence(), kWriters * kBatches);
}

TEST_F(ConcurrencyTest, ManyMayMakeTheSameFileAtOnce) {
  const std::string path = folder_ / "new.annals";
  std::vector<std::thread> openers;
  for (int i = 0; i < 4; ++i) {
    openers.emplace_back([&path, i] {
      auto store = OpenStore(path);
      ASSERT_THAT(store, IsOk());
      EXPECT_THAT((*store)->Append(Batch().Put(EventRecord(std::to_string(i)))),
                  IsOk());
    });
  }
  for (std::thread& opener : openers) opener.join();
  EXPECT_EQ((*OpenStore(path))->LastSequence().value_or(0), 4);
}

}  // namespace
}  // namespace annals::testing
