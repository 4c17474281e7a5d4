// Tests of annals/store/bulk_load.h: loading a batch at a time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/bulk_load.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BulkLoadTest : public StoreTest {
 protected:
  absl::StatusOr<BulkResult> Load(const std::vector<Record>& records,
                                  const BulkOptions& options = {}) {
    size_t next = 0;
    told_.clear();
    return BulkLoad(
        *store_,
        [&]() -> absl::StatusOr<std::optional<Record>> {
          if (next == records.size()) return std::optional<Record>();
          return std::optional<Record>(records[next++]);
        },
        options,
        [this](const BulkOutcome& outcome) {
          EXPECT_TRUE(told_.emplace(outcome.index, outcome).second);
        });
  }

  // Two records a batch.
  static BulkOptions InTwos() {
    BulkOptions options;
    options.batch_records_max = 2;
    return options;
  }

  std::map<int64_t, BulkOutcome> told_;
};

TEST_F(BulkLoadTest, EveryBatchIsWholeAndEveryRecordIsTold) {
  const auto result = Load({EventRecord("a"), EventRecord("b"),
                            EventRecord("c"), LinkRecord("l", "a", "c")},
                           InTwos());
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->counts.added, 4);
  EXPECT_FALSE(result->is_stopped);
  EXPECT_EQ(told_.size(), 4u);
  EXPECT_EQ(store_->History("b")->at(0).batch(), 1);
  EXPECT_EQ(store_->History("l")->at(0).batch(), 3);
}

TEST_F(BulkLoadTest, ASecondLoadAddsNothing) {
  const std::vector<Record> records = {EventRecord("a"), EventRecord(""),
                                       EventRecord("b")};
  ASSERT_THAT(Load(records, InTwos()), IsOk());
  const auto again = Load(records, InTwos());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->counts.unchanged, 3);
  EXPECT_EQ(LastSequence(), 3);
}

//   l1 names c, which comes two batches later; l2 names l1
TEST_F(BulkLoadTest, WhatNamesALaterRecordWaitsForIt) {
  const auto result =
      Load({EventRecord("a"), LinkRecord("l1", "a", "c"),
            LinkRecord("l2", "l1", "a"), EventRecord("b"), EventRecord("c")},
           InTwos());
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->counts.added, 5);
  EXPECT_EQ(result->counts.held_back, 0);
  EXPECT_THAT(store_->Get("l2"), IsOk());
}

TEST_F(BulkLoadTest, RecordsOfDifferentBatchesMayNameOneAnother) {
  Event first = MakeEvent("first", "First");
  first.add_about("last");
  Event last = MakeEvent("last", "Last");
  last.add_about("first");
  const auto result =
      Load({ToRecord(first), EventRecord("a"), ToRecord(last)}, InTwos());
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->counts.added, 3);
}

TEST_F(BulkLoadTest, WhatIsWrongIsRejectedAndTheRestGoesOn) {
  const auto result =
      Load({EventRecord("a"), EventRecord("bad", ""),
            LinkRecord("l1", "a", "nobody"), LinkRecord("l2", "l1", "a"),
            LinkRecord("l3", "bad", "a"), EventRecord("b")},
           InTwos());
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->counts.added, 2);
  EXPECT_EQ(result->counts.rejected, 4);
  EXPECT_EQ(told_[1].faults[0].path, "title");
  EXPECT_THAT(told_[2].faults[0].message, HasSubstr("no record \"nobody\""));
  EXPECT_THAT(told_[3].faults[0].message, HasSubstr("\"l1\""));
  EXPECT_THAT(told_[4].faults[0].message, HasSubstr("\"bad\""));
  EXPECT_EQ(LastSequence(), 2);
}

TEST_F(BulkLoadTest, ARejectedChangeLeavesWhatNamesTheOldVersion) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  Event worse = MakeEvent("a", "War");
  worse.add_about("nobody");
  const auto result =
      Load({ToRecord(worse), EventRecord("b"), LinkRecord("l", "a", "b")});
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->counts.rejected, 1);
  EXPECT_EQ(result->counts.added, 2);
  EXPECT_THAT(store_->Get("l"), IsOk());
}

