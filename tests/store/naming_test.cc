// Tests of annals/store/internal/naming.h: the table against the log.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/naming.h"

#include <memory>
#include <utility>
#include <vector>

#include "annals/store/internal/store_file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;

constexpr char kAllNames[] =
    "SELECT named_id, claim, by_id FROM naming ORDER BY 1, 2, 3";

class NamingTest : public StoreTest {};

TEST_F(NamingTest, TheTableHoldsTheNamesOfLiveRecords) {
  Event claimed = MakeEvent("a", "War");
  AddClaim(claimed, "k", {});
  Event rival = MakeEvent("b", "No war");
  AddClaim(rival, "k", {}).add_contradicts("a#k");
  ASSERT_THAT(store_->Append(Batch()
                                 .Put(ToRecord(claimed))
                                 .Put(ToRecord(rival))
                                 .Put(LinkRecord("l", "a", "b"))
                                 .Put(LinkRecord("m", "b", "a"))),
              IsOk());
  ASSERT_THAT(store_->Append(Batch().Retract("m")), IsOk());
  EXPECT_THAT(RawQuery(path(), kAllNames),
              ElementsAre(RawRow{"a", "", "l"}, RawRow{"a", "k", "b"},
                          RawRow{"b", "", "l"}));
}

TEST_F(NamingTest, ItCanBeMadeAgainFromTheLog) {
  ASSERT_THAT(store_->Append(Batch()
                                 .Put(EventRecord("a"))
                                 .Put(EventRecord("b"))
                                 .Put(LinkRecord("l", "a", "b"))),
              IsOk());
  const auto before = RawQuery(path(), kAllNames);
  ASSERT_EQ(RawExecute(path(), "UPDATE naming SET by_id = by_id || 'x'"), "");
  auto database = store_internal::OpenForWriting(path(), {});
  ASSERT_THAT(database, IsOk());
  ASSERT_THAT(store_internal::RebuildNaming(**database), IsOk());
  EXPECT_EQ(RawQuery(path(), kAllNames), before);
}

}  // namespace
}  // namespace annals::testing
