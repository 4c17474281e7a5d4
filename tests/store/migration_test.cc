// Tests of annals/store/internal/migration.h: what becomes of an older store.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/migration.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "annals/store/backup.h"
#include "annals/store/internal/store_file.h"
#include "annals/store/text_query.h"
#include "annals/store/verify.h"
#include "annals/time/edtf.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/file_bytes.h"
#include "tests/store/older_format.h"
#include "tests/store/support.h"
#include "tests/store/without_rights.h"

namespace annals::testing {
namespace {

namespace fs = std::filesystem;

using store_internal::ApplyTimeRules;
using store_internal::Database;
using store_internal::DatabaseOptions;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// All that is derived from the log, and does not depend on batches.
constexpr const char* kDerived[] = {
    "SELECT * FROM state ORDER BY sequence",
    "SELECT * FROM naming ORDER BY named_id, claim, by_id",
    "SELECT * FROM link_end ORDER BY named_id, role, sequence",
    "SELECT * FROM tally WHERE value <> 0 ORDER BY name",
    "SELECT field, text FROM term ORDER BY field, text",
    ("SELECT sequence, kind, title, earliest_start, latest_start, "
     "earliest_end, "
     "latest_end FROM revision ORDER BY sequence"),
};

StoreOptions ReadOnly() {
  StoreOptions options;
  options.read_only = true;
  return options;
}

// What the search for these words finds.
std::vector<std::string> Search(Store& store, const std::string& words) {
  EventCriteria criteria;
  criteria.sequence = *store.LastSequence();
  criteria.text = *TextQuery::Parse(words);
  std::vector<std::string> ids;
  const auto found = store.FindEvents(criteria);
  EXPECT_THAT(found, IsOk());
  for (const FoundEvent& each : found->page) {
    ids.push_back(each.event.id());
  }
  return ids;
}

// The batches, appended to a new store at the times of the old one.
std::unique_ptr<Store> Replay(const std::vector<Batch>& history,
                              const std::string& path) {
  const auto number = std::make_shared<size_t>(0);
  auto store = store_internal::OpenSqliteStoreWithClock(
      path, {}, [number] { return Format1Time(*number); });
  EXPECT_THAT(store, IsOk());
  for (const Batch& batch : history) {
    EXPECT_THAT((*store)->Append(batch), IsOk());
    ++*number;
  }
  return *std::move(store);
}

std::vector<MigrationProgress> ToldWhileOpening(const std::string& path) {
  std::vector<MigrationProgress> told;
  StoreOptions options;
  options.migration_progress = [&told](const MigrationProgress& progress) {
    told.push_back(progress);
  };
  MustOpen(path, options);
  return told;
}

class MigrationTest : public Format1Test {
 protected:
  std::unique_ptr<Store> Replay(const std::string& path) {
    return testing::Replay(Format1History(), path);
  }
};

TEST_F(MigrationTest, AFileOfFormat1BecomesOneOfTheCurrentFormat) {
  ASSERT_EQ(Format(), "1");
  MustOpen(path());
  const std::string fresh = folder_ / "fresh.annals";
  MustOpen(fresh);
  for (const char* sql :
       {"PRAGMA user_version", "PRAGMA application_id", "PRAGMA journal_mode",
        "SELECT name, sql FROM sqlite_master ORDER BY name",
        "SELECT * FROM meta ORDER BY name",
        "SELECT k, v FROM text_config ORDER BY k"}) {
    EXPECT_EQ(RawQuery(path(), sql), RawQuery(fresh, sql)) << sql;
  }
  EXPECT_EQ(ReadBytes(path())[20], 8) << "reserved bytes of a page";
  EXPECT_THAT(Files(), ElementsAre("old.annals"));
}

TEST_F(MigrationTest, TheLogAndTheKeysStayByteForByte) {
  MustOpen(path());
  EXPECT_EQ(Log(), log_);
  EXPECT_EQ(Keys(), keys_);
}

TEST_F(MigrationTest, TheNewFileIsSound) {
  MustOpen(path());
  const auto report = VerifyStore(path());
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->faults, IsEmpty());
  EXPECT_EQ(report->sound_revisions, kFormat1Revisions);
  EXPECT_GT(report->pages, 0);
}

TEST_F(MigrationTest, EveryPastIsThatOfANewStoreWithTheSameHistory) {
  const std::string replayed = folder_ / "replayed.annals";
  auto want = Replay(replayed);
  const auto found = MustOpen(path());
  EXPECT_EQ(EveryPast(*found), EveryPast(*want));
  for (const char* words : {"석유공사", "石油", "러시아", "suppl*", "crowd"}) {
    EXPECT_EQ(Search(*found, words), Search(*want, words)) << words;
  }
  want.reset();
  for (const char* sql : kDerived) {
    EXPECT_EQ(RawQuery(path(), sql), RawQuery(replayed, sql)) << sql;
  }
  EXPECT_THAT(Search(*found, "석유공사"), ElementsAre("visit"));
}

TEST_F(MigrationTest, TheStoreGoesOnFromWhereItWas) {
  const auto store = MustOpen(path());
  const auto repeated = store->Append(Format1Import());
  ASSERT_THAT(repeated, IsOk());
  EXPECT_TRUE(repeated->repeated);
  const auto put = store->Append(Batch().Put(EventRecord("new")));
  ASSERT_THAT(put, IsOk());
  EXPECT_EQ(put->sequence, kFormat1Revisions + 1);
  EXPECT_THAT(store->Append(Batch().Restore("date1")), IsOk());
  EXPECT_THAT(store->Append(Batch().Redact("crowd5")), IsOk());
  EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
}

TEST_F(MigrationTest, ProgressIsToldFromBeginToEnd) {
  const std::vector<MigrationProgress> told = ToldWhileOpening(path());
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].done, 0);
  EXPECT_EQ(told[0].of, 2 * kFormat1Revisions);
  EXPECT_FALSE(told[0].is_finished);
  EXPECT_EQ(told[1].done, told[1].of);
  EXPECT_TRUE(told[1].is_finished);
  EXPECT_EQ(told[1].from_format, 1);
  EXPECT_EQ(told[1].to_format, 3);
  EXPECT_FALSE(told[1].is_copy);
  EXPECT_THAT(ToldWhileOpening(path()), IsEmpty()) << "it is up to date now";
}

