// Tests of annals/record/record.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/record.h"

#include <string>
#include <vector>

#include "annals/record/build.h"
#include "annals/record/references.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// "path=id", "path=id#claim", "path~words".
std::vector<std::string> InWords(const std::vector<Reference>& references) {
  std::vector<std::string> words;
  for (const Reference& reference : references) {
    words.push_back(reference.path + (reference.may_be_words ? "~" : "=") +
                    reference.id +
                    (reference.claim.empty() ? "" : "#" + reference.claim));
  }
  return words;
}

TEST(RecordTest, EachKindHasItsNameIdAndTitle) {
  const Record event = ToRecord(MakeEvent("oil", "China suspends oil"));
  EXPECT_EQ(RecordKindName(*KindOf(event)), "event");
  EXPECT_EQ(IdOf(event), "oil");
  EXPECT_EQ(TitleOf(event), "China suspends oil");

  const Record source = ToRecord(MakeSource("s", "The Diplomat"));
  EXPECT_EQ(RecordKindName(*KindOf(source)), "source");
  EXPECT_EQ(TitleOf(source), "The Diplomat");

  const Record entity = ToRecord(MakeEntity("cn", Entity::STATE, "China"));
  EXPECT_EQ(RecordKindName(*KindOf(entity)), "entity");
  EXPECT_EQ(TitleOf(entity), "China");
}

TEST(RecordTest, LinksAndConstraintsHaveNoTitle) {
  const Record link = ToRecord(MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"}));
  EXPECT_EQ(RecordKindName(*KindOf(link)), "causal_link");
  EXPECT_EQ(TitleOf(link), "");
  const Record constraint = ToRecord(Constraint());
  EXPECT_EQ(RecordKindName(*KindOf(constraint)), "constraint");
  EXPECT_EQ(TitleOf(constraint), "");
}

TEST(RecordTest, ARecordOfNoKindHasNothing) {
  const Record record;
  EXPECT_FALSE(KindOf(record).has_value());
  EXPECT_EQ(IdOf(record), "");
  EXPECT_EQ(TitleOf(record), "");
  EXPECT_THAT(ClaimsOf(record), IsEmpty());
  EXPECT_THAT(ReferencesOf(record), IsEmpty());
}

TEST(RecordTest, AnIdCanBeGivenToEachKind) {
  for (Record record :
       {ToRecord(Event()), ToRecord(CausalLink()), ToRecord(Constraint()),
        ToRecord(Source()), ToRecord(Entity())}) {
    SetId(record, "new");
    EXPECT_EQ(IdOf(record), "new");
  }
}

TEST(RecordTest, AnEventNamesEntitiesPlacesAndOtherEvents) {
  Event event = MakeEvent("a", "A list");
  event.add_participants()->set_entity("cn");
  AddParticipant(event, "Russia");
  event.add_places("Rason");
  event.set_part_of("larger");
  event.add_about("b");
  event.add_same_as("c");
  EXPECT_THAT(InWords(ReferencesOf(ToRecord(event))),
              ElementsAre("participants[0].entity=cn", "places[0]~Rason",
                          "part_of=larger", "about[0]=b", "same_as[0]=c"));
}

TEST(RecordTest, ALinkNamesItsEndsAndWhatItsClaimsRestOn) {
  CausalLink link = MakeLink("l", {"a", "b"}, CausalLink::CAUSE, {"c"});
  Claim& claim = AddClaim(link, "c1", {"Ramani"});
  claim.add_conditions("if oil stays cheap");
  AddEvidence(claim, "article", "because of");
  EXPECT_THAT(InWords(ReferencesOf(ToRecord(link))),
              ElementsAre("causes[0]=a", "causes[1]=b", "effects[0]=c",
                          "claims[0].holders[0]~Ramani",
                          "claims[0].conditions[0]~if oil stays cheap",
                          "claims[0].evidence[0].source=article"));
}

TEST(RecordTest, ClaimsOfTheSameRecordAreNoReferences) {
  Event event = MakeEvent("a", "A");
  Claim& claim = AddClaim(event, "c1", {});
  claim.add_supports("c2");
  claim.add_supports("a#c2");
  claim.add_contradicts("b#c7");
  EXPECT_THAT(InWords(ReferencesOf(ToRecord(event))),
              ElementsAre("claims[0].contradicts[0]=b#c7"));
}

TEST(RecordTest, ConstraintsSourcesAndEntitiesNameOthersToo) {
  Constraint constraint;
  constraint.mutable_distance()->mutable_from()->set_event("a");
  constraint.mutable_distance()->mutable_to()->set_event("b");
  EXPECT_THAT(InWords(ReferencesOf(ToRecord(constraint))),
              ElementsAre("distance.from.event=a", "distance.to.event=b"));
  Source source = MakeSource("s", "S");
  source.add_derived_from("t");
  EXPECT_THAT(InWords(ReferencesOf(ToRecord(source))),
              ElementsAre("derived_from[0]=t"));
  Entity entity = MakeEntity("e", Entity::PLACE, "E");
  entity.set_part_of("f");
  EXPECT_THAT(InWords(ReferencesOf(ToRecord(entity))),
              ElementsAre("part_of=f"));
}

TEST(RecordTest, WhatMayBeWordsBindsNothing) {
  Event event = MakeEvent("a", "A");
  AddParticipant(event, "USGS", Participant::AGENT).set_entity("e");
  event.add_places("Seoul");
  event.add_about("b");
  Claim& claim = AddClaim(event, "c1", {"A historian"});
  claim.add_conditions("if it rains");
  claim.add_supports("b#c7");
  AddEvidence(claim, "article", "words");
  const Record record = ToRecord(event);
  std::vector<std::string> want;
  for (const Reference& each : ReferencesOf(record)) {
    if (!each.may_be_words) want.push_back(each.path);
  }
  std::vector<std::string> found;
  for (const Reference& each : BindingReferencesOf(record)) {
    found.push_back(each.path);
  }
  EXPECT_EQ(found, want);
  EXPECT_THAT(found, SizeIs(4));
}

TEST(RecordTest, AReferenceSaysWhichKindsItMayName) {
  CausalLink link = MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"});
  const std::vector<Reference> references = ReferencesOf(ToRecord(link));
  EXPECT_TRUE(references[0].Admits(RecordKind::kEvent));
  EXPECT_TRUE(references[0].Admits(RecordKind::kCausalLink));
  EXPECT_FALSE(references[0].Admits(RecordKind::kSource));
}

}  // namespace
}  // namespace annals
