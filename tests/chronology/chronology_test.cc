// Tests of annals/chronology/chronology.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/chronology.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/chronology/internal/sentences.h"
#include "annals/chronology/internal/text_markup.h"
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

Selection Choose(std::vector<Event> events,
                 std::vector<CausalLink> links = {}) {
  Selection selection;
  selection.sequence = 7;
  for (Event& event : events) {
    Answer answer;
    answer.date = *DateOf(event.when());
    answer.span = *SpanOf(event);
    answer.asserted = IsAsserted(event);
    answer.event = std::move(event);
    selection.events.push_back(std::move(answer));
  }
  selection.links = std::move(links);
  return selection;
}

absl::StatusOr<Chronology> TellByYear(const Selection& selection,
                                      TellingOptions options = {}) {
  options.grouping = Grouping::kYear;
  return Tell(selection, options);
}

// "2013: oil position" for each section of the part.
std::vector<std::string> IdsOf(const Part& part) {
  std::vector<std::string> lines;
  for (const Section& section : part.sections) {
    std::string line = section.heading + ":";
    for (const Entry& entry : section.entries) line += " " + entry.id;
    lines.push_back(line);
  }
  return lines;
}

const Entry& FirstEntry(const Chronology& chronology) {
  return chronology.parts.at(0).sections.at(0).entries.at(0);
}

Event Said(std::string_view id, Claim::Modality modality) {
  Event event = MakeEvent(id, absl::StrCat("Title of ", std::string(id)));
  AddClaim(event, "c", {"Yoko Hirose"}).set_modality(modality);
  return event;
}

//          2003  2004        2007        2014
// talks:   [--S--]      [--E--]
// asylum:        [??????????????????????]
TEST(ChronologyTest, EventsStandUnderTheYearOfTheirEarliestStart) {
  const auto told =
      TellByYear(Choose({MakeEvent("oil", "Oil", "2013"),
                         MakeEvent("asylum", "Asylum", "[2004..2014]"),
                         MakeEvent("talks", "Talks", "2003/2007")}));
  ASSERT_TRUE(told.ok()) << told.status();
  ASSERT_EQ(told->parts.size(), 1u);
  EXPECT_THAT(IdsOf(told->parts[0]),
              ElementsAre("2003: talks", "2004: asylum", "2013: oil"));
}

TEST(ChronologyTest, OrderIsEarliestStartThenLatestEndThenId) {
  const auto told = TellByYear(Choose(
      {MakeEvent("long", "Long", "2013/2015"), MakeEvent("b", "B", "2013"),
       MakeEvent("a", "A", "2013"), MakeEvent("later", "Later", "2013-02")}));
  EXPECT_THAT(IdsOf(told->parts[0]), ElementsAre("2013: a b long later"));
  EXPECT_THAT(told->preamble,
              HasSubstr("by earliest start, then latest end, then id"));
}

TEST(ChronologyTest, AnOpenStartComesFirst) {
  const auto told = TellByYear(Choose({MakeEvent("bce", "Ides", "-0043-03-15"),
                                       MakeEvent("open", "Open", "../2012")}));
  EXPECT_THAT(IdsOf(told->parts[0]),
              ElementsAre("Before 2013: open", "44 BCE: bce"));
}

TEST(ChronologyTest, UndatedAndUnassertedHavePartsOfTheirOwn) {
  const auto told = TellByYear(
      Choose({Said("fear", Claim::FEARED), Said("forecast", Claim::FUTURE),
              Said("fact", Claim::REALIS), MakeEvent("oil", "Oil", "2013")}));
  ASSERT_EQ(told->parts.size(), 3u);
  EXPECT_THAT(IdsOf(told->parts[0]), ElementsAre("2013: oil"));
  EXPECT_EQ(told->parts[1].heading, "Without a date");
  EXPECT_THAT(IdsOf(told->parts[1]), ElementsAre(": fact"));
  EXPECT_EQ(told->parts[2].heading, "Said, but not as fact");
  EXPECT_THAT(IdsOf(told->parts[2]),
              ElementsAre("Forecasts: forecast", "Fears: fear"));
  EXPECT_EQ(told->preamble.substr(0, 31), "4 events, as of revision 7. Wit");
}