TEST_F(MigrationTest, OpenedThroughALinkTheFileItselfIsReplaced) {
  fs::create_symlink(path(), folder_ / "link.annals");
  MustOpen(folder_ / "link.annals");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.annals"));
  EXPECT_EQ(Format(), "3");
  EXPECT_THAT(Files(), ElementsAre("old.annals"));
}

TEST_F(MigrationTest, AFileWithSeveralNamesIsRefused) {
  fs::create_hard_link(path(), folder_ / "snapshot.annals");
  EXPECT_THAT(OpenStore(path()), Fails(absl::StatusCode::kFailedPrecondition,
                                       "has 2 names (hard links); want one"));
  EXPECT_EQ(Log(), log_);
  EXPECT_THAT(Files(), ElementsAre("old.annals"));
  EXPECT_EQ(EveryPast(*MustOpen(path(), ReadOnly())).size(), 37u);
}

TEST_F(MigrationTest, WhoMayReadAndWriteStaysTheSame) {
  fs::permissions(path(), fs::perms(0660));
  MustOpen(path());
  struct stat found = {};
  ASSERT_EQ(stat(path().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0660u);
}

TEST_F(MigrationTest, ARevisionThatIsNotAsItWasWrittenIsNamed) {
  ASSERT_EQ(
      RawExecute(path(), DropTriggers() + "UPDATE revision SET author = 'x' "
                                          "WHERE sequence = 7"),
      "");
  EXPECT_THAT(OpenStore(path()),
              Fails(absl::StatusCode::kDataLoss, "old.annals, revision 7: "));
  EXPECT_EQ(Format(), "1");
  EXPECT_THAT(Files(), ElementsAre("old.annals"));
  const auto report = VerifyStore(path());
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->faults, ElementsAre(HasSubstr("revision 7: ")));
}

TEST_F(MigrationTest, ARevisionThatIsMissingIsDataLoss) {
  ASSERT_EQ(RawExecute(path(), DropTriggers() +
                                   "DELETE FROM revision WHERE sequence = 9"),
            "");
  EXPECT_THAT(OpenStore(path()), Fails(absl::StatusCode::kDataLoss, "9"));
}

TEST_F(MigrationTest, AnotherThingInThePlaceOfTheLogIsNotAsked) {
  ASSERT_EQ(RawExecute(path(),
                       "DROP TABLE revision; CREATE VIEW revision AS "
                       "WITH RECURSIVE n(sequence) AS (SELECT 1 UNION ALL "
                       "SELECT sequence + 1 FROM n) SELECT sequence FROM n"),
            "");
  EXPECT_THAT(OpenStore(path()),
              Fails(absl::StatusCode::kDataLoss, "revision is not as"));
  EXPECT_THAT(OpenStore(path(), ReadOnly()),
              Fails(absl::StatusCode::kDataLoss, "revision is not as"));
}

