// Tests of annals/chronology/internal/event_order.h, through Tell().
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/event_order.h"

#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/causal/implied_order.h"
#include "annals/chronology/chronology.h"
#include "annals/chronology/internal/sentences.h"
#include "annals/chronology/internal/text_markup.h"
#include "annals/network/event_network.h"
#include "annals/record/build.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Selection Choose(const std::vector<Event>& events) {
  Selection selection;
  for (const Event& event : events) {
    Answer answer;
    answer.date = *DateOf(event.when());
    answer.span = *SpanOf(event);
    answer.asserted = IsAsserted(event);
    answer.event = event;
    selection.events.push_back(std::move(answer));
  }
  return selection;
}

// `first` starts at least so long before `second`.
Constraint StartsBefore(const std::string& first, const std::string& second,
                        const std::string& least = "PT0S") {
  Constraint constraint;
  constraint.set_id(absl::StrCat(first, "-", second));
  Distance& distance = *constraint.mutable_distance();
  distance.mutable_from()->set_event(first);
  distance.mutable_from()->set_side(Endpoint::START);
  distance.mutable_to()->set_event(second);
  distance.mutable_to()->set_side(Endpoint::START);
  distance.set_min(least);
  return constraint;
}

SolvedEvents Solve(const std::vector<Event>& events,
                   const std::vector<Constraint>& constraints) {
  EventNetwork network;
  for (const Event& event : events) {
    EXPECT_TRUE(network.AddEvent(event).ok());
  }
  for (const Constraint& constraint : constraints) {
    EXPECT_TRUE(network.AddConstraint(constraint).ok());
  }
  network.Finish();
  return SolvedEvents(std::move(network));
}

Chronology TellWith(const std::vector<Event>& events,
                    const std::vector<Constraint>& constraints,
                    Grouping grouping = Grouping::kYear) {
  const SolvedEvents solved = Solve(events, constraints);
  TellingOptions options;
  options.solved = &solved;
  options.grouping = grouping;
  Selection selection = Choose(events);
  selection.constraints = constraints;
  return *Tell(selection, options);
}

std::vector<std::string> IdsOf(const Part& part) {
  std::vector<std::string> ids;
  for (const Section& section : part.sections) {
    for (const Entry& entry : section.entries) ids.push_back(entry.id);
  }
  return ids;
}

std::vector<std::string> TiesOf(const Entry& entry) {
  const chronology_internal::TextMarkup markup;
  std::vector<std::string> ties;
  for (const Tie& tie : entry.ties) {
    ties.push_back(chronology_internal::Sentence(tie, markup));
  }
  return ties;
}

const Entry& EntryOf(const Chronology& chronology, const std::string& id) {
  static const Entry none;
  for (const Part& part : chronology.parts) {
    for (const Section& section : part.sections) {
      for (const Entry& entry : section.entries) {
        if (entry.id == id) return entry;
      }
    }
  }
  ADD_FAILURE() << "no entry " << id;
  return none;
}

//    2013                 2014
// a: [????????????????????]
// b: [????????????????????]      must not start after a
TEST(EventOrderTest, WhatMustComeFirstComesFirst) {
  const std::vector<Event> events = {MakeEvent("a", "A", "2013"),
                                     MakeEvent("b", "B", "2013")};
  EXPECT_THAT(IdsOf(TellWith(events, {}).parts.at(0)), ElementsAre("a", "b"));
  EXPECT_THAT(IdsOf(TellWith(events, {StartsBefore("b", "a")}).parts.at(0)),
              ElementsAre("b", "a"));
}