TEST_F(BulkLoadTest, TheLastVersionOfARecordWins) {
  Event early = MakeEvent("a", "early");
  early.add_about("later");
  const auto result =
      Load({ToRecord(early), EventRecord("b"), EventRecord("a", "middle"),
            EventRecord("a", "late"), EventRecord("later")},
           InTwos());
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(TitleOfEvent("a"), "late");
  EXPECT_EQ(result->counts.changed, 2);
}

TEST_F(BulkLoadTest, AStopKeepsWhatWasCommittedAndTheNextLoadGoesOn) {
  std::vector<Record> records;
  for (int i = 0; i < 9; ++i) records.push_back(EventRecord(std::to_string(i)));
  int asked = 0;
  BulkOptions options = InTwos();
  options.stop = [&asked] { return ++asked > 5; };
  const auto stopped = Load(records, options);
  ASSERT_THAT(stopped, IsOk());
  EXPECT_TRUE(stopped->is_stopped);
  EXPECT_EQ(LastSequence(), 4);
  const auto rest = Load(records, InTwos());
  EXPECT_EQ(rest->counts.unchanged, 4);
  EXPECT_EQ(rest->counts.added, 5);
}

TEST_F(BulkLoadTest, ProgressIsToldAfterEachBatch) {
  std::vector<int64_t> added;
  BulkOptions options = InTwos();
  options.progress = [&added](const BulkProgress& progress) {
    added.push_back(progress.added);
  };
  ASSERT_THAT(
      Load({EventRecord("a"), EventRecord("b"), EventRecord("c")}, options),
      IsOk());
  EXPECT_THAT(added, ElementsAre(2, 3, 3));
}

TEST_F(BulkLoadTest, TooMuchThatWaitsIsRefusedClearly) {
  BulkOptions options = InTwos();
  options.held_back_bytes_max = 10;
  EXPECT_THAT(Load({EventRecord("a"), LinkRecord("l", "a", "later"),
                    EventRecord("later")},
                   options),
              Fails(absl::StatusCode::kResourceExhausted, "1 records with "));
}

TEST_F(BulkLoadTest, AnErrorOfTheReaderEndsIt) {
  EXPECT_THAT(BulkLoad(
                  *store_,
                  []() -> absl::StatusOr<std::optional<Record>> {
                    return absl::NotFoundError("unplugged");
                  },
                  {}, [](const BulkOutcome&) {}),
              Fails(absl::StatusCode::kNotFound, "unplugged"));
}

// The oracle is one batch of them all, which takes any order.
TEST_F(BulkLoadTest, AnyOrderInAnyBatchesComesToTheSame) {
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << "\n";
  std::mt19937 random(seed);
  std::vector<Record> records;
  for (int i = 0; i < 30; ++i)
    records.push_back(EventRecord(std::to_string(i)));
  for (int i = 0; i < 40; ++i) {
    // The later ones name links too.
    const auto any = [&random, &records] {
      return IdOf(records[random() % records.size()]);
    };
    const std::string cause = any();
    const std::string effect = any();
    if (cause == effect) continue;
    records.push_back(LinkRecord("l" + std::to_string(i), cause, effect));
  }
  for (int round = 0; round < 10; ++round) {
    store_.reset();
    std::filesystem::remove(path());
    Reopen();
    std::shuffle(records.begin(), records.end(), random);
    BulkOptions options;
    options.batch_records_max = 1 + random() % 12;
    const auto result = Load(records, options);
    ASSERT_THAT(result, IsOk());
    EXPECT_EQ(result->counts.added, static_cast<int64_t>(records.size()));
    EXPECT_EQ(result->counts.rejected, 0);
  }
}

// All that a store holds but salts and hashes, table by table.
std::vector<std::vector<RawRow>> TablesOf(const std::string& path) {
  RawExecute(path, "CREATE VIRTUAL TABLE word USING fts5vocab(text, instance)");
  std::vector<std::vector<RawRow>> tables;
  for (const char* const select :
       {"sequence, record_id, operation, kind, commit_time, batch, author, "
        "title, earliest_start, latest_start, earliest_end, latest_end, "
        "content "
        "FROM revision ORDER BY 1",
        "* FROM naming ORDER BY 1, 2, 3", "* FROM state ORDER BY 1",
        "* FROM term ORDER BY 1", "* FROM posting ORDER BY 1, 2",
        "* FROM tally ORDER BY 1", "* FROM link_end ORDER BY 1, 2, 3",
        "* FROM text_docsize ORDER BY 1", "* FROM word ORDER BY 1, 2, 3, 4"}) {
    tables.push_back(RawQuery(path, absl::StrCat("SELECT ", select)));
    EXPECT_FALSE(tables.back().empty()) << select;
  }
  return tables;
}

