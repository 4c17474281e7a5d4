// Tests of the timeline: which events a query finds, and what led to what.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/timeline.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "annals/record/build.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/timeline/new_timeline_test.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

//          2012      2013      2014      2015      2016
// oil:               ?????????                            2013
// policy:  ~~~~~~~~~=====================================  2012~/..
// talks:   2003 to 2007
// exit:                                          ?         2016-03
// vision:  no date
class TimelineTest : public NewTimelineTest {
 protected:
  void SetUp() override {
    NewTimelineTest::SetUp();
    AppendSample();
  }

  void AppendSample() {
    Event oil = MakeEvent("oil", "China stops its oil deliveries", "2013");
    AddParticipant(oil, "", Participant::AGENT).set_entity("china");
    oil.add_tags("energy");
    Event policy = MakeEvent("policy", "Asia Pivot", "2012~/..");
    policy.set_kind(Event::POLICY);
    policy.add_places("Vladivostok");
    const Event talks = MakeEvent("talks", "Six Party Talks", "2003/2007");
    Event exit = MakeEvent("exit", "South Korea leaves the project", "2016-03");
    exit.add_tags("energy");
    exit.add_tags("rail");
    Event vision = MakeEvent("vision", "A new bridge");
    AddClaim(vision, "1", {"China"}).set_modality(Claim::DESIRED);
    Append(Batch()
               .Put(MakeEntity("china", Entity::STATE, "China"))
               .Put(oil)
               .Put(policy)
               .Put(talks)
               .Put(exit)
               .Put(vision));
  }

  void Append(const Batch& batch) {
    const absl::StatusOr<AppendResult> result = timeline_->Append(batch);
    ASSERT_TRUE(result.ok()) << result.status();
  }

  // "id certainty" of each answer.
  std::vector<std::string> Find(const Query& query) {
    const absl::StatusOr<Found> found = timeline_->Find(query);
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<std::string> answers;
    if (!found.ok()) return answers;
    for (const Answer& answer : found->answers) {
      answers.push_back(answer.event.id() + " " +
                        std::string(CertaintyName(answer.certainty)));
    }
    return answers;
  }
};

TEST_F(TimelineTest, WithoutConditionsAllDatedEventsComeInOrder) {
  EXPECT_THAT(Find(Query()), ElementsAre("talks certain", "policy certain",
                                         "oil certain", "exit certain"));
}

TEST_F(TimelineTest, AnEventInsideTheWindowCertainlyIntersectsIt) {
  EXPECT_THAT(Find(Query().Intersects("2013/2014")),
              ElementsAre("policy possible", "oil certain"));
}

TEST_F(TimelineTest, AnEventLongerThanTheWindowIsOnlyPossiblyInIt) {
  EXPECT_THAT(Find(Query().Intersects("2013-06")),
              ElementsAre("policy possible", "oil possible"));
}

TEST_F(TimelineTest, AWindowIsFilledFromItsFirstInstantToItsLast) {
  EXPECT_THAT(Find(Query().Related({AllenRelation::kDuring}, "2000/2010")),
              ElementsAre("talks certain"));
}

TEST_F(TimelineTest, AnAllenRelationIsAnsweredWithItsCertainty) {
  EXPECT_THAT(Find(Query().Related({AllenRelation::kBefore}, "2013-06")),
              ElementsAre("talks certain", "policy possible", "oil possible"));
}

TEST_F(TimelineTest, AnEventCanStandForItsOwnTime) {
  EXPECT_THAT(Find(Query().Related({AllenRelation::kAfter}, "oil")),
              ElementsAre("exit certain"));
}

TEST_F(TimelineTest, OnlyCertainLeavesOutPossibleAndQualifiedDates) {
  EXPECT_THAT(Find(Query().Intersects("2010/2016").OnlyCertain()),
              ElementsAre("oil certain", "exit certain"));
  EXPECT_THAT(Find(Query().Intersects("2010/2016").OnlyCertain().AsStated()),
              ElementsAre("policy certain", "oil certain", "exit certain"));
}

