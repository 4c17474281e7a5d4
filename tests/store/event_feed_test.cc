// Tests of EventFeed: what an index in memory is told, and what it leaves.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/event_feed.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/store/backup.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Writes down what it is told.
class Listener : public EventFeed::Receiver {
 public:
  absl::Status Put(int64_t sequence, const StateRow&,
                   std::string_view entity_id) override {
    told.push_back(absl::StrCat("put ", sequence, " ", std::string(entity_id)));
    return absl::OkStatus();
  }
  absl::Status End(int64_t sequence) override {
    told.push_back(absl::StrCat("end ", sequence));
    return absl::OkStatus();
  }
  absl::Status Bear(const Term& term,
                    absl::Span<const int64_t> sequences) override {
    if (term.field != TermField::kTag) return absl::OkStatus();
    told.push_back(absl::StrCat(term.text, " ", sequences.size()));
    return absl::OkStatus();
  }

  std::vector<std::string> told;
};

class EventFeedTest : public StoreTest {
 protected:
  void PutWithTag(const std::string& id) {
    Event event = MakeEvent(id, "An event", "1904");
    event.add_tags("war");
    ASSERT_THAT(store_->Append(Batch().Put(event)), IsOk());
  }
  EventFeed& feed() { return *store_->event_feed(); }
};

TEST_F(EventFeedTest, TellsWhatIsLiveAndThenWhatChanges) {
  PutWithTag("a");
  PutWithTag("b");
  ASSERT_THAT(store_->Append(Batch().Put(MakeEntity("r", Entity::STATE, "R"))),
              IsOk());
  Listener all;
  const auto point = feed().ReadAll(all);
  ASSERT_THAT(point, IsOk());
  EXPECT_EQ(point->sequence, 3);
  EXPECT_THAT(all.told, ElementsAre("put 1 ", "put 2 ", "put 3 r", "war 2"));
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  ASSERT_THAT(store_->Append(Batch().Retract("b")), IsOk());
  Listener news;
  ASSERT_THAT(feed().ReadSince(3, news), IsOk());
  EXPECT_THAT(news.told, ElementsAre("end 1", "put 4 ", "end 2"));
}

TEST_F(EventFeedTest, ARedactionMeansToReadAllAnew) {
  PutWithTag("a");
  ASSERT_THAT(store_->Append(Batch().Redact("a")), IsOk());
  Listener news;
  const auto read = feed().ReadSince(1, news);
  ASSERT_THAT(read, IsOk());
  EXPECT_TRUE(read->has_redacted);
  EXPECT_THAT(news.told, IsEmpty());
  EXPECT_THAT(
      feed().VisitEvents(
          1, {1}, [](int64_t, const Event&) { return absl::OkStatus(); }),
      Fails(absl::StatusCode::kAborted, "redacts something"));
}

constexpr std::string_view kWords = "annalsix words of whoever wrote it";

TEST_F(EventFeedTest, AKeyStandsForTheStoreAndAllThatWasInIt) {
  PutWithTag("a");
  PutWithTag("b");
  const auto key = feed().KeyOf(2);
  ASSERT_THAT(key, IsOk());
  EXPECT_EQ(*feed().KeyOf(2), *key);
  EXPECT_NE(*feed().KeyOf(1), *key);
  EXPECT_THAT(feed().KeyOf(3),
              Fails(absl::StatusCode::kNotFound, "revision 3; want 1-2"));
  EXPECT_THAT(feed().KeyOf(0), Fails(absl::StatusCode::kNotFound, "want 1-2"));
}

TEST_F(EventFeedTest, AnIndexThatWasKeptIsMapped) {
  PutWithTag("a");
  EXPECT_THAT(feed().MapIndex(), Fails(absl::StatusCode::kNotFound, "-index"));
  const auto write = [](EventFeed::Sink sink) { return sink(kWords); };
  const auto kept = feed().KeepIndex(1, write);
  ASSERT_THAT(kept, IsOk());
  EXPECT_TRUE(std::filesystem::equivalent(*kept, path() + "-index"));
  const auto mapped = feed().MapIndex();
  ASSERT_THAT(mapped, IsOk());
  EXPECT_EQ(mapped->bytes, kWords);
}

TEST_F(EventFeedTest, WhatIsMappedStaysWhateverTakesItsPlace) {
  PutWithTag("a");
  ASSERT_THAT(
      feed().KeepIndex(1, [](EventFeed::Sink sink) { return sink(kWords); }),
      IsOk());
  const auto mapped = feed().MapIndex();
  ASSERT_THAT(mapped, IsOk());
  ASSERT_THAT(feed().KeepIndex(
                  1, [](EventFeed::Sink sink) { return sink("annalsix"); }),
              IsOk());
  EXPECT_EQ(feed().MapIndex()->bytes, "annalsix");
  ASSERT_THAT(feed().DropIndex(), IsOk());
  EXPECT_THAT(feed().MapIndex(), Fails(absl::StatusCode::kNotFound, "-index"));
  EXPECT_EQ(mapped->bytes, kWords);
}

