// Tests of annals/store/verify.h and annals/store/backup.h: sound stores,
// damaged ones, copies, and what can be saved.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/verify.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/string_view.h"
#include "annals/store/backup.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class VerifyTest : public StoreTest {
 protected:
  void AppendEvents(int count) {
    for (int i = 0; i < count; ++i) {
      ASSERT_THAT(store_->Append(Batch().Put(EventRecord(
                      "e" + std::to_string(i), std::string(500, 'x')))),
                  IsOk());
    }
  }

  VerifyReport Report() {
    const auto report = VerifyStore(path());
    EXPECT_THAT(report, IsOk());
    return report.ok() ? *report : VerifyReport();
  }

  void FlipByte(const std::string& path, int64_t at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    const int byte = file.get();
    file.seekp(at).put(static_cast<char>(byte ^ 1));
  }
};

TEST_F(VerifyTest, AStoreInUseIsSound) {
  AppendEvents(10);
  ASSERT_THAT(store_->Append(Retraction("e3")), IsOk());
  ASSERT_THAT(store_->Append(Batch().Put(LinkRecord("l", "e1", "e2"))), IsOk());
  const VerifyReport report = Report();
  EXPECT_THAT(report.faults, IsEmpty());
  EXPECT_EQ(report.revisions, 12);
  EXPECT_EQ(report.sound_revisions, 12);
  EXPECT_EQ(report.hash.size(), 64u);
  EXPECT_GT(report.pages, 0);
}

