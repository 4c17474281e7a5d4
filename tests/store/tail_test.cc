// Tests of the log's tail: answers do not depend on what is sorted in.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/tail.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "annals/record/claims.h"
#include "annals/record/record.h"
#include "annals/store/backup.h"
#include "annals/store/event_criteria.h"
#include "annals/store/event_feed.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/text_index.h"
#include "annals/store/internal/text_rank.h"
#include "annals/store/store.h"
#include "annals/store/text_query.h"
#include "annals/store/verify.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using store_internal::Database;
using store_internal::kTailMax;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr absl::StatusCode kDataLoss = absl::StatusCode::kDataLoss;

class TailTest : public StoreTest {
 protected:
  void Put(const Event& event) {
    ASSERT_THAT(store_->Append(Batch().Put(event)), IsOk());
  }
  void PutTagged(std::string_view id, std::string_view title) {
    Event event = MakeEvent(id, title, "1904");
    event.add_tags("oil");
    Put(event);
  }

  int64_t RowsOf(const std::string& table) {
    return std::atoll(
        RawQuery(path(), "SELECT count(*) FROM " + table)[0][0].c_str());
  }
  int64_t TailSize() {
    return std::atoll(
        RawQuery(path(),
                 "SELECT ifnull(max(sequence), 0) - ifnull("
                 "(SELECT value FROM tally "
                 "WHERE name = 'sorted in'), 0) FROM revision")[0][0]
            .c_str());
  }

  // The file as it would be found if its writer were killed now.
  std::string CopyAsItLies() {
    std::string copy = folder_ / "copy.annals";
    for (const char* suffix : {"", "-wal"}) {
      std::filesystem::copy_file(
          path() + suffix, copy + suffix,
          std::filesystem::copy_options::overwrite_existing);
    }
    return copy;
  }

  EventCriteria Holding(std::string_view text) {
    EventCriteria criteria;
    criteria.sequence = LastSequence();
    criteria.all = true;
    criteria.text = *TextQuery::Parse(text);
    criteria.order = EventCriteria::Order::kRank;
    return criteria;
  }
  EventCriteria Tagged(std::string_view tag) {
    EventCriteria criteria;
    criteria.sequence = LastSequence();
    criteria.all = true;
    criteria.tags = {std::string(tag)};
    return criteria;
  }

  // The ids in their order, and what was left out; or what is wrong.
  static std::string Answer(Store& store, const EventCriteria& criteria) {
    const auto found = store.FindEvents(criteria);
    if (!found.ok()) return found.status().ToString();
    std::string answer = absl::StrCat(found->total, " of ", found->certain,
                                      ", ", found->unasserted, ":");
    for (const FoundEvent& each : found->page) {
      absl::StrAppend(&answer, " ", each.event.id(), "@", each.sequence);
    }
    return answer;
  }
  std::string Answer(const EventCriteria& criteria) {
    return Answer(*store_, criteria);
  }

  static std::vector<std::string> FaultsOf(const std::string& path) {
    const auto report = VerifyStore(path);
    EXPECT_THAT(report, IsOk());
    return report.ok() ? report->faults : std::vector<std::string>();
  }
};

TEST_F(TailTest, ASmallBatchIsSortedInWhenTheStoreIsClosed) {
  PutTagged("a", "Oil flows");
  EXPECT_EQ(TailSize(), 1);
  EXPECT_EQ(RowsOf("posting"), 0);
  EXPECT_EQ(RowsOf("text"), 0);
  EXPECT_EQ(Answer(Tagged("oil")), "1 of 1, 0: a@1");
  EXPECT_EQ(Answer(Holding("flows")), "1 of 1, 0: a@1");
  store_.reset();
  EXPECT_EQ(TailSize(), 0);
  EXPECT_EQ(RowsOf("posting"), 1);
  EXPECT_EQ(RowsOf("text"), 1);
  EXPECT_FALSE(std::filesystem::exists(path() + "-wal"));
}

