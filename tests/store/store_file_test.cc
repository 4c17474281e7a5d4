// Tests of annals/store/internal/store_file.h: files that are no stores, rights
// that are missing, disks that are full.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/store_file.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "annals/store/backup.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/file_bytes.h"
#include "tests/store/support.h"
#include "tests/store/without_rights.h"

namespace annals::testing {
namespace {

namespace fs = std::filesystem;

class StoreFileTest : public StoreTest {
 protected:
  absl::Status Open(const std::string& path, bool read_only = false) {
    StoreOptions options;
    options.read_only = read_only;
    options.busy_timeout_ms = 50;
    return OpenStore(path, options).status();
  }
};

class StoreFileRightsTest : public StoreFileTest {
 protected:
  void SetUp() override {
    if (!WithoutRights::IsPossible()) GTEST_SKIP() << "only root is known here";
  }
};

// No file grows beyond so many bytes until it goes: what a full disk looks
// like from inside.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    old_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limited = {bytes, old_.rlim_max};
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &limited), 0);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit old_ = {};
  void (*old_handler_)(int) = nullptr;
};

TEST_F(StoreFileTest, AFileThatIsNotSqliteIsRefused) {
  const std::string path = folder_ / "picture.png";
  WriteBytes(path, "\x89PNG" + std::string(5000, 'x'));
  EXPECT_THAT(Open(path), Fails(absl::StatusCode::kInvalidArgument,
                                "picture.png: not a SQLite file; want"));
  EXPECT_THAT(Open(path, /*read_only=*/true),
              Fails(absl::StatusCode::kInvalidArgument, "not a SQLite file"));
  EXPECT_EQ(fs::file_size(path), 5004u);
}

TEST_F(StoreFileTest, ASealedFileOfTwoNamesIsReadAndStaysAsItIs) {
  const std::string path = folder_ / "sealed.annals";
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  ASSERT_THAT(BackupStore(this->path(), path), IsOk());
  fs::create_hard_link(path, folder_ / "second.annals");
  const std::string bytes = ReadBytes(path);
  {
    const auto store = OpenStore(path);
    ASSERT_THAT(store, IsOk());
    EXPECT_THAT((*store)->Get("a"), IsOk());
    for (const absl::Status& status :
         {(*store)->Append(Batch().Put(EventRecord("b"))).status(),
          (*store)->FinishRedaction()}) {
      EXPECT_THAT(status, Fails(absl::StatusCode::kFailedPrecondition,
                                "sealed.annals: has 2 names (hard links)"));
    }
  }
  EXPECT_EQ(ReadBytes(path), bytes);
}

TEST_F(StoreFileTest, AnEmptyFileOfTwoNamesBecomesNoStore) {
  const std::string path = folder_ / "empty.annals";
  WriteBytes(path, "");
  fs::create_hard_link(path, folder_ / "second.annals");
  EXPECT_THAT(Open(path), Fails(absl::StatusCode::kFailedPrecondition,
                                "empty.annals: has 2 names (hard links)"));
  EXPECT_EQ(fs::file_size(path), 0u);
}

TEST_F(StoreFileTest, AShortTextIsRefused) {
  WriteBytes(folder_ / "note.txt", "hello");
  EXPECT_THAT(Open(folder_ / "note.txt"),
              Fails(absl::StatusCode::kInvalidArgument, "not a SQLite file"));
}

TEST_F(StoreFileTest, AnotherProgramsDatabaseIsRefusedAndLeftAlone) {
  const std::string path = folder_ / "places.sqlite";
  ASSERT_EQ(RawExecute(path, "CREATE TABLE place (name)"), "");
  EXPECT_THAT(Open(path), Fails(absl::StatusCode::kInvalidArgument,
                                "application_id 0, want 1097756268"));
  EXPECT_EQ(RawQuery(path, "SELECT name FROM sqlite_master"),
            std::vector<RawRow>{{"place"}});
  EXPECT_EQ(RawQuery(path, "PRAGMA journal_mode")[0][0], "delete");
}