Record RandomEvent(std::mt19937& random, const std::string& id) {
  const char* const dates[] = {"", "1904", "1904-02-08", "{1904,1906}",
                               "190X?"};
  const char* const words[] = {"oil", "석유", "gas pipe", "Öl", "the war"};
  Event event = MakeEvent(id, words[random() % 5], dates[random() % 5]);
  event.set_description(words[random() % 5]);
  event.add_tags(words[random() % 5]);
  event.add_places(words[random() % 5]);
  if (random() % 3 == 0 && id != "e0") event.add_about("e0");
  return ToRecord(event);
}

// The oracle appends the same batches one after the other.
TEST_F(BulkLoadTest, ALoadMakesTheSameTablesAsPlainAppends) {
  const unsigned seed = SeedOfTest();
  SCOPED_TRACE("ANNALS_TEST_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  BulkOptions options;
  options.batch_records_max = 50;
  std::vector<Record> records;
  auto plain = store_internal::OpenSqliteStoreWithClock(
      folder_ / "plain.annals", {}, [this] { return now_; });
  ASSERT_THAT(plain, IsOk());
  for (int i = 0; i < 10; ++i) {
    Batch batch;
    // Some records change in later batches, but none twice in one.
    for (int k = 0; k < 48; ++k) {
      const int number =
          i + k == 0 ? 0 : static_cast<int>(random() % 4) * 48 + k;
      batch.Put(RandomEvent(random, absl::StrCat("e", number)));
    }
    for (int k = 0; k < 2; ++k) {
      batch.Put(LinkRecord(absl::StrCat("l", i, "-", k), "e0",
                           IdOf(batch.changes[5].record)));
    }
    for (const Change& each : batch.changes) records.push_back(each.record);
    ASSERT_THAT((*plain)->Append(batch), IsOk());
  }
  ASSERT_THAT(Load(records, options), IsOk());
  store_.reset();
  *plain = nullptr;
  EXPECT_EQ(TablesOf(path()), TablesOf(folder_ / "plain.annals"));
}

// The load's journal is long, and another thread is copying it.
TEST_F(BulkLoadTest, ARedactionDuringALoadIsFinishedAtOnce) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("secret"))), IsOk());
  BulkOptions options;
  options.batch_records_max = 10;
  int asked = 0;
  const auto result = BulkLoad(
      *store_,
      [&]() -> absl::StatusOr<std::optional<Record>> {
        if (++asked > 60) return std::nullopt;
        if (asked == 55) {
          const auto redacted = store_->Append(Batch().Redact("secret"));
          EXPECT_THAT(redacted, IsOk());
          EXPECT_FALSE(redacted->erasure_is_pending);
        }
        Event event = MakeEvent(std::to_string(asked), "Long");
        event.set_description(std::string(1'000'000, '.'));
        return std::optional<Record>(ToRecord(event));
      },
      options, [](const BulkOutcome&) {});
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->counts.added, 60);
}

TEST_F(BulkLoadTest, WhatWasCommittedIsToldWhenTheReaderFails) {
  int asked = 0;
  const auto result = BulkLoad(
      *store_,
      [&asked]() -> absl::StatusOr<std::optional<Record>> {
        if (++asked == 4) return absl::NotFoundError("unplugged");
        return std::optional<Record>(EventRecord(std::to_string(asked)));
      },
      InTwos(), [this](const BulkOutcome& each) { told_[each.index] = each; });
  EXPECT_THAT(result, Fails(absl::StatusCode::kNotFound, "unplugged"));
  EXPECT_EQ(told_.size(), 2u);
  EXPECT_EQ(LastSequence(), 2);
}

}  // namespace
}  // namespace annals::testing
