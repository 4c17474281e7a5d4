// Tests of Store::FindEvents(): which events are read, in what order they come,
// and that damage in one of them is noticed. What is found is tested beside a
// plain scan in tests/timeline/.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/store/event_criteria.h"
#include "annals/store/internal/state.h"
#include "annals/store/store.h"
#include "annals/time/allen.h"
#include "annals/time/edtf.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals {
namespace {

using ::testing::ElementsAreArray;
using testing::Fails;
using ::testing::HasSubstr;
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

  static TimeSet Window(std::string_view edtf) {
    const Span bounds = Edtf::Parse(edtf)->Bounds(Extent::kWithin);
    return TimeSet::Of(Span::Exactly(bounds.earliest_start, bounds.latest_end));
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

// Sets, of which the bounds do not tell all, so that each event is read; more
// of them than wait to be read in the order of the file.
TEST_F(FindEventsTest, EventsThatAreReadToBeJudgedAreFoundHoweverManyThereAre) {
  constexpr int kSets = 4'500;
  Batch batch;
  for (int i = 0; i < kSets; ++i) {
    // Odd ones hang over 1905 without being in it.
    batch.Put(MakeEvent(absl::StrCat("s", i), "One",
                        i % 2 == 0 ? "[1903,1905,1907]" : "[1903,1907]"));
  }
  ASSERT_THAT(store_->Append(batch), IsOk());
  EventCriteria criteria;
  criteria.sequence = kSets;
  criteria.relations = AllenSet::Intersects();
  criteria.window = Window("1905");
  for (const std::optional<int64_t> limit :
       {std::optional<int64_t>(), std::optional<int64_t>(3),
        std::optional<int64_t>(kSets / 2 - 1)}) {
    criteria.limit = limit;
    const auto found = store_->FindEvents(criteria);
    ASSERT_THAT(found, IsOk());
    EXPECT_EQ(found->total, kSets / 2);
    EXPECT_EQ(found->page.size(),
              static_cast<size_t>(limit.value_or(kSets / 2)));
  }
}

TEST_F(FindEventsTest, APageOfAWindowIsAPartOfAllItsAnswersInAnyOrder) {
  AppendEvents();
  EventCriteria criteria = All();
  criteria.relations = AllenSet::Intersects();
  criteria.window = Window("1902/1904");
  const auto whole = store_->FindEvents(criteria);
  ASSERT_THAT(whole, IsOk());
  ASSERT_EQ(whole->total, 214);
  ASSERT_EQ(whole->page.size(), 214u);
  for (const int64_t limit : {0, 1, 213, 214, 215, 1000}) {
    criteria.limit = limit;
    const auto page = store_->FindEvents(criteria);
    ASSERT_THAT(page, IsOk());
    EXPECT_EQ(page->total, 214);
    EXPECT_EQ(page->certain, whole->certain);
    ASSERT_EQ(page->page.size(),
              static_cast<size_t>(std::min<int64_t>(limit, 214)));
    for (size_t i = 0; i < page->page.size(); ++i) {
      EXPECT_EQ(page->page[i].event.id(), whole->page[i].event.id());
    }
  }
}

TEST_F(FindEventsTest, AWindowIsAskedOfTheIndexByTimeAlone) {
  const auto plan = RawQuery(
      path(), absl::StrCat("EXPLAIN QUERY PLAN SELECT ",
                           store_internal::kStateColumnsOfEvents,
                           " FROM state INDEXED BY state_by_time WHERE class = "
                           "40 AND earliest_start BETWEEN 1 AND 9 "
                           "AND latest_end >= 4 AND sequence <= 7 "
                           "AND until > 7"));
  ASSERT_EQ(plan.size(), 1u);
  EXPECT_THAT(plan[0].back(), HasSubstr("COVERING INDEX state_by_time"));
}

}  // namespace
}  // namespace annals
