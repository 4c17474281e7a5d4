// Tests of annals/store/internal/append.h: what Append() makes of a batch.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/append.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using What = Outcome::What;

class AppendTest : public StoreTest {};

// EXPECT_THAT(result->outcomes[0], Is(What::kAdded, "war", 1));
MATCHER_P3(Is, what, id, sequence, "") {
  *result_listener << static_cast<int>(arg.what) << " " << arg.id << " "
                   << arg.sequence;
  return arg.what == what && arg.id == id && arg.sequence == sequence;
}

TEST_F(AppendTest, SaysWhatCameOfEachChange) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a", "old"))), IsOk());
  const auto result = store_->Append(Batch()
                                         .Put(EventRecord("b"))
                                         .Put(EventRecord("a", "new"))
                                         .Put(LinkRecord("l", "a", "b")));
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->outcomes,
              ElementsAre(Is(What::kAdded, "b", 2), Is(What::kChanged, "a", 3),
                          Is(What::kAdded, "l", 4)));
  EXPECT_EQ(result->sequence, 4);
  EXPECT_FALSE(result->repeated);
}

TEST_F(AppendTest, AnUnchangedPutMakesNoRevision) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  const auto again = store_->Append(Batch().Put(EventRecord("a")));
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(again->outcomes, ElementsAre(Is(What::kUnchanged, "a", 1)));
  EXPECT_EQ(LastSequence(), 1);
}

TEST_F(AppendTest, AnEmptyBatchChangesNothing) {
  const auto result = store_->Append(Batch());
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->sequence, 0);
}

TEST_F(AppendTest, AMissingIdIsDerivedAndTheSameNextTime) {
  const auto first = store_->Append(Batch().Put(EventRecord("")));
  ASSERT_THAT(first, IsOk());
  const std::string id = first->outcomes[0].id;
  EXPECT_THAT(id, HasSubstr("event-"));
  EXPECT_EQ(TitleOfEvent(id), "War");
  const auto second = store_->Append(Batch().Put(EventRecord("")));
  EXPECT_THAT(second->outcomes, ElementsAre(Is(What::kUnchanged, id, 1)));
}

TEST_F(AppendTest, OneBadRecordKeepsOutTheWholeBatch) {
  const auto result = store_->Append(
      Batch().Put(EventRecord("a")).Put(EventRecord("b", "War", "1904-13")));
  EXPECT_THAT(result, Fails(absl::StatusCode::kInvalidArgument, "\"b\""));
  EXPECT_EQ(LastSequence(), 0);
  EXPECT_EQ(TitleOfEvent("a"), "NOT_FOUND");
}

TEST_F(AppendTest, AllFaultsOfABatchAreListed) {
  const auto result = store_->Append(Batch()
                                         .Put(EventRecord("a", ""))
                                         .Put(EventRecord("b"))
                                         .Put(LinkRecord("l", "b", "nobody")));
  ASSERT_THAT(result, Fails(absl::StatusCode::kInvalidArgument, "2 faults"));
  const std::vector<BatchFault> faults = FaultsOf(result.status());
  ASSERT_THAT(faults, SizeIs(2));
  EXPECT_EQ(faults[0].change, 0u);
  EXPECT_EQ(faults[0].fault.path, "title");
  EXPECT_EQ(faults[1].change, 2u);
  EXPECT_EQ(faults[1].fault.path, "effects[0]");
  EXPECT_THAT(faults[1].fault.message, HasSubstr("no record \"nobody\""));
}

TEST_F(AppendTest, AMessageShowsTwentyFaultsAndCountsTheRest) {
  Batch batch;
  for (int i = 0; i < 25; ++i) batch.Put(EventRecord(std::to_string(i), ""));
  const auto result = store_->Append(batch);
  EXPECT_THAT(result,
              Fails(absl::StatusCode::kInvalidArgument, "; and 5 more"));
  EXPECT_THAT(FaultsOf(result.status()), SizeIs(25));
}

TEST_F(AppendTest, ARecordWithoutAKindIsAFault) {
  const auto result = store_->Append(Batch().Put(Record()));
  EXPECT_THAT(result, Fails(absl::StatusCode::kInvalidArgument, "change 0"));
}

// What has none of the operations would be a put without a content.
TEST_F(AppendTest, AChangeWithoutAnOperationIsAFault) {
  Batch batch = Batch().Put(EventRecord("a"));
  batch.changes[0].operation = static_cast<Change::Operation>(77);
  EXPECT_THAT(store_->Append(batch),
              Fails(absl::StatusCode::kInvalidArgument,
                    "operation: 77; want put, retract, restore or redact"));
  EXPECT_THAT(store_->LastSequence(), IsOk());
  EXPECT_EQ(*store_->LastSequence(), 0);
}

TEST_F(AppendTest, TwoDifferentChangesOfOneRecordAreAFault) {
  const auto result = store_->Append(
      Batch().Put(EventRecord("a", "War")).Put(EventRecord("a", "Peace")));
  EXPECT_THAT(result, Fails(absl::StatusCode::kInvalidArgument, "change 0"));
  const auto retracted =
      store_->Append(Batch().Put(EventRecord("a")).Retract("a"));
  EXPECT_THAT(retracted, Fails(absl::StatusCode::kInvalidArgument, "change 0"));
}

TEST_F(AppendTest, TheSameRecordTwiceInABatchIsOne) {
  const auto result =
      store_->Append(Batch().Put(EventRecord("a")).Put(EventRecord("a")));
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->outcomes, ElementsAre(Is(What::kAdded, "a", 1),
                                            Is(What::kUnchanged, "a", 1)));
}

