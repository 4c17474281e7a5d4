// Tests of ClaimScope: which claims count.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/claim_scope.h"

#include <string>

#include "annals/record/build.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

Event Said(const std::string& holder) {
  Event event = MakeEvent("e", "Event");
  AddClaim(event, "1", {"Ramani", holder});
  return event;
}

TEST(ClaimScopeTest, ByDefaultItChoosesNothingAndWhatIsAssertedCounts) {
  Event event = Said("Moscow");
  EXPECT_FALSE(Chooses({}));
  EXPECT_TRUE(Counts(event.claims(), {}));
  event.mutable_claims(0)->set_modality(Claim::FEARED);
  EXPECT_FALSE(Counts(event.claims(), {}));
}

TEST(ClaimScopeTest, AHolderMayBeAnyInTheList) {
  ClaimScope scope;
  scope.holder = "Moscow";
  EXPECT_TRUE(Chooses(scope));
  EXPECT_TRUE(Counts(Said("Moscow").claims(), scope));
  EXPECT_FALSE(Counts(Said("Beijing").claims(), scope));
  scope.holder = "Ramani";
  EXPECT_TRUE(Counts(Said("Beijing").claims(), scope));
}

TEST(ClaimScopeTest, WhatNobodyHoldsNoHolderSays) {
  ClaimScope scope;
  const Event event = MakeEvent("e", "Event");
  EXPECT_TRUE(Counts(event.claims(), scope));
  scope.accepted_only = true;
  scope.confidence_min = 90;
  EXPECT_TRUE(Counts(event.claims(), scope));
  scope.holder = "Moscow";
  EXPECT_FALSE(Counts(event.claims(), scope));
}

TEST(ClaimScopeTest, AcceptedIsWhatWasJudgedSo) {
  ClaimScope scope;
  scope.accepted_only = true;
  Event event = Said("Moscow");
  EXPECT_FALSE(Counts(event.claims(), scope));
  event.mutable_claims(0)->set_status(Claim::ACCEPTED);
  EXPECT_TRUE(Counts(event.claims(), scope));
}

TEST(ClaimScopeTest, AClaimWithoutAConfidenceIsNotConfident) {
  ClaimScope scope;
  scope.confidence_min = 60;
  Event event = Said("Moscow");
  EXPECT_FALSE(Counts(event.claims(), scope));
  event.mutable_claims(0)->set_confidence(59);
  EXPECT_FALSE(Counts(event.claims(), scope));
  event.mutable_claims(0)->set_confidence(60);
  EXPECT_TRUE(Counts(event.claims(), scope));
}

TEST(ClaimScopeTest, OneClaimHasToMeetItAll) {
  ClaimScope scope;
  scope.holder = "Moscow";
  scope.accepted_only = true;
  Event event = Said("Moscow");
  AddClaim(event, "2", {"Beijing"}).set_status(Claim::ACCEPTED);
  EXPECT_FALSE(Counts(event.claims(), scope));
}

TEST(ClaimScopeTest, ADenialMayBeChosenButDoesNotCount) {
  ClaimScope scope;
  scope.holder = "Moscow";
  Event event = Said("Moscow");
  event.mutable_claims(0)->set_negated(true);
  EXPECT_TRUE(IsChosen(event.claims(0), scope));
  EXPECT_FALSE(Counts(event.claims(), scope));
}

}  // namespace
}  // namespace annals
