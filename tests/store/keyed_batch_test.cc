// Tests of annals/store/internal/keyed_batch.h: no batch is made twice.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/keyed_batch.h"

#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

class KeyedBatchTest : public StoreTest {};

Batch WithKey(Batch batch, std::string key = "import-1") {
  batch.idempotency_key = std::move(key);
  return batch;
}

void ExpectSameOutcomes(const AppendResult& a, const AppendResult& b) {
  ASSERT_EQ(a.outcomes.size(), b.outcomes.size());
  for (size_t i = 0; i < a.outcomes.size(); ++i) {
    EXPECT_EQ(a.outcomes[i].what, b.outcomes[i].what) << i;
    EXPECT_EQ(a.outcomes[i].id, b.outcomes[i].id) << i;
    EXPECT_EQ(a.outcomes[i].sequence, b.outcomes[i].sequence) << i;
  }
  EXPECT_EQ(a.sequence, b.sequence);
}

TEST_F(KeyedBatchTest, TheSecondTimeNothingIsDone) {
  const Batch batch = WithKey(Batch().Put(EventRecord("a", "one")));
  ASSERT_THAT(store_->Append(batch), IsOk());
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a", "two"))), IsOk());
  const auto again = store_->Append(batch);
  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(TitleOfEvent("a"), "two");
  EXPECT_EQ(LastSequence(), 2);
}

TEST_F(KeyedBatchTest, TheFirstResultIsReturnedWhole) {
  ASSERT_THAT(store_->Append(Batch()
                                 .Put(EventRecord("a"))
                                 .Put(EventRecord("b"))
                                 .Put(EventRecord("same"))
                                 .Put(LinkRecord("l", "a", "b"))),
              IsOk());
  Batch batch = WithKey(Retraction("a", /*cascade=*/true));
  batch.Put(EventRecord("b", "new"))
      .Put(EventRecord("same"))
      .Put(EventRecord(""))
      .Put(EventRecord(""));
  const auto first = store_->Append(batch);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("b", "newer"))), IsOk());
  const auto again = store_->Append(batch);
  ASSERT_THAT(again, IsOk());
  ExpectSameOutcomes(*first, *again);
  EXPECT_EQ(first->outcomes.back().id, "l");
}

TEST_F(KeyedBatchTest, AKeyWithOtherContentIsRefused) {
  ASSERT_THAT(store_->Append(WithKey(Batch().Put(EventRecord("a", "one")))),
              IsOk());
  EXPECT_THAT(
      store_->Append(WithKey(Batch().Put(EventRecord("a", "two")))),
      Fails(absl::StatusCode::kAlreadyExists, "idempotency key \"import-1\""));
  EXPECT_EQ(TitleOfEvent("a"), "one");
}

// Who retries after a lost answer expected what was so the first time.
TEST_F(KeyedBatchTest, AKnownKeyGoesBeforeWhatWasExpected) {
  Batch batch = WithKey(Batch().Put(EventRecord("a")));
  batch.expected_sequence = 0;
  batch.changes[0].expected_revision = 0;
  ASSERT_THAT(store_->Append(batch), IsOk());
  const auto again = store_->Append(batch);
  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->repeated);
}

// A batch that changed nothing leaves no revision, and must be known anyway:
// made again later, it would undo what was done in between.
TEST_F(KeyedBatchTest, ABatchThatChangedNothingIsKnownToo) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a", "one"))), IsOk());
  const Batch batch = WithKey(Batch().Put(EventRecord("a", "one")));
  ASSERT_THAT(store_->Append(batch), IsOk());
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a", "two"))), IsOk());
  ASSERT_THAT(store_->Append(batch), IsOk());
  EXPECT_EQ(TitleOfEvent("a"), "two");
}

TEST_F(KeyedBatchTest, ARefusedBatchMayTryAgainWithItsKey) {
  const Batch batch = WithKey(Batch().Put(LinkRecord("l", "a", "b")));
  ASSERT_FALSE(store_->Append(batch).ok());
  ASSERT_THAT(
      store_->Append(Batch().Put(EventRecord("a")).Put(EventRecord("b"))),
      IsOk());
  const auto result = store_->Append(batch);
  ASSERT_THAT(result, IsOk());
  EXPECT_FALSE(result->repeated);
}

TEST_F(KeyedBatchTest, AKeyOfMoreThan256BytesIsRefused) {
  EXPECT_THAT(
      store_->Append(
          WithKey(Batch().Put(EventRecord("a")), std::string(257, 'k'))),
      Fails(absl::StatusCode::kInvalidArgument, "257 bytes; want at most 256"));
  EXPECT_THAT(store_->Append(WithKey(Batch().Put(EventRecord("a")),
                                     std::string(256, 'k'))),
              IsOk());
}

}  // namespace
}  // namespace annals::testing
