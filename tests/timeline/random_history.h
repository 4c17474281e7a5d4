// Random histories and random questions about them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_TIMELINE_RANDOM_HISTORY_H_
#define ANNALS_TESTS_TIMELINE_RANDOM_HISTORY_H_

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/record/build.h"
#include "annals/timeline/timeline.h"
#include "gtest/gtest.h"

namespace annals::testing {

// ANNALS_TEST_SEED if it is set, or else any.
inline unsigned SeedOfTest() {
  const char* const given = std::getenv("ANNALS_TEST_SEED");
  return given != nullptr ? static_cast<unsigned>(std::atoi(given))
                          : std::random_device()();
}

// Small domains, so that everything meets everything.
inline constexpr const char* kDates[] = {"",
                                         "1904",
                                         "1904~",
                                         "190X",
                                         "1904-05",
                                         "1904-05-03",
                                         "{1904,1906-02}",
                                         "[1903,1905..1907]",
                                         "1903/1905",
                                         "../1904",
                                         "1905/..",
                                         "../..",
                                         "1904/",
                                         "1904-05-03?",
                                         "19XX-02-29",
                                         "1904-05-03T10:00:00",
                                         "1904-XX-05",
                                         "Y-170000002",
                                         "1904-05/1904-06",
                                         "{1901..1903,1908}",
                                         "-0004",
                                         "1904-05-03T10:00:00Z",
                                         "Y1E18",
                                         "{..1903}"};
inline constexpr const char* kWindows[] = {
    "1904",       "1904-05", "1904-05-03",
    "1900/1910",  "../1904", "1905/..",
    "../..",      "190X",    "1904-05-03T11:00:00",
    "1903-12",    "Y1E18",   "e1",
    "e2",         "e3",      "1907",
    "{1904,1906}"};
inline constexpr const char* kNames[] = {"Rome",   "ROME", "rome",
                                         "rome-2", "Karl", "karl"};
// One word within others, so that only whole ones are found.
inline constexpr const char* kTitles[] = {"Title of oil", "Oily title",
                                          "Spoil, oil."};
inline constexpr const char* kTags[] = {"energy", "Energy", "rail"};

// Makes both from a seed.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  unsigned Below(unsigned bound) { return random_() % bound; }
  bool Chance(unsigned percent) { return Below(100) < percent; }
  template <typename T, size_t N>
  T Pick(T const (&list)[N]) {
    return list[Below(N)];
  }

  Event MakeRandomEvent() {
    Event event =
        MakeEvent(absl::StrCat("e", Below(40)), Pick(kTitles), Pick(kDates));
    if (Chance(20)) event.mutable_when()->set_extent(When::THROUGHOUT);
    event.set_kind(static_cast<Event::Kind>(Below(4)));
    event.set_description(Chance(30) ? "coal and STEEL" : "");
    for (unsigned i = Below(3); i > 0; --i) AddWho(event);
    if (Chance(40)) event.add_places(Pick(kNames));
    if (Chance(60)) event.add_tags(Pick(kTags));
    if (Chance(20)) AddCode(event);
    for (unsigned i = Below(3); i > 0; --i) AddRandomClaim(event, i);
    return event;
  }

  Entity MakeRandomEntity() {
    Entity entity =
        MakeEntity(Pick({"rome-1", "rome-2"}), Entity::PLACE, Pick(kNames));
    if (Chance(30)) entity.add_names()->set_text("Karl");
    return entity;
  }

  Query MakeRandomQuery(int64_t last_sequence) {
    Query query;
    AskTime(query);
    if (Chance(20)) query.Actor(Pick(kNames));
    if (Chance(15)) query.Place(Pick(kNames));
    if (Chance(20)) query.Tag(Pick(kTags));
    if (Chance(10)) query.Kind(static_cast<Event::Kind>(1 + Below(3)));
    if (Chance(5)) query.WithCode("Wiki data", "Q1");
    if (Chance(10)) query.FromSource("ramani");
    if (Chance(20)) query.Text(Pick({"oil steel", "OIL", "steel"}));
    AskClaims(query);
    AskPage(query);
    if (Chance(70)) return query;
    AsOf as_of;
    as_of.sequence = Below(static_cast<unsigned>(last_sequence) + 1);
    return query.As(as_of);
  }

