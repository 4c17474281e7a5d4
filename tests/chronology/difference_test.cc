// Tests of annals/chronology/difference.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/difference.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "annals/chronology/markdown.h"
#include "annals/record/build.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A history of events, one revision after another, and what each point tells.
class History {
 public:
  History& Put(const Event& event, const std::string& author,
               const std::string& reason) {
    Revision revision;
    revision.set_sequence(++sequence_);
    revision.set_record_id(event.id());
    revision.set_operation(Revision::PUT);
    revision.set_author(author);
    revision.set_reason(reason);
    revision.set_content(ToRecord(event).SerializeAsString());
    revisions_.push_back(std::move(revision));
    states_.push_back(states_.empty() ? std::map<std::string, Event>()
                                      : states_.back());
    states_.back()[event.id()] = event;
    return *this;
  }

  History& Retract(const std::string& id, const std::string& author) {
    Revision revision;
    revision.set_sequence(++sequence_);
    revision.set_record_id(id);
    revision.set_operation(Revision::RETRACT);
    revision.set_author(author);
    revisions_.push_back(std::move(revision));
    states_.push_back(states_.back());
    states_.back().erase(id);
    return *this;
  }

  Chronology Difference(int64_t from, int64_t to) const {
    RevisionsBetween between;
    between.from = from;
    between.to = to;
    for (const Revision& later : revisions_) {
      if (later.sequence() <= from || later.sequence() > to) continue;
      std::vector<Revision>& history = between.histories[later.record_id()];
      history.clear();
      for (const Revision& revision : revisions_) {
        if (revision.record_id() == later.record_id()) {
          history.push_back(revision);
        }
      }
    }
    return TellDifference(TellAt(from), TellAt(to), between);
  }

 private:
  Chronology TellAt(int64_t sequence) const {
    Selection selection;
    selection.sequence = sequence;
    const auto& state = states_[static_cast<size_t>(sequence) - 1];
    for (const auto& [id, event] : state) {
      Answer answer;
      answer.span = *SpanOf(event);
      answer.asserted = IsAsserted(event);
      answer.event = event;
      selection.events.push_back(std::move(answer));
    }
    Source source = MakeSource("hirose", "Russian Aims");
    source.add_authors("Yoko Hirose");
    selection.named["hirose"] = ToRecord(source);
    return *Tell(selection);
  }

  int64_t sequence_ = 0;
  std::vector<Revision> revisions_;
  std::vector<std::map<std::string, Event>> states_;
};

Event Oil(const std::string& date, const std::string& quote) {
  Event event = MakeEvent("oil", "China suspends oil supply", date);
  Evidence& evidence = *AddClaim(event, "c", {"Yoko Hirose"}).add_evidence();
  evidence.set_source("hirose");
  evidence.set_quote(quote);
  return event;
}

std::vector<std::string> LinesOf(const Chronology& difference, size_t part) {
  std::vector<std::string> lines;
  for (const Entry& entry : difference.parts.at(part).sections.at(0).entries) {
    for (const LineChange& change : entry.changes) {
      lines.push_back(entry.id + " " + change.label + ": " + change.before +
                      " -> " + change.after);
      for (const std::string& why : change.because) lines.back() += "; " + why;
    }
  }
  return lines;
}

TEST(DifferenceTest, AChangedLineNamesItsRevisionAuthorReasonAndSource) {
  const Chronology difference =
      History()
          .Put(Oil("2013", "in 2013"), "Alice", "")
          .Put(Oil("2013-03", "in 2013"), "Bob", "the source has March")
          .Difference(1, 2);
  ASSERT_EQ(difference.parts.size(), 1u);
  EXPECT_EQ(difference.parts[0].heading, "Changed");
  EXPECT_THAT(LinesOf(difference, 0),
              ElementsAre("oil Date: some time in 2013 -> some time in March "
                          "2013; revision 2, Bob: the source has March"));
  const LineChange& change =
      difference.parts[0].sections[0].entries[0].changes.at(0);
  EXPECT_THAT(change.sources, ElementsAre("Russian Aims"));
  EXPECT_THAT(ToMarkdown(difference),
              HasSubstr("- Date: was ~~some time in 2013~~; is **some time in "
                        "March 2013** (revision 2, Bob: the source has March; "
                        "source: Russian Aims)"));
}