//          2012    2013    2014    2015    2016
// early:   [???]
// undated:     >-------------------------<       after early, before late
// middle:                  [???]
// late:                                  [???]
TEST(EventOrderTest, AnUndatedEventStandsAsEarlyAsItMay) {
  const std::vector<Event> events = {
      MakeEvent("early", "Early", "2012"), MakeEvent("undated", "Undated"),
      MakeEvent("middle", "Middle", "2014"), MakeEvent("late", "Late", "2016")};
  const Chronology told =
      TellWith(events, {StartsBefore("early", "undated", "P1Y"),
                        StartsBefore("undated", "late")});
  EXPECT_THAT(IdsOf(told.parts.at(0)),
              ElementsAre("early", "undated", "middle", "late"));
  const Entry& entry = EntryOf(told, "undated");
  EXPECT_EQ(entry.date, "between 31 December 2012 and 31 December 2016");
  EXPECT_THAT(entry.facts.at(0).words, HasSubstr("no source states it"));
  EXPECT_THAT(
      TiesOf(entry),
      ElementsAre("Starts no earlier than 1 year after the start of 1. Early",
                  "Starts no later than the start of 4. Late",
                  "Starts no earlier than 31 December 2012, since 1. Early is "
                  "dated some time in 2012",
                  "Starts no later than 31 December 2016, since 4. Late is "
                  "dated some time in 2016"));
}

//          2012              2016
// early:   [???]
// a:           >                         after early, says Alice
// b:             >                       after a, says Bob
// late:                    [???]         b before late
TEST(EventOrderTest, WhatFollowsFromSeveralRecordsNamesThemAndWhoSaysSo) {
  std::vector<Constraint> constraints = {StartsBefore("early", "a"),
                                         StartsBefore("a", "b"),
                                         StartsBefore("b", "late")};
  constraints[0].add_claims()->add_holders("Alice");
  constraints[1].add_claims()->add_holders("Bob");
  const Chronology told =
      TellWith({MakeEvent("early", "Early", "2012"), MakeEvent("a", "A"),
                MakeEvent("b", "B"), MakeEvent("late", "Late", "2016")},
               constraints);
  EXPECT_THAT(IdsOf(told.parts.at(0)), ElementsAre("early", "a", "b", "late"));
  EXPECT_THAT(
      TiesOf(EntryOf(told, "b")),
      ElementsAre("Starts no earlier than the start of 2. A. According to Bob",
                  "Starts no later than the start of 4. Late",
                  "Starts no earlier than 1 January 2012, since 2. A starts no "
                  "earlier than the start of 1. Early (according to Alice) and "
                  "1. Early is dated some time in 2012",
                  "Starts no later than 31 December 2016, since 4. Late is "
                  "dated some time in 2016"));
}

// Both of 2013; a third, of which nothing is known, stands between.
TEST(EventOrderTest, NeighboursThatOnlyRecordsOrderSayByWhich) {
  const Chronology told =
      TellWith({MakeEvent("a", "A", "2013"), MakeEvent("b", "B", "2013"),
                MakeEvent("z", "Z")},
               {StartsBefore("b", "z"), StartsBefore("z", "a")});
  EXPECT_THAT(IdsOf(told.parts.at(0)), ElementsAre("b", "z", "a"));
  EXPECT_THAT(TiesOf(EntryOf(told, "a")),
              ElementsAre("Starts no earlier than the start of 2. Z"));
  ASSERT_EQ(told.order.size(), 1u);
  EXPECT_THAT(told.order[0].words,
              HasSubstr("by records that the later entry names"));

  // Where the link between them is not chosen, its records are named.
  const std::vector<Event> two = {MakeEvent("a", "A", "2013"),
                                  MakeEvent("b", "B", "2013")};
  const std::vector<Constraint> constraints = {StartsBefore("b", "z"),
                                               StartsBefore("z", "a")};
  const SolvedEvents solved =
      Solve({two[0], two[1], MakeEvent("z", "Z")}, constraints);
  TellingOptions options;
  options.solved = &solved;
  EXPECT_THAT(TiesOf(EntryOf(*Tell(Choose(two), options), "a")),
              ElementsAre("Must come after 1. B, since the record "
                          "\u201cz-a\u201d says so and the record "
                          "\u201cb-z\u201d says so"));
}