// Of a large batch other threads gather what is derived.
TEST_F(VerifyTest, AStoreThatTookALargeBatchIsSound) {
  for (const char* const title : {"War", "Peace, and a treaty"}) {
    Batch batch;
    for (int i = 0; i < 1'200; ++i) {
      const std::string number = std::to_string(i);
      Event event = MakeEvent("e" + number, title, "1904");
      event.add_tags("tag " + std::to_string(i % 7));
      if (i > 0) event.add_about("e" + std::to_string(i / 2));
      batch.Put(event);
    }
    ASSERT_THAT(store_->Append(batch), IsOk());
  }
  ASSERT_THAT(store_->Append(Retraction("e1199")), IsOk());
  const VerifyReport report = Report();
  EXPECT_THAT(report.faults, IsEmpty());
  EXPECT_EQ(report.sound_revisions, 2'401);
}

TEST_F(VerifyTest, AnEmptyStoreIsSound) {
  EXPECT_THAT(Report().faults, IsEmpty());
  EXPECT_EQ(Report().hash, "");
}

TEST_F(VerifyTest, ADamagedPageIsNamed) {
  AppendEvents(60);
  store_.reset();
  FlipByte(path(), 5 * 4096 + 100);
  EXPECT_THAT(
      Report().faults,
      Contains(HasSubstr("test.annals, page 6 (bytes 20480 to 24575)")));
}

// Pages whose checksums are right: who wrote them knew how.
TEST_F(VerifyTest, AForgedRevisionBreaksTheChain) {
  AppendEvents(5);
  store_.reset();
  ASSERT_EQ(RawExecute(path(), DropTriggers() +
                                   "UPDATE revision SET author = 'forger' "
                                   "WHERE sequence = 3"),
            "");
  EXPECT_FALSE(Report().is_sound());
}

TEST_F(VerifyTest, TheFirstBadRevisionAndWhatIsSoundAreNamed) {
  AppendEvents(5);
  const std::string triggers =
      RawQuery(path(),
               "SELECT group_concat(sql, ';') FROM sqlite_master "
               "WHERE type = 'trigger'")[0][0];
  store_.reset();
  ASSERT_EQ(RawExecute(path(), DropTriggers() +
                                   "UPDATE revision SET author = 'forger' "
                                   "WHERE sequence = 3;" +
                                   triggers),
            "");
  const VerifyReport report = Report();
  EXPECT_THAT(report.faults,
              Contains(AllOf(HasSubstr("test.annals, revision 3: hash "),
                             HasSubstr("the 2 before it are sound"))));
  EXPECT_EQ(report.sound_revisions, 2);
  EXPECT_EQ(report.revisions, 5);
}

TEST_F(VerifyTest, ADerivedTableThatSaysSomethingElseIsNamed) {
  AppendEvents(3);
  store_.reset();
  ASSERT_EQ(RawExecute(path(), "UPDATE state SET until = 7 WHERE sequence = 2"),
            "");
  EXPECT_THAT(Report().faults, Contains(HasSubstr("table state: row 2,7")));
  ASSERT_EQ(RawExecute(path(),
                       "UPDATE revision SET title = 'forged' WHERE "
                       "sequence = 1"),
            "");
  EXPECT_THAT(Report().faults, Contains(HasSubstr("table revision: row 1,")));
}

TEST_F(VerifyTest, ALinkEndThatTheLogHasNotIsNamed) {
  AppendEvents(3);
  ASSERT_THAT(store_->Append(Batch().Put(LinkRecord("l", "e1", "e2"))), IsOk());
  store_.reset();
  ASSERT_EQ(RawExecute(path(), "DELETE FROM link_end WHERE named_id = 'e1'"),
            "");
  EXPECT_THAT(Report().faults, Contains(HasSubstr("table link_end: row 'e2'")));
}

// A full-text index of the same words, said otherwise by `sql`.
class VerifyTextTest : public VerifyTest {
 protected:
  void ExpectFault(const std::string& sql, const std::string& fault) {
    ASSERT_THAT(
        store_->Append(Batch()
                           .Put(EventRecord("war", "War in the east"))
                           .Put(EventRecord("treaty", "A peace treaty"))),
        IsOk());
    EXPECT_THAT(Report().faults, IsEmpty());
    store_.reset();
    ASSERT_EQ(RawExecute(path(), sql), "");
    EXPECT_THAT(Report().faults, Contains(HasSubstr(fault)));
  }
};

TEST_F(VerifyTextTest, AWordTooManyIsNamed) {
  ExpectFault("INSERT INTO text (rowid, title) VALUES (7, 'forged')",
              "table text: revision 7, title: word \"forged\" at 0; want "
              "revision 1, title: word \"in\" at 1, as the log has it");
}

TEST_F(VerifyTextTest, AMissingTextIsNamed) {
  ExpectFault(
      "INSERT INTO text (text, rowid, title, description, quotes) "
      "VALUES ('delete', 1, 'War in the east', '', '')",
      "table text: revision 2, title: word \"peace\" at 1; want revision 1, "
      "title: word \"east\" at 3");
}

TEST_F(VerifyTextTest, AnEmptyIndexIsNamed) {
  ExpectFault("INSERT INTO text (text) VALUES ('delete-all')",
              "table text: no more words; want revision 2, title: word \"a\"");
}

TEST_F(VerifyTextTest, AWordInAnotherPlaceIsNamed) {
  ExpectFault(
      "INSERT INTO text (text, rowid, title, description, quotes) "
      "VALUES ('delete', 2, 'A peace treaty', '', '');"
      "INSERT INTO text (rowid, title) VALUES (2, 'A treaty peace')",
      "table text: revision 2, title: word \"peace\" at 2; want revision 2, "
      "title: word \"peace\" at 1");
}

TEST_F(VerifyTextTest, ALengthByWhichAnswersAreRankedIsCompared) {
  ExpectFault("UPDATE text_docsize SET sz = x'090000' WHERE id = 1",
              "table text: lengths of texts: row 1,X'090000'; want 1,X'04");
}

TEST_F(VerifyTest, AStoreWithRedactedRevisionsIsSoundAndSoIsItsCopy) {
  AppendEvents(3);
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("e1", "Other"))), IsOk());
  ASSERT_THAT(store_->Append(Batch().Redact("e1")), IsOk());
  EXPECT_THAT(Report().faults, IsEmpty());
  const auto report = SalvageStore(path(), folder_ / "saved.annals");
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->lost_revisions, 0);
  const auto saved = VerifyStore(folder_ / "saved.annals");
  ASSERT_THAT(saved, IsOk());
  EXPECT_THAT(saved->faults, IsEmpty());
}