TEST(ChronologyTest, NoHypothesisReadsAsFact) {
  const std::vector<std::pair<Claim::Modality, std::string>> cases = {
      {Claim::FUTURE, "Forecast by Yoko Hirose"},
      {Claim::CONDITIONAL, "Expected on a condition by Yoko Hirose"},
      {Claim::COUNTERFACTUAL, "Supposed against the facts by Yoko Hirose"},
      {Claim::HABITUAL, "Said to be so time and again by Yoko Hirose"},
      {Claim::FEARED, "Feared by Yoko Hirose"},
      {Claim::DESIRED, "Wished for by Yoko Hirose"},
      {Claim::THREATENED, "Threatened by Yoko Hirose"},
      {Claim::PROPOSED, "Proposed by Yoko Hirose"},
      {Claim::NORMATIVE, "Called for by Yoko Hirose"}};
  for (const auto& [modality, words] : cases) {
    const auto told = TellByYear(Choose({Said("x", modality)}));
    EXPECT_EQ(told->parts[0].heading, "Said, but not as fact");
    EXPECT_NE(FirstEntry(*told).mark, "") << words;
    EXPECT_EQ(FirstEntry(*told).voices.at(0).words, words);
  }
}

TEST(ChronologyTest, TheInnermostHolderIsTheOneWhoFears) {
  Event event = MakeEvent("rush", "Refugees rush to China");
  Claim& claim = AddClaim(event, "c", {"hirose", "Russia and China"});
  claim.set_modality(Claim::FEARED);
  claim.set_certainty(Claim::POSSIBLE);
  claim.set_confidence(60);
  claim.add_conditions("the summit fails");
  Selection selection = Choose({event});
  selection.named["hirose"] =
      ToRecord(MakeEntity("hirose", Entity::PERSON, "Yoko Hirose"));
  EXPECT_EQ(FirstEntry(*Tell(selection)).voices.at(0).words,
            "Feared by Russia and China, according to Yoko Hirose, if the "
            "summit fails (possible; confidence 60%)");
}

TEST(ChronologyTest, WhoSaysSoMayCiteOthers) {
  Event event = MakeEvent("x", "X", "2013");
  AddClaim(event, "c", {"Samuel Ramani", "some Russian analysts"});
  EXPECT_EQ(FirstEntry(*TellByYear(Choose({event}))).voices.at(0).words,
            "According to Samuel Ramani, citing some Russian analysts");
}

TEST(ChronologyTest, ADisputeShowsBothSides) {
  Event event = MakeEvent("sanctions", "Russia backs the sanctions", "2016");
  AddClaim(event, "yes", {"Samuel Ramani"});
  AddClaim(event, "no", {"Yoko Hirose"}).set_negated(true);
  const auto told = TellByYear(Choose({event}));
  const Entry& entry = FirstEntry(*told);
  EXPECT_TRUE(entry.disputed);
  EXPECT_EQ(entry.mark, "");
  EXPECT_EQ(entry.voices.at(0).words, "According to Samuel Ramani");
  EXPECT_EQ(entry.voices.at(1).words, "Denied by Yoko Hirose");
  EXPECT_TRUE(entry.voices.at(1).denies);
}

// What each voice of the first entry says.
std::vector<std::string> Voiced(const Entry& entry) {
  const chronology_internal::TextMarkup markup;
  std::vector<std::string> voices;
  for (const Voice& voice : entry.voices) {
    voices.push_back(chronology_internal::Sentence(voice, markup));
  }
  return voices;
}

TEST(ChronologyTest, ClaimsSayWhatTheyBearOutAndContradict) {
  Event oil = MakeEvent("oil", "Oil", "2013");
  AddClaim(oil, "a", {"Yoko Hirose", "TASS"});
  AddClaim(oil, "b", {"Samuel Ramani"}).add_supports("a");
  Event trade = MakeEvent("trade", "Trade grows", "2014");
  AddClaim(trade, "c", {"KCNA"}).add_contradicts("oil#b");
  const auto told = TellByYear(Choose({oil, trade}));
  EXPECT_THAT(
      Voiced(told->parts[0].sections[0].entries[0]),
      ElementsAre("According to Yoko Hirose, citing TASS, borne out by Samuel "
                  "Ramani",
                  "According to Samuel Ramani, bearing out Yoko Hirose, citing "
                  "TASS, contradicted by KCNA on 2. Trade grows"));
  EXPECT_THAT(Voiced(told->parts[0].sections[1].entries[0]),
              ElementsAre("According to KCNA, contradicting Samuel Ramani on "
                          "1. Oil"));
}