TEST(EventOrderTest, AnUndatedEventThatOnlyComesAfterOthersSaysSo) {
  const Chronology told =
      TellWith({MakeEvent("open", "Open", "../2012"), MakeEvent("u", "U")},
               {StartsBefore("open", "u")});
  const Entry& entry = EntryOf(told, "u");
  EXPECT_EQ(entry.date, "undated");
  EXPECT_EQ(entry.facts.at(0).words,
            "none is stated; placed by the order of events");
  EXPECT_THAT(TiesOf(entry),
              ElementsAre("Starts no earlier than the start of 1. Open"));
}

TEST(EventOrderTest, AConstraintThatNobodyAssertsIsMarked) {
  std::vector<Constraint> constraints = {StartsBefore("a", "b")};
  Claim& claim = *constraints[0].add_claims();
  claim.add_holders("Alice");
  claim.set_modality(Claim::FEARED);
  Selection selection =
      Choose({MakeEvent("a", "A", "2012"), MakeEvent("b", "B", "2013")});
  selection.constraints = constraints;
  EXPECT_THAT(TiesOf(EntryOf(*Tell(selection), "b")),
              ElementsAre("Feared: Starts no earlier than the start of 1. A. "
                          "Feared by Alice"));
}

TEST(EventOrderTest, AnUndatedEventThatOnlyPrecedesOthersStandsAsLateAsItMay) {
  const std::vector<Event> events = {MakeEvent("early", "Early", "2012"),
                                     MakeEvent("undated", "Undated"),
                                     MakeEvent("late", "Late", "2016")};
  const Chronology told = TellWith(events, {StartsBefore("undated", "late")});
  EXPECT_THAT(IdsOf(told.parts.at(0)), ElementsAre("early", "undated", "late"));
  EXPECT_EQ(EntryOf(told, "undated").date, "not after 31 December 2016");
}

TEST(EventOrderTest, UndatedEventsThatNothingPlacesStillKeepTheirOrder) {
  const std::vector<Event> events = {MakeEvent("a", "A"), MakeEvent("b", "B"),
                                     MakeEvent("c", "C")};
  const Chronology told = TellWith(events, {StartsBefore("c", "a")});
  ASSERT_EQ(told.parts.size(), 1u);
  EXPECT_EQ(told.parts[0].heading, "Without a date");
  EXPECT_THAT(IdsOf(told.parts[0]), ElementsAre("b", "c", "a"));
}

TEST(EventOrderTest, TheTellingSaysWhichRuleDecided) {
  const std::vector<Event> events = {
      MakeEvent("a", "A", "2012"), MakeEvent("b", "B", "2013"),
      MakeEvent("c", "C", "2013"), MakeEvent("d", "D", "2013/2014"),
      MakeEvent("e", "E", "2013-05/2014")};
  const Chronology told = TellWith(events, {});
  ASSERT_EQ(told.order.size(), 4u);
  EXPECT_EQ(told.order[0].words, "Must come in this order, by their dates");
  EXPECT_EQ(told.order[0].entries, "1\u20132");
  EXPECT_EQ(told.order[1].words,
            "May come in either order: by earliest start, undated ones last");
  EXPECT_EQ(told.order[1].entries, "4\u20135");
  EXPECT_EQ(told.order[2].words, "Same earliest start: by latest end");
  EXPECT_EQ(told.order[2].entries, "3\u20134");
  EXPECT_EQ(told.order[3].words, "Nothing tells them apart: by id");
  EXPECT_EQ(told.order[3].entries, "2\u20133");
}

// Both start at midnight, so that their dates leave either order.
TEST(EventOrderTest, EventsThatStartAtOnceAreOrderedByTheirEnds) {
  std::vector<Event> events = {MakeEvent("long", "Long", "2013/2014"),
                               MakeEvent("short", "Short", "2013")};
  for (Event& event : events) {
    event.mutable_when()->set_extent(When::THROUGHOUT);
  }
  for (const Chronology& told : {*Tell(Choose(events)), TellWith(events, {})}) {
    EXPECT_THAT(IdsOf(told.parts.at(0)), ElementsAre("short", "long"));
    ASSERT_EQ(told.order.size(), 1u);
    EXPECT_EQ(told.order[0].words, "Same earliest start: by latest end");
  }
}