TEST_F(StoreFileTest, AnEmptyFileBecomesAStoreIfItMay) {
  const std::string path = folder_ / "empty.annals";
  WriteBytes(path, "");
  StoreOptions options;
  options.create = false;
  EXPECT_THAT(OpenStore(path, options),
              Fails(absl::StatusCode::kInvalidArgument, "want a store"));
  EXPECT_THAT(Open(path, /*read_only=*/true),
              Fails(absl::StatusCode::kInvalidArgument, "want a store"));
  EXPECT_THAT(Open(path), IsOk());
}

TEST_F(StoreFileTest, AFolderIsRefused) {
  EXPECT_THAT(Open(folder_ / "."),
              Fails(absl::StatusCode::kInvalidArgument, "a folder; want"));
}

TEST_F(StoreFileTest, APipeIsRefusedNotWaitedFor) {
  const std::string path = folder_ / "pipe";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_THAT(Open(path),
              Fails(absl::StatusCode::kInvalidArgument, "not a plain file"));
}

TEST_F(StoreFileTest, AMissingFolderIsNamed) {
  EXPECT_THAT(Open(folder_ / "a/b.annals"),
              Fails(absl::StatusCode::kNotFound, "/a; make it first"));
}

TEST_F(StoreFileTest, AMissingFileIsNotMadeUnasked) {
  const std::string path = folder_ / "none.annals";
  StoreOptions options;
  options.create = false;
  EXPECT_THAT(OpenStore(path, options),
              Fails(absl::StatusCode::kNotFound, "no such file"));
  EXPECT_THAT(Open(path, /*read_only=*/true),
              Fails(absl::StatusCode::kNotFound, "no such file"));
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(StoreFileTest, ATruncatedStoreIsDataLoss) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  store_.reset();
  fs::resize_file(path(), 8192);
  EXPECT_THAT(
      Open(path()),
      Fails(absl::StatusCode::kDataLoss,
            "test.annals, page 3 (bytes 8192 to 12287): the file ends"));
}

TEST_F(StoreFileTest, NamesThatSqliteReadsMeaningIntoArePaths) {
  const std::string name = folder_ / "100%20?mode=memory#x";
  EXPECT_THAT(Open(name), IsOk());
  EXPECT_TRUE(fs::exists(name));
  const fs::path before = fs::current_path();
  fs::current_path((folder_ / "").c_str());
  EXPECT_THAT(Open(":memory:"), IsOk());
  EXPECT_TRUE(fs::exists(":memory:"));
  fs::current_path(before);
}

// Another folder while it lives.
class InFolder {
 public:
  explicit InFolder(const std::string& folder) : before_(fs::current_path()) {
    fs::current_path(folder);
  }
  ~InFolder() { fs::current_path(before_); }
  InFolder(const InFolder&) = delete;
  InFolder& operator=(const InFolder&) = delete;

 private:
  const fs::path before_;
};

TEST_F(StoreFileTest, ARelativePathStaysTheSameFileWhenTheFolderChanges) {
  fs::create_directory(folder_ / "other");
  std::unique_ptr<Store> store;
  std::unique_ptr<Store> reader;
  {
    const InFolder here(folder_ / "");
    StoreOptions read_only;
    read_only.read_only = true;
    store = *OpenStore("k.annals");
    ASSERT_THAT(store->Append(Batch().Put(EventRecord("a", "here"))), IsOk());
    reader = *OpenStore("k.annals", read_only);
  }
  const InFolder there(folder_ / "other");
  ASSERT_THAT(
      (*OpenStore("k.annals"))->Append(Batch().Put(EventRecord("a", "there"))),
      IsOk());
  EXPECT_EQ(TitleOf(store->Get("a")->record), "here");
  EXPECT_EQ(TitleOf(reader->Get("a")->record), "here");
  EXPECT_GT(store->Statistics()->file_bytes, 4096);
}

