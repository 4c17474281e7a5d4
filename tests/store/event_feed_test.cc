// Tests of EventFeed: what an index in memory is told.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/event_feed.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Writes down what it is told.
class Listener : public EventFeed::Receiver {
 public:
  absl::Status Put(int64_t sequence, const StateRow&,
                   std::string_view entity_id) override {
    told.push_back(absl::StrCat("put ", sequence, " ", std::string(entity_id)));
    return absl::OkStatus();
  }
  absl::Status End(int64_t sequence) override {
    told.push_back(absl::StrCat("end ", sequence));
    return absl::OkStatus();
  }
  absl::Status Bear(const Term& term,
                    absl::Span<const int64_t> sequences) override {
    if (term.field != TermField::kTag) return absl::OkStatus();
    told.push_back(absl::StrCat(term.text, " ", sequences.size()));
    return absl::OkStatus();
  }

  std::vector<std::string> told;
};

class EventFeedTest : public StoreTest {
 protected:
  void PutWithTag(const std::string& id) {
    Event event = MakeEvent(id, "An event", "1904");
    event.add_tags("war");
    ASSERT_THAT(store_->Append(Batch().Put(event)), IsOk());
  }
  EventFeed& feed() { return *store_->event_feed(); }
};

TEST_F(EventFeedTest, TellsWhatIsLiveAndThenWhatChanges) {
  PutWithTag("a");
  PutWithTag("b");
  ASSERT_THAT(store_->Append(Batch().Put(MakeEntity("r", Entity::STATE, "R"))),
              IsOk());
  Listener all;
  const auto point = feed().ReadAll(all);
  ASSERT_THAT(point, IsOk());
  EXPECT_EQ(point->sequence, 3);
  EXPECT_THAT(all.told, ElementsAre("put 1 ", "put 2 ", "put 3 r", "war 2"));
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  ASSERT_THAT(store_->Append(Batch().Retract("b")), IsOk());
  Listener news;
  ASSERT_THAT(feed().ReadSince(3, news), IsOk());
  EXPECT_THAT(news.told, ElementsAre("end 1", "put 4 ", "end 2"));
}

TEST_F(EventFeedTest, ARedactionMeansToReadAllAnew) {
  PutWithTag("a");
  ASSERT_THAT(store_->Append(Batch().Redact("a")), IsOk());
  Listener news;
  const auto read = feed().ReadSince(1, news);
  ASSERT_THAT(read, IsOk());
  EXPECT_TRUE(read->has_redacted);
  EXPECT_THAT(news.told, IsEmpty());
  EXPECT_THAT(
      feed().VisitEvents(
          1, {1}, [](int64_t, const Event&) { return absl::OkStatus(); }),
      Fails(absl::StatusCode::kAborted, "redacts something"));
}

}  // namespace
}  // namespace annals::testing