TEST_F(MigrationTest, ABackupOfAnOlderStoreIsOfTheCurrentFormat) {
  const std::string copy = folder_ / "copy.annals";
  ASSERT_THAT(BackupStore(path(), copy), IsOk());
  EXPECT_EQ(RawQuery(copy, "PRAGMA user_version")[0][0], "3");
  EXPECT_EQ(RawQuery(copy, "SELECT * FROM revision ORDER BY sequence"), log_);
  EXPECT_EQ(Format(), "1");
}

TEST_F(MigrationTest, VerifyLooksAtAnOlderStoreAsItIs) {
  const auto report = VerifyStore(path());
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->faults, IsEmpty());
  EXPECT_EQ(report->sound_revisions, kFormat1Revisions);
  EXPECT_EQ(report->pages, 0) << "they have no checksums";
  EXPECT_EQ(Format(), "1");
}

class MigrationOfTablesTest : public Format2Test {};

TEST_F(MigrationOfTablesTest, AFileOfFormat2IsBroughtUpToDateAsItLies) {
  ASSERT_EQ(Format(), "2");
  struct stat before = {};
  ASSERT_EQ(stat(path().c_str(), &before), 0);
  MustOpen(path());
  struct stat after = {};
  ASSERT_EQ(stat(path().c_str(), &after), 0);
  EXPECT_EQ(after.st_ino, before.st_ino);
  const std::string fresh = folder_ / "fresh.annals";
  MustOpen(fresh);
  for (const char* sql :
       {"PRAGMA user_version", "PRAGMA application_id", "PRAGMA journal_mode",
        "SELECT name, sql FROM sqlite_master ORDER BY name",
        "SELECT * FROM meta ORDER BY name"}) {
    EXPECT_EQ(RawQuery(path(), sql), RawQuery(fresh, sql)) << sql;
  }
  EXPECT_EQ(Log(), log_);
  EXPECT_EQ(Keys(), keys_);
  EXPECT_THAT(Files(), ElementsAre("old.annals"));
  EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
}

TEST_F(MigrationOfTablesTest, EveryPastIsThatOfANewStoreWithTheSameHistory) {
  const std::string replayed = folder_ / "replayed.annals";
  auto want = Replay(Format2History(), replayed);
  const auto found = MustOpen(path());
  EXPECT_EQ(EveryPast(*found), EveryPast(*want));
  want.reset();
  for (const char* sql : kDerived) {
    EXPECT_EQ(RawQuery(path(), sql), RawQuery(replayed, sql)) << sql;
  }
  EXPECT_THAT(Search(*found, "석유공사"), ElementsAre("visit"));
  EXPECT_THAT(found->Append(Batch().Restore("date1")), IsOk());
  EXPECT_THAT(found->Append(Batch().Redact("crowd6")), IsOk());
}

TEST_F(MigrationOfTablesTest, WhoOnlyReadsReadsACopyAndLeavesTheFileAlone) {
  const std::string bytes = ReadBytes(path());
  const auto want =
      EveryPast(*Replay(Format2History(), folder_ / "replayed.annals"));
  EXPECT_EQ(EveryPast(*MustOpen(path(), ReadOnly())), want);
  EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
  EXPECT_EQ(ReadBytes(path()), bytes);
}

TEST_F(MigrationOfTablesTest, ASealedFileIsNoOther) {
  ASSERT_EQ(RawExecute(path(), "PRAGMA journal_mode = DELETE"), "");
  MustOpen(path());
  EXPECT_EQ(Format(), "3");
  EXPECT_EQ(RawQuery(path(), "PRAGMA journal_mode")[0][0], "wal");
}

// As nobody writes to one of the current format: each name has its journal.
TEST_F(MigrationOfTablesTest, AFileOfSeveralNamesStaysAsItIs) {
  fs::create_hard_link(path(), folder_ / "here/second.annals");
  const std::string bytes = ReadBytes(path());
  EXPECT_THAT(OpenStore(path()), Fails(absl::StatusCode::kFailedPrecondition,
                                       "has 2 names (hard links)"));
  EXPECT_EQ(ReadBytes(path()), bytes);
  EXPECT_THAT(MustOpen(path(), ReadOnly())->Get("oil"), IsOk());
}