TEST_F(StoreFileTest, MessagesSayWhatTheUserWrote) {
  const InFolder here(folder_ / "");
  EXPECT_THAT(Open("./none/k.annals"),
              Fails(absl::StatusCode::kNotFound, "./none/k.annals: "));
  const auto store = OpenStore("k.annals");
  ASSERT_THAT(store, IsOk());
  AsOf as_of;
  as_of.sequence = 7;
  EXPECT_EQ((*store)->Get("a", as_of).status().message(),
            "as of revision 7; k.annals has 0-0");
}

TEST_F(StoreFileTest, AFileThatWasReplacedIsNotRead) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  fs::rename(path(), folder_ / "moved.annals");
  const auto gone = Fails(absl::StatusCode::kFailedPrecondition,
                          "test.annals: gone; want the one that was opened");
  EXPECT_THAT(store_->Get("a"), gone);
  EXPECT_THAT(store_->Append(Batch().Put(EventRecord("b"))), gone);
  WriteBytes(path(), "another");
  EXPECT_THAT(store_->Get("a"), Fails(absl::StatusCode::kFailedPrecondition,
                                      "test.annals: another file"));
}

TEST_F(StoreFileTest, ANameThatIsTooLongIsCalledThat) {
  EXPECT_THAT(Open(folder_ / std::string(300, 'x')),
              Fails(absl::StatusCode::kInvalidArgument, "name too long"));
}

// A file system on which processes cannot share memory: SQLite would go on with
// another journal, without a word.
TEST_F(StoreFileTest, WithoutAWriteAheadLogThereIsNoStore) {
  sqlite3_vfs* const usual = sqlite3_vfs_find(nullptr);
  sqlite3_vfs_register(sqlite3_vfs_find("unix-none"), /*makeDflt=*/1);
  EXPECT_THAT(Open(folder_ / "remote.annals"),
              Fails(absl::StatusCode::kFailedPrecondition,
                    "remote.annals: journal mode delete; want wal"));
  sqlite3_vfs_register(usual, /*makeDflt=*/1);
  EXPECT_THAT(Open(folder_ / "remote.annals"), IsOk());
}

TEST_F(StoreFileRightsTest, AFolderThatMayNotBeEnteredIsCalledThat) {
  fs::permissions(folder_ / "", fs::perms(0600));
  {
    const WithoutRights without_rights;
    for (const bool read_only : {false, true}) {
      EXPECT_THAT(Open(path(), read_only),
                  Fails(absl::StatusCode::kPermissionDenied,
                        "test.annals: cannot be reached"));
    }
  }
  fs::permissions(folder_ / "", fs::perms(0755));
}

TEST_F(StoreFileRightsTest, WritingNeedsTheRight) {
  store_.reset();
  fs::permissions(path(), fs::perms(0444));
  fs::permissions(folder_ / "", fs::perms(0755));
  const WithoutRights without_rights;
  EXPECT_THAT(Open(path()), Fails(absl::StatusCode::kPermissionDenied,
                                  "no right to write it"));
}

// Another user who only read may have left them behind.
TEST_F(StoreFileRightsTest, WritingNeedsTheRightToWriteTheJournalToo) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  fs::permissions(path(), fs::perms(0666));
  fs::permissions(folder_ / "", fs::perms(0777));
  for (const char* suffix : {"-wal", "-shm"}) {
    fs::permissions(path() + suffix, fs::perms(0444));
  }
  const WithoutRights without_rights;
  const auto writer = OpenStore(path());
  EXPECT_THAT(writer.ok()
                  ? (*writer)->Append(Batch().Put(EventRecord("b"))).status()
                  : writer.status(),
              Fails(absl::StatusCode::kPermissionDenied, "-wal"));
}

