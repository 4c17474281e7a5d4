// Tests of Court: what it must find, and what it must let pass.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/court.h"

#include <string>
#include <vector>

#include "annals/record/build.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Kinds that have nothing to do with where a link comes from.
bool IsOfSupport(FindingKind kind) {
  return kind == FindingKind::kNoSource || kind == FindingKind::kSingleSource ||
         kind == FindingKind::kDependentSources;
}

// A case of a few records, and what the court says of it.
class CourtTest : public ::testing::Test {
 protected:
  template <typename T>
  void Add(T record) {
    records_.push_back(ToRecord(std::move(record)));
  }

  void AddEvents(const std::string& cause, const std::string& effect) {
    Add(MakeEvent("c", "Cause", cause));
    Add(MakeEvent("e", "Effect", effect));
  }

  CourtReport Judge() const {
    Court court(options_);
    for (const Record& record : records_) {
      EXPECT_TRUE(court.Hear(record).ok());
    }
    return court.Judge();
  }

  // The names of what was found, support aside.
  std::vector<std::string> Found() const {
    std::vector<std::string> names;
    for (const Finding& finding : Judge().findings) {
      if (IsOfSupport(finding.kind)) continue;
      names.emplace_back(FindingKindName(finding.kind));
    }
    return names;
  }

  // The same of support alone.
  std::vector<std::string> Support() const {
    std::vector<std::string> names;
    for (const Finding& finding : Judge().findings) {
      if (!IsOfSupport(finding.kind)) continue;
      names.emplace_back(FindingKindName(finding.kind));
    }
    return names;
  }

  Finding First(FindingKind kind) const {
    for (const Finding& finding : Judge().findings) {
      if (finding.kind == kind) return finding;
    }
    ADD_FAILURE() << "no finding " << FindingKindName(kind);
    return Finding();
  }

  CourtOptions options_;
  std::vector<Record> records_;
};

// ---- Order