TEST_F(MigrationOfTablesTest, ProgressIsToldFromBeginToEnd) {
  const std::vector<MigrationProgress> told = ToldWhileOpening(path());
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].done, 0);
  EXPECT_EQ(told[1].done, told[1].of);
  EXPECT_TRUE(told[1].is_finished);
  EXPECT_EQ(told[1].from_format, 2);
  EXPECT_EQ(told[1].to_format, 3);
  EXPECT_FALSE(told[1].is_copy);
}

// Bounds by older rules of time, in a file of an older format: one after the
// other.
TEST_F(MigrationOfTablesTest, OlderTimeRulesAreMadeUpForAfterwards) {
  ASSERT_EQ(RawExecute(path(),
                       "UPDATE state SET earliest_start = 7;"
                       "UPDATE meta SET value = 0 "
                       "WHERE name = 'time_rules_version'"),
            "");
  MustOpen(path());
  EXPECT_EQ(Format(), "3");
  EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
}

TEST_F(MigrationOfTablesTest, ADamagedFileStaysAsItWas) {
  ASSERT_EQ(RawExecute(path(), "DROP TABLE link_end"), "");
  EXPECT_THAT(OpenStore(path()),
              Fails(absl::StatusCode::kDataLoss, "link_end is missing"));
  EXPECT_EQ(Format(), "2");
  EXPECT_EQ(Log(), log_);
}

class OlderStoreReadTest : public MigrationTest {
 protected:
  OlderStoreReadTest() {
    const char* const before = std::getenv("TMPDIR");
    if (before != nullptr) tmpdir_ = before;
    fs::create_directory(folder_ / "tmp");
    setenv("TMPDIR", (folder_ / "tmp").c_str(), 1);
  }
  ~OlderStoreReadTest() override {
    if (tmpdir_.empty()) {
      unsetenv("TMPDIR");
    } else {
      setenv("TMPDIR", tmpdir_.c_str(), 1);
    }
  }

  bool HasTemporaryFiles() const { return !fs::is_empty(folder_ / "tmp"); }

  std::string tmpdir_;
};

TEST_F(OlderStoreReadTest, WhoOnlyReadsReadsACopyAndLeavesTheFileAlone) {
  const std::string bytes = ReadBytes(path());
  const auto want = EveryPast(*Replay(folder_ / "replayed.annals"));
  auto store = MustOpen(path(), ReadOnly());
  EXPECT_TRUE(HasTemporaryFiles());
  EXPECT_EQ(EveryPast(*store), want);
  EXPECT_THAT(Search(*store, "러시아"), ElementsAre("visit"));
  EXPECT_THAT(store->Append(Batch().Retract("oil")),
              Fails(absl::StatusCode::kFailedPrecondition, "read-only"));
  int64_t followed = 0;
  EXPECT_THAT(store->Follow({},
                            [&followed](const Followed&) {
                              ++followed;
                              return absl::OkStatus();
                            }),
              IsOk());
  EXPECT_EQ(followed, kFormat1Revisions);
  store.reset();
  EXPECT_FALSE(HasTemporaryFiles());
  EXPECT_EQ(ReadBytes(path()), bytes);
}

TEST_F(OlderStoreReadTest, TheCopyIsNotTakenForTheStoreOnceThatWasWritten) {
  const auto reader = MustOpen(path(), ReadOnly());
  EXPECT_THAT(reader->Get("oil"), IsOk());
  const auto writer = MustOpen(path());
  EXPECT_THAT(reader->Get("oil"),
              Fails(absl::StatusCode::kUnavailable, "open it again"));
  EXPECT_THAT(MustOpen(path(), ReadOnly())->Get("oil"), IsOk());
}

TEST_F(OlderStoreReadTest, TheReaderOfACopyKeepsNobodyFromMigrating) {
  const auto reader = MustOpen(path(), ReadOnly());
  StoreOptions impatient;
  impatient.busy_timeout_ms = 0;
  EXPECT_THAT(OpenStore(path(), impatient), IsOk());
}

TEST_F(OlderStoreReadTest, WithoutATemporaryFolderItIsSaidWhatToDo) {
  setenv("TMPDIR", (folder_ / "none").c_str(), 1);
  EXPECT_THAT(OpenStore(path(), ReadOnly()),
              Fails(absl::StatusCode::kPermissionDenied, "TMPDIR"));
}

TEST_F(OlderStoreReadTest, RightsToReadAreEnough) {
  if (!WithoutRights::IsPossible()) GTEST_SKIP() << "only root is known here";
  fs::permissions(folder_ / "tmp", fs::perms(0777));
  fs::permissions(folder_ / "", fs::perms(0755));
  fs::permissions(folder_ / "here", fs::perms(0555));
  fs::permissions(path(), fs::perms(0444));
  {
    const WithoutRights without_rights;
    EXPECT_THAT(OpenStore(path()),
                Fails(absl::StatusCode::kPermissionDenied, "old.annals"));
    EXPECT_EQ(EveryPast(*MustOpen(path(), ReadOnly())).size(), 37u);
  }
  fs::permissions(folder_ / "here", fs::perms(0755));
  EXPECT_EQ(Format(), "1");
}

