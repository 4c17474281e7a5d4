// Tests of annals/store/internal/fates.h: retracting, alone and in cascade.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/fates.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using What = Outcome::What;

//   war --l1--> peace      l1 is named by l2, a link about a link
//   l1 --l2--> war2
class FatesTest : public StoreTest {
 protected:
  FatesTest() {
    const auto result =
        store_->Append(Batch()
                           .Put(EventRecord("war"))
                           .Put(EventRecord("peace"))
                           .Put(EventRecord("war2"))
                           .Put(LinkRecord("l1", "war", "peace"))
                           .Put(LinkRecord("l2", "l1", "war2")));
    EXPECT_THAT(result, IsOk());
  }

  std::vector<std::string> LiveIds() {
    std::vector<std::string> ids;
    EXPECT_THAT(store_->Scan({}, {},
                             [&ids](const StoredRecord& stored) {
                               ids.push_back(IdOf(stored.record));
                               return absl::OkStatus();
                             }),
                IsOk());
    return ids;
  }
};

TEST_F(FatesTest, WhatNobodyNamesIsRetracted) {
  const auto result = store_->Append(Batch().Retract("l2"));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->outcomes[0].what, What::kRetracted);
  EXPECT_EQ(result->outcomes[0].sequence, 6);
  EXPECT_THAT(store_->Get("l2"),
              Fails(absl::StatusCode::kNotFound, "retracted by revision 6"));
}

TEST_F(FatesTest, WhatIsNamedIsNotRetracted) {
  EXPECT_THAT(store_->Append(Batch().Retract("war")),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "record \"war\": named by \"l1\"; retract"));
  EXPECT_THAT(LiveIds(), ElementsAre("l1", "l2", "peace", "war", "war2"));
}

TEST_F(FatesTest, WhatIsRetractedWithItsNamersIsRetracted) {
  EXPECT_THAT(
      store_->Append(Batch().Retract("war").Retract("l1").Retract("l2")),
      IsOk());
  EXPECT_THAT(LiveIds(), ElementsAre("peace", "war2"));
}

TEST_F(FatesTest, CascadeTakesWhatNamesTheNamersToo) {
  const auto result = store_->Append(Retraction("war", /*cascade=*/true));
  ASSERT_THAT(result, IsOk());
  ASSERT_EQ(result->outcomes.size(), 3u);
  EXPECT_EQ(result->outcomes[0].id, "war");
  EXPECT_EQ(result->outcomes[1].id, "l1");
  EXPECT_EQ(result->outcomes[2].id, "l2");
  EXPECT_EQ(result->outcomes[2].sequence, result->sequence);
  EXPECT_THAT(LiveIds(), ElementsAre("peace", "war2"));
}

TEST_F(FatesTest, CascadeSparesWhatTheBatchTurnsElsewhere) {
  Batch batch = Retraction("war", /*cascade=*/true);
  batch.Put(LinkRecord("l1", "war2", "peace"));
  ASSERT_THAT(store_->Append(batch), IsOk());
  EXPECT_THAT(LiveIds(), ElementsAre("l1", "l2", "peace", "war2"));
}

TEST_F(FatesTest, ABatchMayNotNameWhatItRetracts) {
  Batch batch = Retraction("war", /*cascade=*/true);
  batch.Put(LinkRecord("l3", "war", "peace"));
  EXPECT_THAT(store_->Append(batch),
              Fails(absl::StatusCode::kInvalidArgument,
                    "no record \"war\" once this batch has retracted it"));
}

TEST_F(FatesTest, AfterAChangeTheOldNameNoLongerCounts) {
  ASSERT_THAT(store_->Append(Batch().Put(LinkRecord("l1", "war2", "peace"))),
              IsOk());
  EXPECT_THAT(store_->Append(Batch().Retract("war")), IsOk());
  EXPECT_THAT(store_->Append(Batch().Retract("war2")),
              Fails(absl::StatusCode::kFailedPrecondition, "\"l1\", \"l2\""));
}

TEST_F(FatesTest, RetractingWhatThereIsNotIsNotFound) {
  EXPECT_THAT(store_->Append(Batch().Retract("nobody")),
              Fails(absl::StatusCode::kNotFound, "no record \"nobody\""));
  ASSERT_THAT(store_->Append(Batch().Retract("l2")), IsOk());
  EXPECT_THAT(store_->Append(Batch().Retract("l2")),
              Fails(absl::StatusCode::kNotFound, "by revision 6"));
}

TEST_F(FatesTest, ARetractedRecordMayComeBackAsAnotherKind) {
  ASSERT_THAT(store_->Append(Batch().Retract("l2")), IsOk());
  const auto result = store_->Append(Batch().Put(EventRecord("l2")));
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->outcomes[0].what, What::kAdded);
}

// A place, a holder, a condition may be an id or a word; nobody can tell.
TEST_F(FatesTest, WordsDoNotHoldARecord) {
  Event event = MakeEvent("talks", "Talks");
  event.add_places("Seoul");
  ASSERT_THAT(store_->Append(Batch()
                                 .Put(ToRecord(event))
                                 .Put(ToRecord(MakeEntity(
                                     "Seoul", Entity::PLACE, "Seoul")))),
              IsOk());
  EXPECT_THAT(store_->Append(Retraction("Seoul", /*cascade=*/true)), IsOk());
  EXPECT_EQ(TitleOfEvent("talks"), "Talks");
}

}  // namespace
}  // namespace annals::testing