TEST_F(StoreFileRightsTest, AFileInAForeignFolderCannotBeMade) {
  fs::permissions(folder_ / "", fs::perms(0555));
  {
    const WithoutRights without_rights;
    EXPECT_THAT(Open(folder_ / "new.annals"),
                Fails(absl::StatusCode::kPermissionDenied, "new.annals"));
  }
  fs::permissions(folder_ / "", fs::perms(0755));
}

TEST_F(StoreFileRightsTest, AClosedStoreCanBeRead) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  store_.reset();
  fs::permissions(path(), fs::perms(0444));
  fs::permissions(folder_ / "", fs::perms(0555));
  {
    const WithoutRights without_rights;
    StoreOptions options;
    options.read_only = true;
    const auto reader = OpenStore(path(), options);
    ASSERT_THAT(reader, IsOk());
    EXPECT_THAT((*reader)->Get("a"), IsOk());
  }
  fs::permissions(folder_ / "", fs::perms(0755));
}

// What a killed writer leaves: a journal, and nobody who has the file open.
TEST_F(StoreFileRightsTest, AJournalInTheWayIsNamed) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  const std::string copy = folder_ / "copy.annals";
  fs::copy_file(path(), copy);
  fs::copy_file(path() + "-wal", copy + "-wal");
  fs::permissions(folder_ / "", fs::perms(0555));
  {
    const WithoutRights without_rights;
    EXPECT_THAT(Open(copy, /*read_only=*/true),
                Fails(absl::StatusCode::kPermissionDenied,
                      "copy.annals-wal cannot be read without write rights"));
  }
  fs::permissions(folder_ / "", fs::perms(0755));
}

// Without locks a reader cannot keep a writer away, but it can tell.
TEST_F(StoreFileRightsTest, AWriterIsNoticed) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  store_.reset();
  fs::permissions(folder_ / "", fs::perms(0555));
  StoreOptions options;
  options.read_only = true;
  std::unique_ptr<Store> reader;
  {
    const WithoutRights without_rights;
    auto opened = OpenStore(path(), options);
    ASSERT_THAT(opened, IsOk());
    reader = *std::move(opened);
    EXPECT_THAT(reader->Get("a"), IsOk());
  }
  fs::permissions(folder_ / "", fs::perms(0755));
  Reopen();
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("b"))), IsOk());
  EXPECT_THAT(reader->Get("a"),
              Fails(absl::StatusCode::kUnavailable, "open it again"));
}

TEST_F(StoreFileTest, AWriterThatWaitsTooLongIsTold) {
  StoreOptions options;
  options.busy_timeout_ms = 50;
  Reopen(options);
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &other), SQLITE_OK);
  sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  const Batch batch = Batch().Put(EventRecord("a"));
  EXPECT_THAT(
      store_->Append(batch),
      Fails(absl::StatusCode::kUnavailable,
            "test.annals: this process holds the lock for writing, and has "
            "not let go within 50 ms"));
  sqlite3_exec(other, "COMMIT", nullptr, nullptr, nullptr);
  EXPECT_THAT(store_->Append(batch), IsOk());
  sqlite3_close(other);
}

TEST_F(StoreFileTest, AFullDiskLosesNothingAndWritingResumes) {
  ASSERT_THAT(store_->Append(Batch().Put(EventRecord("a"))), IsOk());
  Batch large;
  for (int i = 0; i < 2000; ++i) {
    large.Put(EventRecord("n" + std::to_string(i), std::string(500, 'x')));
  }
  {
    const FileSizeLimit limit(300'000);
    EXPECT_THAT(store_->Append(large),
                Fails(absl::StatusCode::kResourceExhausted, "no room left"));
    EXPECT_EQ(LastSequence(), 1);
    EXPECT_EQ(TitleOfEvent("a"), "War");
  }
  EXPECT_THAT(store_->Append(large), IsOk());
  Reopen();
  EXPECT_EQ(LastSequence(), 2001);
  EXPECT_EQ(RawQuery(path(), "PRAGMA integrity_check")[0][0], "ok");
}

}  // namespace
}  // namespace annals::testing
