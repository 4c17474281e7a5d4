// Tests of the table of links' ends: who is asked finds each link once.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/link_end.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LinkEndTest : public StoreTest {
 protected:
  void Append(const Batch& batch) {
    ASSERT_THAT(store_->Append(batch), IsOk());
  }

  std::vector<std::string> Links(LinkEnd end,
                                 const std::vector<std::string>& ids,
                                 const AsOf& as_of = {}) {
    std::vector<std::string> found;
    EXPECT_THAT(store_->VisitLinks(end, ids, as_of,
                                   [&found](StoredRecord stored) {
                                     found.push_back(IdOf(stored.record));
                                     return absl::OkStatus();
                                   }),
                IsOk());
    return found;
  }

  static Batch Events() {
    return Batch()
        .Put(EventRecord("a"))
        .Put(EventRecord("b"))
        .Put(EventRecord("c"));
  }
};

TEST_F(LinkEndTest, LinksAreFoundByEitherEnd) {
  Append(
      Events().Put(LinkRecord("ab", "a", "b")).Put(LinkRecord("bc", "b", "c")));
  EXPECT_THAT(Links(LinkEnd::kCause, {"b"}), ElementsAre("bc"));
  EXPECT_THAT(Links(LinkEnd::kEffect, {"b"}), ElementsAre("ab"));
  EXPECT_THAT(Links(LinkEnd::kCause, {"c", "nobody"}), IsEmpty());
}

TEST_F(LinkEndTest, ALinkComesOnceForSeveralOfItsEnds) {
  Append(Events().Put(MakeLink("l", {"a", "b"}, CausalLink::CAUSE, {"c"})));
  EXPECT_THAT(Links(LinkEnd::kCause, {"a", "b", "a"}), ElementsAre("l"));
}

TEST_F(LinkEndTest, ALinkMayBeTheEndOfALink) {
  Append(
      Events().Put(LinkRecord("ab", "a", "b")).Put(LinkRecord("m", "c", "ab")));
  EXPECT_THAT(Links(LinkEnd::kEffect, {"ab"}), ElementsAre("m"));
}

TEST_F(LinkEndTest, EachPointOfTimeHasItsOwnLinks) {
  Append(Events().Put(LinkRecord("l", "a", "b")));
  Append(Batch().Put(LinkRecord("l", "a", "c")));
  Append(Retraction("l"));
  AsOf as_of;
  as_of.sequence = 4;
  EXPECT_THAT(Links(LinkEnd::kEffect, {"b"}, as_of), ElementsAre("l"));
  EXPECT_THAT(Links(LinkEnd::kEffect, {"c"}, as_of), IsEmpty());
  as_of.sequence = 5;
  EXPECT_THAT(Links(LinkEnd::kEffect, {"b"}, as_of), IsEmpty());
  EXPECT_THAT(Links(LinkEnd::kEffect, {"c"}, as_of), ElementsAre("l"));
  EXPECT_THAT(Links(LinkEnd::kCause, {"a"}), IsEmpty());
}

TEST_F(LinkEndTest, TheFirstErrorOfTheVisitorEndsTheVisit) {
  Append(
      Events().Put(LinkRecord("x", "a", "b")).Put(LinkRecord("y", "a", "c")));
  int visits = 0;
  EXPECT_THAT(store_->VisitLinks(LinkEnd::kCause, {"a"}, {},
                                 [&visits](StoredRecord) {
                                   ++visits;
                                   return absl::AbortedError("enough");
                                 }),
              Fails(absl::StatusCode::kAborted, "enough"));
  EXPECT_EQ(visits, 1);
}

TEST_F(LinkEndTest, ARowThatNamesNoLinkIsDamage) {
  Append(Events());
  ASSERT_EQ(RawExecute(path(), "INSERT INTO link_end VALUES ('a', 1, 2)"), "");
  EXPECT_THAT(store_->VisitLinks(LinkEnd::kCause, {"a"}, {},
                                 [](StoredRecord) { return absl::OkStatus(); }),
              Fails(absl::StatusCode::kDataLoss, "want causal_link"));
}

}  // namespace
}  // namespace annals::testing