// Of the four only Beta has a date.
Chronology TellLinks(const std::vector<CausalLink>& links,
                     const std::vector<Constraint>& constraints = {}) {
  const std::vector<Event> events = {
      MakeEvent("a", "Alpha"), MakeEvent("b", "Beta", "2010"),
      MakeEvent("m", "Middle"), MakeEvent("e", "Last")};
  EventNetwork network;
  for (const Event& event : events) EXPECT_TRUE(network.AddEvent(event).ok());
  for (const CausalLink& link : links) {
    for (const Distance& distance : OrderImpliedBy(link)) {
      EXPECT_TRUE(
          network.AddImplied({NetworkReason::Kind::kLink, link.id()}, distance)
              .ok());
    }
  }
  for (const Constraint& constraint : constraints) {
    EXPECT_TRUE(network.AddConstraint(constraint).ok());
  }
  network.Finish();
  const SolvedEvents solved(std::move(network));
  TellingOptions options;
  options.solved = &solved;
  Selection selection = Choose(events);
  selection.links = links;
  selection.constraints = constraints;
  return *Tell(selection, options);
}

TEST(EventOrderTest, OfSeveralCausesTheOneThatCountedIsNamed) {
  const Chronology told =
      TellLinks({MakeLink("l1", {"a", "b"}, CausalLink::CAUSE, {"m"}),
                 MakeLink("l2", {"m"}, CausalLink::CAUSE, {"e"})});
  EXPECT_THAT(TiesOf(EntryOf(told, "e")),
              ElementsAre("Caused by 2. Middle",
                          "Starts no earlier than 1 January 2010, since 1. "
                          "Beta leads to 2. Middle "
                          "and 1. Beta is dated some time in 2010"));
}

// Such a link says no more than that Middle ends after Beta starts.
TEST(EventOrderTest, ALinkThatHindersOrEndsIsToldAsSuch) {
  Constraint after_middle = StartsBefore("m", "e");
  after_middle.mutable_distance()->mutable_from()->set_side(Endpoint::END);
  const auto tell = [&](CausalLink::Kind kind) {
    return TiesOf(EntryOf(
        TellLinks({MakeLink("l", {"b"}, kind, {"m"})}, {after_middle}), "e"));
  };
  EXPECT_THAT(tell(CausalLink::HINDER),
              Contains(HasSubstr("since 1. Beta hinders ")));
  EXPECT_THAT(tell(CausalLink::END),
              Contains(HasSubstr("since 1. Beta ends ")));
  EXPECT_THAT(tell(CausalLink::CONTRIBUTE),
              Contains(HasSubstr("since 1. Beta leads to ")));
}

// Told with what the network of these events alone knows.
Chronology TellWithin(const NetworkScope& scope,
                      const std::vector<Event>& events) {
  EventNetwork network(scope);
  for (const Event& event : events) EXPECT_TRUE(network.AddEvent(event).ok());
  network.Finish();
  const SolvedEvents solved(std::move(network));
  TellingOptions options;
  options.solved = &solved;
  return *Tell(Choose(events), options);
}

TEST(EventOrderTest, MembersOfASeriesAreNamedAsSuch) {
  std::vector<Event> events = {MakeEvent("s1", "First", "2010"),
                               MakeEvent("s2", "Second"),
                               MakeEvent("s3", "Third")};
  for (size_t i = 0; i < events.size(); ++i) {
    events[i].set_series("Talks");
    events[i].set_ordinal(static_cast<int>(i) + 1);
  }
  NetworkScope scope;
  scope.series = true;
  const Chronology told = TellWithin(scope, events);
  EXPECT_THAT(
      TiesOf(EntryOf(told, "s3")),
      ElementsAre(
          "Starts no earlier than 1 January 2010, since 3. Third is number 3 "
          "of \u201cTalks\u201d; 2. Second is number 2 of \u201cTalks\u201d; "
          "1. First is number 1 of \u201cTalks\u201d; and 1. First is dated "
          "some time in 2010"));
}

