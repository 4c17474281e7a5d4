// Tests of annals/store/backup.h: what can be saved of a damaged store.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "annals/store/backup.h"
#include "annals/store/internal/page_checksum.h"
#include "annals/store/internal/row_carving.h"
#include "annals/store/verify.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/file_bytes.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

namespace fs = std::filesystem;
using store_internal::kPageBytes;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr int kEvents = 60;

class SalvageTest : public StoreTest {
 protected:
  void AppendEvents(int count, size_t description_bytes = 500) {
    Batch batch;
    for (int i = 0; i < count; ++i) {
      const std::string id = "e" + std::to_string(i);
      Event event = MakeEvent(id, "Title of " + id, "1904");
      event.set_description(id + std::string(description_bytes, 'x'));
      batch.Put(event);
      written_[id] = event.ShortDebugString();
    }
    ASSERT_THAT(store_->Append(batch), IsOk());
  }

  std::string saved() const { return folder_ / "saved.annals"; }

  // Saves what can be saved. The new store must be sound, and hold nothing but
  // what was written.
  SalvageReport Salvage() {
    store_.reset();
    fs::remove(saved());
    const auto report = SalvageStore(path(), saved());
    EXPECT_THAT(report, IsOk());
    if (!report.ok()) return {};
    EXPECT_THAT(VerifyStore(saved()).value_or(VerifyReport()).faults,
                IsEmpty());
    const auto store = OpenStore(saved());
    EXPECT_THAT(store, IsOk());
    if (!store.ok()) return {};
    EXPECT_THAT((*store)->Scan({}, {},
                               [this](const StoredRecord& stored) {
                                 EXPECT_EQ(
                                     stored.record.event().ShortDebugString(),
                                     written_[IdOf(stored.record)]);
                                 return absl::OkStatus();
                               }),
                IsOk());
    return *report;
  }

  // Overwrites a page, from 1, with zeros.
  void WipePage(int64_t page) {
    store_.reset();
    std::string bytes = ReadBytes(path());
    bytes.replace(static_cast<size_t>((page - 1) * kPageBytes), kPageBytes,
                  kPageBytes, '\0');
    WriteBytes(path(), bytes);
  }

  int64_t RootOfLog() {
    return std::stoll(RawQuery(path(),
                               "SELECT CAST(rootpage AS TEXT) FROM "
                               "sqlite_master WHERE name = 'revision'")[0][0]);
  }

  // Gives these rows other salts, so that they disagree with their hashes, and
  // leaves no old row anywhere.
  void Spoil(const std::string& condition) {
    store_.reset();
    ASSERT_EQ(RawExecute(path(), DropTriggers() +
                                     "UPDATE revision SET salt = "
                                     "randomblob(16) WHERE " +
                                     condition),
              "");
  }

  // The events by id.
  std::map<std::string, std::string> written_;
};

TEST_F(SalvageTest, AStoreWithoutItsFirstPageIsSavedWhole) {
  AppendEvents(kEvents);
  ASSERT_THAT(store_->Append(Retraction("e3")), IsOk());
  WipePage(1);
  const SalvageReport report = Salvage();
  EXPECT_EQ(report.saved_revisions, kEvents + 1);
  EXPECT_EQ(report.lost_revisions, 0);
  EXPECT_TRUE(report.end_is_unknown);
}

TEST_F(SalvageTest, ANewerFormatIsRefusedUnlessItIsDamageThatSaysSo) {
  AppendEvents(kEvents);
  store_.reset();
  ASSERT_EQ(RawExecute(path(), "PRAGMA user_version = 4"), "");
  EXPECT_THAT(SalvageStore(path(), saved()),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "format version 4; want at most 3"));
  EXPECT_FALSE(fs::exists(saved()));
  std::string bytes = ReadBytes(path());
  bytes[63] = 5;  // The version's last byte, and no checksum of it.
  WriteBytes(path(), bytes);
  EXPECT_EQ(Salvage().saved_revisions, kEvents);
}

TEST_F(SalvageTest, AStoreWithoutTheTopOfItsLogIsSavedWhole) {
  AppendEvents(kEvents);
  WipePage(RootOfLog());
  const SalvageReport report = Salvage();
  EXPECT_EQ(report.saved_revisions, kEvents);
  EXPECT_EQ(report.lost_revisions, 0);
  EXPECT_FALSE(report.end_is_unknown) << "the index of the log knows it";
}

