// Random questions about random histories: Find() and Count() against a plain
// scan.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/record/build.h"
#include "annals/timeline/timeline.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"
#include "tests/timeline/plain_find.h"

namespace annals::testing {
namespace {

// Small domains, so that everything meets everything.
constexpr const char* kDates[] = {"",
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
constexpr const char* kWindows[] = {
    "1904",       "1904-05", "1904-05-03",
    "1900/1910",  "../1904", "1905/..",
    "../..",      "190X",    "1904-05-03T11:00:00",
    "1903-12",    "Y1E18",   "e1",
    "e2",         "e3",      "1907",
    "{1904,1906}"};
constexpr const char* kNames[] = {"Rome",   "ROME", "rome",
                                  "rome-2", "Karl", "karl"};
// One word within others, so that only whole ones are found.
constexpr const char* kTitles[] = {"Title of oil", "Oily title", "Spoil, oil."};
constexpr const char* kTags[] = {"energy", "Energy", "rail"};

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
std::vector<std::string> Told(const absl::StatusOr<Found>& found) {
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

class FindRandomTest : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    const char* const given = std::getenv("ANNALS_TEST_SEED");
    seed_ = given != nullptr ? static_cast<unsigned>(std::atoi(given))
                             : std::random_device()();
  }

  unsigned seed_ = 0;
  const testing::TemporaryFolder folder_;
};

void AppendHistory(Maker& maker, Timeline& timeline) {
  Source source;
  source.set_id("ramani");
  source.set_title("An article");
  ASSERT_TRUE(timeline
                  .Append(Batch().Put(source).Put(
                      MakeEntity("rome-1", Entity::PLACE, "Rome")))
                  .ok());
  for (int i = 0; i < 60; ++i) {
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
    // Some are refused, for retracting what there is not.
    timeline.Append(batch).status().IgnoreError();
  }
}

TEST_P(FindRandomTest, EveryAnswerIsThatOfAPlainScan) {
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
  Maker maker(seed_);
  absl::StatusOr<Timeline> timeline = Timeline::Open(folder_ / "t.annals");
  ASSERT_TRUE(timeline.ok()) << timeline.status();
  AppendHistory(maker, *timeline);
  const int64_t last = timeline->store().LastSequence().value_or(0);
  ASSERT_GT(last, 20);
  for (int i = 0; i < 400; ++i) {
    const Query query = maker.MakeRandomQuery(last);
    const absl::StatusOr<Found> want = PlainFind(query, timeline->store());
    const absl::StatusOr<Found> found = timeline->Find(query);
    ASSERT_EQ(Told(found), Told(want)) << "query " << i;
    const absl::StatusOr<EventCount> count = timeline->Count(query);
    ASSERT_EQ(count.ok(), want.ok());
    if (!want.ok()) continue;
    ASSERT_EQ(count->total, want->total);
    ASSERT_EQ(count->certain + count->possible, count->total);
    ASSERT_EQ(count->undated, want->undated);
    ASSERT_EQ(count->unasserted, want->unasserted);
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, FindRandomTest, ::testing::Range(0, 6));

}  // namespace
}  // namespace annals::testing
