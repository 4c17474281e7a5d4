// Tests of Query::Solved: found by what all records together leave.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/record/build.h"
#include "annals/record/constraint_forms.h"
#include "annals/timeline/timeline.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SolvedQueryTest : public ::testing::Test {
 protected:
  SolvedQueryTest() {
    absl::StatusOr<Timeline> opened = Timeline::Open(folder_ / "t.annals");
    EXPECT_TRUE(opened.ok()) << opened.status();
    timeline_.emplace(*std::move(opened));
  }

  int64_t Append(const Batch& batch) {
    const auto appended = timeline_->Append(batch);
    EXPECT_TRUE(appended.ok()) << appended.status();
    return appended.ok() ? appended->sequence : 0;
  }

  Found Find(const Query& query) const {
    absl::StatusOr<Found> found = timeline_->Find(query);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.ok() ? *std::move(found) : Found();
  }

  // "id certain", "id possible", in the order of the answers.
  std::vector<std::string> Told(const Query& query) const {
    std::vector<std::string> told;
    for (const Answer& answer : Find(query).answers) {
      told.push_back(absl::StrCat(
          answer.event.id(),
          answer.certainty == Certainty::kCertain ? " certain" : " possible"));
    }
    return told;
  }

  const testing::TemporaryFolder folder_;
  std::optional<Timeline> timeline_;
};

//        1904       1905
// war:   ???????????
// peace:     no date; after the war, before 1906
Batch WarAndPeace() {
  return Batch()
      .Put(MakeEvent("war", "War", "1904"))
      .Put(MakeEvent("peace", "Peace"))
      .Put(MakeRelation(
          "c", "war", {AllenRelation::kBefore, AllenRelation::kMeets}, "peace"))
      .Put(MakeDistance("by", EndOf("peace"), AtInstant("1906-01-01"), "PT0S",
                        ""));
}

TEST_F(SolvedQueryTest, AnUndatedEventIsFoundByWhatBoundsIt) {
  Append(WarAndPeace());
  const Query query = Query().Intersects("1904/1905");
  EXPECT_THAT(Told(query), ElementsAre("war certain"));
  EXPECT_EQ(Find(query).undated, 1);
  EXPECT_THAT(Told(Query(query).Solved()),
              ElementsAre("war certain", "peace certain"));
  const Found found = Find(Query(query).Solved());
  EXPECT_EQ(found.undated, 0);
  EXPECT_FALSE(found.answers[0].tightened);
  EXPECT_TRUE(found.answers[1].tightened);
  EXPECT_EQ(found.answers[1].span->latest_end.ToString(),
            "1906-01-01T00:00:00Z");
  EXPECT_FALSE(found.answers[1].date.has_value());
}

TEST_F(SolvedQueryTest, WhatNothingBoundsIsLeftOutAndCounted) {
  Append(WarAndPeace().Put(MakeEvent("rumour", "Rumour")));
  EXPECT_EQ(Find(Query().Solved()).undated, 1);
  EXPECT_THAT(Told(Query().Solved().Undated().Intersects("1904")),
              ElementsAre("war certain", "peace possible", "rumour possible"));
  EXPECT_FALSE(Find(Query().Solved().Undated()).answers[2].span.has_value());
}

//        1904       1905       1906
// a:     ????????????????????????????????   some time in the three
//                                   |???     not before 1906
TEST_F(SolvedQueryTest, WhatWasPossibleIsCertainOrImpossibleIfTheRestSaysSo) {
  Append(Batch()
             .Put(MakeEvent("a", "A", "[1904..1906]"))
             .Put(MakeDistance("c", AtInstant("1906-01-01"), StartOf("a"),
                               "PT0S", "")));
  EXPECT_THAT(Told(Query().Intersects("1904")), ElementsAre("a possible"));
  EXPECT_THAT(Told(Query().Intersects("1904").Solved()), ElementsAre());
  EXPECT_THAT(Told(Query().Intersects("1906").Solved()),
              ElementsAre("a certain"));
}

// [1901,1905] is one of the two; what starts in 1903 or later is the second.
TEST_F(SolvedQueryTest, OfADateThatIsOneOfSeveralIsLeftWhatBothAllow) {
  Append(Batch()
             .Put(MakeEvent("a", "A", "[1901,1905]"))
             .Put(MakeDistance("c", AtInstant("1903-01-01"), StartOf("a"),
                               "PT0S", "")));
  EXPECT_THAT(Told(Query().Intersects("1905")), ElementsAre("a possible"));
  EXPECT_THAT(Told(Query().Intersects("1905").Solved()),
              ElementsAre("a certain"));
  EXPECT_THAT(Told(Query().Intersects("1903/1904").Solved()), ElementsAre());
}