// cause:                 |====|
// effect:  |====|
TEST_F(CourtTest, AnEffectBeforeItsCauseIsCertain) {
  AddEvents("1951", "1950");
  Add(MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"}));
  EXPECT_THAT(Found(), ElementsAre("effect-certainly-before-cause"));
  const Finding finding = First(FindingKind::kEffectCertainlyBeforeCause);
  EXPECT_THAT(finding.links, ElementsAre("l"));
  EXPECT_THAT(finding.records, ElementsAre("c", "e"));
  EXPECT_EQ(finding.order->cause_start.ToString(), "1951-01-01T00:00:00Z");
  EXPECT_EQ(finding.order->effect_at.ToString(), "1950-12-31T23:59:59.999999Z");
  EXPECT_EQ(Judge().Problems(), 1);
}

TEST_F(CourtTest, InOneYearItIsOnlyPossible) {
  AddEvents("1950", "1950");
  Add(MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"}));
  EXPECT_THAT(Found(), ElementsAre("effect-possibly-before-cause"));
  EXPECT_EQ(Judge().Problems(), 0);
}

TEST_F(CourtTest, AnEffectThatStartsWithItsCauseIsInOrder) {
  AddEvents("1950-01-01", "1950-01");
  for (Record& record : records_) {
    record.mutable_event()->mutable_when()->set_extent(When::THROUGHOUT);
  }
  Add(MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"}));
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CourtTest, WhatNobodyDatedIsNotSuspected) {
  Add(MakeEvent("undated", "Undated"));
  Add(MakeEvent("until", "Until then", "../1950"));
  Add(MakeEvent("from", "At some time since", "[1940..]"));
  Add(MakeEvent("year", "That year", "1945"));
  Add(MakeLink("a", {"undated"}, CausalLink::CAUSE, {"year"}));
  Add(MakeLink("b", {"year"}, CausalLink::CAUSE, {"until"}));
  Add(MakeLink("d", {"from"}, CausalLink::CAUSE, {"year"}));
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CourtTest, WhatActsOnAnEffectNeedsOnlyToStartBeforeItIsOver) {
  AddEvents("1951", "1950/1952");
  Add(MakeLink("l", {"c"}, CausalLink::CONTRIBUTE, {"e"}));
  EXPECT_THAT(Found(), IsEmpty());
  *records_[2].mutable_causal_link() =
      MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"});
  EXPECT_THAT(Found(), ElementsAre("effect-certainly-before-cause"));
  *records_[1].mutable_event() = MakeEvent("e", "Effect", "1948/1949");
  *records_[2].mutable_causal_link() =
      MakeLink("l", {"c"}, CausalLink::CONTRIBUTE, {"e"});
  EXPECT_THAT(Found(), ElementsAre("effect-certainly-before-cause"));
  EXPECT_EQ(First(FindingKind::kEffectCertainlyBeforeCause).order->side,
            Endpoint::END);
}

TEST_F(CourtTest, PreventionAndPurposeSayNothingOfOrder) {
  AddEvents("1951", "1950");
  for (const auto kind : {CausalLink::PREVENT, CausalLink::PURPOSE,
                          CausalLink::EVIDENCE_FOR, CausalLink::DESPITE}) {
    records_.resize(2);
    Add(MakeLink("l", {"c"}, kind, {"e"}));
    EXPECT_THAT(Found(), IsEmpty());
  }
}

TEST_F(CourtTest, ADoubtedDateMakesItPossibleUnlessAsStated) {
  AddEvents("1951", "1950?");
  Add(MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"}));
  EXPECT_THAT(Found(), ElementsAre("effect-possibly-before-cause"));
  EXPECT_TRUE(First(FindingKind::kEffectPossiblyBeforeCause).order->is_doubted);
  options_.as_stated = true;
  EXPECT_THAT(Found(), ElementsAre("effect-certainly-before-cause"));
}

// Noon somewhere may be the evening before or the next morning elsewhere.
TEST_F(CourtTest, ATimeWithoutAZoneMayBeThatOfAnyZone) {
  AddEvents("1950-01-02T06:00:00Z", "1950-01-02T01:00:00");
  Add(MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"}));
  EXPECT_THAT(Found(), ElementsAre("effect-possibly-before-cause"));
  records_[1].mutable_event()->mutable_when()->set_zone("Asia/Pyongyang");
  EXPECT_THAT(Found(), ElementsAre("effect-certainly-before-cause"));
}

TEST_F(CourtTest, OfAlternativesAllMustComeTooLate) {
  AddEvents("1951", "1950");
  Add(MakeEvent("d", "Another", "1949"));
  CausalLink link = MakeLink("l", {"c", "d"}, CausalLink::CAUSE, {"e"});
  link.set_combination(CausalLink::ALTERNATIVE);
  Add(link);
  EXPECT_THAT(Found(), IsEmpty());
  *records_[2].mutable_event() = MakeEvent("d", "Another", "1952");
  EXPECT_THAT(Found(), ElementsAre("effect-certainly-before-cause",
                                   "effect-certainly-before-cause"));
  records_[3].mutable_causal_link()->set_combination(CausalLink::JOINT);
  *records_[2].mutable_event() = MakeEvent("d", "Another", "1949");
  EXPECT_THAT(Found(), ElementsAre("effect-certainly-before-cause"));
}

TEST_F(CourtTest, WhatNobodyAssertsIsHeldToOrderOnlyWhenAsked) {
  AddEvents("1951", "1950");
  CausalLink link = MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"});
  Claim& claim = AddClaim(link, "1", {"ramani"});
  claim.set_modality(Claim::CONDITIONAL);
  Add(link);
  EXPECT_THAT(Found(), ElementsAre("only-forecast"));
  options_.all_links = true;
  EXPECT_THAT(Found(),
              ElementsAre("effect-certainly-before-cause", "only-forecast"));
  records_[2].mutable_causal_link()->mutable_claims(0)->set_negated(true);
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CourtTest, AHoldersOwnDateCountsForThatHolder) {
  AddEvents("1951", "1952");
  Claim& claim = AddClaim(*records_[1].mutable_event(), "h", {"hirose"});
  claim.mutable_when()->set_edtf("1950");
  CausalLink link = MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"});
  AddClaim(link, "h", {"hirose"});
  AddClaim(link, "r", {"ramani"});
  Add(link);
  EXPECT_THAT(Found(), ElementsAre("rival-dates"));
  options_.scope.holder = "hirose";
  EXPECT_THAT(Found(),
              ElementsAre("effect-certainly-before-cause", "rival-dates"));
  options_.scope.holder = "ramani";
  EXPECT_THAT(Found(), IsEmpty());
}

// ---- Circles

TEST_F(CourtTest, ACircleOfCausesIsFoundWithItsLinks) {
  for (const char* id : {"a", "b", "d", "f"}) Add(MakeEvent(id, id));
  Add(MakeLink("l1", {"b"}, CausalLink::CAUSE, {"d", "f"}));
  Add(MakeLink("l2", {"d"}, CausalLink::MOTIVATE, {"a"}));
  Add(MakeLink("l3", {"a"}, CausalLink::ENABLE, {"b"}));
  EXPECT_THAT(Found(), ElementsAre("causal-cycle"));
  const Finding finding = First(FindingKind::kCausalCycle);
  EXPECT_THAT(finding.records, ElementsAre("a", "b", "d"));
  EXPECT_THAT(finding.links, ElementsAre("l3", "l1", "l2"));
  EXPECT_EQ(finding.circle_of, 3u);
}

TEST_F(CourtTest, WhatOpposesOrIsOnlyAimedAtMakesNoCircle) {
  for (const auto kind : {CausalLink::HINDER, CausalLink::PREVENT,
                          CausalLink::PURPOSE, CausalLink::EVIDENCE_FOR}) {
    records_.clear();
    AddEvents("", "");
    Add(MakeLink("l1", {"c"}, CausalLink::CAUSE, {"e"}));
    Add(MakeLink("l2", {"e"}, kind, {"c"}));
    EXPECT_THAT(Found(), IsEmpty());
  }
}

TEST_F(CourtTest, ARejectedLinkBreaksACircle) {
  AddEvents("", "");
  Add(MakeLink("l1", {"c"}, CausalLink::CAUSE, {"e"}));
  CausalLink back = MakeLink("l2", {"e"}, CausalLink::CAUSE, {"c"});
  AddClaim(back, "1", {"ramani"}).set_status(Claim::REJECTED);
  Add(back);
  EXPECT_THAT(Found(), ElementsAre("only-rejected"));
}

TEST_F(CourtTest, OneFindingForAGroupWithItsShortestCircle) {
  for (const char* id : {"a", "b", "d"}) Add(MakeEvent(id, id));
  Add(MakeLink("l1", {"a"}, CausalLink::CAUSE, {"b"}));
  Add(MakeLink("l2", {"b"}, CausalLink::CAUSE, {"a"}));
  Add(MakeLink("l3", {"b"}, CausalLink::CAUSE, {"d"}));
  Add(MakeLink("l4", {"d"}, CausalLink::CAUSE, {"a"}));
  EXPECT_THAT(Found(), ElementsAre("causal-cycle"));
  const Finding finding = First(FindingKind::kCausalCycle);
  EXPECT_THAT(finding.records, ElementsAre("a", "b"));
  EXPECT_EQ(finding.circle_of, 3u);
}

TEST_F(CourtTest, PartsOfOneAnotherAreACircle) {
  Event war = MakeEvent("war", "War");
  Event siege = MakeEvent("siege", "Siege");
  siege.set_part_of("war");
  Add(war);
  Add(siege);
  EXPECT_THAT(Found(), IsEmpty());
  records_[0].mutable_event()->set_part_of("siege");
  EXPECT_THAT(Found(), ElementsAre("circle-of-parts"));
  EXPECT_THAT(First(FindingKind::kCircleOfParts).records,
              ElementsAre("siege", "war"));
}

TEST_F(CourtTest, PlacesWithinOneAnotherAreACircleToo) {
  for (const char* id : {"rason", "rajin"}) {
    Entity place = MakeEntity(id, Entity::PLACE, id);
    place.set_part_of(std::string(id) == "rason" ? "rajin" : "rason");
    Add(place);
  }
  EXPECT_THAT(Found(), ElementsAre("circle-of-parts"));
}

// ---- Support

class CourtSupportTest : public CourtTest {
 protected:
  CourtSupportTest() {
    for (const char* id : {"book", "paper", "digest", "letter"}) {
      Add(MakeSource(id, id));
    }
    link_ = MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"});
  }

  Claim& Cite(const std::string& holder, const std::string& source) {
    Claim& claim = holder.empty()
                       ? AddClaim(link_, "x" + source, {})
                       : AddClaim(link_, holder + "." + source, {holder});
    AddEvidence(claim, source, "because of");
    return claim;
  }

  void Derive(size_t source, const std::string& from) {
    records_[source].mutable_source()->add_derived_from(from);
  }

  std::vector<std::string> OfLink() {
    records_.resize(4);
    Add(link_);
    return Support();
  }

  CausalLink link_;
};

TEST_F(CourtSupportTest, TwoSourcesThatKnowNothingOfEachOtherAreEnough) {
  Cite("ramani", "book");
  EXPECT_THAT(OfLink(), ElementsAre("single-source"));
  Cite("hirose", "paper");
  EXPECT_THAT(OfLink(), IsEmpty());
}

TEST_F(CourtSupportTest, ALinkWithoutEvidenceHasNoSource) {
  EXPECT_THAT(OfLink(), ElementsAre("no-source"));
  AddClaim(link_, "1", {"ramani"});
  AddClaim(link_, "2", {"hirose"});
  EXPECT_THAT(OfLink(), ElementsAre("no-source"));
}

TEST_F(CourtSupportTest, WhatContradictsOrIsContextIsNoSupport) {
  Claim& claim = Cite("ramani", "book");
  AddEvidence(claim, "paper", "not because of")
      .set_stance(Evidence::CONTRADICTS);
  AddEvidence(claim, "letter", "at that time").set_stance(Evidence::CONTEXT);
  EXPECT_THAT(OfLink(), ElementsAre("single-source"));
  Claim& denial = Cite("hirose", "letter");
  denial.set_negated(true);
  EXPECT_THAT(OfLink(), ElementsAre("single-source"));
}

TEST_F(CourtSupportTest, SourcesThatGoBackToOneOriginalAreOneVoice) {
  Cite("ramani", "book");
  Cite("hirose", "paper");
  Derive(0, "letter");
  EXPECT_THAT(OfLink(), IsEmpty());
  Derive(1, "digest");
  Derive(2, "letter");
  EXPECT_THAT(OfLink(), ElementsAre("dependent-sources"));
  EXPECT_THAT(First(FindingKind::kDependentSources).sources,
              ElementsAre("book", "paper"));
}

// Two originals stay two, whoever draws on both.
TEST_F(CourtSupportTest, ADigestDoesNotMakeItsOriginalsOne) {
  Derive(2, "book");
  Derive(2, "paper");
  Cite("ramani", "book");
  Cite("hirose", "digest");
  EXPECT_THAT(OfLink(), ElementsAre("dependent-sources"));
  Cite("putin", "paper");
  EXPECT_THAT(OfLink(), IsEmpty());
}

TEST_F(CourtSupportTest, TheSameHolderInTwoPapersIsOneVoice) {
  Cite("ramani", "book");
  Cite("ramani", "paper");
  EXPECT_THAT(OfLink(), ElementsAre("dependent-sources"));
}

TEST_F(CourtSupportTest, OneManByTwoReportersIsOneVoice) {
  Cite("ramani", "book").add_holders("putin");
  Cite("hirose", "paper").add_holders("putin");
  EXPECT_THAT(OfLink(), ElementsAre("dependent-sources"));
}

TEST_F(CourtSupportTest, SourcesOfWhoeverAppendedItAreToldApart) {
  Claim& claim = Cite("", "book");
  AddEvidence(claim, "paper", "therefore");
  EXPECT_THAT(OfLink(), IsEmpty());
}

TEST_F(CourtSupportTest, SourcesThatDeriveFromOneAnotherAreACircle) {
  Derive(0, "paper");
  EXPECT_THAT(Found(), IsEmpty());
  Derive(1, "book");
  EXPECT_THAT(Found(), ElementsAre("circle-of-sources"));
  Cite("ramani", "book");
  Cite("hirose", "paper");
  EXPECT_THAT(OfLink(), ElementsAre("dependent-sources"));
}

TEST_F(CourtSupportTest, OnlyTheClaimsOfTheScopeSupport) {
  Cite("ramani", "book").set_status(Claim::ACCEPTED);
  Cite("hirose", "paper");
  EXPECT_THAT(OfLink(), IsEmpty());
  options_.scope.accepted_only = true;
  EXPECT_THAT(OfLink(), ElementsAre("single-source"));
  options_.scope.holder = "nobody";
  EXPECT_THAT(OfLink(), IsEmpty());
}

TEST_F(CourtTest, ALinkThatIsOnlyForeseenIsTold) {
  CausalLink link = MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"});
  AddClaim(link, "f", {"ramani"}).set_modality(Claim::FUTURE);
  AddClaim(link, "r", {"hirose"}).set_status(Claim::REJECTED);
  Add(link);
  EXPECT_THAT(Found(), ElementsAre("only-forecast"));
  EXPECT_THAT(First(FindingKind::kOnlyForecast).claims, ElementsAre("l#f"));
  records_[0].mutable_causal_link()->mutable_claims(0)->set_status(
      Claim::CAME_TRUE);
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CourtTest, ALinkWhoseEveryClaimFellIsTold) {
  CausalLink link = MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"});
  AddClaim(link, "r", {"hirose"}).set_status(Claim::SUPERSEDED);
  Add(link);
  EXPECT_THAT(Found(), ElementsAre("only-rejected"));
  AddClaim(*records_[0].mutable_causal_link(), "s", {"ramani"});
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CourtTest, ADenialAloneIsNoWeakLink) {
  CausalLink link = MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"});
  AddClaim(link, "n", {"hirose"}).set_negated(true);
  Add(link);
  EXPECT_THAT(Found(), IsEmpty());
  EXPECT_THAT(Support(), IsEmpty());
}

// ---- Rivals

TEST_F(CourtTest, DatesThatCannotBothBeRightAreRivals) {
  Event event = MakeEvent("e", "Effect", "1950");
  AddClaim(event, "near", {"ramani"}).mutable_when()->set_edtf("1950-06");
  Add(event);
  EXPECT_THAT(Found(), IsEmpty());
  AddClaim(*records_[0].mutable_event(), "far", {"hirose"})
      .mutable_when()
      ->set_edtf("1951");
  EXPECT_THAT(Found(), ElementsAre("rival-dates"));
  const Finding finding = First(FindingKind::kRivalDates);
  EXPECT_THAT(finding.records, ElementsAre("e"));
  EXPECT_THAT(finding.claims, ElementsAre("e#near", "e#far"));
  ASSERT_EQ(finding.dates.size(), 3u);
  EXPECT_EQ(finding.dates[0].claim, "");
  EXPECT_EQ(finding.dates[2].edtf, "1951");
}

TEST_F(CourtTest, HolesInADateAreSeen) {
  Event event = MakeEvent("e", "Effect", "[1667,1670]");
  AddClaim(event, "1", {"ramani"}).mutable_when()->set_edtf("1668");
  Add(event);
  EXPECT_THAT(Found(), ElementsAre("rival-dates"));
}

TEST_F(CourtTest, ADateThatFellOrIsDeniedIsNoRival) {
  Event event = MakeEvent("e", "Effect", "1950");
  Claim& claim = AddClaim(event, "1", {"ramani"});
  claim.mutable_when()->set_edtf("1951");
  claim.set_status(Claim::REJECTED);
  Claim& denial = AddClaim(event, "2", {"ramani"});
  denial.mutable_when()->set_edtf("1952");
  denial.set_negated(true);
  Add(event);
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CourtTest, ClaimsThatNameEachOtherAreOneGroup) {
  Event a = MakeEvent("a", "A");
  AddClaim(a, "1", {"ramani"}).add_contradicts("2");
  AddClaim(a, "2", {"hirose"}).set_modality(Claim::FEARED);
  Event b = MakeEvent("b", "B");
  AddClaim(b, "1", {"putin"}).add_contradicts("a#2");
  AddClaim(b, "2", {"putin"});
  Add(b);
  Add(a);
  EXPECT_THAT(Found(), ElementsAre("rival-claims"));
  const Finding finding = First(FindingKind::kRivalClaims);
  EXPECT_THAT(finding.claims, ElementsAre("a#1", "a#2", "b#1"));
  EXPECT_THAT(finding.records, ElementsAre("a", "b"));
  records_[1].mutable_event()->mutable_claims(1)->set_status(Claim::REJECTED);
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CourtTest, WhatOneAssertsAndAnotherDeniesIsRival) {
  CausalLink link = MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"});
  AddClaim(link, "1", {"ramani"});
  AddClaim(link, "2", {"hirose"}).set_negated(true);
  Add(link);
  EXPECT_THAT(Found(), ElementsAre("rival-claims"));
  EXPECT_THAT(First(FindingKind::kRivalClaims).claims,
              ElementsAre("l#1", "l#2"));
  options_.scope.holder = "ramani";
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CourtTest, AFearAndADenialAreNotRivals) {
  Event event = MakeEvent("e", "Effect");
  AddClaim(event, "1", {"ramani"}).set_modality(Claim::FEARED);
  AddClaim(event, "2", {"hirose"}).set_negated(true);
  Add(event);
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CourtTest, ARecordThatIsNotThereHasNoRivalClaims) {
  Event event = MakeEvent("e", "Effect");
  AddClaim(event, "1", {"ramani"}).add_contradicts("gone#1");
  Add(event);
  EXPECT_THAT(Found(), IsEmpty());
}

// ---- Forecasts

class CourtForecastTest : public CourtTest {
 protected:
  CourtForecastTest() {
    event_ = MakeEvent("e", "Election", "2018");
    AddClaim(event_, "f", {"ramani"}).set_modality(Claim::FUTURE);
  }

  std::vector<std::string> On(const std::string& day) {
    options_.now = *Instant::Parse(day + "T00:00:00Z");
    records_.clear();
    Add(event_);
    return Found();
  }

  Event event_;
};

TEST_F(CourtForecastTest, AForecastIsDueWhenItsTimeIsOver) {
  EXPECT_THAT(On("2017-12-31"), IsEmpty());
  EXPECT_THAT(On("2018-01-01"), ElementsAre("forecast-possibly-due"));
  EXPECT_THAT(On("2018-12-31"), ElementsAre("forecast-possibly-due"));
  EXPECT_THAT(On("2019-01-01"), ElementsAre("forecast-due"));
  const Finding finding = First(FindingKind::kForecastDue);
  EXPECT_THAT(finding.claims, ElementsAre("e#f"));
  EXPECT_EQ(finding.due->ToString(), "2018-12-31T23:59:59.999999Z");
}

TEST_F(CourtForecastTest, WithoutADateOrAClockNothingIsDue) {
  Add(event_);
  EXPECT_THAT(Found(), IsEmpty());
  event_.mutable_when()->set_edtf("");
  EXPECT_THAT(On("2019-01-01"), IsEmpty());
  event_.mutable_when()->set_edtf("[..2018]");
  EXPECT_THAT(On("2018-06-01"), IsEmpty());
  event_.mutable_when()->set_edtf("[2018..]");
  EXPECT_THAT(On("2300-01-01"), ElementsAre("forecast-possibly-due"));
}

TEST_F(CourtForecastTest, WhatSettlesAForecastIsItsStatusOrAnotherClaim) {
  for (const auto status : {Claim::CAME_TRUE, Claim::DID_NOT_COME_TRUE,
                            Claim::REJECTED, Claim::SUPERSEDED}) {
    event_.mutable_claims(0)->set_status(status);
    EXPECT_THAT(On("2019-01-01"), IsEmpty());
  }
  event_.mutable_claims(0)->set_status(Claim::ACCEPTED);
  EXPECT_THAT(On("2019-01-01"), ElementsAre("forecast-due"));
  Claim& report = AddClaim(event_, "r", {"tass"});
  EXPECT_THAT(On("2019-01-01"), IsEmpty());
  report.set_negated(true);
  EXPECT_THAT(On("2019-01-01"), IsEmpty());
}

TEST_F(CourtForecastTest, AFearIsNoForecastAndADoubtedDateIsNotOver) {
  event_.mutable_when()->set_edtf("2018?");
  EXPECT_THAT(On("2019-01-01"), ElementsAre("forecast-possibly-due"));
  options_.as_stated = true;
  EXPECT_THAT(On("2019-01-01"), ElementsAre("forecast-due"));
  event_.mutable_claims(0)->set_modality(Claim::FEARED);
  EXPECT_THAT(On("2019-01-01"), IsEmpty());
}

TEST_F(CourtForecastTest, AClaimsOwnDateSaysWhenItIsDue) {
  event_.mutable_when()->set_edtf("");
  event_.mutable_claims(0)->mutable_when()->set_edtf("2017");
  EXPECT_THAT(On("2018-01-01"), ElementsAre("forecast-due"));
}

TEST_F(CourtForecastTest, ALinkIsDueWhenAllItsEffectsAre) {
  options_.now = *Instant::Parse("2019-01-01T00:00:00Z");
  Add(MakeEvent("a", "A", "2017"));
  Add(MakeEvent("b", "B", "2018"));
  CausalLink link = MakeLink("l", {"c"}, CausalLink::CAUSE, {"a", "b"});
  AddClaim(link, "f", {"ramani"}).set_modality(Claim::FUTURE);
  Add(link);
  EXPECT_THAT(Found(), ElementsAre("only-forecast", "forecast-due"));
  *records_[1].mutable_event() = MakeEvent("b", "B", "2020");
  EXPECT_THAT(Found(), ElementsAre("only-forecast"));
  *records_[1].mutable_event() = MakeEvent("b", "B");
  EXPECT_THAT(Found(), ElementsAre("only-forecast"));
}

// ---- The hearing itself

TEST_F(CourtTest, BeyondTheLimitFindingsAreCounted) {
  AddEvents("1951", "1950");
  for (int i = 0; i < 5; ++i) {
    Add(MakeLink("l" + std::to_string(i), {"c"}, CausalLink::CAUSE, {"e"}));
  }
  options_.findings_max = 2;
  const CourtReport report = Judge();
  EXPECT_EQ(report.CountOf(FindingKind::kEffectCertainlyBeforeCause), 5);
  EXPECT_EQ(report.CountOf(FindingKind::kNoSource), 5);
  EXPECT_EQ(report.findings.size(), 4u);
}

TEST_F(CourtTest, LinksAreHeardLast) {
  Court court(options_);
  ASSERT_TRUE(
      court.Hear(ToRecord(MakeLink("l", {"c"}, CausalLink::CAUSE, {"e"})))
          .ok());
  const absl::Status status = court.Hear(ToRecord(MakeEvent("late", "Late")));
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("\"late\""));
}

TEST_F(CourtTest, NothingIsFoundInNothing) { EXPECT_THAT(Found(), IsEmpty()); }

}  // namespace
}  // namespace annals