TEST(ChronologyTest, AClaimThatIsContradictedIsDisputedWhileBothStand) {
  const auto is_disputed = [](Claim::Status rival, Claim::Status own) {
    Event oil = MakeEvent("oil", "Oil", "2013");
    AddClaim(oil, "a", {"Yoko Hirose"}).set_status(own);
    Event trade = MakeEvent("trade", "Trade grows", "2014");
    Claim& claim = AddClaim(trade, "b", {"KCNA"});
    claim.add_contradicts("oil#a");
    claim.set_status(rival);
    const auto told = TellByYear(Choose({oil, trade}));
    for (const Part& part : told->parts) {
      for (const Section& section : part.sections) {
        for (const Entry& entry : section.entries) {
          if (entry.id == "oil") return entry.disputed;
        }
      }
    }
    ADD_FAILURE() << "no entry";
    return false;
  };
  EXPECT_TRUE(is_disputed(Claim::OPEN, Claim::OPEN));
  EXPECT_TRUE(is_disputed(Claim::ACCEPTED, Claim::OPEN));
  EXPECT_FALSE(is_disputed(Claim::SUPERSEDED, Claim::OPEN));
  EXPECT_FALSE(is_disputed(Claim::OPEN, Claim::REJECTED));
}

TEST(ChronologyTest, ARivalDateMakesADispute) {
  Event oil = MakeEvent("oil", "Oil", "2013");
  AddClaim(oil, "a", {"Yoko Hirose"});
  AddClaim(oil, "b", {"KCNA"}).mutable_when()->set_edtf("2014");
  const auto told = TellByYear(Choose({oil}));
  EXPECT_TRUE(FirstEntry(*told).disputed);
  EXPECT_EQ(FirstEntry(*told).voices.at(1).words,
            "According to KCNA (dated some time in 2014)");
  oil.mutable_claims(1)->mutable_when()->set_edtf("2013");
  EXPECT_FALSE(FirstEntry(*TellByYear(Choose({oil}))).disputed);
}

TEST(ChronologyTest, AClaimThatIsNotToldIsNamedByItsId) {
  Event oil = MakeEvent("oil", "Oil", "2013");
  AddClaim(oil, "a", {"Yoko Hirose"}).add_supports("gone#x");
  EXPECT_THAT(Voiced(FirstEntry(*TellByYear(Choose({oil})))),
              ElementsAre("According to Yoko Hirose, bearing out claim x on "
                          "gone"));
}

TEST(ChronologyTest, AClaimOfALinkOrAConstraintIsNamedByWhatTheyJoin) {
  Event oil = MakeEvent("oil", "Oil", "2013");
  AddClaim(oil, "a", {"KCNA"});
  CausalLink link = MakeLink("l", {"oil"}, CausalLink::CAUSE, {"trade"});
  AddClaim(link, "b", {"TASS"}).add_supports("oil#a");
  Selection selection =
      Choose({oil, MakeEvent("trade", "Trade", "2014")}, {link});
  Constraint constraint;
  constraint.set_id("k");
  constraint.mutable_relation()->set_a("oil");
  constraint.mutable_relation()->set_b("trade");
  constraint.mutable_relation()->add_relations(AllenConstraint::BEFORE);
  constraint.add_claims()->add_contradicts("oil#a");
  selection.constraints = {constraint};
  EXPECT_THAT(Voiced(FirstEntry(*TellByYear(selection))),
              ElementsAre("According to KCNA, borne out by TASS on (Oil "
                          "\u2192 Trade), contradicted by the editor on the "
                          "order of \u201cOil + Trade\u201d"));
}

TEST(ChronologyTest, OnePassageIsOneNote) {
  Event event = MakeEvent("oil", "Oil", "2013");
  Claim& first = AddClaim(event, "a", {"Yoko Hirose"});
  AddEvidence(first, "hirose", "suspension of oil supply").set_page("3");
  Claim& second = AddClaim(event, "b", {"Samuel Ramani"});
  *second.add_evidence() = first.evidence(0);
  AddEvidence(second, "hirose", "tensions");
  Selection selection = Choose({event});
  Source source = MakeSource("hirose", "Russian Aims");
  source.add_authors("Yoko Hirose");
  source.mutable_published()->set_edtf("2018");
  selection.named["hirose"] = ToRecord(source);
  const auto told = Tell(selection);
  ASSERT_EQ(told->notes.size(), 2u);
  EXPECT_EQ(told->notes[0].where, "page 3");
  EXPECT_THAT(told->notes[0].entries, ElementsAre(1));
  EXPECT_THAT(FirstEntry(*told).voices.at(1).notes, ElementsAre(1, 2));
  ASSERT_EQ(told->sources.size(), 1u);
  EXPECT_EQ(told->sources[0].authors, "Yoko Hirose");
}

