// Tests of annals/store/internal/schema.h: which files are ours, and how the
// log is guarded.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/schema.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::HasSubstr;

class SchemaTest : public StoreTest {
 protected:
  // What opening says after something was done to the closed file.
  absl::Status OpenAfter(const std::string& sql) {
    store_.reset();
    EXPECT_EQ(RawExecute(path(), sql), "");
    return OpenStore(path()).status();
  }
};

TEST_F(SchemaTest, TheFileSaysWhatItIs) {
  EXPECT_EQ(RawQuery(path(), "PRAGMA application_id")[0][0], "1097756268");
  EXPECT_EQ(RawQuery(path(), "PRAGMA user_version")[0][0], "3");
  EXPECT_EQ(RawQuery(path(), "PRAGMA journal_mode")[0][0], "wal");
  EXPECT_EQ(RawQuery(path(), "SELECT name, value FROM meta ORDER BY name"),
            (std::vector<RawRow>{{"format_version", "3"},
                                 {"time_rules_version", "1"}}));
}

TEST_F(SchemaTest, ANewerFormatIsRefused) {
  EXPECT_THAT(OpenAfter("PRAGMA user_version = 4"),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "format version 4; want at most 3"));
}

TEST_F(SchemaTest, NewerTimeRulesAreRefused) {
  EXPECT_THAT(OpenAfter("UPDATE meta SET value = 2 "
                        "WHERE name = 'time_rules_version'"),
              Fails(absl::StatusCode::kFailedPrecondition, "time rules 2"));
}

TEST_F(SchemaTest, AMissingGuardIsDataLoss) {
  EXPECT_THAT(
      OpenAfter("DROP TRIGGER revision_is_not_deleted"),
      Fails(absl::StatusCode::kDataLoss, "revision_is_not_deleted is missing"));
}

TEST_F(SchemaTest, AnotherTableInThePlaceOfOursIsDataLoss) {
  EXPECT_THAT(OpenAfter("DROP TABLE naming; CREATE TABLE naming (x)"),
              Fails(absl::StatusCode::kDataLoss, "naming is not as"));
}

TEST_F(SchemaTest, TablesOfOthersDoNotMatter) {
  EXPECT_THAT(OpenAfter("CREATE TABLE note (text)"), IsOk());
}

TEST_F(SchemaTest, TheLogRefusesToBeChanged) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  EXPECT_THAT(RawExecute(path(), "UPDATE revision SET author = 'x'"),
              HasSubstr("never changed"));
  EXPECT_THAT(RawExecute(path(), "DELETE FROM revision"),
              HasSubstr("never deleted"));
  EXPECT_THAT(
      RawExecute(path(),
                 "REPLACE INTO revision SELECT * FROM revision LIMIT 1"),
      HasSubstr("appended, without gaps"));
}

// Columns that are computed from the content may be computed again.
TEST_F(SchemaTest, ComputedColumnsMayChange) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  EXPECT_EQ(RawExecute(path(), "UPDATE revision SET earliest_start = 0"), "");
  EXPECT_THAT(store_->Get("a"), IsOk());
}

}  // namespace
}  // namespace annals::testing