TEST_F(VerifyTest, AMissingFileIsAnErrorAndNoReport) {
  EXPECT_THAT(VerifyStore(folder_ / "none.annals"),
              Fails(absl::StatusCode::kNotFound, "no such file"));
}

TEST_F(VerifyTest, ABackupOfAStoreInUseIsOneSoundFile) {
  AppendEvents(20);
  const std::string copy = folder_ / "copy.annals";
  ASSERT_THAT(BackupStore(path(), copy), IsOk());
  AppendEvents(1);
  const auto report = VerifyStore(copy);
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->faults, IsEmpty());
  EXPECT_EQ(report->revisions, 20);
  EXPECT_FALSE(fs::exists(copy + "-wal"));
  EXPECT_EQ(RawQuery(copy, "PRAGMA journal_mode")[0][0], "delete");
  // The store, the copy, and nothing half made.
  for (const auto& entry : fs::directory_iterator(folder_ / "")) {
    EXPECT_EQ(entry.path().string().find(".part-"), std::string::npos);
  }
}

TEST_F(VerifyTest, ABackupTakesNoFileAwayUnlessTold) {
  AppendEvents(1);
  const std::string copy = folder_ / "copy.annals";
  std::ofstream(copy) << "precious";
  EXPECT_THAT(BackupStore(path(), copy),
              Fails(absl::StatusCode::kAlreadyExists, "there is one"));
  EXPECT_EQ(fs::file_size(copy), 8u);
  BackupOptions options;
  options.replace = true;
  EXPECT_THAT(BackupStore(path(), copy, options), IsOk());
  EXPECT_THAT(BackupStore(path(), path(), options),
              Fails(absl::StatusCode::kInvalidArgument, "the store itself"));
  EXPECT_THAT(VerifyStore(copy), IsOk());
}

// Whoever is root would else take /dev/null away from everybody.
TEST_F(VerifyTest, ABackupTakesThePlaceOfPlainFilesAlone) {
  AppendEvents(1);
  const std::string pipe = folder_ / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  BackupOptions options;
  options.replace = true;
  EXPECT_THAT(BackupStore(path(), pipe, options),
              Fails(absl::StatusCode::kInvalidArgument, "not a plain file"));
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_THAT(SalvageStore(pipe, folder_ / "saved.annals"),
              Fails(absl::StatusCode::kInvalidArgument, "not a plain file"));
}

