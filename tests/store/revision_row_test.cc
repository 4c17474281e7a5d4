// Tests of annals/store/internal/revision_row.h: damage is told, not answered.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/revision_row.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

class RevisionRowTest : public StoreTest {
 protected:
  RevisionRowTest() {
    Batch batch = Batch().Put(EventRecord("a", "War")).Put(EventRecord("b"));
    batch.author = "Kim";
    EXPECT_THAT(store_->Append(batch), IsOk());
  }

  // Changes the first revision behind the store's back.
  void Damage(const std::string& assignment) {
    ASSERT_EQ(RawExecute(path(), DropTriggers()), "");
    ASSERT_EQ(RawExecute(path(), "UPDATE revision SET " + assignment +
                                     " WHERE sequence = 1"),
              "");
  }
};

// Protobuf reads the flipped byte as another title.
TEST_F(RevisionRowTest, AFlippedBitOfTheContentIsDataLoss) {
  Damage(
      "content = CAST(replace(CAST(content AS TEXT), 'War', 'Was') AS BLOB)");
  EXPECT_THAT(store_->Get("a"), Fails(absl::StatusCode::kDataLoss,
                                      "test.annals, revision 1: content hash"));
  EXPECT_THAT(store_->History("a"), Fails(absl::StatusCode::kDataLoss, "1"));
  EXPECT_THAT(store_->Get("b"), IsOk());
}

TEST_F(RevisionRowTest, AChangedColumnIsDataLoss) {
  Damage("author = 'Lee'");
  EXPECT_THAT(store_->Get("a"),
              Fails(absl::StatusCode::kDataLoss, "revision 1: hash"));
}

TEST_F(RevisionRowTest, AScanStopsAtDamage) {
  Damage("commit_time = commit_time + 1");
  EXPECT_THAT(store_->Scan(
                  {}, {}, [](const StoredRecord&) { return absl::OkStatus(); }),
              Fails(absl::StatusCode::kDataLoss, "revision 1"));
}

TEST_F(RevisionRowTest, LostContentIsDataLoss) {
  Damage("content = NULL, salt = NULL");
  EXPECT_THAT(store_->Get("a"), Fails(absl::StatusCode::kDataLoss, "1"));
}

TEST_F(RevisionRowTest, AnotherKindInTheIndexIsDataLoss) {
  Damage("kind = 4");
  EXPECT_THAT(store_->Get("a"),
              Fails(absl::StatusCode::kDataLoss, "want source \"a\""));
  ASSERT_EQ(RawExecute(path(), "UPDATE revision SET kind = 9"), "");
  EXPECT_THAT(store_->Get("a"), Fails(absl::StatusCode::kDataLoss, "kind 9"));
}

TEST_F(RevisionRowTest, AnOperationThatIsHashedAlikeIsDataLoss) {
  Damage("operation = 257");
  EXPECT_THAT(store_->History("a"),
              Fails(absl::StatusCode::kDataLoss, "operation 257"));
}

// Going on would bury the damage under sound revisions.
TEST_F(RevisionRowTest, NothingIsChainedToADamagedRevision) {
  ASSERT_EQ(RawExecute(path(), DropTriggers()), "");
  ASSERT_EQ(RawExecute(path(),
                       "UPDATE revision SET hash = zeroblob(32) "
                       "WHERE sequence = 2"),
            "");
  EXPECT_THAT(store_->Append(Batch().Put(EventRecord("c"))),
              Fails(absl::StatusCode::kDataLoss, "revision 2"));
}

TEST_F(RevisionRowTest, ColumnsCanBeReadInAShell) {
  EXPECT_EQ(RawQuery(path(),
                     "SELECT record_id, kind, title, earliest_start, "
                     "latest_start, earliest_end, latest_end FROM live "
                     "WHERE record_id = 'a'"),
            (std::vector<RawRow>{{"a", "1", "War", "-2082844800000000",
                                  "-2051222400000001", "-2082844799999999",
                                  "-2051222400000000"}}));
}

}  // namespace
}  // namespace annals::testing
