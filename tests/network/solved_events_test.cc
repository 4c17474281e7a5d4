// Tests of SolvedEvents: what records say of order, solved and explained.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/solved_events.h"

#include <string>
#include <utility>
#include <vector>

#include "annals/record/build.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Verdict = SolvedEvents::Verdict;

constexpr int64_t kDay = int64_t{86'400} * 1'000'000;

Endpoint End(std::string_view event, Endpoint::Side side) {
  Endpoint endpoint;
  endpoint.set_event(std::string(event));
  endpoint.set_side(side);
  return endpoint;
}

Endpoint At(std::string_view instant) {
  Endpoint endpoint;
  endpoint.set_instant(std::string(instant));
  return endpoint;
}

Constraint Between(std::string_view id, const Endpoint& from,
                   const Endpoint& to, std::string_view min,
                   std::string_view max) {
  Constraint constraint;
  constraint.set_id(std::string(id));
  *constraint.mutable_distance()->mutable_from() = from;
  *constraint.mutable_distance()->mutable_to() = to;
  constraint.mutable_distance()->set_min(std::string(min));
  constraint.mutable_distance()->set_max(std::string(max));
  return constraint;
}

Constraint Related(std::string_view id, std::string_view a,
                   std::initializer_list<AllenConstraint::Relation> relations,
                   std::string_view b) {
  Constraint constraint;
  constraint.set_id(std::string(id));
  constraint.mutable_relation()->set_a(std::string(a));
  constraint.mutable_relation()->set_b(std::string(b));
  for (const auto relation : relations) {
    constraint.mutable_relation()->add_relations(relation);
  }
  return constraint;
}

SolvedEvents Solve(const std::vector<Event>& events,
                   const std::vector<Constraint>& constraints,
                   const NetworkScope& scope = {}) {
  EventNetwork network(scope);
  for (const Event& event : events) EXPECT_TRUE(network.AddEvent(event).ok());
  for (const Constraint& constraint : constraints) {
    EXPECT_TRUE(network.AddConstraint(constraint).ok());
  }
  network.Finish();
  return SolvedEvents(std::move(network));
}

std::string Bounds(const Span& span) {
  return span.earliest_start.ToString() + " " + span.latest_start.ToString() +
         " " + span.earliest_end.ToString() + " " + span.latest_end.ToString();
}

//         1950            1953
// war:    |================|
// after:                    at least a year later
TEST(SolvedEventsTest, AnUndatedEventIsBoundedByAConstraint) {
  const SolvedEvents solved =
      Solve({MakeEvent("war", "War", "1950-06-25/1953-07-27"),
             MakeEvent("after", "Reconstruction")},
            {Between("c1", End("war", Endpoint::END),
                     End("after", Endpoint::START), "P1Y", "")});
  ASSERT_EQ(solved.verdict(), Verdict::kConsistent);
  EXPECT_EQ(Bounds(solved.SpanOf("after")),
            "1954-07-27T00:00:00.000001Z +inf 1954-07-27T00:00:00.000002Z "
            "+inf");
  EXPECT_TRUE(solved.IsTightened("after"));
  EXPECT_FALSE(solved.IsTightened("war"));
}

TEST(SolvedEventsTest, ABoundIsExplainedByTheRecordsThatYieldIt) {
  const SolvedEvents solved =
      Solve({MakeEvent("war", "War", "1950"), MakeEvent("after", "After")},
            {Between("c1", End("war", Endpoint::END),
                     End("after", Endpoint::START), "P10D", "")});
  const std::vector<NetworkStep> steps =
      solved.Explain("after", NetworkBound::kEarliestStart);
  ASSERT_THAT(steps, SizeIs(2));
  EXPECT_EQ(steps[0].from.event, "after");
  EXPECT_EQ(steps[0].reason.record, "c1");
  EXPECT_EQ(steps[0].most, -10 * kDay);
  EXPECT_EQ(steps[1].reason.kind, NetworkReason::Kind::kDate);
  EXPECT_EQ(steps[1].to.event, "");
  EXPECT_THAT(solved.Explain("after", NetworkBound::kLatestEnd), IsEmpty());
}

TEST(SolvedEventsTest, MonthsAreARangeOfDays) {
  const SolvedEvents solved =
      Solve({MakeEvent("b", "B")},
            {Between("c1", At("2017-01-01"), End("b", Endpoint::START), "P3M",
                     "P3M")});
  EXPECT_EQ(Bounds(solved.SpanOf("b")).substr(0, 41),
            "2017-03-31T00:00:00Z 2017-04-03T00:00:00Z");
}

TEST(SolvedEventsTest, ADurationBindsTheEnds) {
  Event lease = MakeEvent("lease", "A lease", "2008-10-01/..");
  lease.mutable_when()->set_duration("P49Y");
  const Span span = Solve({lease}, {}).SpanOf("lease");
  EXPECT_EQ(span.earliest_end.ToString(), "2057-09-30T00:00:00Z");
  EXPECT_EQ(span.latest_end.ToString(), "2057-10-02T23:59:59.999999Z");
}

TEST(SolvedEventsTest, AFixedInstantIsAnEnd) {
  const SolvedEvents solved =
      Solve({MakeEvent("visit", "A visit")},
            {Between("ante", End("visit", Endpoint::END), At("2017-02-03"),
                     "PT0S", "P30D")});
  EXPECT_EQ(solved.SpanOf("visit").latest_end.ToString(),
            "2017-02-03T00:00:00Z");
  EXPECT_EQ(solved.SpanOf("visit").earliest_end.ToString(),
            "2017-01-04T00:00:00Z");
}

TEST(SolvedEventsTest, AContradictionNamesTheRecordsThatResolveIt) {
  const SolvedEvents solved =
      Solve({MakeEvent("a", "A", "1990"), MakeEvent("b", "B"),
             MakeEvent("c", "C", "1985")},
            {Related("c1", "a", {AllenConstraint::BEFORE}, "b"),
             Related("c2", "b", {AllenConstraint::BEFORE}, "c"),
             Related("c3", "c", {AllenConstraint::BEFORE}, "a")});
  ASSERT_EQ(solved.verdict(), Verdict::kContradiction);
  const NetworkContradiction contradiction = solved.Contradiction();
  EXPECT_TRUE(contradiction.is_smallest);
  absl::int128 sum = 0;
  for (size_t i = 0; i < contradiction.steps.size(); ++i) {
    const NetworkStep& step = contradiction.steps[i];
    const NetworkStep& next =
        contradiction.steps[(i + 1) % contradiction.steps.size()];
    EXPECT_EQ(step.to.event, next.from.event);
    EXPECT_EQ(step.to.side, next.from.side);
    sum += step.most;
  }
  EXPECT_LT(sum, 0);
  // The dates contradict c1 and c2, and c3 contradicts them too.
  EXPECT_THAT(contradiction.resolved_by, UnorderedElementsAre("c1", "c2"));
}

TEST(SolvedEventsTest, PartsAndSeriesCountWhenAsked) {
  Event first = MakeEvent("first", "First", "2015");
  first.set_series("s");
  first.set_ordinal(1);
  Event second = MakeEvent("second", "Second");
  second.set_series("s");
  second.set_ordinal(2);
  Event part = MakeEvent("part", "A part");
  part.set_part_of("first");
  const std::vector<Event> events = {first, second, part};
  EXPECT_FALSE(Solve(events, {}).IsTightened("part"));
  NetworkScope scope;
  scope.part_of = true;
  scope.series = true;
  const SolvedEvents solved = Solve(events, {}, scope);
  EXPECT_EQ(Bounds(solved.SpanOf("part")), Bounds(solved.SpanOf("first")));
  EXPECT_EQ(solved.SpanOf("second").earliest_start.ToString(),
            "2015-01-01T00:00:00Z");
  const auto steps = solved.Explain("second", NetworkBound::kEarliestStart);
  ASSERT_THAT(steps, SizeIs(2));
  EXPECT_EQ(steps[0].reason.record, "second");
  EXPECT_EQ(steps[0].to.event, "first");
  EXPECT_THAT(steps[0].given, ElementsAre("first"));
}

TEST(SolvedEventsTest, OnlyClaimsOfTheScopeCount) {
  const std::vector<Event> events = {MakeEvent("a", "A", "1990"),
                                     MakeEvent("b", "B")};
  Constraint said = Related("c1", "a", {AllenConstraint::BEFORE}, "b");
  Claim& claim = *said.add_claims();
  claim.set_id("1");
  claim.add_holders("ramani");
  claim.set_confidence(60);
  EXPECT_TRUE(Solve(events, {said}).IsTightened("b"));
  NetworkScope scope;
  scope.holder = "petrov";
  EXPECT_FALSE(Solve(events, {said}, scope).IsTightened("b"));
  scope.holder = "ramani";
  EXPECT_TRUE(Solve(events, {said}, scope).IsTightened("b"));
  scope.accepted_only = true;
  EXPECT_FALSE(Solve(events, {said}, scope).IsTightened("b"));
  scope = NetworkScope();
  scope.confidence_min = 61;
  EXPECT_FALSE(Solve(events, {said}, scope).IsTightened("b"));
  claim.set_negated(true);
  EXPECT_FALSE(Solve(events, {said}).IsTightened("b"));
}

TEST(SolvedEventsTest, TheHoldersOwnDateCountsForTheHolder) {
  Event war = MakeEvent("war", "War", "1950");
  Claim& rival = AddClaim(war, "1", {"petrov"});
  rival.mutable_when()->set_edtf("1949");
  NetworkScope scope;
  scope.holder = "petrov";
  EXPECT_EQ(Solve({war}, {}).SpanOf("war").earliest_start.ToString(),
            "1950-01-01T00:00:00Z");
  EXPECT_EQ(Solve({war}, {}, scope).SpanOf("war").earliest_start.ToString(),
            "1949-01-01T00:00:00Z");
}

TEST(SolvedEventsTest, DistanceAndRelationComeFromTheNetworkNotFromTwoBoxes) {
  const SolvedEvents solved =
      Solve({MakeEvent("a", "A", "1990"), MakeEvent("b", "B", "1990")},
            {Between("c1", End("a", Endpoint::START), End("b", Endpoint::START),
                     "P1D", "P2D")});
  const auto range =
      solved.DistanceBetween({"a", Endpoint::START}, {"b", Endpoint::START});
  EXPECT_EQ(range.least, kDay);
  EXPECT_EQ(range.most, 2 * kDay);
  EXPECT_EQ(solved.PossibleRelations("a", "b").ToString(),
            "before,meets,overlaps,finished-by,contains");
}

TEST(SolvedEventsTest, ADistanceIsExplainedByTheStepsThatYieldIt) {
  const SolvedEvents solved =
      Solve({MakeEvent("a", "A"), MakeEvent("b", "B"), MakeEvent("c", "C")},
            {Between("c1", End("a", Endpoint::START), End("b", Endpoint::START),
                     "", "P1D"),
             Between("c2", End("b", Endpoint::START), End("c", Endpoint::START),
                     "", "P2D")});
  const auto steps =
      solved.ExplainDistance({"a", Endpoint::START}, {"c", Endpoint::START});
  ASSERT_THAT(steps, SizeIs(2));
  EXPECT_EQ(steps[0].reason.record, "c1");
  EXPECT_EQ(steps[0].to.event, "b");
  EXPECT_EQ(steps[1].reason.record, "c2");
  EXPECT_EQ(steps[0].most + steps[1].most, 3 * kDay);
  EXPECT_THAT(
      solved.ExplainDistance({"c", Endpoint::START}, {"a", Endpoint::START}),
      IsEmpty());
  EXPECT_THAT(
      solved.ExplainDistance({"a", Endpoint::START}, {"x", Endpoint::START}),
      IsEmpty());
}

TEST(SolvedEventsTest, ADistanceThroughTheDatesIsExplainedByThem) {
  const SolvedEvents solved =
      Solve({MakeEvent("a", "A", "1990"), MakeEvent("b", "B", "1992")}, {});
  const auto steps =
      solved.ExplainDistance({"b", Endpoint::START}, {"a", Endpoint::START});
  ASSERT_THAT(steps, SizeIs(2));
  EXPECT_EQ(steps[0].reason.record, "b");
  EXPECT_EQ(steps[1].reason.record, "a");
  EXPECT_LT(steps[0].most + steps[1].most, 0);
}

TEST(SolvedEventsTest, WhatLastsForeverEndsAtInfinity) {
  Event forever = MakeEvent("forever", "Forever", "2003/..");
  forever.mutable_when()->set_extent(When::THROUGHOUT);
  const SolvedEvents solved = Solve({forever}, {});
  EXPECT_EQ(solved.SpanOf("forever").earliest_end.ToString(), "+inf");
  EXPECT_FALSE(solved.IsTightened("forever"));
  const SolvedEvents after =
      Solve({forever, MakeEvent("b", "B")},
            {Related("c1", "forever", {AllenConstraint::BEFORE}, "b")});
  ASSERT_EQ(after.verdict(), Verdict::kContradiction);
  EXPECT_THAT(after.Contradiction().resolved_by,
              UnorderedElementsAre("forever", "c1"));
}

TEST(SolvedEventsTest, AHornClauseActsOnceItsEndsAreForcedEqual) {
  // "Starts, or else b starts first": if both start at once, a ends first.
  const auto relations = {
      AllenConstraint::STARTS,   AllenConstraint::DURING,
      AllenConstraint::FINISHES, AllenConstraint::OVERLAPPED_BY,
      AllenConstraint::MET_BY,   AllenConstraint::AFTER};
  const std::vector<Event> events = {MakeEvent("a", "A"),
                                     MakeEvent("b", "B", "1990/1991-01-01")};
  const std::vector<Constraint> constraints = {
      Related("horn", "a", relations, "b"),
      Between("same", End("a", Endpoint::START), End("b", Endpoint::START),
              "PT0S", "PT0S")};
  const SolvedEvents solved = Solve(events, constraints);
  ASSERT_EQ(solved.verdict(), Verdict::kConsistent);
  EXPECT_EQ(solved.PossibleRelations("a", "b").ToString(), "starts");
  const auto steps = solved.Explain("a", NetworkBound::kLatestEnd);
  ASSERT_FALSE(steps.empty());
  EXPECT_EQ(steps.back().reason.record, "horn");
  EXPECT_THAT(steps.back().given, ElementsAre("same"));
}

TEST(SolvedEventsTest, DisjointEventsThatMustOverlapAreFoundByCases) {
  const std::vector<Event> events = {MakeEvent("a", "A", "1990/1992"),
                                     MakeEvent("b", "B", "1991/1993")};
  const Constraint apart = Related(
      "c1", "a", {AllenConstraint::BEFORE, AllenConstraint::AFTER}, "b");
  const SolvedEvents solved = Solve(events, {apart});
  ASSERT_EQ(solved.verdict(), Verdict::kContradiction);
  const NetworkContradiction contradiction = solved.Contradiction();
  EXPECT_THAT(contradiction.violated, ElementsAre("c1"));
  EXPECT_THAT(contradiction.resolved_by, ElementsAre("c1"));
}

TEST(SolvedEventsTest, ASearchThatIsCutSaysThatNothingIsDecided) {
  EventNetwork network;
  ASSERT_TRUE(network.AddEvent(MakeEvent("a", "A")).ok());
  ASSERT_TRUE(network.AddEvent(MakeEvent("b", "B")).ok());
  ASSERT_TRUE(network
                  .AddConstraint(Related(
                      "c1", "a",
                      {AllenConstraint::BEFORE, AllenConstraint::AFTER}, "b"))
                  .ok());
  CaseSearchLimits limits;
  limits.work_max = 1;
  const SolvedEvents cut(network, limits);
  EXPECT_EQ(cut.verdict(), Verdict::kNotDecided);
  EXPECT_THAT(cut.loose(), ElementsAre("c1"));
  const SolvedEvents whole(network);
  EXPECT_EQ(whole.verdict(), Verdict::kConsistent);
  EXPECT_FALSE(whole.AreBoundsTightest());
}

}  // namespace
}  // namespace annals
