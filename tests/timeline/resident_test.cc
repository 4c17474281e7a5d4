// A timeline in memory: its answers are those of the store, always.
//
// SPDX-License-Identifier: Apache-2.0

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/record/build.h"
#include "annals/timeline/timeline.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"
#include "tests/timeline/random_history.h"

namespace annals::testing {
namespace {

using annals::testing::Told;

// The same store twice: asked itself, and in memory.
class ResidentTest : public ::testing::Test {
 protected:
  void SetUp() override {
    SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
    plain_ = Open();
    AppendFirst(*plain_);
    resident_ = Open();
    ASSERT_TRUE(resident_->MakeResident().ok());
  }

  std::unique_ptr<Timeline> Open() const {
    absl::StatusOr<Timeline> opened = Timeline::Open(path_);
    EXPECT_TRUE(opened.ok()) << opened.status();
    return std::make_unique<Timeline>(*std::move(opened));
  }

  // Either may write: the other hears of it by the log alone.
  Timeline& AnyOf(Maker& maker) const {
    return maker.Chance(50) ? *plain_ : *resident_;
  }

  void Redact(Maker& maker) const {
    Batch batch = Batch().Redact(absl::StrCat("e", maker.Below(40)));
    batch.changes[0].cascade = true;
    AnyOf(maker).Append(batch).status().IgnoreError();
  }

  void ExpectSameAnswers(Maker& maker) const;
  void ExpectSamePairs(const Query& one, const Query& other,
                       Maker& maker) const;
  void ExpectSameSummaries(const Query& query, Maker& maker) const;

