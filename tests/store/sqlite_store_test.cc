// Tests of annals/store/sqlite_store.h: reading what is and what was.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/sqlite_store.h"

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SqliteStoreTest : public StoreTest {
 protected:
  void Append(const Batch& batch) {
    ASSERT_THAT(store_->Append(batch), IsOk());
  }

  std::vector<std::string> Scan(std::optional<RecordKind> kind = {},
                                const AsOf& as_of = {}) {
    std::vector<std::string> seen;
    EXPECT_THAT(store_->Scan(kind, as_of,
                             [&seen](const StoredRecord& stored) {
                               seen.push_back(IdOf(stored.record) + "@" +
                                              std::to_string(stored.sequence));
                               return absl::OkStatus();
                             }),
                IsOk());
    return seen;
  }
};

AsOf At(int64_t sequence) {
  AsOf as_of;
  as_of.sequence = sequence;
  return as_of;
}

AsOf AtTime(int64_t time) {
  AsOf as_of;
  as_of.time = time;
  return as_of;
}

TEST_F(SqliteStoreTest, WhatWasAppendedIsThereAfterReopening) {
  Append(Batch().Put(EventRecord("oil", "China suspends oil supply", "2013")));
  Reopen();
  const auto stored = store_->Get("oil");
  ASSERT_THAT(stored, IsOk());
  EXPECT_EQ(stored->record.event().title(), "China suspends oil supply");
  EXPECT_EQ(stored->sequence, 1);
  EXPECT_EQ(stored->commit_time, 1'000'000);
}

TEST_F(SqliteStoreTest, AnUnknownRecordIsNotFound) {
  EXPECT_THAT(store_->Get("oil"),
              Fails(absl::StatusCode::kNotFound, "no record \"oil\""));
  EXPECT_THAT(store_->Get("\xff"), Fails(absl::StatusCode::kNotFound, "xff"));
  EXPECT_THAT(store_->Get(""), Fails(absl::StatusCode::kNotFound, "\"\""));
}

// sequence:  1          2          3              4
//            put "one"  put "two"  retracted      put "three"
TEST_F(SqliteStoreTest, EverySequenceAnswersAsItDidThen) {
  Append(Batch().Put(EventRecord("a", "one")));
  Append(Batch().Put(EventRecord("a", "two")));
  Append(Batch().Retract("a"));
  Append(Batch().Put(EventRecord("a", "three")));
  EXPECT_EQ(TitleOfEvent("a", At(0)), "NOT_FOUND");
  EXPECT_EQ(TitleOfEvent("a", At(1)), "one");
  EXPECT_EQ(TitleOfEvent("a", At(2)), "two");
  EXPECT_EQ(TitleOfEvent("a", At(3)), "NOT_FOUND");
  EXPECT_EQ(TitleOfEvent("a", At(4)), "three");
  EXPECT_EQ(TitleOfEvent("a"), "three");
}

