// Tests of annals/chronology/difference.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/difference.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
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

Answer AnswerOf(const Event& event) {
  Answer answer;
  answer.span = *SpanOf(event);
  answer.asserted = IsAsserted(event);
  answer.event = event;
  return answer;
}

// A history of events and links, one revision after another, and what each
// point tells.
class History {
 public:
  History& Put(const Event& event, const std::string& author,
               const std::string& reason) {
    Commit(ToRecord(event), author, reason).events[event.id()] = event;
    return *this;
  }

  History& Put(const CausalLink& link, const std::string& author,
               const std::string& reason) {
    Commit(ToRecord(link), author, reason).links[link.id()] = link;
    return *this;
  }

  History& Retract(const std::string& id, const std::string& author) {
    State& state = Commit(id, Revision::RETRACT, "", author, "");
    state.events.erase(id);
    state.links.erase(id);
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
  struct State {
    std::map<std::string, Event> events;
    std::map<std::string, CausalLink> links;
  };

  State& Commit(const Record& record, const std::string& author,
                const std::string& reason) {
    return Commit(IdOf(record), Revision::PUT, record.SerializeAsString(),
                  author, reason);
  }

  // The state after it, which is that before it as yet.
  State& Commit(const std::string& id, Revision::Operation operation,
                const std::string& content, const std::string& author,
                const std::string& reason) {
    Revision revision;
    revision.set_sequence(++sequence_);
    revision.set_record_id(id);
    revision.set_operation(operation);
    revision.set_author(author);
    revision.set_reason(reason);
    revision.set_content(content);
    revisions_.push_back(std::move(revision));
    states_.push_back(states_.empty() ? State() : states_.back());
    return states_.back();
  }

  Chronology TellAt(int64_t sequence) const {
    Selection selection;
    selection.sequence = sequence;
    const State& state = states_[static_cast<size_t>(sequence) - 1];
    for (const auto& [id, event] : state.events) {
      selection.events.push_back(AnswerOf(event));
    }
    for (const auto& [id, link] : state.links) selection.links.push_back(link);
    Source source = MakeSource("hirose", "Russian Aims");
    source.add_authors("Yoko Hirose");
    selection.named["hirose"] = ToRecord(source);
    return *Tell(selection);
  }

  int64_t sequence_ = 0;
  std::vector<Revision> revisions_;
  std::vector<State> states_;
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

// Every kind of line of an event changes once, each in a revision of its own.
TEST(DifferenceTest, EveryKindOfLineNamesTheRevisionThatChangedIt) {
  Event event = Oil("2013", "in 2013");
  History history;
  history.Put(event, "Alice", "");
  std::vector<std::string> authors;
  const auto change = [&](const std::string& author, const auto& edit) {
    edit(event);
    history.Put(event, author, "");
    authors.push_back(author);
  };
  change("title", [](Event& e) { e.set_title("China stops its oil"); });
  change("date", [](Event& e) { e.mutable_when()->set_edtf("2014"); });
  change("basis", [](Event& e) { e.mutable_when()->set_basis(When::DERIVED); });
  change("description", [](Event& e) { e.set_description("Twice."); });
  change("kind", [](Event& e) { e.set_kind(Event::POLICY); });
  change("participants", [](Event& e) { AddParticipant(e, "China"); });
  change("place", [](Event& e) { e.add_places("Rajin"); });
  change("quantities", [](Event& e) { e.add_quantities()->set_value(2); });
  change("series", [](Event& e) { e.set_series("oil"); });
  change("claim", [](Event& e) { AddClaim(e, "d", {"KCNA"}); });
  change("evidence", [](Event& e) {
    e.mutable_claims(0)->mutable_evidence(0)->set_page("3");
  });
  const Chronology difference =
      history.Difference(1, static_cast<int64_t>(authors.size()) + 1);
  std::map<std::string, std::string> behind;
  for (const LineChange& line :
       difference.parts.at(0).sections.at(0).entries.at(0).changes) {
    for (const std::string& why : line.because) {
      behind[line.label] += why.substr(why.find(", ") + 2) + " ";
    }
  }
  const std::map<std::string, std::string> expected = {
      {"Title", "title "},
      {"Date", "date basis date basis "},  // the date, and where it is from
      {"Description", "description "},
      {"Kind", "kind "},
      {"Participants", "participants "},
      {"Place", "place "},
      {"Quantities", "quantities "},
      {"Series", "series "},
      {"Claim", "evidence claim "}};
  EXPECT_EQ(behind, expected);
}

TEST(DifferenceTest, EachClaimNamesItsOwnRevisionAndSources) {
  Event event = Oil("2013", "in 2013");
  AddClaim(event, "d", {"KCNA"});
  History history;
  history.Put(event, "Alice", "");
  event.mutable_claims(1)->set_confidence(50);
  history.Put(event, "Bob", "");
  event.mutable_claims(0)->set_confidence(70);
  history.Put(event, "Carol", "");
  const Chronology difference = history.Difference(1, 3);
  const auto& changes =
      difference.parts.at(0).sections.at(0).entries.at(0).changes;
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_THAT(changes[0].because, ElementsAre("revision 3, Carol"));
  EXPECT_THAT(changes[0].sources, ElementsAre("Russian Aims"));
  EXPECT_THAT(changes[1].because, ElementsAre("revision 2, Bob"));
  EXPECT_THAT(changes[1].sources, IsEmpty());
}

// The link is a record of its own, and either of its events tells it.
TEST(DifferenceTest, ATieNamesTheRevisionOfItsLink) {
  const History history =
      History()
          .Put(Oil("2013", "in 2013"), "Alice", "")
          .Put(MakeEvent("visit", "A visit", "2014"), "Alice", "")
          .Put(MakeLink("l", {"oil"}, CausalLink::CAUSE, {"visit"}), "Bob",
               "read again")
          .Put(MakeLink("l", {"oil"}, CausalLink::HINDER, {"visit"}), "Carol",
               "")
          .Retract("l", "Dave");
  EXPECT_THAT(
      LinesOf(history.Difference(2, 3), 0),
      ElementsAre("oil Tie:  -> Cause of A visit; revision 3, Bob: read again",
                  "visit Tie:  -> Caused by China suspends oil supply; "
                  "revision 3, Bob: read again"));
  EXPECT_THAT(
      LinesOf(history.Difference(3, 4), 0),
      ElementsAre(
          "oil Tie: Cause of A visit -> Hinders A visit; revision 4, Carol",
          "visit Tie: Caused by China suspends oil supply -> Hindered by China "
          "suspends oil supply; revision 4, Carol"));
  EXPECT_THAT(LinesOf(history.Difference(4, 5), 0),
              ElementsAre("oil Tie: Hinders A visit -> ; revision 5, Dave",
                          "visit Tie: Hindered by China suspends oil supply -> "
                          "; revision 5, Dave"));
}

TEST(DifferenceTest, ATieRestsOnTheSourcesOfItsLink) {
  CausalLink link = MakeLink("l", {"oil"}, CausalLink::CAUSE, {"visit"});
  AddClaim(link, "c", {"Yoko Hirose"}).add_evidence()->set_source("hirose");
  const Chronology difference =
      History()
          .Put(MakeEvent("oil", "Oil", "2013"), "Alice", "")
          .Put(MakeEvent("visit", "A visit", "2014"), "Alice", "")
          .Put(link, "Bob", "")
          .Difference(2, 3);
  for (const Entry& entry : difference.parts.at(0).sections.at(0).entries) {
    EXPECT_THAT(entry.changes.at(0).sources, ElementsAre("Russian Aims"));
  }
}

// A forecast that came true is told as a fact from then on.
TEST(DifferenceTest, WhatIsMeantOtherwiseSaysSo) {
  Event forecast = MakeEvent("vote", "A vote", "2017");
  AddClaim(forecast, "c", {"Alice"}).set_modality(Claim::FUTURE);
  Event fact = forecast;
  fact.mutable_claims(0)->set_status(Claim::CAME_TRUE);
  fact.mutable_claims(0)->set_modality(Claim::REALIS);
  const Chronology difference = History()
                                    .Put(forecast, "Alice", "")
                                    .Put(fact, "Bob", "it took place")
                                    .Difference(1, 2);
  EXPECT_THAT(
      LinesOf(difference, 0),
      ElementsAre("vote Meant as: forecast -> ; revision 2, Bob: it took place",
                  "vote Claim: Forecast by Alice -> According to Alice (came "
                  "true); revision 2, Bob: it took place"));
}

// A source and a participant are renamed, the event stays as it is.
TEST(DifferenceTest, WhatARenamedRecordChangedNamesThatRecordsRevision) {
  Event event = Oil("2013", "in 2013");
  Participant& china = *event.add_participants();
  china.set_entity("china");
  RevisionsBetween between;
  between.to = 2;
  const auto choose = [&](const std::string& source, const std::string& name,
                          int64_t sequence) {
    Selection selection;
    selection.events.push_back(AnswerOf(event));
    selection.named["hirose"] = ToRecord(MakeSource("hirose", source));
    selection.named["china"] =
        ToRecord(MakeEntity("china", Entity::STATE, name));
    for (const char* id : {"china", "hirose"}) {
      Revision& revision = between.histories[id].emplace_back();
      revision.set_sequence(++sequence);
      revision.set_content(selection.named[id].SerializeAsString());
    }
    return *Tell(selection);
  };
  const Chronology then = choose("Aims", "China", -2);
  const Chronology now = choose("Russian Aims", "PRC", 0);
  const Chronology difference = TellDifference(then, now, between);
  EXPECT_THAT(LinesOf(difference, 0),
              ElementsAre("oil Participants: China -> PRC; revision 1",
                          "oil Claim: According to Yoko Hirose [Aims, Aims: "
                          "\u201cin 2013\u201d] -> According to Yoko Hirose "
                          "[Russian Aims, Russian Aims: \u201cin 2013\u201d]; "
                          "revision 2"));
}

// A telling of one entry with so many claims, of so many revisions each with
// another confidence; comparing every line with every revision, or with every
// other line, would take minutes.
TEST(DifferenceTest, ManyLinesAndManyRevisionsTakeNoProductOfBoth) {
  constexpr int kClaims = 2000;
  constexpr int kRevisions = 100;
  Event event = MakeEvent("a", "A", "2013");
  for (int i = 0; i < kClaims; ++i) {
    AddClaim(event, absl::StrCat("c", i), {"Alice"});
  }
  RevisionsBetween between;
  between.from = 1;
  between.to = kRevisions;
  Selection then;
  Selection now;
  for (int i = 0; i < kRevisions; ++i) {
    event.mutable_claims(i)->set_confidence(50);
    Revision& revision = between.histories["a"].emplace_back();
    revision.set_sequence(i + 1);
    revision.set_content(ToRecord(event).SerializeAsString());
    if (i == 0) then.events.push_back(AnswerOf(event));
  }
  for (Claim& claim : *event.mutable_claims()) claim.set_confidence(51);
  now.events.push_back(AnswerOf(event));
  const Chronology difference =
      TellDifference(*Tell(then), *Tell(now), between);
  const auto& changes =
      difference.parts.at(0).sections.at(0).entries.at(0).changes;
  ASSERT_EQ(changes.size(), static_cast<size_t>(kClaims));
  EXPECT_THAT(changes[7].because, ElementsAre("revision 8"));
}

// What hangs on no record of its own names everything that was committed, but
// does not look through all of it for each line.
TEST(DifferenceTest, ManyLinesOfUnknownOriginTakeNoProductWithAllRevisions) {
  constexpr int kEntries = 20'000;
  RevisionsBetween between;
  between.to = kEntries;
  Selection then;
  Selection now;
  for (int i = 0; i < kEntries; ++i) {
    const std::string id = absl::StrCat("e", i);
    then.events.push_back(AnswerOf(MakeEvent(id, "before", "2013")));
    now.events.push_back(AnswerOf(MakeEvent(id, "after", "2013")));
    Revision revision;
    revision.set_sequence(i + 1);
    between.histories[absl::StrCat("other", i)] = {revision};
  }
  const Chronology difference =
      TellDifference(*Tell(then), *Tell(now), between);
  const auto& entries = difference.parts.at(0).sections.at(0).entries;
  ASSERT_EQ(entries.size(), static_cast<size_t>(kEntries));
  EXPECT_EQ(entries[9].changes.at(0).because.front(), "revision 1");
  EXPECT_EQ(entries[9].changes.at(0).because.back(), "19995 more");
}

TEST(DifferenceTest, NothingChangedIsAnEmptyTelling) {
  const History history = History().Put(Oil("2013", "q"), "Alice", "");
  EXPECT_THAT(history.Difference(1, 1).parts, IsEmpty());
}

}  // namespace
}  // namespace annals
