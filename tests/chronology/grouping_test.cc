// Tests of annals/chronology/grouping.h and of the sections it makes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/grouping.h"

#include <string>
#include <utility>
#include <vector>

#include "annals/chronology/chronology.h"
#include "annals/record/build.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Chronology TellBy(Grouping grouping, const std::vector<Event>& events) {
  Selection selection;
  for (const Event& event : events) {
    Answer answer;
    answer.span = *SpanOf(event);
    answer.event = event;
    selection.events.push_back(std::move(answer));
  }
  TellingOptions options;
  options.grouping = grouping;
  return *Tell(selection, options);
}

std::vector<std::string> HeadingsOf(const Chronology& told) {
  std::vector<std::string> headings;
  for (const Section& section : told.parts.at(0).sections) {
    headings.push_back(section.heading);
  }
  return headings;
}

std::vector<Event> Dated(const std::vector<std::string>& dates) {
  std::vector<Event> events;
  for (const std::string& date : dates) {
    events.push_back(
        MakeEvent("e" + std::to_string(events.size()), date, date));
  }
  return events;
}

TEST(GroupingTest, EveryNameNamesItsGrouping) {
  for (const char* name : {"auto", "day", "month", "year", "decade",
                           "participant", "tag", "place", "series", "kind"}) {
    ASSERT_TRUE(GroupingNamed(name).has_value()) << name;
    EXPECT_EQ(GroupingName(*GroupingNamed(name)), name);
  }
  EXPECT_FALSE(GroupingNamed("week").has_value());
  EXPECT_THAT(GroupingNames(), HasSubstr("decade, participant"));
}

TEST(GroupingTest, SectionsAreDaysMonthsYearsOrDecades) {
  const auto events = Dated({"-0043-03-15", "0985", "2017-02-03"});
  EXPECT_THAT(
      HeadingsOf(TellBy(Grouping::kDay, events)),
      ElementsAre("15 March 44 BCE", "1 January 985 CE", "3 February 2017"));
  EXPECT_THAT(HeadingsOf(TellBy(Grouping::kMonth, events)),
              ElementsAre("March 44 BCE", "January 985 CE", "February 2017"));
  EXPECT_THAT(HeadingsOf(TellBy(Grouping::kYear, events)),
              ElementsAre("44 BCE", "985 CE", "2017"));
  EXPECT_THAT(HeadingsOf(TellBy(Grouping::kDecade, events)),
              ElementsAre("49 to 40 BCE", "980 to 989 CE", "2010s"));
}

TEST(GroupingTest, TheDecadesAroundYearOneAreShort) {
  EXPECT_THAT(
      HeadingsOf(
          TellBy(Grouping::kDecade, Dated({"-0009", "0000", "0001", "0010"}))),
      ElementsAre("19 to 10 BCE", "9 to 1 BCE", "1 to 9 CE", "10 to 19 CE"));
}

TEST(GroupingTest, AutoAsksTheDensity) {
  const auto by_auto = [](const std::vector<std::string>& dates) {
    return HeadingsOf(TellBy(Grouping::kAuto, Dated(dates)));
  };
  EXPECT_THAT(by_auto({"2017-02-03", "2017-02-03", "2017-02-04", "2017-02-04"}),
              ElementsAre("3 February 2017", "4 February 2017"));
  EXPECT_THAT(by_auto({"2017-02-03", "2017-02-04", "2017-03-01", "2017-03-02"}),
              ElementsAre("February 2017", "March 2017"));
  EXPECT_THAT(by_auto({"2001", "2004", "2011", "2014"}),
              ElementsAre("2000s", "2010s"));
  // Nothing holds two on average.
  EXPECT_THAT(by_auto({"1900", "1950", "2000"}),
              ElementsAre("1900", "1950", "2000"));
  // Two a day, but of most nobody knows the day.
  EXPECT_THAT(by_auto({"2017", "2017", "2017", "2018", "2018", "2018"}),
              ElementsAre("2017", "2018"));
}

TEST(GroupingTest, AnEarliestStartThatIsNotTheOnlyOneIsSaid) {
  EXPECT_THAT(TellBy(Grouping::kMonth, Dated({"2017", "2017-02"})).preamble,
              HasSubstr("under the earliest month in which it may"));
  EXPECT_THAT(TellBy(Grouping::kYear, Dated({"2017", "2017-02"})).preamble,
              Not(HasSubstr("in which it may have started")));
}

TEST(GroupingTest, AnEventStandsInOneLaneAndTheOthersPointToIt) {
  Event oil = MakeEvent("oil", "Oil stops", "2013");
  AddParticipant(oil, "China", Participant::AGENT);
  AddParticipant(oil, "North Korea", Participant::TARGET);
  Event cards = MakeEvent("cards", "Cards are sent", "2017");
  AddParticipant(cards, "North Korea", Participant::AGENT);
  const Chronology told = TellBy(
      Grouping::kParticipant, {MakeEvent("x", "Nobody", "2012"), oil, cards});
  EXPECT_THAT(HeadingsOf(told),
              ElementsAre("China", "North Korea", "No participant"));
  const Section& korea = told.parts[0].sections[1];
  ASSERT_EQ(korea.also.size(), 1u);
  EXPECT_EQ(korea.also[0].title, "Oil stops");
  EXPECT_EQ(korea.also[0].entry, 1);
}

TEST(GroupingTest, TagsPlacesSeriesAndKindsAreLanesToo) {
  Event event = MakeEvent("x", "X", "2013");
  event.add_tags("energy");
  event.add_places("Rajin");
  event.set_series("lists");
  event.set_kind(Event::POLICY);
  EXPECT_THAT(HeadingsOf(TellBy(Grouping::kTag, {event})),
              ElementsAre("energy"));
  EXPECT_THAT(HeadingsOf(TellBy(Grouping::kPlace, {event})),
              ElementsAre("Rajin"));
  EXPECT_THAT(HeadingsOf(TellBy(Grouping::kSeries, {event})),
              ElementsAre("lists"));
  EXPECT_THAT(HeadingsOf(TellBy(Grouping::kKind, {event})),
              ElementsAre("Policy"));
}

}  // namespace
}  // namespace annals
