// Tests of annals/store/internal/commit_queue.h: threads that share a commit.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/commit_queue.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/store/internal/store_file.h"
#include "annals/store/verify.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using store_internal::AppendBatches;
using store_internal::CommitQueue;
using store_internal::PendingAppend;
using store_internal::PreparedBatch;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// How many transactions the journal of a store holds: a frame that ends one has
// the size of the file in it (SQLite's "WAL file format", section 4.2).
int CommitsInJournal(const std::string& path) {
  constexpr size_t kHeader = 32;
  constexpr size_t kFrameHeader = 24;
  constexpr size_t kPage = 4096;
  std::ifstream file(path + "-wal", std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  int commits = 0;
  for (size_t frame = kHeader; frame + kFrameHeader <= bytes.size();
       frame += kFrameHeader + kPage) {
    if (bytes.substr(frame + 4, 4) != std::string(4, '\0')) ++commits;
  }
  return commits;
}

TEST(CommitQueueTest, WhoeverComesDuringACommitSharesTheNext) {
  constexpr size_t kLater = 5;
  std::vector<size_t> groups;
  CommitQueue* self = nullptr;
  CommitQueue queue([&](absl::Span<PendingAppend* const> batches) {
    groups.push_back(batches.size());
    while (groups.size() == 1 && self->waiting() < kLater) {
      std::this_thread::yield();
    }
    for (PendingAppend* const each : batches) {
      each->result = AppendResult();
      each->result->sequence = static_cast<int64_t>(groups.size());
    }
  });
  self = &queue;
  const Batch batch;
  const PreparedBatch prepared;
  std::atomic<int> in_second{0};
  std::vector<std::thread> threads;
  threads.emplace_back(
      [&] { EXPECT_EQ(queue.Append(batch, prepared)->sequence, 1); });
  while (queue.waiting() > 0 || groups.empty()) std::this_thread::yield();
  for (size_t i = 0; i < kLater; ++i) {
    threads.emplace_back([&] {
      if (queue.Append(batch, prepared)->sequence == 2) ++in_second;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(groups, ElementsAre(1, kLater));
  EXPECT_EQ(in_second, kLater);
}

class AppendBatchesTest : public StoreTest {
 protected:
  // Appends the batches together, and returns what came of each.
  std::vector<absl::StatusOr<AppendResult>> AppendTogether(
      const std::vector<Batch>& batches) {
    auto database = store_internal::OpenForWriting(path(), {});
    EXPECT_THAT(database, IsOk());
    std::vector<PreparedBatch> prepared;
    for (const Batch& batch : batches) {
      prepared.push_back(*store_internal::Prepare(batch));
    }
    std::vector<PendingAppend> pending;
    for (size_t i = 0; i < batches.size(); ++i) {
      pending.emplace_back(batches[i], prepared[i]);
    }
    std::vector<PendingAppend*> pointers;
    for (PendingAppend& each : pending) pointers.push_back(&each);
    const int before = CommitsInJournal(path());
    AppendBatches(**database, pointers, [this] { return now_; });
    commits_ = CommitsInJournal(path()) - before;
    std::vector<absl::StatusOr<AppendResult>> results;
    for (PendingAppend& each : pending) results.push_back(each.result);
    return results;
  }

  int commits_ = 0;
};

TEST_F(AppendBatchesTest, ManyBatchesAreOneTransaction) {
  const auto results = AppendTogether({Batch().Put(EventRecord("a")),
                                       Batch().Put(EventRecord("b")),
                                       Batch().Put(LinkRecord("l", "a", "b"))});
  EXPECT_EQ(commits_, 1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(results[i]->sequence, i + 1);
  EXPECT_EQ(store_->History("l")->at(0).batch(), 3);
}

TEST_F(AppendBatchesTest, ABatchThatFailsLeavesTheOthers) {
  Batch late = Batch().Put(EventRecord("c"));
  late.expected_sequence = 0;
  const auto results = AppendTogether(
      {Batch().Put(EventRecord("a")),
       Batch().Put(EventRecord("b")).Put(LinkRecord("l", "b", "nobody")), late,
       Batch().Put(EventRecord("d"))});
  EXPECT_EQ(commits_, 1);
  EXPECT_EQ(results[0]->sequence, 1);
  EXPECT_THAT(results[1],
              Fails(absl::StatusCode::kInvalidArgument, "\"nobody\""));
  EXPECT_THAT(results[2], Fails(absl::StatusCode::kFailedPrecondition,
                                "newest revision 1; want 0"));
  EXPECT_EQ(results[3]->sequence, 2);
  EXPECT_EQ(TitleOfEvent("b"), "NOT_FOUND");
}

// The trigger stands for anything that makes SQLite take back the transaction
// in the middle of a batch, with the batches before it.
TEST_F(AppendBatchesTest, ABatchThatEndsTheTransactionLeavesTheOthersWhole) {
  ASSERT_EQ(RawExecute(path(),
                       "CREATE TRIGGER no_poison BEFORE INSERT ON revision "
                       "WHEN NEW.record_id = 'poison' "
                       "BEGIN SELECT raise(ROLLBACK, 'poisoned'); END"),
            "");
  const auto results = AppendTogether(
      {Batch().Put(EventRecord("a")).Put(EventRecord("b")),
       Batch().Put(EventRecord("c", "Plague")).Put(EventRecord("poison")),
       Batch().Put(EventRecord("a", "Peace")).Put(LinkRecord("l", "a", "b"))});
  EXPECT_EQ(commits_, 2);
  EXPECT_EQ(results[0]->sequence, 2);
  EXPECT_THAT(results[1], Fails(absl::StatusCode::kInternal, "poisoned"));
  EXPECT_EQ(results[2]->sequence, 4);
  EXPECT_EQ(TitleOfEvent("c"), "NOT_FOUND");
  EXPECT_EQ(TitleOfEvent("a"), "Peace");
  const auto report = VerifyStore(path());
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->faults, IsEmpty());
  EXPECT_EQ(report->revisions, 4);
}

TEST_F(AppendBatchesTest, SmallBatchesKeepASmallCacheAndLargeOnesALargeOne) {
  const auto database = store_internal::OpenForWriting(path(), {});
  ASSERT_THAT(database, IsOk());
  const auto cache_after = [&](const Batch& batch) {
    const PreparedBatch prepared = *store_internal::Prepare(batch);
    PendingAppend pending(batch, prepared);
    PendingAppend* const one[] = {&pending};
    AppendBatches(**database, one, [] { return 0; });
    EXPECT_THAT(pending.result, IsOk());
    return (*database)->SelectInt("PRAGMA cache_size").value_or(0);
  };
  Batch large;
  for (int i = 0; i < 1'000; ++i) {
    large.Put(EventRecord(absl::StrCat("e", i)));
  }
  const int64_t whole = cache_after(large);
  EXPECT_EQ(cache_after(Batch().Put(EventRecord("a"))), whole / 2);
  for (int i = 0; i < 9; ++i) cache_after(Retraction(absl::StrCat("e", i)));
  EXPECT_EQ(cache_after(Batch().Put(EventRecord("b"))), -32'768);
  EXPECT_EQ(cache_after(large), whole);
  cache_after(Batch().Put(EventRecord("c")));
  EXPECT_EQ(cache_after(Batch().Redact("c")), whole);
}

// What a writer finds that got the lock after somebody put a file in the place
// of the one that it has open, or brought that to another format.
class OvertakenWriterTest : public StoreTest {
 protected:
  OvertakenWriterTest() : writer_(*store_internal::OpenForWriting(path(), {})) {
    store_.reset();
  }

  absl::Status Append() {
    const Batch batch = Batch().Put(EventRecord("a"));
    const PreparedBatch prepared = *store_internal::Prepare(batch);
    PendingAppend pending(batch, prepared);
    PendingAppend* const one[] = {&pending};
    AppendBatches(*writer_, one, [] { return 0; });
    return pending.result.status();
  }

  std::unique_ptr<store_internal::Database> writer_;
};

TEST_F(OvertakenWriterTest, WritesNothingToAFileWhoseNameAnotherHas) {
  const std::string other = folder_ / "other.annals";
  ASSERT_THAT(OpenStore(other), IsOk());
  std::filesystem::rename(other, path());
  EXPECT_THAT(Append(),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "test.annals: another file; want the one that was opened"));
}

TEST_F(OvertakenWriterTest, WritesNothingToAFileThatHasNoName) {
  std::filesystem::remove(path());
  EXPECT_THAT(Append(), Fails(absl::StatusCode::kFailedPrecondition,
                              "test.annals: gone; want the one"));
}

// Each name would have a journal of its own, and neither sees the other's.
TEST_F(OvertakenWriterTest, WritesNothingToAFileThatHasTwoNames) {
  const std::string second = folder_ / "second.annals";
  std::filesystem::create_hard_link(path(), second);
  EXPECT_THAT(Append(), Fails(absl::StatusCode::kFailedPrecondition,
                              "test.annals: has 2 names (hard links)"));
  EXPECT_THAT((*OpenStore(second))->Append(Batch().Put(EventRecord("b"))),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "second.annals: has 2 names (hard links)"));
  std::filesystem::remove(second);
  EXPECT_THAT(Append(), IsOk());
}

TEST_F(OvertakenWriterTest, WritesNothingInAFormatThatTheFileHasLeft) {
  ASSERT_EQ(RawExecute(path(), "PRAGMA user_version = 4"), "");
  EXPECT_THAT(Append(), Fails(absl::StatusCode::kFailedPrecondition,
                              "format version 4, time rules 1; want 3 and 1"));
  ASSERT_EQ(RawExecute(path(),
                       "PRAGMA user_version = 3;"
                       "UPDATE meta SET value = 2 WHERE name = "
                       "'time_rules_version'"),
            "");
  EXPECT_THAT(Append(), Fails(absl::StatusCode::kFailedPrecondition,
                              "format version 3, time rules 2; want 3 and 1"));
}

TEST_F(AppendBatchesTest, ThoseBehindALockThatNobodyReleasesAllFail) {
  auto other = store_internal::OpenForWriting(path(), {});
  store_internal::Transaction blocking(
      **other, store_internal::Transaction::Kind::kWrite);
  StoreOptions impatient;
  impatient.busy_timeout_ms = 0;
  auto database = store_internal::OpenForWriting(path(), impatient);
  const Batch batch = Batch().Put(EventRecord("a"));
  const PreparedBatch prepared = *store_internal::Prepare(batch);
  PendingAppend first(batch, prepared);
  PendingAppend second(batch, prepared);
  const std::vector<PendingAppend*> both = {&first, &second};
  AppendBatches(**database, both, [] { return 0; });
  EXPECT_THAT(first.result,
              Fails(absl::StatusCode::kUnavailable, "holds the lock"));
  EXPECT_THAT(second.result,
              Fails(absl::StatusCode::kUnavailable, "holds the lock"));
}

}  // namespace
}  // namespace annals::testing
