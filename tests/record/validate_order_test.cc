// Tests of annals/record/validate.h: links, constraints, sources, entities.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <vector>

#include "annals/record/build.h"
#include "annals/record/validate.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// "path: message" of each fault.
template <typename Message>
std::vector<std::string> FaultsOf(const Message& message) {
  std::vector<std::string> words;
  for (const Fault& fault : Validate(ToRecord(message))) {
    words.push_back(fault.path + ": " + fault.message);
  }
  return words;
}

Constraint AtLeast(const std::string& min, const std::string& max) {
  Constraint constraint;
  constraint.set_id("k");
  Distance& distance = *constraint.mutable_distance();
  distance.mutable_from()->set_event("a");
  distance.mutable_from()->set_side(Endpoint::END);
  distance.mutable_to()->set_event("b");
  distance.mutable_to()->set_side(Endpoint::START);
  distance.set_min(min);
  distance.set_max(max);
  return constraint;
}

TEST(ValidateLinkTest, ALinkHasBothEnds) {
  EXPECT_THAT(FaultsOf(CausalLink()),
              ElementsAre("causes: missing; want at least one id",
                          "effects: missing; want at least one id"));
}

TEST(ValidateLinkTest, NothingIsNamedTwice) {
  const CausalLink link =
      MakeLink("l", {"a", "b", "a"}, CausalLink::CAUSE, {"c", "b"});
  EXPECT_THAT(FaultsOf(link),
              ElementsAre(StartsWith("causes[2]: \"a\" is named twice"),
                          StartsWith("effects[1]: \"b\" is named twice")));
}

TEST(ValidateLinkTest, ALinkDoesNotNameItself) {
  EXPECT_THAT(FaultsOf(MakeLink("l", {"l"}, CausalLink::CAUSE, {"b"})),
              ElementsAre("causes[0]: \"l\" is this record itself"));
}

TEST(ValidateLinkTest, TheLeastLagIsNotTheGreater) {
  CausalLink link = MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"});
  link.set_lag_min("-P1D");
  link.set_lag_max("P3M");
  EXPECT_THAT(FaultsOf(link), IsEmpty());
  // Three months are 89 to 92 days: 90 days may be less.
  link.set_lag_min("P90D");
  EXPECT_THAT(FaultsOf(link), IsEmpty());
  link.set_lag_min("P93D");
  EXPECT_THAT(FaultsOf(link),
              ElementsAre("lag_max: \"P3M\" is less than lag_min \"P93D\""));
}

TEST(ValidateConstraintTest, SomethingIsKnown) {
  Constraint constraint;
  EXPECT_THAT(FaultsOf(constraint),
              ElementsAre(": neither distance nor relation; want one of them"));
  EXPECT_THAT(FaultsOf(AtLeast("", "")),
              ElementsAre("distance: neither min nor max; want at least one"));
  EXPECT_THAT(FaultsOf(AtLeast("P3M", "")), IsEmpty());
  EXPECT_THAT(FaultsOf(AtLeast("P2D", "P1D")),
              ElementsAre(StartsWith("distance.max: \"P1D\" is less")));
}

TEST(ValidateConstraintTest, AnEndpointIsASideOfAnEventOrAnInstant) {
  Constraint constraint = AtLeast("P1D", "");
  Endpoint& from = *constraint.mutable_distance()->mutable_from();
  from.clear_side();
  EXPECT_THAT(FaultsOf(constraint),
              ElementsAre(StartsWith("distance.from.side: missing")));
  from.set_instant("2017");
  EXPECT_THAT(FaultsOf(constraint),
              ElementsAre(StartsWith("distance.from: both event and instant"),
                          StartsWith("distance.from.side: missing")));
  from.clear_event();
  EXPECT_THAT(FaultsOf(constraint), IsEmpty());
  from.clear_instant();
  EXPECT_THAT(FaultsOf(constraint),
              ElementsAre(StartsWith("distance.from: missing")));
}

