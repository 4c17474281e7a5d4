// Tests of annals/record/build.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/build.h"

#include "annals/record/event_time.h"
#include "annals/record/validate.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(BuildTest, AnEventInAFewLinesIsValid) {
  Event oil = MakeEvent("oil", "China suspends oil", "2013");
  Participant& china = AddParticipant(oil, "China", Participant::AGENT);
  china.set_rank(1);
  oil.add_tags("energy");
  EXPECT_EQ(oil.when().edtf(), "2013");
  EXPECT_EQ(oil.participants(0).role(), Participant::AGENT);
  EXPECT_EQ(oil.participants(0).rank(), 1);
  EXPECT_THAT(Validate(ToRecord(oil)), IsEmpty());
}

TEST(BuildTest, AnEventWithoutADateHasNone) {
  EXPECT_FALSE(MakeEvent("oil", "China suspends oil").has_when());
}

TEST(BuildTest, ADateOfAnotherCalendarKeepsItsWords) {
  Event revolution = MakeEvent("october", "The Winter Palace is taken");
  *revolution.mutable_when() =
      MakeWhen(*CalendarDate::Read("25 October 1917", Calendar::kJulian));
  EXPECT_EQ(revolution.when().edtf(), "1917-11-07");
  EXPECT_EQ(revolution.when().words(), "25 October 1917");
  EXPECT_EQ(revolution.when().calendar(), When::JULIAN);
  EXPECT_EQ(revolution.when().extent(), When::EXTENT_UNSPECIFIED);
  EXPECT_THAT(Validate(ToRecord(revolution)), IsEmpty());
}

// As a plain interval it would start in the first day and end in the last.
TEST(BuildTest, AMonthOfAnotherCalendarHoldsItsEvent) {
  const auto date = CalendarDate::Read("1437-04", Calendar::kIslamic);
  const When when = MakeWhen(*date);
  EXPECT_EQ(when.edtf(), "2016-01-12/2016-02-09");
  EXPECT_EQ(when.extent(), When::WITHIN);
  EXPECT_EQ(when.calendar(), When::ISLAMIC);
  EXPECT_EQ(**SpanOf(when), date->Bounds());
  EXPECT_EQ(
      MakeWhen(*CalendarDate::Read("2016-034", Calendar::kOrdinal)).calendar(),
      When::GREGORIAN);
}

TEST(BuildTest, ALinkWithAClaimAndItsEvidenceIsValid) {
  CausalLink link = MakeLink("l1", {"oil", "coal"}, CausalLink::CAUSE, {"x"});
  Claim& claim = AddClaim(link, "c1", {"Ramani", "Russian analysts"});
  AddEvidence(claim, "article", "because of");
  EXPECT_THAT(link.causes(), ElementsAre("oil", "coal"));
  EXPECT_THAT(link.claims(0).holders(),
              ElementsAre("Ramani", "Russian analysts"));
  EXPECT_EQ(link.claims(0).evidence(0).quote(), "because of");
  EXPECT_THAT(Validate(ToRecord(link)), IsEmpty());
}

TEST(BuildTest, SourcesAndEntitiesAreValid) {
  EXPECT_THAT(Validate(ToRecord(MakeSource("s", "The Diplomat"))), IsEmpty());
  EXPECT_THAT(Validate(ToRecord(MakeEntity("cn", Entity::STATE, "China"))),
              IsEmpty());
}

}  // namespace
}  // namespace annals