TEST(ChronologyTest, LongQuotesAreCutAtAWord) {
  Event event = MakeEvent("oil", "Oil", "2013");
  AddEvidence(AddClaim(event, "a", {}), "s", "one two three four");
  TellingOptions options;
  options.quote_length_max = 12;
  const auto told = TellByYear(Choose({event}), options);
  EXPECT_EQ(told->notes.at(0).quote, "one two\u2026");
}

TEST(ChronologyTest, LinksAreTiesAtBothEnds) {
  const auto told = TellByYear(Choose(
      {MakeEvent("oil", "Oil", "2013"), MakeEvent("crisis", "Crisis", "2014"),
       MakeEvent("position", "Position", "2015")},
      {MakeLink("l", {"oil", "crisis"}, CausalLink::TRIGGER, {"position"})}));
  const Tie& cause = told->parts[0].sections[0].entries[0].ties.at(0);
  EXPECT_EQ(cause.words, "Trigger of");
  EXPECT_EQ(cause.to.at(0).entry, 3);
  EXPECT_EQ(cause.together_with.at(0).title, "Crisis");
  const Tie& effect = told->parts[0].sections[2].entries[0].ties.at(0);
  EXPECT_EQ(effect.words, "Triggered by");
  EXPECT_EQ(effect.to.size(), 2u);
  EXPECT_FALSE(effect.alternative);
}

TEST(ChronologyTest, TiesMarkWhatNobodyAsserts) {
  CausalLink link = MakeLink("l", {"oil"}, CausalLink::PREVENT, {"rush"});
  AddClaim(link, "c", {"Russia"}).set_modality(Claim::DESIRED);
  const auto told = TellByYear(Choose(
      {MakeEvent("oil", "Oil", "2013"), Said("rush", Claim::FEARED)}, {link}));
  const Tie& tie = FirstEntry(*told).ties.at(0);
  EXPECT_EQ(tie.mark, "wished for");
  EXPECT_EQ(tie.to.at(0).mark, "feared");
  EXPECT_EQ(tie.voices.at(0).words, "Wished for by Russia");
}

TEST(ChronologyTest, EventsWithoutClaimsHaveNoVoices) {
  Event lease = MakeEvent("lease", "Lease of a wharf");
  lease.mutable_when()->set_duration("P49Y");
  const auto told = TellByYear(Choose({lease}));
  EXPECT_EQ(FirstEntry(*told).date, "for 49 years");
  EXPECT_THAT(FirstEntry(*told).voices, IsEmpty());
  EXPECT_THAT(told->notes, IsEmpty());
}

TEST(ChronologyTest, FactsAreToldInWords) {
  Event event = MakeEvent("asylum", "Asylum", "2013");
  event.set_kind(Event::POLICY);
  event.mutable_when()->set_basis(When::DERIVED);
  AddParticipant(event, "Russia", Participant::AGENT).set_rank(1);
  Quantity& quantity = *event.add_quantities();
  quantity.set_value(12345);
  quantity.set_unit("person");
  quantity.set_of("asylum granted");
  quantity.set_bound(Quantity::ONLY);
  std::vector<std::string> lines;
  const auto told = TellByYear(Choose({event}));
  for (const Fact& fact : FirstEntry(*told).facts) {
    lines.push_back(fact.label + " = " + fact.words);
  }
  EXPECT_THAT(
      lines, ElementsAre("Kind = policy", "Date = derived; no source states it",
                         "Participants = Russia (agent, rank 1)",
                         "Quantities = asylum granted: only 12,345 persons"));
}

TEST(ChronologyTest, ABadDateInAClaimIsRefused) {
  Event event = MakeEvent("oil", "Oil", "2013");
  AddClaim(event, "a", {}).mutable_when()->set_edtf("2013-13");
  EXPECT_EQ(Tell(Choose({event})).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ChronologyTest, NothingChosenIsAnEmptyTelling) {
  const auto told = TellByYear(Choose({}));
  ASSERT_TRUE(told.ok());
  EXPECT_THAT(told->parts, IsEmpty());
  EXPECT_THAT(told->preamble, HasSubstr("0 events, as of revision 7."));
}

}  // namespace
}  // namespace annals
