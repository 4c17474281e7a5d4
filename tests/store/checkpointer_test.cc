// Tests of annals/store/internal/checkpointer.h: copied while others write.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/checkpointer.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"
#include "tests/support/temporary_folder.h"

namespace annals::testing {
namespace {

using store_internal::Checkpointer;
using store_internal::Database;
using store_internal::DatabaseOptions;
using store_internal::FileStateOf;
using store_internal::JournalLimits;
using store_internal::Transaction;

// Each commit of the writer adds some 25 pages to the journal.
class CheckpointerTest : public ::testing::Test {
 protected:
  static constexpr int64_t kPagesOfCommit = 30;

  CheckpointerTest() {
    options_.create = true;
    options_.path = path();
    writer_ = OpenAnother();
    EXPECT_THAT(writer_->Execute("PRAGMA journal_mode = WAL;"
                                 "CREATE TABLE t (bytes BLOB)"),
                IsOk());
    limits_.copied_from = 60;
    limits_.load_max = 200;
    writer_->CheckpointFrom(limits_.copied_from);
  }

  std::string path() const { return folder_ / "test.db"; }

  std::unique_ptr<Database> OpenAnother() const {
    auto database = Database::Open(path(), options_);
    EXPECT_THAT(database, IsOk());
    return *std::move(database);
  }

  Checkpointer Make() const {
    return Checkpointer(*writer_, options_, FileStateOf(path()).identity,
                        limits_);
  }

  void Commit(Checkpointer& checkpointer) {
    ASSERT_THAT(writer_->Execute("INSERT INTO t VALUES (zeroblob(100000))"),
                IsOk());
    checkpointer.AfterCommit();
  }

  // What has been copied: what one sees who has not got the journal. To copy
  // the file takes this process's locks away (POSIX), which here no other
  // process minds.
  int64_t RowsInFile() const {
    const std::string copy = folder_ / "copy.db";
    std::filesystem::copy_file(
        path(), copy, std::filesystem::copy_options::overwrite_existing);
    DatabaseOptions options;
    options.read_only = true;
    options.immutable = true;
    auto database = Database::Open(copy, options);
    EXPECT_THAT(database, IsOk());
    return (*database)->SelectInt("SELECT count(*) FROM t").value_or(-1);
  }