TEST(EventOrderTest, ThatItIsAPartIsNotSaidTwice) {
  std::vector<Event> events = {MakeEvent("whole", "Whole", "2010"),
                               MakeEvent("part", "Part")};
  events[1].set_part_of("whole");
  NetworkScope scope;
  scope.part_of = true;
  const Chronology told = TellWithin(scope, events);
  EXPECT_THAT(TiesOf(EntryOf(told, "part")),
              ElementsAre("Part of 1. Whole",
                          "Starts no earlier than 1 January 2010, since 1. "
                          "Whole is dated some time in 2010",
                          "Starts no later than 31 December 2010, since 1. "
                          "Whole is dated some time in 2010"));
}

TEST(EventOrderTest, AContradictionIsSaidAndItsNetworkNotUsed) {
  const std::vector<Event> events = {MakeEvent("a", "A", "2013"),
                                     MakeEvent("b", "B", "2015")};
  const Chronology told = TellWith(events, {StartsBefore("b", "a")});
  EXPECT_THAT(IdsOf(told.parts.at(0)), ElementsAre("a", "b"));
  EXPECT_THAT(told.preamble, HasSubstr("contradicts itself (a, b, b-a)"));
}

TEST(EventOrderTest, ATightenedStartIsToldBesideTheStatedDate) {
  const std::vector<Event> events = {MakeEvent("a", "A", "2013"),
                                     MakeEvent("b", "B", "2013-06")};
  const Chronology told = TellWith(events, {StartsBefore("a", "b", "P1M")});
  EXPECT_EQ(EntryOf(told, "a").date, "some time in 2013");
  EXPECT_EQ(EntryOf(told, "a").facts.at(0).words,
            "between 1 January 2013 and 2 June 2013, by the order of events");
  EXPECT_THAT(TiesOf(EntryOf(told, "a")),
              ElementsAre("Starts no later than 1 month before the start of 2. "
                          "B",
                          "Starts no later than 2 June 2013, since 2. B is "
                          "dated some time in June 2013"));
}

// Random events, some without a date, some not asserted, and constraints that
// a hidden history satisfies.
class RandomHistory {
 public:
  explicit RandomHistory(uint32_t seed) : random_(seed) {
    const int count = Random(2, 24);
    for (int i = 0; i < count; ++i) AddEvent(i);
    const int constraints = Random(0, 2 * count);
    for (int i = 0; i < constraints; ++i) AddConstraint();
  }

  const std::vector<Event>& events() const { return events_; }
  const std::vector<Constraint>& constraints() const { return constraints_; }

