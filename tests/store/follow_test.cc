// Tests of Store::Follow(): every revision once, in order, and no half batches.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/follow.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FollowTest : public StoreTest {
 protected:
  static FollowOptions From(int64_t sequence) {
    FollowOptions options;
    options.from = sequence;
    options.until_now = true;
    return options;
  }

  // "SEQUENCE id", with a full stop after the last of a batch.
  std::vector<std::string> Follow(const FollowOptions& options) {
    std::vector<std::string> lines;
    EXPECT_THAT(store_->Follow(options,
                               [&lines](const Followed& followed) {
                                 lines.push_back(Line(followed));
                                 return absl::OkStatus();
                               }),
                IsOk());
    return lines;
  }

  static std::string Line(const Followed& followed) {
    return std::to_string(followed.revision.sequence()) + " " +
           followed.revision.record_id() + (followed.ends_batch ? "." : "");
  }
};

TEST_F(FollowTest, DeliversWhatThereIsAndGoesOnWhereItStopped) {
  ASSERT_THAT(
      store_->Append(Batch().Put(EventRecord("a")).Put(EventRecord("b"))),
      IsOk());
  ASSERT_THAT(store_->Append(Batch().Retract("a")), IsOk());
  EXPECT_THAT(Follow(From(1)), ElementsAre("1 a", "2 b.", "3 a."));
  EXPECT_THAT(Follow(From(3)), ElementsAre("3 a."));
  EXPECT_THAT(Follow(From(4)), IsEmpty());
}

TEST_F(FollowTest, ThereIsNoRevisionBeforeTheFirst) {
  EXPECT_THAT(
      store_->Follow(From(0), [](const Followed&) { return absl::OkStatus(); }),
      Fails(absl::StatusCode::kInvalidArgument, "want 1 or more"));
}

TEST_F(FollowTest, MoreThanIsReadAtOnceIsDeliveredWhole) {
  Batch batch;
  for (int i = 0; i < 600; ++i) batch.Put(EventRecord(std::to_string(i)));
  ASSERT_THAT(store_->Append(batch), IsOk());
  int revisions = 0;
  int ends = 0;
  EXPECT_THAT(store_->Follow(From(1),
                             [&](const Followed& followed) {
                               ++revisions;
                               ends += followed.ends_batch ? 1 : 0;
                               return absl::OkStatus();
                             }),
              IsOk());
  EXPECT_EQ(revisions, 600);
  EXPECT_EQ(ends, 1);
}

TEST_F(FollowTest, AnErrorOfTheVisitorEndsIt) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  EXPECT_THAT(
      store_->Follow(
          From(1), [](const Followed&) { return absl::AbortedError("full"); }),
      Fails(absl::StatusCode::kAborted, "full"));
}

// The visitor appends until there is enough: what it adds is delivered too.
TEST_F(FollowTest, TheVisitorMayAppend) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("0"))), IsOk());
  FollowOptions options;
  options.poll_ms = 60'000;
  std::vector<std::string> lines;
  options.stop = [&lines] { return lines.size() == 4; };
  EXPECT_THAT(
      store_->Follow(
          options,
          [&](const Followed& followed) {
            lines.push_back(Line(followed));
            const std::string id = std::to_string(lines.size());
            return store_->Append(Batch().Put(EventRecord(id))).status();
          }),
      IsOk());
  EXPECT_THAT(lines, ElementsAre("1 0.", "2 1.", "3 2.", "4 3."));
}

// It would wait for a minute if nobody woke it.
TEST_F(FollowTest, WhatThisProcessCommitsIsDeliveredAtOnce) {
  constexpr int kBatches = 20;
  std::atomic<int> delivered{0};
  FollowOptions options;
  options.poll_ms = 60'000;
  options.stop = [&delivered] { return delivered == kBatches; };
  std::thread follower([&] {
    EXPECT_THAT(store_->Follow(options,
                               [&delivered](const Followed& followed) {
                                 EXPECT_EQ(followed.revision.sequence(),
                                           delivered + 1);
                                 ++delivered;
                                 return absl::OkStatus();
                               }),
                IsOk());
  });
  for (int i = 0; i < kBatches; ++i) {
    EXPECT_THAT(store_->Append(Batch().Put(EventRecord(std::to_string(i)))),
                IsOk());
    while (delivered <= i) std::this_thread::yield();
  }
  // The follower is woken to see that it has enough.
  EXPECT_THAT(store_->Append(Batch().Put(EventRecord("last"))), IsOk());
  follower.join();
}

TEST_F(FollowTest, WhatAnotherProcessCommitsIsDeliveredInWholeBatches) {
  constexpr int kBatches = 10;
  store_.reset();
  const pid_t writer = fork();
  if (writer == 0) {
    const auto store = OpenStore(path());
    for (int i = 0; i < kBatches && store.ok(); ++i) {
      const std::string title = std::to_string(i);
      const Batch batch =
          Batch().Put(EventRecord("a", title)).Put(EventRecord("b", title));
      if (!(*store)->Append(batch).ok()) _exit(1);
    }
    _exit(store.ok() ? 0 : 1);
  }
  Reopen();
  FollowOptions options;
  options.poll_ms = 1;
  std::vector<std::string> lines;
  options.stop = [&lines] { return lines.size() == 2 * kBatches; };
  EXPECT_THAT(store_->Follow(options,
                             [&lines](const Followed& followed) {
                               lines.push_back(Line(followed));
                               return absl::OkStatus();
                             }),
              IsOk());
  for (int i = 0; i < kBatches; ++i) {
    EXPECT_EQ(lines[2 * i], std::to_string(2 * i + 1) + " a");
    EXPECT_EQ(lines[2 * i + 1], std::to_string(2 * i + 2) + " b.");
  }
  int status = -1;
  waitpid(writer, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST_F(FollowTest, AFileThatIsTakenAwayEndsIt) {
  FollowOptions options;
  options.poll_ms = 1;
  options.stop = [this] {
    std::filesystem::remove(path());
    return false;
  };
  EXPECT_THAT(
      store_->Follow(options, [](const Followed&) { return absl::OkStatus(); }),
      Fails(absl::StatusCode::kFailedPrecondition, "gone"));
}

TEST_F(FollowTest, AFollowerIsToldOfARedactionAndSeesNothingOfTheContent) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  ASSERT_THAT(store_->Append(Batch().Redact("a")), IsOk());
  std::vector<Revision> revisions;
  EXPECT_THAT(store_->Follow(From(1),
                             [&revisions](const Followed& followed) {
                               revisions.push_back(followed.revision);
                               return absl::OkStatus();
                             }),
              IsOk());
  ASSERT_EQ(revisions.size(), 2u);
  EXPECT_THAT(revisions[0].content(), IsEmpty());
  EXPECT_EQ(revisions[1].operation(), Revision::REDACT);
}

// A point is a snapshot that nothing has to be held open for.
TEST_F(FollowTest, APointStaysAsItWasWhileOthersWrite) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a", "old"))), IsOk());
  const auto point = store_->Resolve({});
  ASSERT_THAT(point, IsOk());
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a", "new"))), IsOk());
  ASSERT_THAT(store_->Append(Batch().Retract("a")), IsOk());
  EXPECT_EQ(TitleOfEvent("a", At(*point)), "old");
  Reopen();
  EXPECT_EQ(TitleOfEvent("a", At(*point)), "old");
}

}  // namespace
}  // namespace annals::testing