TEST_F(EventFeedTest, AnIndexThatCannotBeWrittenLeavesTheOldOne) {
  PutWithTag("a");
  ASSERT_THAT(
      feed().KeepIndex(1, [](EventFeed::Sink sink) { return sink(kWords); }),
      IsOk());
  const auto fail = [](EventFeed::Sink sink) -> absl::Status {
    EXPECT_THAT(sink("half"), IsOk());
    return absl::DataLossError("bad");
  };
  EXPECT_THAT(feed().KeepIndex(1, fail),
              Fails(absl::StatusCode::kDataLoss, "bad"));
  EXPECT_EQ(feed().MapIndex()->bytes, kWords);
  EXPECT_FALSE(std::filesystem::exists(path() + "-index-new"));
}

TEST_F(EventFeedTest, NobodyMayReadAnIndexWhoMayNotReadTheStore) {
  PutWithTag("a");
  using std::filesystem::perms;
  std::filesystem::permissions(path(), perms::owner_read | perms::owner_write);
  const auto kept =
      feed().KeepIndex(1, [](EventFeed::Sink sink) { return sink(kWords); });
  ASSERT_THAT(kept, IsOk());
  EXPECT_EQ(std::filesystem::status(*kept).permissions(),
            perms::owner_read | perms::owner_write);
}

TEST_F(EventFeedTest, AStoreThatWasMadePrivateHasAnIndexThatIsNotUsed) {
  PutWithTag("a");
  const auto write = [](EventFeed::Sink sink) { return sink(kWords); };
  const auto kept = feed().KeepIndex(1, write);
  ASSERT_THAT(kept, IsOk());
  using std::filesystem::perms;
  std::filesystem::permissions(*kept, perms::owner_read | perms::others_read);
  std::filesystem::permissions(path(), perms::owner_read | perms::owner_write);
  EXPECT_THAT(feed().MapIndex(),
              Fails(absl::StatusCode::kFailedPrecondition, "more may read it"));
  ASSERT_THAT(feed().KeepIndex(1, write), IsOk());
  EXPECT_THAT(feed().MapIndex(), IsOk());
}

TEST_F(EventFeedTest, AFileThatIsNoIndexIsNotWrittenOver) {
  PutWithTag("a");
  const std::string index = path() + "-index";
  std::ofstream(index) << "my own notes";
  EXPECT_THAT(
      feed().KeepIndex(1, [](EventFeed::Sink sink) { return sink(kWords); }),
      Fails(absl::StatusCode::kFailedPrecondition, "no index of annals"));
  EXPECT_EQ(std::filesystem::file_size(index), 12);
}

TEST_F(EventFeedTest, WhatIsNoFileIsNotMapped) {
  PutWithTag("a");
  std::filesystem::create_directory(path() + "-index");
  EXPECT_THAT(feed().MapIndex(),
              Fails(absl::StatusCode::kDataLoss, "no index"));
}

TEST_F(EventFeedTest, AStoreOfTwoNamesKeepsNoIndex) {
  PutWithTag("a");
  std::filesystem::create_hard_link(path(), path() + "-too");
  EXPECT_THAT(
      feed().KeepIndex(1, [](EventFeed::Sink sink) { return sink(kWords); }),
      Fails(absl::StatusCode::kFailedPrecondition, "want one"));
}

TEST_F(EventFeedTest, WhatIsOnlyReadKeepsNoIndex) {
  PutWithTag("a");
  StoreOptions options;
  options.read_only = true;
  const auto reader = OpenStore(path(), options);
  ASSERT_THAT(reader, IsOk());
  EXPECT_THAT((*reader)->event_feed()->KeepIndex(
                  1, [](EventFeed::Sink sink) { return sink(kWords); }),
              Fails(absl::StatusCode::kFailedPrecondition, "read-only"));
}

TEST_F(EventFeedTest, ARedactionDeletesTheIndexAndKeepsOlderOnesOut) {
  PutWithTag("a");
  const auto write = [](EventFeed::Sink sink) { return sink(kWords); };
  ASSERT_THAT(feed().KeepIndex(1, write), IsOk());
  ASSERT_THAT(store_->Append(Batch().Redact("a")), IsOk());
  EXPECT_THAT(feed().MapIndex(), Fails(absl::StatusCode::kNotFound, "-index"));
  EXPECT_THAT(feed().KeepIndex(1, write),
              Fails(absl::StatusCode::kAborted, "redacts something"));
  EXPECT_THAT(feed().KeepIndex(2, write), IsOk());
}

TEST_F(EventFeedTest, ABackupThatReplacesAnotherTakesItsIndexAway) {
  PutWithTag("a");
  const std::string index = path() + ".copy-index";
  BackupOptions options;
  options.replace = true;
  std::ofstream(index) << kWords;
  ASSERT_THAT(BackupStore(path(), path() + ".copy", options), IsOk());
  EXPECT_FALSE(std::filesystem::exists(index));
  std::ofstream(index) << "my own notes";
  ASSERT_THAT(BackupStore(path(), path() + ".copy", options), IsOk());
  EXPECT_TRUE(std::filesystem::exists(index));
}

}  // namespace
}  // namespace annals::testing