 private:
  int Random(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random_);
  }

  // Dates in full years, months or days around the day that is true.
  void AddEvent(int index) {
    const int year = Random(2010, 2014);
    const int month = Random(1, 12);
    const int day = Random(1, 28);
    days_.push_back((year * 12 + month) * 31 + day);
    std::string date = absl::StrCat(year);
    const int precision = Random(0, 4);
    if (precision >= 1) absl::StrAppend(&date, month < 10 ? "-0" : "-", month);
    if (precision >= 2) absl::StrAppend(&date, day < 10 ? "-0" : "-", day);
    if (precision == 3) date = absl::StrCat("[..", date, "]");
    if (precision == 4) date.clear();
    Event event = MakeEvent(absl::StrCat("e", Random(0, 9), "-", index),
                            absl::StrCat("Event ", index), date);
    if (Random(0, 5) == 0) {
      AddClaim(event, "c", {}).set_modality(Claim::FUTURE);
    }
    Claim& claim = AddClaim(event, "d", {"somebody"});
    if (event.claims_size() > 1) claim.set_modality(Claim::FEARED);
    Evidence& evidence = *claim.add_evidence();
    evidence.set_source(absl::StrCat("source-", Random(0, 3)));
    evidence.set_quote(absl::StrCat("quote ", Random(0, 9)));
    events_.push_back(std::move(event));
  }

  void AddConstraint() {
    const size_t a = static_cast<size_t>(Random(0, Last()));
    const size_t b = static_cast<size_t>(Random(0, Last()));
    if (days_[a] >= days_[b]) return;
    constraints_.push_back(StartsBefore(events_[a].id(), events_[b].id()));
    constraints_.back().set_id(absl::StrCat("k", constraints_.size()));
  }

  int Last() const { return static_cast<int>(events_.size()) - 1; }

  std::mt19937 random_;
  std::vector<Event> events_;
  std::vector<int> days_;
  std::vector<Constraint> constraints_;
};

// Whether `later` must start before `earlier`, by the network's own answer.
bool IsViolation(const SolvedEvents& solved, const std::string& earlier,
                 const std::string& later) {
  const auto distance = solved.DistanceBetween({later, Endpoint::START},
                                               {earlier, Endpoint::START});
  const bool not_after = distance.least.has_value() && *distance.least >= 0;
  const bool at_once = distance.most.has_value() && *distance.most <= 0;
  return not_after && !at_once;
}

TEST(EventOrderTest, NoOrderIsToldThatTheRecordsRuleOut) {
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    const RandomHistory history(seed);
    const SolvedEvents solved = Solve(history.events(), history.constraints());
    ASSERT_EQ(solved.verdict(), SolvedEvents::Verdict::kConsistent);
    TellingOptions options;
    options.solved = &solved;
    const Chronology told = *Tell(Choose(history.events()), options);
    for (const Part& part : told.parts) {
      if (part.heading == "Said, but not as fact") continue;
      const std::vector<std::string> ids = IdsOf(part);
      for (size_t i = 0; i < ids.size(); ++i) {
        for (size_t j = i + 1; j < ids.size(); ++j) {
          EXPECT_FALSE(IsViolation(solved, ids[i], ids[j]))
              << ids[j] << " must precede " << ids[i] << ", seed " << seed;
        }
      }
    }
  }
}

// Every entry once, numbered in a row; every citation has its note and its
// source, and every note and source its citation.
void ExpectWhole(const Chronology& told, size_t events) {
  std::set<std::string> ids;
  std::set<int> cited;
  int number = 0;
  for (const Part& part : told.parts) {
    for (const Section& section : part.sections) {
      for (const Entry& entry : section.entries) {
        EXPECT_EQ(entry.number, ++number);
        EXPECT_TRUE(ids.insert(entry.id).second) << entry.id << " twice";
        for (const Voice& voice : entry.voices) {
          cited.insert(voice.notes.begin(), voice.notes.end());
        }
      }
    }
  }
  EXPECT_EQ(ids.size(), events);
  std::set<int> notes;
  std::set<int> sources;
  for (const Note& note : told.notes) {
    notes.insert(note.number);
    sources.insert(note.source);
  }
  EXPECT_EQ(cited, notes);
  std::set<int> listed;
  for (const SourceNote& source : told.sources) listed.insert(source.number);
  EXPECT_EQ(sources, listed);
}

TEST(EventOrderTest, EveryEventIsToldOnceAndEverySourceListed) {
  for (uint32_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    const RandomHistory history(seed);
    for (const Grouping grouping :
         {Grouping::kAuto, Grouping::kDay, Grouping::kDecade,
          Grouping::kParticipant, Grouping::kKind}) {
      ExpectWhole(TellWith(history.events(), history.constraints(), grouping),
                  history.events().size());
    }
  }
}

}  // namespace
}  // namespace annals