TEST_F(SolvedQueryTest, ADateOfWhichNothingIsLeftIsAContradiction) {
  Append(Batch()
             .Put(MakeEvent("a", "A", "[1901,1905]"))
             .Put(MakeDistance("from", AtInstant("1903-01-01"), StartOf("a"),
                               "PT0S", ""))
             .Put(MakeDistance("to", EndOf("a"), AtInstant("1904-01-01"),
                               "PT0S", "")));
  const absl::Status status = timeline_->Find(Query().Solved()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("\"a\""));
}

TEST_F(SolvedQueryTest, SeveralOccurrencesStayWhereTheyAreStated) {
  Append(Batch()
             .Put(MakeEvent("a", "A", "{1901,1905}"))
             .Put(MakeDistance("c", AtInstant("1903-01-01"), StartOf("a"),
                               "PT0S", "")));
  EXPECT_THAT(Told(Query().Intersects("1901").Solved()),
              ElementsAre("a certain"));
  EXPECT_FALSE(Find(Query().Solved()).answers[0].tightened);
}

TEST_F(SolvedQueryTest, AContradictionIsAnErrorThatNamesTheRecords) {
  Append(WarAndPeace().Put(MakeDistance("wrong", EndOf("peace"),
                                        AtInstant("1904-01-01"), "PT0S", "")));
  for (const absl::Status& status :
       {timeline_->Find(Query().Solved()).status(),
        timeline_->Count(Query().Solved()).status(),
        timeline_->Nearest(Query().Solved(), "1904", 1).status()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(std::string(status.message()), HasSubstr("\"wrong\""));
    EXPECT_THAT(std::string(status.message()), HasSubstr("\"war\""));
  }
  SolveOptions options;
  options.left_out = {"wrong"};
  EXPECT_EQ(Find(Query().Solved(options)).total, 2);
}

TEST_F(SolvedQueryTest, CertainAnswersTakeNoBoundFromADoubtfulDate) {
  Append(WarAndPeace());
  Append(Batch().Put(MakeEvent("war", "War", "1904~")));
  const Query query =
      Query().Related({AllenRelation::kAfter, AllenRelation::kMetBy}, "1903");
  EXPECT_THAT(Told(Query(query).Solved()),
              ElementsAre("war certain", "peace certain"));
  EXPECT_THAT(Told(Query(query).Solved().OnlyCertain()), ElementsAre());
  EXPECT_THAT(Told(Query(query).Solved().OnlyCertain().AsStated()),
              ElementsAre("war certain", "peace certain"));
}

TEST_F(SolvedQueryTest, ATimeWithoutAZoneBoundsAsThatOfAnyZone) {
  Append(Batch()
             .Put(MakeEvent("a", "A", "1904-05-03T10:00:00"))
             .Put(MakeEvent("b", "B"))
             .Put(MakeRelation("c", "a", {AllenRelation::kBefore}, "b")));
  const Query after = Query().Related({AllenRelation::kAfter}, "1904-05-02");
  EXPECT_THAT(Told(Query(after).Solved()),
              ElementsAre("a possible", "b possible"));
}

TEST_F(SolvedQueryTest, AnEventInTheQuestionHasItsSolvedBoundsToo) {
  Append(WarAndPeace().Put(MakeEvent("later", "Later", "1907")));
  const Query query =
      Query().Related({AllenRelation::kAfter, AllenRelation::kMetBy}, "peace");
  EXPECT_EQ(timeline_->Find(query).status().code(),
            absl::StatusCode::kInvalidArgument);
  // The bounds of war and peace overlap: that the one comes before the other is
  // for Timeline::Solve() to tell.
  EXPECT_THAT(Told(Query(query).Solved()),
              ElementsAre("war possible", "later certain"));
}

TEST_F(SolvedQueryTest, TheScopeSaysOfWhatTheNetworkIsMade) {
  Append(Batch()
             .Put(MakeEvent("oil", "Oil", "2013"))
             .Put(MakeEvent("position", "Position"))
             .Put(MakeLink("l", {"oil"}, CausalLink::CAUSE, {"position"})));
  const Query query = Query().Intersects("2013/..");
  EXPECT_THAT(Told(Query(query).Solved()), ElementsAre("oil certain"));
  SolveOptions options;
  options.links = true;
  EXPECT_THAT(Told(Query(query).Solved(options)),
              ElementsAre("oil certain", "position certain"));
  options.left_out = {"position"};
  EXPECT_THAT(Told(Query(query).Solved(options)), ElementsAre("oil certain"));
  EXPECT_EQ(Find(Query(query).Solved(options)).undated, 0);
  options.added = {ToRecord(MakeEvent("oil", "Oil", "2014"))};
  EXPECT_EQ(timeline_->Find(Query(query).Solved(options)).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(SolvedQueryTest, AHoldersOwnDateIsWhatIsFound) {
  Event event = MakeEvent("a", "A", "1904");
  AddClaim(event, "x", {"karl"}).mutable_when()->set_edtf("[1901,1906]");
  Append(Batch().Put(event).Put(MakeEntity("karl", Entity::PERSON, "Karl")));
  SolveOptions options;
  options.scope.holder = "karl";
  EXPECT_THAT(Told(Query().Intersects("1904").Solved(options)), ElementsAre());
  EXPECT_THAT(Told(Query().Intersects("1906").Solved(options)),
              ElementsAre("a possible"));
}

TEST_F(SolvedQueryTest, ThePastIsSolvedAsItWasKnown) {
  AsOf first;
  first.sequence = Append(WarAndPeace());
  Append(Batch().Put(MakeEvent("war", "War", "1902")));
  const Query query = Query().Related({AllenRelation::kAfter}, "1903").Solved();
  EXPECT_THAT(Told(query), ElementsAre("peace possible"));
  EXPECT_THAT(
      Told(Query()
               .Related({AllenRelation::kAfter, AllenRelation::kMetBy}, "1903")
               .Solved()
               .As(first)),
      ElementsAre("war certain", "peace certain"));
}

TEST_F(SolvedQueryTest, PagesAreCutFromTheOrderOfSolvedBounds) {
  Append(WarAndPeace().Put(MakeEvent("later", "Later peace", "1907")));
  EXPECT_THAT(Told(Query().Solved().Limit(1, 1)), ElementsAre("peace certain"));
  EXPECT_THAT(Told(Query().Solved().OrderBy(Query::Order::kId).Limit(2)),
              ElementsAre("later certain", "peace certain"));
  EXPECT_THAT(Told(Query()
                       .Solved()
                       .Text("peace")
                       .Intersects("1904/1905")
                       .OrderBy(Query::Order::kRank)),
              ElementsAre("peace certain"));
  EXPECT_EQ(Find(Query().Solved().Limit(0)).total, 3);
}

TEST_F(SolvedQueryTest, WhatIsNotAssertedIsCountedIfItsBoundsFit) {
  Event feared = MakeEvent("feared", "Feared");
  AddClaim(feared, "x", {"karl"}).set_modality(Claim::FEARED);
  Append(WarAndPeace().Put(feared).Put(
      MakeRelation("after", "feared", {AllenRelation::kAfter}, "war")));
  const Query query = Query().Intersects("1904/1905").Solved();
  EXPECT_EQ(Find(query).unasserted, 1);
  EXPECT_EQ(Find(Query().Intersects("1903").Solved()).unasserted, 0);
  EXPECT_THAT(Told(Query(query).All()),
              ElementsAre("war certain", "peace certain", "feared possible"));
}

TEST_F(SolvedQueryTest, ASelectionIsChosenBySolvedBoundsAndToldAsStated) {
  Append(WarAndPeace());
  const absl::StatusOr<Selection> selection =
      timeline_->Select(Query().Intersects("1905").Solved());
  ASSERT_TRUE(selection.ok()) << selection.status();
  ASSERT_EQ(selection->events.size(), 1u);
  EXPECT_EQ(selection->events[0].event.id(), "peace");
  EXPECT_FALSE(selection->events[0].span.has_value());
  EXPECT_FALSE(selection->events[0].tightened);
}

TEST_F(SolvedQueryTest, NeighboursAreThoseOfTheSolvedBounds) {
  Append(WarAndPeace());
  const auto neighbours = timeline_->Nearest(Query().Solved(), "1903", 2);
  ASSERT_TRUE(neighbours.ok()) << neighbours.status();
  ASSERT_EQ(neighbours->after.size(), 2u);
  EXPECT_EQ(neighbours->after[1].event.id(), "peace");
  EXPECT_TRUE(neighbours->after[1].tightened);
}

}  // namespace
}  // namespace annals
