// Tests of annals/record/validate.h: claims and their evidence.
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
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// "path: message" of each fault.
std::vector<std::string> FaultsOf(const Record& record) {
  std::vector<std::string> words;
  for (const Fault& fault : Validate(record)) {
    words.push_back(fault.path + ": " + fault.message);
  }
  return words;
}

// An event with one claim, for a test to spoil.
class ValidateClaimTest : public ::testing::Test {
 protected:
  std::vector<std::string> Faults() { return FaultsOf(ToRecord(event_)); }

  Event event_ = MakeEvent("oil", "China suspends oil");
  Claim& claim_ = AddClaim(event_, "c1", {"Ramani"});
};

TEST_F(ValidateClaimTest, IdsAreUniqueInTheRecord) {
  AddClaim(event_, "c1", {});
  AddClaim(event_, "", {});
  AddClaim(event_, "a/b", {});
  EXPECT_THAT(Faults(), ElementsAre(StartsWith("claims[1].id: \"c1\" is the id "
                                               "of an earlier claim too"),
                                    StartsWith("claims[2].id: missing"),
                                    StartsWith("claims[3].id: \"a/b\" at "
                                               "offset 1")));
}

TEST_F(ValidateClaimTest, ConfidenceIsAPercentage) {
  for (const int confidence : {0, 100}) {
    claim_.set_confidence(confidence);
    EXPECT_THAT(Faults(), IsEmpty());
  }
  claim_.set_confidence(101);
  EXPECT_THAT(Faults(),
              ElementsAre("claims[0].confidence: 101; want 0 to 100"));
}

TEST_F(ValidateClaimTest, CredibilityGoesFromOneToSix) {
  claim_.set_credibility(6);
  EXPECT_THAT(Faults(), IsEmpty());
  claim_.set_credibility(0);
  EXPECT_THAT(Faults(), ElementsAre("claims[0].credibility: 0; want 1 to 6"));
}

TEST_F(ValidateClaimTest, ASpanHasBothEnds) {
  Evidence& evidence = *claim_.add_evidence();
  evidence.set_source("s");
  evidence.set_end(5);
  EXPECT_THAT(Faults(), ElementsAre("claims[0].evidence[0].begin: missing; a "
                                    "span needs begin and end"));
}

TEST_F(ValidateClaimTest, ASpanMayBeginAtZeroAndEndsLater) {
  Evidence& evidence = *claim_.add_evidence();
  evidence.set_source("s");
  evidence.set_begin(0);
  evidence.set_end(5);
  EXPECT_THAT(Faults(), IsEmpty());
  evidence.set_end(0);
  EXPECT_THAT(
      Faults(),
      ElementsAre("claims[0].evidence[0].end: 0; want more than begin, 0"));
  evidence.set_begin(-1);
  EXPECT_THAT(Faults(),
              ElementsAre("claims[0].evidence[0].begin: -1; want 0 or more"));
}

TEST_F(ValidateClaimTest, AQuoteFitsItsSpan) {
  Evidence& evidence = AddEvidence(claim_, "s", "because of");
  evidence.set_begin(10);
  evidence.set_end(20);
  EXPECT_THAT(Faults(), IsEmpty());
  evidence.set_end(19);
  EXPECT_THAT(Faults(),
              ElementsAre(StartsWith(
                  "claims[0].evidence[0].quote: 10 bytes in a span of 9")));
}

TEST_F(ValidateClaimTest, EvidencePointsSomewhere) {
  claim_.add_evidence()->set_source("s");
  EXPECT_THAT(Faults(), ElementsAre(StartsWith("claims[0].evidence[0]: no "
                                               "span, quote or page")));
  claim_.mutable_evidence(0)->set_page("214-215");
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_F(ValidateClaimTest, EvidenceNamesItsSource) {
  AddEvidence(claim_, "", "because of");
  EXPECT_THAT(Faults(),
              ElementsAre(StartsWith("claims[0].evidence[0].source: missing")));
}

TEST_F(ValidateClaimTest, AQuoteMayRunOverLines) {
  AddEvidence(claim_, "s", "because\r\nof");
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_F(ValidateClaimTest, AClaimOfTheSameRecordExists) {
  AddClaim(event_, "c2", {});
  claim_.add_supports("c2");
  claim_.add_contradicts("oil#c2");
  EXPECT_THAT(Faults(), IsEmpty());
  claim_.add_supports("c3");
  claim_.add_contradicts("oil#c4");
  EXPECT_THAT(Faults(),
              ElementsAre(StartsWith("claims[0].supports[1]: no claim \"c3\""),
                          StartsWith("claims[0].contradicts[1]: no claim "
                                     "\"c4\"")));
}

TEST_F(ValidateClaimTest, AClaimSupportsAnother) {
  claim_.add_supports("c1");
  claim_.add_supports("oil#c1");
  EXPECT_THAT(
      Faults(),
      ElementsAre("claims[0].supports[0]: \"c1\" is this claim itself",
                  "claims[0].supports[1]: \"c1\" is this claim itself"));
}

TEST_F(ValidateClaimTest, AnothersClaimIsNamedByRecordAndClaim) {
  claim_.add_supports("coal/1#c7");
  EXPECT_THAT(Faults(), IsEmpty());
  for (const char* const name : {"#c7", "coal#", "coal#a#b", "co al#c7", ""}) {
    claim_.set_supports(0, name);
    EXPECT_THAT(Faults(), ElementsAre(StartsWith("claims[0].supports[0]: ")))
        << name;
  }
}

TEST_F(ValidateClaimTest, AMethodIsHumanOrAVersionOfARule) {
  for (const char* const method : {"", "human", "causal-cue@3"}) {
    claim_.set_method(method);
    EXPECT_THAT(Faults(), IsEmpty()) << method;
  }
  for (const char* const method : {"Human", "rule@", "@1", "a@b@c", "a b@1"}) {
    claim_.set_method(method);
    EXPECT_THAT(Faults(), ElementsAre(HasSubstr("want \"human\" or")))
        << method;
  }
}

TEST_F(ValidateClaimTest, ARivalDateIsChecked) {
  claim_.mutable_when()->set_edtf("1985-13");
  EXPECT_THAT(Faults(), ElementsAre(StartsWith("claims[0].when.edtf: ")));
}

TEST_F(ValidateClaimTest, OnlyAnEventsClaimGivesADate) {
  CausalLink link = MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"});
  AddClaim(link, "c1", {}).mutable_when()->set_edtf("1985");
  EXPECT_THAT(FaultsOf(ToRecord(link)),
              ElementsAre("claims[0].when: only the claims of an event may "
                          "give a date"));
}

}  // namespace
}  // namespace annals
