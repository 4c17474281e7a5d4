// Tests of annals/store/internal/derived.h: tables that follow the log, and
// can be made again from it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/derived.h"

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "annals/store/internal/log.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;

class DerivedTest : public StoreTest {
 protected:
  std::vector<RawRow> State(const std::string& columns) {
    return RawQuery(path(),
                    "SELECT " + columns + " FROM state ORDER BY sequence");
  }
};

constexpr char kForever[] = "9223372036854775807";

TEST_F(DerivedTest, APutIsLiveUntilAnotherOrARetraction) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("war"))), IsOk());
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("war", "The war"))),
              IsOk());
  EXPECT_THAT(State("sequence, until"),
              ElementsAre(RawRow{"1", "2"}, RawRow{"2", kForever}));
  ASSERT_THAT(store_->Append(Retraction("war")), IsOk());
  EXPECT_THAT(State("sequence, until"),
              ElementsAre(RawRow{"1", "2"}, RawRow{"2", "3"}));
}

TEST_F(DerivedTest, AnEventWithoutADateHasAClassOfItsOwn) {
  ASSERT_THAT(
      store_->Append(Batch()
                         .Put(EventRecord("vision", "A bridge", ""))
                         .Put(EventRecord("day", "A day", "1970-01-01"))
                         .Put(MakeEntity("rome", Entity::PLACE, "Rome"))),
      IsOk());
  EXPECT_THAT(
      State("class, earliest_start, latest_end"),
      ElementsAre(RawRow{"65", "", ""}, RawRow{"37", "0", "86400000000"},
                  RawRow{"", "", ""}));
}

TEST_F(DerivedTest, RebuildingMakesTheSameTables) {
  const unsigned seed = SeedOfTest();
  SCOPED_TRACE("ANNALS_TEST_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  const char* const dates[] = {"", "1904", "{1904,1906}", "190X?", "../1905"};
  for (int i = 0; i < 60; ++i) {
    const std::string id = "e" + std::to_string(random() % 12);
    const Batch batch =
        random() % 4 == 0
            ? Retraction(id)
            : Batch().Put(EventRecord(id, "Event " + std::to_string(i),
                                      dates[random() % 5]));
    store_->Append(batch).status().IgnoreError();
  }
  const std::vector<RawRow> kept = State("*");
  store_.reset();
  {
    auto database = store_internal::Database::Open(path(), {});
    ASSERT_THAT(database, IsOk());
    store_internal::Transaction transaction(
        **database, store_internal::Transaction::Kind::kWrite);
    ASSERT_THAT(store_internal::RebuildDerived(**database), IsOk());
    ASSERT_THAT(transaction.Commit(), IsOk());
  }
  EXPECT_EQ(State("*"), kept);
}

}  // namespace
}  // namespace annals::testing