// Whoever may write a file of another's in a folder for all.
TEST_F(OlderStoreReadTest, NobodyLosesAFileToWhoeverBringsItUpToDate) {
  if (!WithoutRights::IsPossible()) GTEST_SKIP() << "only root is known here";
  fs::permissions(folder_ / "", fs::perms(0755));
  fs::permissions(folder_ / "here", fs::perms(0777));
  fs::permissions(path(), fs::perms(0666));
  {
    const WithoutRights without_rights;
    EXPECT_THAT(OpenStore(path()), Fails(absl::StatusCode::kPermissionDenied,
                                         "belongs to another user or group"));
  }
  EXPECT_EQ(Format(), "1");
  EXPECT_THAT(Files(), ElementsAre("old.annals"));
}

class TimeRulesTest : public StoreTest {
 protected:
  TimeRulesTest() {
    EXPECT_THAT(store_->Append(Batch()
                                   .Put(EventRecord("a", "War", "1904"))
                                   .Put(EventRecord("b", "Peace", ""))
                                   .Put(LinkRecord("l", "a", "b"))),
                IsOk());
    EXPECT_THAT(store_->Append(Batch().Put(EventRecord("c"))), IsOk());
    EXPECT_THAT(store_->Append(Batch().Redact("c")), IsOk());
    want_ = Derived();
    store_.reset();
    // What other rules might have made of the dates.
    EXPECT_EQ(RawExecute(path(),
                         "UPDATE revision SET earliest_start = 7, latest_end "
                         "= NULL WHERE kind = 1 AND operation = 1 "
                         "AND salt IS NOT NULL;"
                         "UPDATE state SET earliest_start = 7;"
                         "UPDATE meta SET value = 0 "
                         "WHERE name = 'time_rules_version'"),
              "");
    EXPECT_NE(Derived(), want_);
  }

  std::vector<std::vector<RawRow>> Derived() const {
    std::vector<std::vector<RawRow>> tables;
    for (const char* sql : kDerived) tables.push_back(RawQuery(path(), sql));
    return tables;
  }

  std::string Rules() const {
    return RawQuery(
        path(),
        "SELECT value FROM meta WHERE name = 'time_rules_version'")[0][0];
  }

  std::vector<std::vector<RawRow>> want_;
};

TEST_F(TimeRulesTest, BoundsByOlderRulesAreMadeAnew) {
  std::vector<MigrationProgress> told;
  StoreOptions options;
  options.migration_progress = [&told](const MigrationProgress& progress) {
    told.push_back(progress);
  };
  Reopen(options);
  EXPECT_EQ(Derived(), want_);
  EXPECT_EQ(Rules(), std::to_string(kEdtfRulesVersion));
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[1].from_format, told[1].to_format);
  EXPECT_TRUE(told[1].is_finished);
  EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
}

TEST_F(TimeRulesTest, AFailureAtAnyStepLeavesAllAsItWas) {
  const auto before = Derived();
  for (const char* failing :
       {"the bounds were computed", "the tables were derived"}) {
    store_internal::MigrationOptions options;
    options.after_step = [failing](std::string_view step) {
      return step == failing ? absl::AbortedError("unplugged")
                             : absl::OkStatus();
    };
    DatabaseOptions database_options;
    const auto database = Database::Open(path(), database_options);
    ASSERT_THAT(database, IsOk());
    EXPECT_THAT(ApplyTimeRules(**database, options),
                Fails(absl::StatusCode::kAborted, "unplugged"));
    EXPECT_EQ(Derived(), before);
    EXPECT_EQ(Rules(), "0");
  }
  Reopen();
  EXPECT_EQ(Derived(), want_);
}

TEST_F(TimeRulesTest, WhoOnlyReadsReadsACopyWithTheNewBounds) {
  Reopen(ReadOnly());
  EventCriteria criteria;
  criteria.sequence = LastSequence();
  EXPECT_EQ(store_->FindEvents(criteria)->undated, 1);
  EXPECT_EQ(TitleOfEvent("a"), "War");
  EXPECT_EQ(Rules(), "0");
  EXPECT_NE(Derived(), want_);
  EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
}

}  // namespace
}  // namespace annals::testing