TEST_F(TimelineTest, UndatedEventsAreCountedAndComeWhenAskedFor) {
  Append(Batch().Put(MakeEvent("tension", "Tension")));
  EXPECT_EQ(timeline_->Find(Query())->undated, 1);
  EXPECT_THAT(Find(Query().Undated().Intersects("1700")),
              ElementsAre("tension possible"));
}

TEST_F(TimelineTest, WhatIsNotAssertedIsCountedAndComesWhenAskedFor) {
  EXPECT_EQ(timeline_->Find(Query().Undated())->unasserted, 1);
  EXPECT_THAT(Find(Query().Undated().Modality(Claim::DESIRED)),
              ElementsAre("vision certain"));
}

TEST_F(TimelineTest, OnlyWhatAFlagWouldBringIsCounted) {
  Append(Batch().Put(MakeEvent("tension", "Tension")));
  EXPECT_EQ(timeline_->Find(Query().Intersects("2013").OnlyCertain())->undated,
            0);
  EXPECT_EQ(timeline_->Find(Query().Modality(Claim::FEARED))->unasserted, 0);
}

TEST_F(TimelineTest, EmptyTermsAreRefused) {
  EXPECT_TRUE(
      absl::IsInvalidArgument(timeline_->Find(Query().Actor("")).status()));
}

TEST_F(TimelineTest, ActorsAreFoundByIdAndByName) {
  EXPECT_THAT(Find(Query().Actor("china")), ElementsAre("oil certain"));
  EXPECT_THAT(Find(Query().Actor("China")), ElementsAre("oil certain"));
  EXPECT_THAT(Find(Query().Actor("Russia")), IsEmpty());
}

TEST_F(TimelineTest, AnEventMustHaveEveryTag) {
  EXPECT_THAT(Find(Query().Tag("energy")),
              ElementsAre("oil certain", "exit certain"));
  EXPECT_THAT(Find(Query().Tag("energy").Tag("rail")),
              ElementsAre("exit certain"));
}

TEST_F(TimelineTest, PlacesAndKindsChoose) {
  EXPECT_THAT(Find(Query().Place("vladivostok")),
              ElementsAre("policy certain"));
  EXPECT_THAT(Find(Query().Kind(Event::POLICY)), ElementsAre("policy certain"));
  EXPECT_THAT(Find(Query().Text("oil DELIVERIES")), ElementsAre("oil certain"));
}

TEST_F(TimelineTest, TextNarrowsWhatTheOtherConditionsChoose) {
  EXPECT_THAT(Find(Query().Text("oil OR \"south korea\"")),
              ElementsAre("oil certain", "exit certain"));
  EXPECT_THAT(Find(Query().Text("deliver* OR project").Intersects("2016-03")),
              ElementsAre("exit certain"));
  EXPECT_THAT(Find(Query().Text("project -korea").Tag("rail")), IsEmpty());
  EXPECT_EQ(timeline_->Find(Query().Text("bridge"))->unasserted, 1);
  EXPECT_EQ(timeline_->Find(Query().Text("oil"))->unasserted, 0);
}

TEST_F(TimelineTest, TextIsSearchedAsItWasThen) {
  const int64_t then = *timeline_->store().LastSequence();
  Append(Batch().Put(MakeEvent("oil", "China sells petroleum", "2013")));
  AsOf as_of;
  as_of.sequence = then;
  EXPECT_THAT(Find(Query().Text("oil").As(as_of)), ElementsAre("oil certain"));
  EXPECT_THAT(Find(Query().Text("petroleum").As(as_of)), IsEmpty());
  EXPECT_THAT(Find(Query().Text("oil")), IsEmpty());
  EXPECT_THAT(Find(Query().Text("petroleum")), ElementsAre("oil certain"));
}

TEST_F(TimelineTest, RankPutsTitlesFirstAndEqualOnesById) {
  Event told = MakeEvent("a", "It stands in the description", "2001");
  told.set_description("A word about coal");
  Append(Batch()
             .Put(told)
             .Put(MakeEvent("c", "Coal stops", "2002"))
             .Put(MakeEvent("b", "Coal comes", "2003")));
  const Query query = Query().Text("coal").OrderBy(Query::Order::kRank);
  EXPECT_THAT(Find(query), ElementsAre("b certain", "c certain", "a certain"));
  EXPECT_THAT(Find(Query(query).Limit(1, 1)), ElementsAre("c certain"));
}