  const TemporaryFolder folder_;
  DatabaseOptions options_;
  JournalLimits limits_;
  std::unique_ptr<Database> writer_;
};

TEST_F(CheckpointerTest, AllThatALoadCommitsIsInTheFileAtItsEnd) {
  Checkpointer checkpointer = Make();
  checkpointer.BeginLoad();
  for (int i = 0; i < 20; ++i) Commit(checkpointer);
  checkpointer.EndLoad();
  EXPECT_EQ(RowsInFile(), 20);
}

TEST_F(CheckpointerTest, AShortJournalIsLeftAsItIs) {
  Checkpointer checkpointer = Make();
  checkpointer.BeginLoad();
  Commit(checkpointer);
  checkpointer.EndLoad();
  EXPECT_GT(writer_->journal_pages(), 0);
  EXPECT_LT(RowsInFile(), 1);
}

TEST_F(CheckpointerTest, TheJournalOfALoadIsBounded) {
  Checkpointer checkpointer = Make();
  checkpointer.BeginLoad();
  for (int i = 0; i < 50; ++i) {
    Commit(checkpointer);
    EXPECT_LT(writer_->journal_pages(), limits_.load_max + kPagesOfCommit);
  }
  checkpointer.EndLoad();
}

TEST_F(CheckpointerTest, TheWriterCopiesForItselfOnceAllLoadsHaveEnded) {
  Checkpointer checkpointer = Make();
  checkpointer.BeginLoad();
  checkpointer.BeginLoad();
  checkpointer.EndLoad();
  for (int i = 0; i < 5; ++i) Commit(checkpointer);
  EXPECT_GT(writer_->journal_pages(), limits_.copied_from + kPagesOfCommit);
  checkpointer.EndLoad();
  EXPECT_EQ(RowsInFile(), 5);
  for (int i = 0; i < 10; ++i) {
    Commit(checkpointer);
    EXPECT_LT(writer_->journal_pages(), limits_.copied_from + kPagesOfCommit);
  }
}

TEST_F(CheckpointerTest, AReaderKeepsWhatItSeesAndIsNoError) {
  Checkpointer checkpointer = Make();
  Commit(checkpointer);
  const std::unique_ptr<Database> reader = OpenAnother();
  {
    const Transaction reading(*reader, Transaction::Kind::kRead);
    EXPECT_EQ(*reader->SelectInt("SELECT count(*) FROM t"), 1);
    checkpointer.BeginLoad();
    for (int i = 0; i < 10; ++i) Commit(checkpointer);
    checkpointer.EndLoad();
    EXPECT_EQ(*reader->SelectInt("SELECT count(*) FROM t"), 1);
    EXPECT_LE(RowsInFile(), 1);
  }
  EXPECT_EQ(*reader->SelectInt("SELECT count(*) FROM t"), 11);
  Commit(checkpointer);
  EXPECT_EQ(RowsInFile(), 12);
}

TEST_F(CheckpointerTest, WhereNoOtherConnectionCanBeTheWriterCopies) {
  options_.path = folder_ / "nowhere/test.db";
  Checkpointer checkpointer = Make();
  checkpointer.BeginLoad();
  for (int i = 0; i < 10; ++i) {
    Commit(checkpointer);
    EXPECT_LT(writer_->journal_pages(), limits_.copied_from + kPagesOfCommit);
  }
  checkpointer.EndLoad();
  EXPECT_GE(RowsInFile(), 8);
}

TEST_F(CheckpointerTest, AnotherFileOfTheSameNameIsLeftAlone) {
  Checkpointer checkpointer = Make();
  checkpointer.BeginLoad();
  Commit(checkpointer);
  std::filesystem::rename(path(), folder_ / "moved.db");
  const std::string other = "not a database, and it stays so";
  std::ofstream(path()) << other;
  for (int i = 0; i < 5; ++i) Commit(checkpointer);
  checkpointer.EndLoad();
  std::ifstream file(path());
  std::string found;
  std::getline(file, found);
  EXPECT_TRUE(found == other);
}

TEST_F(CheckpointerTest, WhoTruncatesTheJournalHasItAloneAfterAWait) {
  Checkpointer checkpointer = Make();
  checkpointer.BeginLoad();
  for (int i = 0; i < 20; ++i) {
    Commit(checkpointer);
    checkpointer.Wait();
    auto truncate = writer_->Prepare("PRAGMA wal_checkpoint(TRUNCATE)");
    ASSERT_THAT(truncate.Step(), IsOk());
    EXPECT_EQ(truncate.Int(0), 0) << "busy";
  }
  checkpointer.EndLoad();
}

// By which a Checkpointer knows that there is nothing left to do, and lets the
// journal alone.
TEST_F(CheckpointerTest, HowManyPagesHaveBeenCopiedIsTold) {
  Checkpointer checkpointer = Make();
  Commit(checkpointer);
  const int64_t pages = writer_->journal_pages();
  EXPECT_EQ(writer_->Checkpoint().value_or(0), pages);
  EXPECT_EQ(writer_->Checkpoint().value_or(0), pages);
  Commit(checkpointer);
  const int64_t begun_anew = writer_->journal_pages();
  const std::unique_ptr<Database> reader = OpenAnother();
  const Transaction reading(*reader, Transaction::Kind::kRead);
  EXPECT_EQ(*reader->SelectInt("SELECT count(*) FROM t"), 2);
  Commit(checkpointer);
  EXPECT_EQ(writer_->Checkpoint().value_or(0), begun_anew);
  EXPECT_GT(writer_->journal_pages(), begun_anew);
}

}  // namespace
}  // namespace annals::testing