TEST_F(TailTest, ALongTailIsSortedInWithTheBatchThatWouldMakeItLonger) {
  for (int i = 0; i < kTailMax; ++i) PutTagged(absl::StrCat("e", i), "Oil");
  EXPECT_EQ(TailSize(), kTailMax);
  EXPECT_EQ(RowsOf("text"), 0);
  PutTagged("last", "Oil");
  EXPECT_EQ(TailSize(), 0);
  EXPECT_EQ(RowsOf("text"), kTailMax + 1);
  EXPECT_EQ(RowsOf("posting"), 1);
  PutTagged("next", "Oil");
  EXPECT_EQ(TailSize(), 1);
  EXPECT_THAT(Answer(Tagged("oil")), HasSubstr("258 of 258"));
  EXPECT_THAT(Answer(Holding("oil")), HasSubstr("258 of 258"));
}

TEST_F(TailTest, ALargeBatchTakesTheTailAlong) {
  PutTagged("first", "Oil");
  Batch batch;
  for (int i = 0; i < 2000; ++i) {
    batch.Put(MakeEvent(absl::StrCat("e", i), "Oil", "1905"));
  }
  ASSERT_THAT(store_->Append(batch), IsOk());
  EXPECT_EQ(TailSize(), 0);
  EXPECT_EQ(RowsOf("text"), 2001);
  EXPECT_EQ(Answer(Tagged("oil")), "1 of 1, 0: first@1");
  store_.reset();
  EXPECT_THAT(FaultsOf(path()), IsEmpty());
}

