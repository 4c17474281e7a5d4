// Tests of OrderImpliedBy: which kinds of link tell of order.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/implied_order.h"

#include <string>
#include <vector>

#include "annals/record/build.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "a.start -> b.end PT0S..".
std::vector<std::string> Implied(const CausalLink& link) {
  std::vector<std::string> texts;
  for (const Distance& distance : OrderImpliedBy(link)) {
    const auto end = [](const Endpoint& endpoint) {
      return endpoint.event() +
             (endpoint.side() == Endpoint::START ? ".start" : ".end");
    };
    texts.push_back(end(distance.from()) + " -> " + end(distance.to()) + " " +
                    distance.min() + ".." + distance.max());
  }
  return texts;
}

TEST(OrderImpliedByTest, ACauseStartsNoLaterThanItsEffect) {
  for (const auto kind :
       {CausalLink::KIND_UNSPECIFIED, CausalLink::CAUSE, CausalLink::TRIGGER,
        CausalLink::ENABLE, CausalLink::PRECONDITION, CausalLink::MOTIVATE,
        CausalLink::RESPONSE}) {
    EXPECT_THAT(Implied(MakeLink("l", {"a"}, kind, {"b"})),
                ElementsAre("a.start -> b.start PT0S.."));
  }
}

TEST(OrderImpliedByTest, WhatActsOnAnEffectStartsBeforeItIsOver) {
  for (const auto kind : {CausalLink::CONTRIBUTE, CausalLink::HINDER,
                          CausalLink::MAINTAIN, CausalLink::END}) {
    EXPECT_THAT(Implied(MakeLink("l", {"a"}, kind, {"b"})),
                ElementsAre("a.start -> b.end PT0S.."));
  }
}

TEST(OrderImpliedByTest, PreventionPurposeAndGroundsImplyNothing) {
  for (const auto kind : {CausalLink::PREVENT, CausalLink::PURPOSE,
                          CausalLink::EVIDENCE_FOR, CausalLink::DESPITE}) {
    EXPECT_THAT(Implied(MakeLink("l", {"a"}, kind, {"b"})), IsEmpty());
  }
}

TEST(OrderImpliedByTest, JointCausesAllComeFirstAlternativesPerhapsNot) {
  CausalLink link = MakeLink("l", {"a", "b"}, CausalLink::CAUSE, {"c"});
  EXPECT_THAT(Implied(link), ElementsAre("a.start -> c.start PT0S..",
                                         "b.start -> c.start PT0S.."));
  link.set_combination(CausalLink::ALTERNATIVE);
  EXPECT_THAT(Implied(link), IsEmpty());
}

TEST(OrderImpliedByTest, ALagRunsFromStartToStart) {
  CausalLink link = MakeLink("l", {"a"}, CausalLink::CONTRIBUTE, {"b"});
  link.set_lag_max("P3M");
  EXPECT_THAT(Implied(link), ElementsAre("a.start -> b.end PT0S..",
                                         "a.start -> b.start ..P3M"));
}

TEST(OrderImpliedByTest, OnlyOpenAndAcceptedClaimsAddOrder) {
  CausalLink link = MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"});
  EXPECT_TRUE(AddsOrder(link));
  Claim& claim = AddClaim(link, "1", {"ramani"});
  EXPECT_TRUE(AddsOrder(link));
  claim.set_status(Claim::DISPUTED);
  EXPECT_FALSE(AddsOrder(link));
  claim.set_status(Claim::ACCEPTED);
  EXPECT_TRUE(AddsOrder(link));
  claim.set_modality(Claim::FUTURE);
  EXPECT_FALSE(AddsOrder(link));
}

}  // namespace
}  // namespace annals