TEST(ValidateConstraintTest, AnInstantIsAPlainDateOrHasAZone) {
  Constraint constraint = AtLeast("P1D", "");
  Endpoint& from = *constraint.mutable_distance()->mutable_from();
  from.Clear();
  for (const char* const instant :
       {"2017", "2017-02-03", "2017-02-03T10:00:00Z", "Y-13800000000"}) {
    from.set_instant(instant);
    EXPECT_THAT(FaultsOf(constraint), IsEmpty()) << instant;
  }
  for (const char* const instant :
       {"2017?", "2017/2018", "201X", "{2017}", "[2017,2018]", "1950S2",
        "2017-02-03T10:00:00", "soon"}) {
    from.set_instant(instant);
    EXPECT_THAT(FaultsOf(constraint),
                ElementsAre(StartsWith("distance.from.instant: ")))
        << instant;
  }
}

TEST(ValidateConstraintTest, AtLeastOneEndIsAnEvents) {
  Constraint constraint = AtLeast("P1D", "");
  constraint.mutable_distance()->mutable_from()->Clear();
  constraint.mutable_distance()->mutable_from()->set_instant("2017");
  *constraint.mutable_distance()->mutable_to() = constraint.distance().from();
  EXPECT_THAT(FaultsOf(constraint),
              ElementsAre(StartsWith("distance: between two instants")));
}

TEST(ValidateConstraintTest, ARelationIsBetweenTwoEvents) {
  Constraint constraint;
  AllenConstraint& relation = *constraint.mutable_relation();
  EXPECT_THAT(FaultsOf(constraint),
              ElementsAre("relation.a: missing; want a record's id",
                          "relation.relations: missing; want at least one "
                          "relation",
                          "relation.b: missing; want a record's id"));
  relation.set_a("x");
  relation.set_b("x");
  relation.add_relations(AllenConstraint::RELATION_UNSPECIFIED);
  EXPECT_THAT(FaultsOf(constraint),
              ElementsAre(StartsWith("relation.relations[0]: unspecified"),
                          StartsWith("relation.b: \"x\" is `a` too")));
}

TEST(ValidateSourceTest, AHashIs64DigitsInLowerCase) {
  Source source = MakeSource("s", "S");
  source.set_sha256(std::string(64, 'a'));
  EXPECT_THAT(FaultsOf(source), IsEmpty());
  for (const std::string& digits :
       {std::string(63, 'a'), std::string(64, 'A'), std::string(64, 'g')}) {
    source.set_sha256(digits);
    EXPECT_THAT(FaultsOf(source), ElementsAre(StartsWith("sha256: ")));
  }
}

TEST(ValidateSourceTest, ALanguageIsATag) {
  Source source = MakeSource("s", "S");
  for (const char* const tag : {"en", "ko-KP", "zh-Hant-TW"}) {
    source.set_language(tag);
    EXPECT_THAT(FaultsOf(source), IsEmpty()) << tag;
  }
  for (const char* const tag : {"ko_KP", "-", "en-", "English language"}) {
    source.set_language(tag);
    EXPECT_THAT(FaultsOf(source), ElementsAre(StartsWith("language: "))) << tag;
  }
}

TEST(ValidateSourceTest, ASourceDoesNotDeriveFromItself) {
  Source source = MakeSource("s", "S");
  source.add_derived_from("s");
  source.mutable_published()->set_edtf("soon");
  EXPECT_THAT(FaultsOf(source),
              ElementsAre(StartsWith("published.edtf: "),
                          "derived_from[0]: \"s\" is this record itself"));
}

TEST(ValidateEntityTest, AnEntityHasAName) {
  Entity entity;
  EXPECT_THAT(FaultsOf(entity),
              ElementsAre("names: missing; want at least one name"));
  entity.add_names()->set_language("ko");
  EXPECT_THAT(FaultsOf(entity), ElementsAre("names[0].text: missing"));
}

TEST(ValidateEntityTest, CoordinatesLieOnTheEarth) {
  Entity entity = MakeEntity("e", Entity::PLACE, "Rason");
  entity.mutable_coordinates()->set_latitude(-90);
  entity.mutable_coordinates()->set_longitude(180);
  EXPECT_THAT(FaultsOf(entity), IsEmpty());
  entity.mutable_coordinates()->set_latitude(90.5);
  entity.mutable_coordinates()->clear_longitude();
  EXPECT_THAT(FaultsOf(entity),
              ElementsAre("coordinates.latitude: 90.5; want -90 to 90 degrees",
                          "coordinates.longitude: missing"));
}

}  // namespace
}  // namespace annals