TEST_F(SalvageTest, RecordsThatFillManyPagesAreSavedFromThem) {
  AppendEvents(8, 30'000);
  WipePage(1);
  EXPECT_EQ(Salvage().saved_revisions, 8);
}

// What was committed is in the journal only.
TEST_F(SalvageTest, AJournalThatNobodyClosedIsSavedToo) {
  AppendEvents(kEvents);
  const std::string file = ReadBytes(path());
  const std::string journal = ReadBytes(path() + "-wal");
  ASSERT_GT(journal.size(), size_t{10} * kPageBytes);
  store_.reset();
  WriteBytes(path(), std::string(kPageBytes, '\0') + file.substr(kPageBytes));
  WriteBytes(path() + "-wal", journal);
  EXPECT_EQ(Salvage().saved_revisions, kEvents);
  EXPECT_EQ(ReadBytes(path() + "-wal"), journal) << "it is only read";
}

TEST_F(SalvageTest, OfAJournalWhatIsCommittedIsCarved) {
  AppendEvents(kEvents);
  AppendEvents(1);
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("last"))), IsOk());
  const std::string copy = folder_ / "copy.annals";
  WriteBytes(copy, ReadBytes(path()));
  std::string journal = ReadBytes(path() + "-wal");
  for (const int want : {kEvents + 1, kEvents, kEvents}) {
    WriteBytes(copy + "-wal", journal);
    std::set<int64_t> found;
    EXPECT_THAT(store_internal::CarveRevisions(
                    copy,
                    [&found](const Revision& revision, int64_t kind) {
                      EXPECT_EQ(kind, 1);
                      found.insert(revision.sequence());
                      return absl::OkStatus();
                    }),
                IsOk());
    EXPECT_THAT(found, SizeIs(want));
    // The end of the last transaction goes, then more of it.
    journal.resize(journal.size() - kPageBytes);
  }
}

TEST_F(SalvageTest, WhatIsLostIsToldInStretches) {
  AppendEvents(kEvents);
  Spoil("sequence IN (3, 4, 5, 9, 60)");
  const SalvageReport report = Salvage();
  EXPECT_EQ(report.saved_revisions, kEvents - 5);
  EXPECT_EQ(report.lost_revisions, 5);
  ASSERT_THAT(report.lost, SizeIs(3));
  EXPECT_EQ(report.lost[0].first, 3);
  EXPECT_EQ(report.lost[0].last, 5);
  EXPECT_EQ(report.lost[1].first, 9);
  EXPECT_EQ(report.lost[1].last, 9);
  EXPECT_EQ(report.lost[2].first, 60);
  EXPECT_THAT(RawQuery(saved(),
                       "SELECT CAST(damaged_sequence AS TEXT) FROM salvaged "
                       "WHERE sequence IN (2, 3, 6)"),
              (std::vector<RawRow>{{"2"}, {"6"}, {"10"}}));
}

TEST_F(SalvageTest, MoreStretchesThanAReportHoldsAreCounted) {
  constexpr auto kMax = static_cast<int>(SalvageReport::kLostMax);
  AppendEvents(2 * kMax + 100, 1);
  Spoil("sequence % 2 = 0");
  const SalvageReport report = Salvage();
  EXPECT_THAT(report.lost, SizeIs(kMax));
  EXPECT_EQ(report.lost.back().last, 2 * kMax);
  EXPECT_EQ(report.lost_revisions, kMax + 50);
  EXPECT_EQ(report.saved_revisions, kMax + 50);
}

// Pages as they were before the redaction lie about, as they may before a file
// is written anew.
TEST_F(SalvageTest, WhatWasRedactedDoesNotComeBackFromOldPages) {
  AppendEvents(kEvents);
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("s", "quetzalcoatlus"))),
              IsOk());
  store_.reset();
  const std::string before = ReadBytes(path());
  ASSERT_THAT(before, HasSubstr("quetzalcoatlus"));
  Reopen();
  ASSERT_THAT(store_->Append(Batch().Redact("s")), IsOk());
  WipePage(1);
  WriteBytes(path(), ReadBytes(path()) + before);
  EXPECT_EQ(Salvage().saved_revisions, kEvents + 2);
  EXPECT_THAT(ReadBytes(saved()), Not(HasSubstr("quetzalcoatlus")));
  const auto store = OpenStore(saved());
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT((*store)->Get("s"),
              Fails(absl::StatusCode::kNotFound, "redacted"));
}

// Salvage() compares what was saved with what was written.
TEST_F(SalvageTest, OfPagesFullOfErrorsNothingButWhatWasWrittenIsSaved) {
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << '\n';
  std::mt19937 random(seed);
  AppendEvents(kEvents, 2000);
  store_.reset();
  const std::string sound = ReadBytes(path());
  int64_t most = 0;
  for (unsigned round = 0; round < 15; ++round) {
    std::string bytes = sound;
    // From a page or two to nearly all.
    const unsigned errors = round * 30;
    for (unsigned i = 0; i < errors; ++i) {
      bytes[random() % bytes.size()] ^= static_cast<char>(random());
    }
    bytes.replace(0, kPageBytes, kPageBytes, '\0');
    WriteBytes(path(), bytes);
    fs::remove(saved());
    if (!SalvageStore(path(), saved()).ok()) continue;
    most = std::max(most, Salvage().saved_revisions);
    if (HasFailure()) break;
  }
  EXPECT_GT(most, kEvents / 2);
}

}  // namespace
}  // namespace annals::testing