TEST_F(TailTest, ABatchOfManyBytesIsSortedInAtOnce) {
  PutTagged("first", "Oil");
  Event event = MakeEvent("second", "Oil", "1905");
  event.set_description(std::string(70'000, 'x'));
  Put(event);
  EXPECT_EQ(TailSize(), 0);
  EXPECT_EQ(RowsOf("text"), 2);
}

TEST_F(TailTest, WhatIsOfNoUseToASearchIsInTheTailToo) {
  PutTagged("a", "Oil");
  ASSERT_THAT(store_->Append(Retraction("a")), IsOk());
  EXPECT_EQ(TailSize(), 2);
  EXPECT_EQ(Answer(Tagged("oil")), "0 of 0, 0:");
  EventCriteria before = Tagged("oil");
  before.sequence = 1;
  EXPECT_EQ(Answer(before), "1 of 1, 0: a@1");
}

TEST_F(TailTest, AQuestionOfAnEarlierTimeDoesNotSeeTheTail) {
  PutTagged("a", "Oil");
  Reopen();
  PutTagged("b", "Oil");
  EventCriteria before = Holding("oil");
  before.sequence = 1;
  before.tags = {"oil"};
  EXPECT_EQ(Answer(before), "1 of 1, 0: a@1");
  EXPECT_EQ(Answer(Tagged("oil")), "2 of 2, 0: a@1 b@2");
}

TEST_F(TailTest, WhoOnlyReadsSeesTheTailOfAnother) {
  StoreOptions options;
  options.read_only = true;
  PutTagged("a", "Oil");
  const auto reader = OpenSqliteStore(path(), options);
  ASSERT_THAT(reader, IsOk());
  EXPECT_EQ(Answer(**reader, Holding("oil")), "1 of 1, 0: a@1");
  PutTagged("b", "Oil");
  EXPECT_EQ(Answer(**reader, Holding("oil")), "2 of 2, 0: a@1 b@2");
  // The reader keeps what it has read of the tail, which is none any more.
  Reopen();
  EXPECT_EQ(Answer(**reader, Holding("oil")), "2 of 2, 0: a@1 b@2");
  PutTagged("c", "Oil");
  EXPECT_EQ(Answer(**reader, Holding("oil")), "3 of 3, 0: a@1 b@2 c@3");
  EXPECT_EQ(Answer(**reader, Tagged("oil")), "3 of 3, 0: a@1 b@2 c@3");
}

TEST_F(TailTest, WhatWasRedactedInTheTailIsNowhere) {
  PutTagged("kept", "innocent words");
  PutTagged("gone", "unspeakable words");
  EXPECT_EQ(Answer(Holding("unspeakable")), "1 of 1, 0: gone@2");
  ASSERT_THAT(store_->Append(Batch().Redact("gone")), IsOk());
  EXPECT_EQ(TailSize(), 0);
  EXPECT_EQ(Answer(Holding("words")), "1 of 1, 0: kept@1");
  EXPECT_EQ(Answer(Tagged("oil")), "1 of 1, 0: kept@1");
  for (const char* suffix : {"", "-wal"}) {
    std::ifstream file(path() + suffix, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(bytes.find("unspeakable"), std::string::npos) << suffix;
  }
}

TEST_F(TailTest, TheTailOfAKilledWriterIsReadAndSortedInByTheNext) {
  PutTagged("a", "Oil");
  Reopen();
  PutTagged("b", "Oil");
  const std::string copy = CopyAsItLies();
  EXPECT_THAT(FaultsOf(copy), IsEmpty());
  {
    const auto next = OpenSqliteStore(copy);
    ASSERT_THAT(next, IsOk());
    EXPECT_EQ(Answer(**next, Holding("oil")), "2 of 2, 0: a@1 b@2");
  }
  EXPECT_EQ(RawQuery(copy, "SELECT rowid FROM text('oil')").size(), 2u);
  EXPECT_THAT(FaultsOf(copy), IsEmpty());
}

TEST_F(TailTest, ABackupHasNoTail) {
  PutTagged("a", "Oil");
  const std::string copy = folder_ / "backup.annals";
  ASSERT_THAT(BackupStore(path(), copy, {}), IsOk());
  EXPECT_EQ(TailSize(), 1);
  EXPECT_EQ(RawQuery(copy, "SELECT rowid FROM text('oil')").size(), 1u);
  EXPECT_EQ(RawQuery(copy, "SELECT * FROM posting").size(), 1u);
  EXPECT_THAT(FaultsOf(copy), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(copy + "-journal"));
}

TEST_F(TailTest, ATailThatCannotBeIsDamage) {
  PutTagged("a", "Oil");
  store_.reset();
  for (const char* sorted_in :
       {"-1", "2", "-9223372036854775808", "9223372036854775807", "'x'"}) {
    ASSERT_EQ(RawExecute(path(), absl::StrCat("REPLACE INTO tally VALUES "
                                              "('sorted in', ",
                                              sorted_in, ")")),
              "");
    StoreOptions options;
    options.read_only = true;
    const auto store = OpenSqliteStore(path(), options);
    ASSERT_THAT(store, IsOk());
    EventCriteria criteria;
    criteria.sequence = 1;
    criteria.tags = {"oil"};
    EXPECT_THAT((*store)->FindEvents(criteria),
                Fails(kDataLoss, "table tally: sorted in up to revision"));
    EXPECT_THAT((*store)->Statistics(),
                Fails(kDataLoss, "table tally: sorted in up to revision"));
    EXPECT_THAT(FaultsOf(path()), Contains(HasSubstr("sorted in up to")));
  }
}

TEST_F(TailTest, ACountThatCannotBeIsDamage) {
  PutTagged("a", "Oil");
  Reopen();
  ASSERT_THAT(store_->Append(Retraction("a")), IsOk());
  const std::string copy = CopyAsItLies();
  StoreOptions options;
  options.read_only = true;
  // With 0 there would be one less than nothing once the tail is counted.
  for (const char* live : {"0", "-1", "3", "9223372036854775807"}) {
    ASSERT_EQ(RawExecute(copy, absl::StrCat("UPDATE tally SET value = ", live,
                                            " WHERE name = 'event'")),
              "");
    const auto store = OpenSqliteStore(copy, options);
    ASSERT_THAT(store, IsOk());
    EXPECT_THAT((*store)->Statistics(),
                Fails(kDataLoss, "table tally: event is "));
    EXPECT_THAT(FaultsOf(copy), Contains(HasSubstr("tally")));
  }
}

TEST_F(TailTest, ATailThatLeavesOutWhatIsInNoTableIsDamage) {
  PutTagged("a", "Oil");
  const std::string copy = CopyAsItLies();
  ASSERT_EQ(RawExecute(copy, "INSERT INTO tally VALUES ('sorted in', 1)"), "");
  EXPECT_THAT(FaultsOf(copy), Contains(HasSubstr("table text")));
  EXPECT_THAT(FaultsOf(copy), Contains(HasSubstr("table term")));
}

TEST_F(TailTest, ARevisionOfTheTailThatIsNotAsWrittenIsNoticed) {
  PutTagged("a", "Oil");
  PutTagged("b", "Gas");
  const std::string copy = CopyAsItLies();
  ASSERT_EQ(RawExecute(copy, DropTriggers() +
                                 "UPDATE revision SET salt = zeroblob(16) "
                                 "WHERE sequence = 2"),
            "");
  const auto database = Database::Open(copy, {});
  ASSERT_THAT(database, IsOk());
  const auto tail = store_internal::TailOf(**database, 2);
  ASSERT_THAT(tail, IsOk());
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT((*tail)->FindBearers(**database),
                Fails(kDataLoss, "revision 2: content"));
    EXPECT_THAT((*tail)->Texts(**database),
                Fails(kDataLoss, "revision 2: content"));
  }
}

TEST_F(TailTest, AnEventFeedTellsOfTheTermsOfTheTail) {
  struct Terms : EventFeed::Receiver {
    absl::Status Put(int64_t, const StateRow&, std::string_view) override {
      return absl::OkStatus();
    }
    absl::Status End(int64_t) override { return absl::OkStatus(); }
    absl::Status Bear(const Term& term,
                      absl::Span<const int64_t> sequences) override {
      for (const int64_t each : sequences) {
        told.push_back(absl::StrCat(term.text, "@", each));
      }
      return absl::OkStatus();
    }
    std::vector<std::string> told;
  };
  PutTagged("a", "Oil");
  Reopen();
  PutTagged("b", "Oil");
  Terms terms;
  ASSERT_THAT(store_->event_feed()->ReadAll(terms), IsOk());
  EXPECT_THAT(terms.told, ElementsAre("oil@1", "oil@2"));
}

// A random history, some of it sorted in, is asked before and after the rest
// is.
class RandomTailTest : public TailTest {
 protected:
  RandomTailTest()
      : seed_(SeedOfTest()),
        trace_(__FILE__, __LINE__, absl::StrCat("ANNALS_TEST_SEED=", seed_)),
        random_(seed_) {}

  int Pick(int count) {
    return std::uniform_int_distribution<int>(0, count - 1)(random_);
  }

  std::string Words(int count_max) {
    static constexpr const char* kWords[] = {
        "oil",  "supply",   "war", "석유공사", "Öl",
        "naïf", "supplies", "the", "石油",     "peace"};
    std::string words;
    for (int i = Pick(count_max); i >= 0; --i) {
      absl::StrAppend(&words, kWords[Pick(10)], " ");
    }
    return words;
  }

  Event AnyEvent() {
    Event event = MakeEvent(absl::StrCat("e", Pick(30)), Words(4), "1904-05");
    event.set_description(Words(12));
    event.add_tags(absl::StrCat("tag", Pick(3)));
    event.add_places(Pick(2) == 0 ? "Port Arthur" : "p");
    AddParticipant(event, Pick(2) == 0 ? "Russia" : "ru", Participant::AGENT);
    if (Pick(4) == 0) {
      AddEvidence(AddClaim(event, "c", {}), "s", Words(6));
    }
    return event;
  }

  void AppendSome(int count) {
    for (int i = 0; i < count; ++i) {
      const Batch batch =
          Pick(6) == 0
              ? Retraction(absl::StrCat("e", Pick(30)))
              : Batch()
                    .Put(AnyEvent())
                    .Put(MakeEntity("ru", Entity::STATE,
                                    Pick(2) == 0 ? "Russia" : "Tsardom"));
      // Two of the same id, or none to retract.
      store_->Append(batch).status().IgnoreError();
    }
  }

  EventCriteria AnyQuestion() {
    static constexpr const char* kTexts[] = {
        "oil",      "oil supply", "suppl*",        "\"oil supply\"",  "석유",
        "oil -war", "war OR öl",  "the peace oil", "石油 OR oil naif"};
    EventCriteria criteria = Holding(kTexts[Pick(9)]);
    criteria.sequence -= Pick(20);
    if (Pick(4) == 0) {
      criteria.text.reset();
      criteria.order = EventCriteria::Order::kTime;
    }
    if (Pick(3) == 0) criteria.tags = {absl::StrCat("tag", Pick(3))};
    if (Pick(3) == 0) criteria.actors = {Pick(2) == 0 ? "ru" : "tsardom"};
    if (Pick(4) == 0) criteria.places = {"port arthur"};
    if (Pick(6) == 0) criteria.source = "s";
    if (Pick(2) == 0) criteria.limit = Pick(8);
    if (Pick(3) == 0) criteria.offset = Pick(4);
    return criteria;
  }

  const unsigned seed_;
  const ::testing::ScopedTrace trace_;
  std::mt19937 random_;
};

TEST_F(RandomTailTest, AnswersAreTheSameAsWhenItIsSortedIn) {
  Source source;
  source.set_id("s");
  source.set_title("The war in the east");
  ASSERT_THAT(store_->Append(Batch().Put(source)), IsOk());
  for (int round = 0; round < 4; ++round) {
    // The third time it grows beyond its bound.
    AppendSome(round == 2 ? 200 : 40);
    std::vector<EventCriteria> questions;
    std::vector<std::string> answers;
    for (int i = 0; i < 60; ++i) {
      questions.push_back(AnyQuestion());
      answers.push_back(Answer(questions.back()));
      // The tail that the connection has kept is one that it has to lengthen.
      if (i % 20 == 19 && i < 40) AppendSome(1);
    }
    ASSERT_GT(TailSize(), 0);
    Reopen();
    ASSERT_EQ(TailSize(), 0);
    for (size_t i = 0; i < questions.size(); ++i) {
      // How rare a word is is counted over all revisions.
      if (questions[i].text.has_value() && i < 40) continue;
      EXPECT_EQ(Answer(questions[i]), answers[i]) << i;
    }
  }
  store_.reset();
  EXPECT_THAT(FaultsOf(path()), IsEmpty());
}

// The counts that are kept, and the same by looking at every record.
class RandomCountsTest : public RandomTailTest {
 protected:
  Record AnyRecord() {
    const std::string number = absl::StrCat(Pick(8));
    switch (Pick(5)) {
      case 0:
        return ToRecord(MakeEntity("n" + number, Entity::STATE, Words(3)));
      case 1:
        return LinkRecord("l" + number, "e0", "e1");
      default:
        Event event =
            MakeEvent("e" + number, Words(3), Pick(2) == 0 ? "" : "1904-05");
        if (Pick(2) == 0) {
          AddClaim(event, "c", {"a"}).set_modality(Claim::FEARED);
        }
        return ToRecord(event);
    }
  }

  Batch AnyBatch() {
    const std::string id = absl::StrCat(Pick(4) == 0 ? "n" : "e", Pick(8));
    switch (Pick(20)) {
      case 0:
        return Batch().Redact(id);
      case 1:
      case 2:
        return Batch().Restore(id);
      case 3:
      case 4:
      case 5:
        return Retraction(id, Pick(2) == 0);
      default:
        Batch batch;
        for (int i = Pick(3); i >= 0; --i) batch.Put(AnyRecord());
        return batch;
    }
  }

  // Live records by kind, those that are gone, and the events without a date
  // by whether they are asserted.
  using Counts = std::vector<int64_t>;

  static Counts Kept(Store& store) {
    const auto statistics = store.Statistics();
    EXPECT_THAT(statistics, IsOk());
    if (!statistics.ok()) return {};
    Counts counts(std::begin(statistics->live), std::end(statistics->live));
    counts.push_back(statistics->retracted);
    EventCriteria criteria;
    criteria.relations = AllenSet::Intersects();
    criteria.window = TimeSet::Of(Span::Unbounded());
    criteria.sequence = store.LastSequence().value_or(-1);
    criteria.limit = 0;
    for (const bool all : {false, true}) {
      criteria.all = all;
      const auto found = store.FindEvents(criteria);
      EXPECT_THAT(found, IsOk());
      counts.push_back(found.ok() ? found->undated : -1);
    }
    return counts;
  }

  static Counts Scanned(Store& store, int64_t ids) {
    Counts counts(9);
    counts[6] = ids;
    const absl::Status status =
        store.Scan({}, {}, [&counts](const StoredRecord& stored) {
          ++counts[static_cast<int>(*KindOf(stored.record))];
          --counts[6];
          const bool is_undated =
              stored.record.has_event() && !stored.record.event().has_when();
          if (is_undated && IsAsserted(stored.record)) ++counts[7];
          if (is_undated) ++counts[8];
          return absl::OkStatus();
        });
    EXPECT_THAT(status, IsOk());
    return counts;
  }

  int64_t Ids() {
    return std::atoll(
        RawQuery(path(), "SELECT count(DISTINCT record_id) FROM revision")[0][0]
            .c_str());
  }
};

TEST_F(RandomCountsTest, CountsAreThoseOfAScanAfterEachBatch) {
  StoreOptions options;
  options.read_only = true;
  const auto reader = OpenSqliteStore(path(), options);
  ASSERT_THAT(reader, IsOk());
  for (int i = 0; i < 400; ++i) {
    // Most are refused by something; what is not, counts.
    store_->Append(AnyBatch()).status().IgnoreError();
    const Counts scanned = Scanned(*store_, Ids());
    ASSERT_EQ(Kept(*store_), scanned) << i;
    // This one has not seen all that the tail was.
    if (Pick(7) == 0) {
      ASSERT_EQ(Kept(**reader), scanned) << i;
    }
    if (Pick(100) == 0) Reopen();
    if (Pick(50) != 0) continue;
    EXPECT_THAT(FaultsOf(path()), IsEmpty()) << i;
  }
}

TEST_F(RandomTailTest, RanksAreThoseOfFts5) {
  Source source;
  source.set_id("s");
  source.set_title("The war in the east");
  ASSERT_THAT(store_->Append(Batch().Put(source)), IsOk());
  AppendSome(60);
  store_.reset();
  const auto opened = Database::Open(path(), {});
  ASSERT_THAT(opened, IsOk());
  Database& database = **opened;
  for (const char* words : {"oil", "the peace", "suppl*", "war OR öl -naif",
                            "\"oil supply\"", "석유", "nowhere"}) {
    const TextQuery query = *TextQuery::Parse(words);
    std::vector<int64_t> sequences;
    std::vector<double> want;
    store_internal::Statement search = database.Prepare(
        absl::StrCat("SELECT rowid, CAST(1e9 * ", store_internal::kTextRank,
                     " AS INTEGER) FROM text WHERE text MATCH ?1"));
    search.Bind(1, store_internal::MatchExpression(query));
    while (*search.Step()) {
      sequences.push_back(search.Int(0));
      want.push_back(static_cast<double>(search.Int(1)));
    }
    store_internal::TextRanker ranker(query, sequences);
    ASSERT_THAT(ranker.Count(database), IsOk());
    const auto ranks = ranker.Ranks();
    for (size_t i = 0; i < sequences.size(); ++i) {
      EXPECT_NEAR(static_cast<double>(ranks.at(sequences[i])), want[i], 2)
          << words;
    }
  }
}

}  // namespace
}  // namespace annals::testing