TEST_F(TimelineTest, TextThatCannotBeReadIsRefused) {
  EXPECT_THAT(
      std::string(timeline_->Find(Query().Text("a \"b")).status().message()),
      HasSubstr("column 3"));
  EXPECT_TRUE(absl::IsInvalidArgument(
      timeline_->Find(Query().OrderBy(Query::Order::kRank)).status()));
}

TEST_F(TimelineTest, LimitAndOffsetCutAPageAndTheTotalStays) {
  const absl::StatusOr<Found> found = timeline_->Find(Query().Limit(1, 2));
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->answers.size(), 1u);
  EXPECT_EQ(found->answers[0].event.id(), "oil");
  EXPECT_EQ(found->total, 4);
}

TEST_F(TimelineTest, APastStateAnswersAsItDidThen) {
  const int64_t then = *timeline_->store().LastSequence();
  Append(Batch().Retract("exit").Put(
      MakeEvent("oil", "China stops its oil deliveries", "2014")));
  AsOf as_of;
  as_of.sequence = then;
  EXPECT_THAT(Find(Query().Intersects("2013").As(as_of)),
              ElementsAre("policy possible", "oil certain"));
  EXPECT_THAT(Find(Query().Intersects("2016")), ElementsAre("policy possible"));
}

TEST_F(TimelineTest, AWindowThatIsNeitherDateNorEventIsRefused) {
  const absl::Status status =
      timeline_->Find(Query().Intersects("2013-13")).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_THAT(std::string(status.message()), HasSubstr("month 13"));
}

TEST_F(TimelineTest, AnUndatedEventIsNoWindow) {
  EXPECT_TRUE(absl::IsInvalidArgument(
      timeline_->Find(Query().Intersects("vision")).status()));
}

TEST_F(TimelineTest, CausesCountTheLinksThatNobodyAsserts) {
  CausalLink dreamt = MakeLink("l2", {"vision"}, CausalLink::CAUSE, {"policy"});
  AddClaim(dreamt, "1", {"China"}).set_modality(Claim::CONDITIONAL);
  Append(Batch()
             .Put(MakeLink("l1", {"oil"}, CausalLink::CAUSE, {"policy"}))
             .Put(dreamt));
  const absl::StatusOr<CausalWalk> walk = timeline_->Causes("policy");
  ASSERT_TRUE(walk.ok());
  ASSERT_EQ(walk->steps.size(), 1u);
  EXPECT_EQ(walk->steps[0].cause, "oil");
  EXPECT_EQ(walk->unasserted, 1);
  CausalScope all;
  all.all = true;
  EXPECT_EQ(timeline_->Causes("policy", 9, all)->steps.size(), 2u);
}

TEST_F(TimelineTest, CausesOfNothingKnownAreNotFound) {
  EXPECT_TRUE(absl::IsNotFound(timeline_->Causes("nothing").status()));
  EXPECT_TRUE(absl::IsInvalidArgument(timeline_->Causes("china").status()));
}

TEST_F(TimelineTest, ASelectionBringsLinksAndWhateverIsNamed) {
  Append(Batch().Put(MakeLink("l1", {"vision"}, CausalLink::CAUSE, {"oil"})));
  const absl::StatusOr<Selection> selection =
      timeline_->Select(Query().Intersects("2013").OnlyCertain());
  ASSERT_TRUE(selection.ok());
  ASSERT_EQ(selection->events.size(), 1u);
  ASSERT_EQ(selection->links.size(), 1u);
  EXPECT_EQ(selection->NameOf("china"), "China");
  EXPECT_EQ(selection->NameOf("vision"), "A new bridge");
  EXPECT_EQ(selection->NameOf("Atlantis"), "Atlantis");
}

}  // namespace
}  // namespace annals