 private:
  template <typename T>
  T Pick(std::initializer_list<T> list) {
    return *(list.begin() + Below(static_cast<unsigned>(list.size())));
  }

  void AddWho(Event& event) {
    if (Chance(30)) {
      AddParticipant(event, "", Participant::AGENT).set_entity("rome-1");
    } else {
      AddParticipant(event, Pick(kNames), Participant::TARGET);
    }
  }

  void AddCode(Event& event) {
    Code& code = *event.add_codes();
    code.set_scheme("Wiki data");
    code.set_code(Chance(50) ? "Q1" : "Q2");
  }

  void AddRandomClaim(Event& event, unsigned number) {
    Claim& claim = AddClaim(event, absl::StrCat(number), {"Karl"});
    claim.set_modality(static_cast<Claim::Modality>(Below(4)));
    claim.set_status(static_cast<Claim::Status>(Below(6)));
    claim.set_negated(Chance(10));
    if (Chance(30)) claim.add_evidence()->set_source("ramani");
  }

  void AskTime(Query& query) {
    if (Chance(20)) return;
    if (Chance(60)) {
      query.Intersects(Pick(kWindows));
    } else {
      query.Related(AllenSet::FromMask(static_cast<uint16_t>(
                        Chance(50) ? 1u << Below(13) : random_())),
                    Pick(kWindows));
    }
    if (Chance(25)) query.OnlyCertain();
    if (Chance(25)) query.AsStated();
  }

  void AskClaims(Query& query) {
    if (Chance(15)) query.All();
    if (Chance(20)) query.Modality(static_cast<Claim::Modality>(1 + Below(4)));
    if (Chance(20)) query.Status(static_cast<Claim::Status>(1 + Below(5)));
  }

  void AskPage(Query& query) {
    if (Chance(40)) query.Undated();
    if (Chance(30)) query.OrderBy(Query::Order::kId);
    if (Chance(50)) query.Limit(Below(8), Below(5));
  }

  std::mt19937 random_;
};

// All that an answer says, in one line.
inline std::vector<std::string> Told(const absl::StatusOr<Found>& found) {
  if (!found.ok()) return {found.status().ToString()};
  std::vector<std::string> lines = {
      absl::StrCat("total ", found->total, " undated ", found->undated,
                   " unasserted ", found->unasserted)};
  for (const Answer& answer : found->answers) {
    const Span span = answer.span.value_or(Span::Unbounded());
    lines.push_back(absl::StrCat(
        answer.event.id(), " ", answer.sequence, " ",
        static_cast<int>(answer.certainty), answer.asserted ? "" : " not",
        answer.date.has_value() ? std::string(answer.date->text()) : "-", " ",
        span.earliest_start.code(), " ", span.latest_end.code()));
  }
  return lines;
}

// What all else names.
inline void AppendFirst(Timeline& timeline) {
  Source source;
  source.set_id("ramani");
  source.set_title("An article");
  ASSERT_TRUE(timeline
                  .Append(Batch().Put(source).Put(
                      MakeEntity("rome-1", Entity::PLACE, "Rome")))
                  .ok());
}

// Some are refused, for retracting what there is not.
inline void AppendRandomBatch(Maker& maker, Timeline& timeline) {
  Batch batch;
  for (unsigned size = 1 + maker.Below(4); size > 0; --size) {
    if (maker.Chance(15)) {
      batch.Retract(absl::StrCat("e", maker.Below(40)));
    } else if (maker.Chance(10)) {
      batch.Put(maker.MakeRandomEntity());
    } else {
      batch.Put(maker.MakeRandomEvent());
    }
  }
  timeline.Append(batch).status().IgnoreError();
}

inline void AppendHistory(Maker& maker, Timeline& timeline) {
  AppendFirst(timeline);
  // A batch that retracts what is not there is refused whole, and by a rare lot
  // nearly all of them are.
  const auto is_short = [&] {
    return timeline.store().LastSequence().value_or(INT64_MAX) <= 20;
  };
  for (int i = 0; i < 60 || is_short(); ++i) {
    AppendRandomBatch(maker, timeline);
  }
}

}  // namespace annals::testing

#endif  // ANNALS_TESTS_TIMELINE_RANDOM_HISTORY_H_