TEST(DifferenceTest, OnlyTheRevisionsThatTouchedALineAreBehindIt) {
  Event renamed = Oil("2014", "in 2013");
  renamed.set_title("China stops its oil");
  const Chronology difference = History()
                                    .Put(Oil("2013", "in 2013"), "Alice", "")
                                    .Put(Oil("2014", "in 2013"), "Bob", "")
                                    .Put(renamed, "Carol", "")
                                    .Difference(1, 3);
  EXPECT_THAT(LinesOf(difference, 0),
              ElementsAre("oil Title: China suspends oil supply -> China "
                          "stops its oil; revision 3, Carol",
                          "oil Date: some time in 2013 -> some time in 2014; "
                          "revision 2, Bob"));
}

TEST(DifferenceTest, APassageThatChangedIsAChangedClaim) {
  const Chronology difference =
      History()
          .Put(Oil("2013", "in 2013"), "Alice", "")
          .Put(Oil("2013", "stopped in 2013"), "Bob", "")
          .Difference(1, 2);
  ASSERT_EQ(LinesOf(difference, 0).size(), 1u);
  EXPECT_THAT(LinesOf(difference, 0)[0],
              HasSubstr("[Yoko Hirose, Russian Aims: \u201cstopped in 2013"));
}

TEST(DifferenceTest, WhatIsNewAndWhatIsGoneHavePartsOfTheirOwn) {
  const Chronology difference =
      History()
          .Put(Oil("2013", "q"), "Alice", "")
          .Put(MakeEvent("visit", "A visit", "2017"), "Bob", "overlooked")
          .Retract("oil", "Carol")
          .Difference(1, 3);
  ASSERT_EQ(difference.parts.size(), 2u);
  EXPECT_EQ(difference.parts[0].heading, "New");
  EXPECT_THAT(LinesOf(difference, 0)[0],
              "visit Title:  -> A visit; revision 2, Bob: overlooked");
  EXPECT_EQ(difference.parts[1].heading, "No longer told");
  EXPECT_THAT(LinesOf(difference, 1)[0],
              HasSubstr("oil Title: China suspends oil supply -> ; revision "
                        "3, Carol"));
  EXPECT_THAT(difference.preamble,
              HasSubstr("from revision 1 to revision 3. New: 1. Changed: 0. "
                        "No longer told: 1."));
}

TEST(DifferenceTest, AnEntryThatMovedSaysSo) {
  const Chronology difference =
      History()
          .Put(MakeEvent("a", "A", "2011"), "Alice", "")
          .Put(MakeEvent("b", "B", "2012"), "Alice", "")
          .Put(MakeEvent("c", "C", "2013"), "Alice", "")
          .Put(MakeEvent("a", "A", "2014"), "Bob", "")
          .Difference(3, 4);
  EXPECT_THAT(LinesOf(difference, 0),
              ElementsAre("a Date: some time in 2011 -> some time in 2014; "
                          "revision 4, Bob",
                          "a Order: first -> after C; revision 4, Bob"));
}

TEST(DifferenceTest, NewNumbersAreNoDifference) {
  const Chronology difference =
      History()
          .Put(Oil("2013", "q"), "Alice", "")
          .Put(MakeEvent("early", "Early", "1990"), "Bob", "")
          .Difference(1, 2);
  ASSERT_EQ(difference.parts.size(), 1u);
  EXPECT_EQ(difference.parts[0].heading, "New");
}

TEST(DifferenceTest, NothingChangedIsAnEmptyTelling) {
  const History history = History().Put(Oil("2013", "q"), "Alice", "");
  EXPECT_THAT(history.Difference(1, 1).parts, IsEmpty());
}

}  // namespace
}  // namespace annals