TEST_F(VerifyTest, ABackupWithoutRoomSaysWhereRoomIsWanted) {
  AppendEvents(40);
  const std::string copy = folder_ / "copy.annals";
  const pid_t writer = fork();
  if (writer == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {16'384, 16'384};
    setrlimit(RLIMIT_FSIZE, &limit);
    const absl::Status status = BackupStore(path(), copy);
    _exit(absl::IsResourceExhausted(status) &&
                  status.message().find("copy.annals: no room") !=
                      absl::string_view::npos
              ? 0
              : 1);
  }
  int status = -1;
  waitpid(writer, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_FALSE(fs::exists(copy));
}

TEST_F(VerifyTest, WhatIsSavedIsAsReadableAsWhatWasDamaged) {
  AppendEvents(1);
  store_.reset();
  fs::permissions(path(), fs::perms(0640));
  const std::string saved = folder_ / "saved.annals";
  ASSERT_THAT(SalvageStore(path(), saved), IsOk());
  EXPECT_EQ(fs::status(saved).permissions(), fs::perms(0640));
}

// What waits in the other store's journal would be played into the copy.
TEST_F(VerifyTest, ABackupTakesNotThePlaceOfAStoreInUse) {
  AppendEvents(1);
  const std::string other = folder_ / "other.annals";
  const auto in_use = OpenStore(other);
  ASSERT_THAT(in_use, IsOk());
  ASSERT_THAT((*in_use)->Append(Batch().Put(EventRecord("kept"))), IsOk());
  BackupOptions options;
  options.replace = true;
  EXPECT_THAT(BackupStore(path(), other, options),
              Fails(absl::StatusCode::kFailedPrecondition, "other.annals-wal"));
  EXPECT_THAT((*in_use)->Get("kept"), IsOk());
}

TEST_F(VerifyTest, ABackupTakesNoNameBesideWhichAJournalLies) {
  AppendEvents(1);
  const std::string copy = folder_ / "copy.annals";
  std::ofstream(copy + "-journal") << "of another";
  EXPECT_THAT(
      BackupStore(path(), copy),
      Fails(absl::StatusCode::kFailedPrecondition, "copy.annals-journal"));
  EXPECT_FALSE(fs::exists(copy));
}

// Whoever has no rights at all reads a sealed copy in a folder that nobody may
// write.
TEST_F(VerifyTest, ABackupIsReadWithoutTheRightToWriteAnything) {
  AppendEvents(3);
  fs::create_directory(folder_ / "sealed");
  const std::string copy = folder_ / "sealed/copy.annals";
  ASSERT_THAT(BackupStore(path(), copy), IsOk());
  fs::permissions(copy, fs::perms(0444));
  fs::permissions(folder_ / "sealed", fs::perms(0555));
  fs::permissions(folder_ / "", fs::perms(0755));
  const pid_t reader = fork();
  if (reader == 0) {
    if (geteuid() == 0 && setuid(65534) != 0) _exit(77);
    StoreOptions options;
    options.read_only = true;
    const auto store = OpenStore(copy, options);
    _exit(store.ok() && (*store)->Get("e2").ok() ? 0 : 1);
  }
  int status = -1;
  waitpid(reader, &status, 0);
  fs::permissions(folder_ / "sealed", fs::perms(0755));
  if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "only root is known here";
  EXPECT_EQ(status, 0);
}

TEST_F(VerifyTest, SalvageSavesWhatIsSoundInItsOrder) {
  AppendEvents(60);
  ASSERT_THAT(store_->Append(Retraction("e3")), IsOk());
  store_.reset();
  // A leaf of the log's table, somewhere in the middle.
  const int64_t page = 20;
  FlipByte(path(), page * 4096 + 3000);
  const std::string saved = folder_ / "saved.annals";
  const auto report = SalvageStore(path(), saved);
  ASSERT_THAT(report, IsOk());
  EXPECT_GE(report->saved_revisions, 55);
  EXPECT_LE(report->saved_revisions, 61);
  EXPECT_EQ(report->saved_revisions + report->lost_revisions, 61);
  const auto verified = VerifyStore(saved);
  ASSERT_THAT(verified, IsOk());
  EXPECT_THAT(verified->faults, IsEmpty());
  EXPECT_EQ(
      RawQuery(saved, "SELECT CAST(count(*) AS TEXT) FROM salvaged")[0][0],
      std::to_string(report->saved_revisions));
  EXPECT_THAT(SalvageStore(path(), saved),
              Fails(absl::StatusCode::kAlreadyExists, "saved.annals"));
}

TEST_F(VerifyTest, ASoundStoreIsSavedWhole) {
  AppendEvents(10);
  const auto report = SalvageStore(path(), folder_ / "saved.annals");
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->saved_revisions, 10);
  EXPECT_THAT(report->lost, IsEmpty());
}

TEST_F(VerifyTest, WhatIsNoStoreCannotBeSaved) {
  const std::string note = folder_ / "note.txt";
  std::ofstream(note) << std::string(9000, 'x');
  EXPECT_FALSE(SalvageStore(note, folder_ / "saved.annals").ok());
  EXPECT_FALSE(fs::exists(folder_ / "saved.annals"));
}

}  // namespace
}  // namespace annals::testing
