// Tests of Store::FindEvents(): which events are read, in what order they come,
// and that damage in one of them is noticed. What is found is tested beside a
// plain scan in tests/timeline/.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/store/event_criteria.h"
#include "annals/store/store.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals {
namespace {

using ::testing::ElementsAreArray;
using testing::Fails;
using testing::IsOk;
using testing::RawExecute;
using testing::RawQuery;
using testing::StoreTest;

constexpr absl::StatusCode kDataLoss = absl::StatusCode::kDataLoss;

// Enough for several batches of the second thread.
constexpr int kEvents = 500;

class FindEventsTest : public StoreTest {
 protected:
  // Dates repeat, ids go down while sequences go up.
  void AppendEvents() {
    Batch batch;
    for (int i = 0; i < kEvents; ++i) {
      batch.Put(MakeEvent(absl::StrCat("e", 1000 - i), "Something",
                          absl::StrCat(1900 + i % 7)));
    }
    ASSERT_THAT(store_->Append(batch), IsOk());
  }

  static EventCriteria All() {
    EventCriteria criteria;
    criteria.sequence = kEvents;
    return criteria;
  }

  std::vector<std::string> Find(const EventCriteria& criteria) {
    const auto found = store_->FindEvents(criteria);
    EXPECT_THAT(found, IsOk());
    std::vector<std::string> ids;
    if (!found.ok()) return ids;
    EXPECT_EQ(found->total, kEvents);
    for (const FoundEvent& each : found->page) ids.push_back(each.event.id());
    return ids;
  }

  // So that no page's checksum tells.
  void Spoil(const std::string& change) {
    store_.reset();
    std::string sql = testing::DropTriggers() + change;
    for (const testing::RawRow& trigger :
         RawQuery(path(),
                  "SELECT sql FROM sqlite_master "
                  "WHERE type = 'trigger'")) {
      absl::StrAppend(&sql, trigger[0], ";");
    }
    ASSERT_EQ(RawExecute(path(), sql), "");
    Reopen();
  }
};

TEST_F(FindEventsTest, EveryPageIsAPartOfTheWholeInAnyOrder) {
  AppendEvents();
  for (const auto order :
       {EventCriteria::Order::kTime, EventCriteria::Order::kId}) {
    EventCriteria criteria = All();
    criteria.order = order;
    const std::vector<std::string> whole = Find(criteria);
    ASSERT_EQ(whole.size(), size_t{kEvents});
    for (const int64_t offset : {0, 1, 70, 71, 72, 499, 500, 600}) {
      for (const int64_t limit : {1, 71, 72, 400, 1000}) {
        criteria.offset = offset;
        criteria.limit = limit;
        const auto first = std::min<int64_t>(offset, kEvents);
        const auto last = std::min<int64_t>(offset + limit, kEvents);
        EXPECT_THAT(Find(criteria), ElementsAreArray(whole.begin() + first,
                                                     whole.begin() + last))
            << offset << " " << limit;
      }
    }
  }
}

TEST_F(FindEventsTest, EqualsComeById) {
  AppendEvents();
  EventCriteria criteria = All();
  criteria.limit = kEvents / 7;
  std::vector<std::string> ids = Find(criteria);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  criteria.limit.reset();
  ids = Find(criteria);
  ids.resize(kEvents / 7);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
}

TEST_F(FindEventsTest, OneEventThatIsNotAsWrittenIsNoticedWhereverItLies) {
  AppendEvents();
  for (const int sequence : {kEvents, 250, 33, 32, 1}) {
    Spoil(
        absl::StrCat("UPDATE revision SET salt = zeroblob(16) "
                     "WHERE sequence = ",
                     sequence, ";"));
    // Of several, the first.
    EXPECT_THAT(
        store_->FindEvents(All()),
        Fails(kDataLoss, absl::StrCat("revision ", sequence, ": content")));
  }
}

TEST_F(FindEventsTest, ARowThatDisagreesWithItsEventIsNoticed) {
  AppendEvents();
  Spoil("UPDATE state SET event_kind = 3 WHERE sequence = 400;");
  EXPECT_THAT(store_->FindEvents(All()), Fails(kDataLoss, "revision 400"));
  EventCriteria page = All();
  page.order = EventCriteria::Order::kId;
  page.limit = 200;
  EXPECT_THAT(store_->FindEvents(page), Fails(kDataLoss, "revision 400"));
}

}  // namespace
}  // namespace annals
