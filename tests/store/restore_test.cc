// Tests of restoring: earlier content comes back as a new revision.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using What = Outcome::What;

class RestoreTest : public StoreTest {
 protected:
  RestoreTest() {
    EXPECT_THAT(store_->Append(Batch().Put(EventRecord("a", "one"))), IsOk());
    EXPECT_THAT(store_->Append(Batch().Put(EventRecord("a", "two"))), IsOk());
  }
};

TEST_F(RestoreTest, AnEarlierRevisionComesBackByteForByte) {
  const auto result = store_->Append(Batch().Restore("a", 1));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->outcomes[0].what, What::kRestored);
  EXPECT_EQ(result->outcomes[0].sequence, 3);
  EXPECT_EQ(TitleOfEvent("a"), "one");
  const auto history = store_->History("a");
  EXPECT_EQ(history->at(2).content(), history->at(0).content());
  EXPECT_NE(history->at(2).salt(), history->at(0).salt());
}

TEST_F(RestoreTest, ARetractedRecordComesBackAsItWasLast) {
  ASSERT_THAT(store_->Append(Batch().Retract("a")), IsOk());
  const auto result = store_->Append(Batch().Restore("a"));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->outcomes[0].what, What::kRestored);
  EXPECT_EQ(TitleOfEvent("a"), "two");
}

TEST_F(RestoreTest, WhatIsAsItWasMakesNoRevision) {
  const auto result = store_->Append(Batch().Restore("a"));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->outcomes[0].what, What::kUnchanged);
  EXPECT_EQ(LastSequence(), 2);
}

TEST_F(RestoreTest, AnImportRepeatedAfterARetractionSaysThatItRestored) {
  ASSERT_THAT(store_->Append(Batch().Retract("a")), IsOk());
  Batch batch = Batch().Put(EventRecord("a", "two"));
  batch.idempotency_key = "key";
  EXPECT_EQ(store_->Append(batch)->outcomes[0].what, What::kRestored);
  EXPECT_EQ(store_->Append(batch)->outcomes[0].what, What::kRestored);
  ASSERT_THAT(store_->Append(Batch().Retract("a")), IsOk());
  const auto other = store_->Append(Batch().Put(EventRecord("a", "three")));
  EXPECT_EQ(other->outcomes[0].what, What::kAdded);
}

TEST_F(RestoreTest, OnlyAPutOfTheRecordCanBeRestored) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("b"))), IsOk());
  ASSERT_THAT(store_->Append(Batch().Retract("a")), IsOk());
  EXPECT_THAT(store_->Append(Batch().Restore("nobody")),
              Fails(absl::StatusCode::kNotFound, "no record \"nobody\""));
  EXPECT_THAT(store_->Append(Batch().Restore("a", 3)),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "revision 3 is a PUT of \"b\""));
  EXPECT_THAT(store_->Append(Batch().Restore("a", 4)),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "revision 4 is a RETRACT of \"a\""));
  for (const int64_t sequence : {-1, 0, 5}) {
    EXPECT_THAT(store_->Append(Batch().Restore("a", sequence)),
                Fails(absl::StatusCode::kFailedPrecondition, "is not there"));
  }
}

// What the old content names may be gone.
TEST_F(RestoreTest, WhatItNamesMustBeThere) {
  ASSERT_THAT(store_->Append(
                  Batch().Put(EventRecord("b")).Put(LinkRecord("l", "a", "b"))),
              IsOk());
  ASSERT_THAT(store_->Append(Retraction("b", /*cascade=*/true)), IsOk());
  EXPECT_THAT(store_->Append(Batch().Restore("l")),
              Fails(absl::StatusCode::kInvalidArgument, "no record \"b\""));
  EXPECT_THAT(store_->Append(Batch().Restore("l").Restore("b")), IsOk());
}

TEST_F(RestoreTest, AnotherRevisionThanTheExpectedRefusesIt) {
  Batch batch = Batch().Restore("a", 1);
  batch.changes[0].expected_revision = 1;
  EXPECT_THAT(store_->Append(batch),
              Fails(absl::StatusCode::kFailedPrecondition, "want 1"));
  batch.changes[0].expected_revision = 2;
  EXPECT_THAT(store_->Append(batch), IsOk());
}

}  // namespace
}  // namespace annals::testing