TEST_F(AppendTest, AnIdKeepsItsKind) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  const auto result =
      store_->Append(Batch().Put(ToRecord(MakeSource("a", "The Times"))));
  EXPECT_THAT(result,
              Fails(absl::StatusCode::kInvalidArgument, "an event already"));
}

TEST_F(AppendTest, ADryRunSaysTheSameAndWritesNothing) {
  const Batch batch = Batch().Put(EventRecord("a"));
  const auto result = store_->DryRun(batch);
  ASSERT_THAT(result, IsOk());
  EXPECT_THAT(result->outcomes, ElementsAre(Is(What::kAdded, "a", 1)));
  EXPECT_EQ(LastSequence(), 0);
  EXPECT_THAT(store_->DryRun(Batch().Put(EventRecord("a", ""))),
              Fails(absl::StatusCode::kInvalidArgument, "title"));
}

// protobuf writes such a string and then cannot read it back.
TEST_F(AppendTest, BadUtf8IsRefusedNotAcknowledged) {
  EXPECT_THAT(store_->Append(Batch().Put(EventRecord("a", "\xff\xfe"))),
              Fails(absl::StatusCode::kInvalidArgument, "title"));
  EXPECT_THAT(store_->Append(Batch().Put(EventRecord("", "\xff\xfe"))),
              Fails(absl::StatusCode::kInvalidArgument, "title"));
  Batch batch;
  batch.Put(EventRecord("a")).author = "J\xfcrgen";
  EXPECT_THAT(store_->Append(batch),
              Fails(absl::StatusCode::kInvalidArgument, "author"));
  EXPECT_EQ(LastSequence(), 0);
}

TEST_F(AppendTest, ExpectedRevisionSettlesARace) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a", "one"))), IsOk());
  Batch mine = Batch().Put(EventRecord("a", "two"));
  mine.changes[0].expected_revision = 1;
  Batch theirs = Batch().Put(EventRecord("a", "three"));
  theirs.changes[0].expected_revision = 1;
  EXPECT_THAT(store_->Append(mine), IsOk());
  EXPECT_THAT(store_->Append(theirs),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "record \"a\": newest revision 2; want 1"));
  EXPECT_EQ(TitleOfEvent("a"), "two");
}

TEST_F(AppendTest, ExpectedRevisionZeroMeansThatThereIsNone) {
  Batch batch = Batch().Put(EventRecord("a"));
  batch.changes[0].expected_revision = 0;
  EXPECT_THAT(store_->Append(batch), IsOk());
  EXPECT_THAT(store_->Append(batch),
              Fails(absl::StatusCode::kFailedPrecondition, "want 0"));
  ASSERT_THAT(store_->Append(Retraction("a")), IsOk());
  EXPECT_THAT(store_->Append(batch), IsOk());
}

TEST_F(AppendTest, ExpectedSequenceSettlesARaceForTheStore) {
  Batch batch = Batch().Put(EventRecord("a"));
  batch.expected_sequence = 0;
  ASSERT_THAT(store_->Append(batch), IsOk());
  batch.changes[0].record = EventRecord("b");
  EXPECT_THAT(store_->Append(batch),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "newest revision 1; want 0"));
}

TEST_F(AppendTest, CommitTimeNeverGoesBack) {
  now_ = 5'000'000;
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  now_ = 3'000'000;
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("b"))), IsOk());
  now_ = 7'000'000;
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("c"))), IsOk());
  EXPECT_EQ(store_->Get("b")->commit_time, 5'000'000);
  EXPECT_EQ(store_->Get("c")->commit_time, 7'000'000);
}

TEST_F(AppendTest, WhatIsSaidOfABatchStandsInEachRevision) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("z"))), IsOk());
  Batch batch = Batch().Put(EventRecord("a")).Put(EventRecord("b"));
  batch.author = "김";
  batch.reason = "read the archive";
  batch.idempotency_key = "key";
  batch.correlation_id = "import-7";
  batch.causation_id = "letter-3";
  ASSERT_THAT(store_->Append(batch), IsOk());
  const auto history = store_->History("b");
  ASSERT_THAT(history, IsOk());
  const Revision& revision = history->at(0);
  EXPECT_EQ(revision.batch(), 2);
  EXPECT_EQ(revision.sequence(), 3);
  EXPECT_EQ(revision.author(), "김");
  EXPECT_EQ(revision.reason(), "read the archive");
  EXPECT_EQ(revision.idempotency_key(), "key");
  EXPECT_EQ(revision.correlation_id(), "import-7");
  EXPECT_EQ(revision.causation_id(), "letter-3");
}

TEST_F(AppendTest, FaultsOfALargeBatchAreToldInTheOrderOfItsChanges) {
  Batch batch;
  for (int i = 0; i < 200; ++i) {
    const bool is_wrong = i == 7 || i == 99 || i == 100 || i == 199;
    batch.Put(EventRecord("e" + std::to_string(i), "War",
                          is_wrong ? "1904-13" : "1904"));
  }
  std::vector<size_t> changes;
  for (const BatchFault& fault : FaultsOf(store_->Append(batch).status())) {
    changes.push_back(fault.change);
  }
  EXPECT_EQ(changes, (std::vector<size_t>{7, 99, 100, 199}));
}

}  // namespace
}  // namespace annals::testing