  const unsigned seed_ = SeedOfTest();
  const TemporaryFolder folder_;
  const std::string path_ = folder_ / "t.annals";
  std::unique_ptr<Timeline> plain_;
  std::unique_ptr<Timeline> resident_;
};

std::string Told(const absl::StatusOr<Histogram>& histogram) {
  if (!histogram.ok()) return histogram.status().ToString();
  std::string told = absl::StrCat(histogram->total, " ", histogram->undated,
                                  " ", histogram->unasserted);
  for (const HistogramBucket& bucket : histogram->buckets) {
    absl::StrAppend(&told, " ", bucket.certain, "+", bucket.possible);
  }
  return told;
}

std::string Told(const absl::StatusOr<Neighbours>& neighbours) {
  if (!neighbours.ok()) return neighbours.status().ToString();
  std::string told = absl::StrCat(neighbours->others);
  for (const auto* side : {&neighbours->before, &neighbours->after}) {
    absl::StrAppend(&told, " |");
    for (const Answer& answer : *side) {
      absl::StrAppend(&told, " ", answer.sequence);
    }
  }
  return told;
}

std::string Told(const absl::StatusOr<std::vector<CoverageStretch>>& coverage) {
  if (!coverage.ok()) return coverage.status().ToString();
  std::string told;
  for (const CoverageStretch& of : *coverage) {
    absl::StrAppend(&told, of.stretch.end.code(), ":", of.at_least, "-",
                    of.at_most, " ");
  }
  return told;
}

std::string Told(const absl::StatusOr<Interval>& extent) {
  if (!extent.ok()) return extent.status().ToString();
  return absl::StrCat(extent->start.code(), " ", extent->end.code());
}

std::string Told(const absl::StatusOr<JoinedEvents>& joined) {
  if (!joined.ok()) return joined.status().ToString();
  std::string told = joined->is_whole ? "whole" : "cut";
  for (const EventPair& pair : joined->pairs) {
    absl::StrAppend(&told, " ", joined->events[pair.first].sequence, "-",
                    joined->events[pair.second].sequence,
                    pair.certainty == Certainty::kCertain ? "!" : "?");
  }
  return told;
}

std::string Told(const absl::StatusOr<EventCount>& count) {
  if (!count.ok()) return count.status().ToString();
  return absl::StrCat(count->total, " ", count->certain, " ", count->possible,
                      " ", count->undated, " ", count->unasserted);
}

Instant YearStart(int year) {
  return *Instant::FromCivil(absl::CivilSecond(year, 1, 1));
}

// Of which memory counts most without a look at them.
Query AllEvents(Maker& maker) {
  Query query;
  if (maker.Chance(30)) query.All();
  if (maker.Chance(30)) query.Undated();
  return query;
}

Query FirstOnes(Maker& maker) {
  Query query = AllEvents(maker);
  if (maker.Chance(60)) {
    query.Intersects(absl::StrCat("190", maker.Below(9), "/1908"));
  }
  return query.Limit(maker.Below(7), int64_t{maker.Below(5)} - 1);
}

void ResidentTest::ExpectSameAnswers(Maker& maker) const {
  const int64_t last = plain_->store().LastSequence().value_or(0);
  const Query query = maker.MakeRandomQuery(last);
  ASSERT_EQ(Told(resident_->Find(query)), Told(plain_->Find(query)));
  ASSERT_EQ(Told(resident_->Count(query)), Told(plain_->Count(query)));
  const Query first = FirstOnes(maker);
  ASSERT_EQ(Told(resident_->Find(first)), Told(plain_->Find(first)));
  ExpectSameSummaries(maker.Chance(50) ? query : AllEvents(maker), maker);
}

void ResidentTest::ExpectSamePairs(const Query& one, const Query& other,
                                   Maker& maker) const {
  const AllenSet relations =
      AllenSet::FromMask(static_cast<uint16_t>(maker.Below(1 << 13)));
  JoinOptions options;
  options.only_certain = maker.Chance(30);
  if (maker.Chance(50)) options.pairs_max = static_cast<size_t>(maker.Below(9));
  const bool is_first = maker.Chance(50);
  const Query& first = is_first ? one : other;
  const Query& second = is_first ? other : one;
  ASSERT_EQ(Told(resident_->Join(first, second, relations, options)),
            Told(plain_->Join(first, second, relations, options)));
}

void ResidentTest::ExpectSameSummaries(const Query& query, Maker& maker) const {
  std::vector<Instant> edges;
  for (int year = 1900; year < 1910; ++year) edges.push_back(YearStart(year));
  const Interval window{edges.front(), edges.back()};
  if (maker.Chance(20)) std::swap(edges[2], edges[5]);
  const std::string when =
      maker.Chance(50) ? "1904-05" : absl::StrCat("e", maker.Below(40));
  const int64_t count_max = maker.Below(5);
  switch (maker.Below(5)) {
    case 0:
      ASSERT_EQ(Told(resident_->Histogram(query, edges)),
                Told(plain_->Histogram(query, edges)));
      break;
    case 1:
      ASSERT_EQ(Told(resident_->Nearest(query, when, count_max)),
                Told(plain_->Nearest(query, when, count_max)));
      break;
    case 2:
      ExpectSamePairs(query, AllEvents(maker), maker);
      break;
    case 3:
      ASSERT_EQ(Told(resident_->Extent(query)), Told(plain_->Extent(query)));
      break;
    default:
      ASSERT_EQ(Told(resident_->Coverage(query, window)),
                Told(plain_->Coverage(query, window)));
  }
}

TEST_F(ResidentTest, EveryAnswerIsThatOfTheStoreWhileItChanges) {
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
  Maker maker(seed_);
  for (int i = 0; i < 150; ++i) {
    AppendRandomBatch(maker, AnyOf(maker));
    if (maker.Chance(5)) Redact(maker);
    for (int k = 0; k < 12; ++k) {
      ExpectSameAnswers(maker);
      if (HasFatalFailure()) {
        FAIL() << "batch " << i << ", question " << k;
      }
    }
  }
}

// Now and then it is closed and opened again, begins with the file that an
// earlier one left, and writes it anew if that is too far behind.
TEST_F(ResidentTest, AnswersFromAFileAreThoseOfTheStoreWhileItChanges) {
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
  Maker maker(seed_);
  int used = 0;
  for (int i = 0; i < 120; ++i) {
    AppendRandomBatch(maker, AnyOf(maker));
    if (maker.Chance(4)) Redact(maker);
    if (maker.Chance(30)) {
      resident_ = Open();
      ResidentOptions options;
      options.file = ResidentOptions::File::kKeep;
      options.behind_max = maker.Below(30);
      const auto report = resident_->MakeResident(options);
      ASSERT_TRUE(report.ok()) << report.status();
      ASSERT_TRUE(report->writing.ok()) << report->writing;
      used += report->used_file ? 1 : 0;
    }
    for (int k = 0; k < 12; ++k) {
      ExpectSameAnswers(maker);
      if (HasFatalFailure()) {
        FAIL() << "batch " << i << ", question " << k;
      }
    }
  }
  EXPECT_GT(used, 0);
}

TEST_F(ResidentTest, WhatIsLoadedAtOnceIsWhatWasFollowed) {
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
  Maker maker(seed_);
  AppendHistory(maker, *plain_);
  ASSERT_TRUE(resident_->MakeResident().ok());
  for (int k = 0; k < 400; ++k) {
    ExpectSameAnswers(maker);
    if (HasFatalFailure()) FAIL() << "question " << k;
  }
}

Record EventOf(const std::string& id, const std::string& edtf) {
  Record record;
  Event& event = *record.mutable_event();
  event.set_id(id);
  event.set_title("An event");
  event.mutable_when()->set_edtf(edtf);
  return record;
}

TEST_F(ResidentTest, AnExtentLeavesOutWhatIsBeyondTheAxis) {
  const Batch batch = Batch()
                          .Put(EventOf("far", "Y1E15"))
                          .Put(EventOf("early", "Y-1E15"))
                          .Put(EventOf("near", "1990"));
  ASSERT_TRUE(plain_->store().Append(batch).ok());
  ASSERT_TRUE(resident_->MakeResident().ok());
  const auto extent = resident_->Extent(Query());
  EXPECT_EQ(Told(extent), Told(plain_->Extent(Query())));
  ASSERT_TRUE(extent.ok()) << extent.status();
  EXPECT_EQ(extent->start, YearStart(1990));
  EXPECT_EQ(extent->end, YearStart(1991));
}

TEST_F(ResidentTest, AJoinGoesOnBehindManyEventsOfOneDate) {
  Batch batch;
  for (int i = 0; i < 1100; ++i) {
    batch.Put(EventOf(absl::StrCat("e", i), "1800"));
  }
  batch.Put(EventOf("last", "1801"));
  ASSERT_TRUE(plain_->store().Append(batch).ok());
  ASSERT_TRUE(resident_->MakeResident().ok());
  JoinOptions options;
  options.pairs_max = 5;
  const AllenSet after = {AllenRelation::kAfter};
  const auto pairs = resident_->Join(Query(), Query(), after, options);
  EXPECT_EQ(Told(pairs), Told(plain_->Join(Query(), Query(), after, options)));
  ASSERT_TRUE(pairs.ok());
  EXPECT_EQ(pairs->pairs.size(), 5);
}

// Each of a batch is put together, so nobody may see an odd number of them.
TEST_F(ResidentTest, ReadersInThreadsSeeWholeBatchesOnly) {
  std::atomic<bool> is_over = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!is_over) {
        for (const char* const when : {"1904", "1905"}) {
          const auto found =
              resident_->Find(Query().Intersects(when).Tag("pair"));
          ASSERT_TRUE(found.ok()) << found.status();
          ASSERT_EQ(found->total % 2, 0);
        }
      }
    });
  }
  for (int i = 0; i < 60; ++i) {
    Batch batch;
    for (const char* const half : {"a", "b"}) {
      Event event = MakeEvent(absl::StrCat(half, i / 2), "An event",
                              i % 2 == 0 ? "1904-05" : "1905-05");
      event.add_tags("pair");
      batch.Put(event);
    }
    ASSERT_TRUE(resident_->Append(batch).ok());
  }
  is_over = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(resident_->Find(Query().Tag("pair"))->total, 60);
}

TEST_F(ResidentTest, WhatAnotherWroteIsInTheNextAnswer) {
  ASSERT_EQ(resident_->Count(Query())->total, 0);
  ASSERT_TRUE(
      plain_->Append(Batch().Put(MakeEvent("oil", "Oil", "1904"))).ok());
  EXPECT_EQ(resident_->Count(Query())->total, 1);
  ASSERT_TRUE(plain_->Append(Batch().Retract("oil")).ok());
  EXPECT_EQ(resident_->Count(Query())->total, 0);
}

TEST_F(ResidentTest, WhatIsRedactedIsNotFoundAgain) {
  Event event = MakeEvent("secret", "Secret", "1904");
  event.add_tags("hidden");
  ASSERT_TRUE(plain_->Append(Batch().Put(event)).ok());
  ASSERT_EQ(resident_->Find(Query().Tag("hidden"))->total, 1);
  ASSERT_TRUE(plain_->Append(Batch().Redact("secret")).ok());
  EXPECT_EQ(resident_->Find(Query().Tag("hidden"))->total, 0);
}

}  // namespace
}  // namespace annals::testing