// time:      10    20          30
//            one   two, three  (clock fell back to 5: counts as 30)
TEST_F(SqliteStoreTest, EveryTimeAnswersAsItDidThen) {
  now_ = 10;
  Append(Batch().Put(EventRecord("a", "one")));
  now_ = 20;
  Append(Batch().Put(EventRecord("a", "two")));
  Append(Batch().Put(EventRecord("a", "three")));
  now_ = 30;
  Append(Batch().Put(EventRecord("a", "four")));
  now_ = 5;
  Append(Batch().Put(EventRecord("a", "five")));
  EXPECT_EQ(TitleOfEvent("a", AtTime(9)), "NOT_FOUND");
  EXPECT_EQ(TitleOfEvent("a", AtTime(10)), "one");
  EXPECT_EQ(TitleOfEvent("a", AtTime(19)), "one");
  EXPECT_EQ(TitleOfEvent("a", AtTime(20)), "three");
  EXPECT_EQ(TitleOfEvent("a", AtTime(29)), "three");
  EXPECT_EQ(TitleOfEvent("a", AtTime(30)), "five");
  EXPECT_EQ(TitleOfEvent("a", AtTime(1'000)), "five");
}

TEST_F(SqliteStoreTest, AFutureSequenceAndTwoPointsAtOnceAreRefused) {
  Append(Batch().Put(EventRecord("a")));
  EXPECT_THAT(store_->Get("a", At(2)),
              Fails(absl::StatusCode::kInvalidArgument, "has 0-1"));
  EXPECT_THAT(store_->Get("a", At(-1)),
              Fails(absl::StatusCode::kInvalidArgument, "revision -1"));
  AsOf both = At(1);
  both.time = 1;
  EXPECT_THAT(store_->Get("a", both),
              Fails(absl::StatusCode::kInvalidArgument, "at most one"));
}

TEST_F(SqliteStoreTest, APointIsSettledToTheRevisionAtOrBeforeIt) {
  EXPECT_EQ(store_->Resolve({})->sequence, 0);
  Append(Batch().Put(EventRecord("a")).Put(EventRecord("b")));
  const int64_t first_commit = store_->Resolve({})->commit_time;
  now_ += 10;
  Append(Batch().Put(EventRecord("c")));
  EXPECT_EQ(store_->Resolve({})->sequence, 3);
  EXPECT_EQ(store_->Resolve(AtTime(first_commit))->sequence, 2);
  EXPECT_EQ(store_->Resolve(AtTime(first_commit - 1))->sequence, 0);
  EXPECT_EQ(store_->Resolve(At(1))->sequence, 2);
  EXPECT_EQ(store_->Resolve(At(1))->commit_time, first_commit);
  EXPECT_THAT(store_->Resolve(At(4)),
              Fails(absl::StatusCode::kInvalidArgument, "0-3"));
}

// sequence:  1  2  3 | 4 | 5  6         | 7
//            a  b  l | c | without a, l | d
TEST_F(SqliteStoreTest, ASequenceInsideABatchMeansTheEndOfTheBatch) {
  Append(Batch()
             .Put(EventRecord("a"))
             .Put(EventRecord("b"))
             .Put(LinkRecord("l", "a", "b")));
  Append(Batch().Put(EventRecord("c")));
  Append(Retraction("a", /*cascade=*/true));
  Append(Batch().Put(EventRecord("d")));
  const std::vector<int64_t> settled = {0, 3, 3, 3, 4, 6, 6, 7};
  for (size_t i = 0; i < settled.size(); ++i) {
    const auto sequence = static_cast<int64_t>(i);
    EXPECT_EQ(store_->Resolve(At(sequence))->sequence, settled[i]) << i;
  }
  EXPECT_THAT(Scan({}, At(1)), ElementsAre("a@1", "b@2", "l@3"));
  EXPECT_THAT(Scan({}, At(5)), ElementsAre("b@2", "c@4"));
  EXPECT_EQ(TitleOfEvent("b", At(1)), "War");
}

TEST_F(SqliteStoreTest, ScanGoesByTheBytesOfIds) {
  Append(Batch()
             .Put(EventRecord("b"))
             .Put(EventRecord("a"))
             .Put(EventRecord("B"))
             .Put(EventRecord("a1")));
  EXPECT_THAT(Scan(), ElementsAre("B@3", "a@2", "a1@4", "b@1"));
}

TEST_F(SqliteStoreTest, ScanSeesOneKindAndOnePoint) {
  Append(Batch().Put(EventRecord("a")).Put(EventRecord("b")));
  Append(Batch().Put(LinkRecord("l", "a", "b")));
  Append(Retraction("a", /*cascade=*/true));
  EXPECT_THAT(Scan(RecordKind::kCausalLink, At(3)), ElementsAre("l@3"));
  EXPECT_THAT(Scan(RecordKind::kEvent, At(3)), ElementsAre("a@1", "b@2"));
  EXPECT_THAT(Scan(), ElementsAre("b@2"));
  EXPECT_THAT(Scan(RecordKind::kEntity), IsEmpty());
  EXPECT_THAT(Scan({}, At(0)), IsEmpty());
}

TEST_F(SqliteStoreTest, ScanStopsAtTheFirstErrorOfItsVisitor) {
  Append(Batch().Put(EventRecord("a")).Put(EventRecord("b")));
  int visits = 0;
  const absl::Status status =
      store_->Scan({}, {}, [&visits](const StoredRecord&) {
        ++visits;
        return absl::CancelledError("enough");
      });
  EXPECT_EQ(status, absl::CancelledError("enough"));
  EXPECT_EQ(visits, 1);
}

TEST_F(SqliteStoreTest, AScanDoesNotSeeWhatItsVisitorAppends) {
  Append(Batch().Put(EventRecord("a")).Put(EventRecord("b")));
  std::vector<std::string> seen;
  EXPECT_THAT(
      store_->Scan({}, {},
                   [&](const StoredRecord& stored) -> absl::Status {
                     const std::string id = IdOf(stored.record);
                     seen.push_back(id + stored.record.event().title());
                     return store_
                         ->Append(Batch()
                                      .Put(EventRecord("b", "changed " + id))
                                      .Put(EventRecord(id + "-1")))
                         .status();
                   }),
      IsOk());
  EXPECT_THAT(seen, ElementsAre("aWar", "bWar"));
  EXPECT_THAT(Scan(), ElementsAre("a@1", "a-1@4", "b@5", "b-1@6"));
}

TEST_F(SqliteStoreTest, HistoryTellsAllRevisions) {
  Append(Batch().Put(EventRecord("a", "one")));
  Append(Batch().Put(EventRecord("b")));
  Append(Batch().Put(EventRecord("a", "two")));
  Append(Batch().Retract("a"));
  const auto history = store_->History("a");
  ASSERT_THAT(history, IsOk());
  ASSERT_THAT(*history, SizeIs(3));
  EXPECT_EQ(history->at(0).operation(), Revision::PUT);
  EXPECT_EQ(history->at(1).sequence(), 3);
  EXPECT_EQ(history->at(2).operation(), Revision::RETRACT);
  EXPECT_EQ(history->at(2).content(), "");
  EXPECT_THAT(store_->History("c"), Fails(absl::StatusCode::kNotFound, "c"));
}

TEST_F(SqliteStoreTest, StatisticsCountLiveRecordsByKind) {
  EXPECT_EQ(store_->Statistics()->sequence, 0);
  now_ = 10;
  Append(Batch().Put(EventRecord("a")).Put(EventRecord("b")));
  now_ = 20;
  Append(Batch().Put(LinkRecord("l", "a", "b")).Put(EventRecord("c")));
  Append(Batch().Put(EventRecord("c", "Peace")));
  Append(Batch().Retract("c"));
  const auto statistics = store_->Statistics();
  ASSERT_THAT(statistics, IsOk());
  EXPECT_EQ(statistics->sequence, 6);
  EXPECT_EQ(statistics->first_commit_time, 10);
  EXPECT_EQ(statistics->last_commit_time, 20);
  EXPECT_EQ(statistics->live[static_cast<int>(RecordKind::kEvent)], 2);
  EXPECT_EQ(statistics->live[static_cast<int>(RecordKind::kCausalLink)], 1);
  EXPECT_EQ(statistics->retracted, 1);
  EXPECT_GT(statistics->file_bytes, 4096);
}

TEST_F(SqliteStoreTest, TwoStoresOnOneFileSeeEachOther) {
  auto other = OpenStore(path());
  ASSERT_THAT(other, IsOk());
  Append(Batch().Put(EventRecord("a", "one")));
  EXPECT_EQ((*other)->Get("a")->record.event().title(), "one");
  ASSERT_THAT((*other)->Append(Batch().Put(EventRecord("a", "two"))), IsOk());
  EXPECT_EQ(TitleOfEvent("a"), "two");
  Append(Batch().Put(EventRecord("a", "three")));
  EXPECT_EQ(LastSequence(), 3);
}

TEST_F(SqliteStoreTest, AReadOnlyStoreReadsAndDoesNotWrite) {
  Append(Batch().Put(EventRecord("a")));
  StoreOptions options;
  options.read_only = true;
  auto reader = OpenStore(path(), options);
  ASSERT_THAT(reader, IsOk());
  EXPECT_THAT((*reader)->Get("a"), IsOk());
  EXPECT_THAT((*reader)->Append(Batch().Put(EventRecord("b"))),
              Fails(absl::StatusCode::kFailedPrecondition, "read-only"));
  EXPECT_THAT((*reader)->DryRun(Batch().Put(EventRecord("b"))), IsOk());
  Append(Batch().Put(EventRecord("b")));
  EXPECT_THAT((*reader)->Get("b"), IsOk());
}

}  // namespace
}  // namespace annals::testing
