// Tests of annals/store/internal/migration.h: those who are killed, who fail,
// and who come at the same time.
//
// SPDX-License-Identifier: Apache-2.0

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "annals/store/internal/migration.h"
#include "annals/store/verify.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/child_process.h"
#include "tests/store/older_format.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

namespace fs = std::filesystem;

using store_internal::Database;
using store_internal::DatabaseOptions;
using store_internal::Migrate;
using store_internal::MigrationOptions;
using store_internal::UpdateTables;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kStepsMax = 20;

// Of a child, whose failures of expectations nobody would see.
bool Report(const absl::Status& status) {
  if (!status.ok()) std::cerr << status << std::endl;
  return status.ok();
}

// That call `at` after the step with this number, from 0.
MigrationOptions Until(int number, std::function<absl::Status()> at) {
  MigrationOptions options;
  options.after_step = [number, at = std::move(at),
                        step = 0](std::string_view) mutable {
    return step++ == number ? at() : absl::OkStatus();
  };
  return options;
}

absl::Status KillMe() {
  raise(SIGKILL);
  return absl::OkStatus();
}

// Opens the store in a process whose files may have so many bytes.
bool IsRefusedForWantOfRoom(const std::string& path, rlim_t bytes_max) {
  Child child([&path, bytes_max](const Child::Say&) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {bytes_max, bytes_max};
    setrlimit(RLIMIT_FSIZE, &limit);
    const absl::Status status = OpenStore(path).status();
    return absl::IsResourceExhausted(status) || Report(status);
  });
  return child.Wait() == 0;
}

class MigrationCrashTest : public Format1Test {
 protected:
  absl::Status MigrateUntil(int number,
                            std::function<absl::Status()> at) const {
    return Migrate(path(), path(), Until(number, std::move(at)));
  }

  // Opens and closes it, and looks whether all is as it should be.
  void ExpectWhole(const std::string& when) {
    MustOpen(path());
    EXPECT_EQ(Format(), "3") << when;
    EXPECT_EQ(Log(), log_) << when;
    EXPECT_EQ(Keys(), keys_) << when;
    EXPECT_THAT(Files(), ElementsAre("old.annals")) << when;
  }
};

TEST_F(MigrationCrashTest, AFailureAtAnyStepLeavesOneStoreWhole) {
  int steps = 0;
  while (true) {
    ASSERT_LT(steps, kStepsMax) << "no end of steps";
    const absl::Status status =
        MigrateUntil(steps, [] { return absl::AbortedError("unplugged"); });
    if (status.ok()) break;
    EXPECT_THAT(status, Fails(absl::StatusCode::kAborted, "unplugged"));
    EXPECT_THAT(Format(), AnyOf("1", "3"));
    EXPECT_EQ(Log(), log_) << "after step " << steps;
    EXPECT_EQ(Keys(), keys_) << "after step " << steps;
    EXPECT_THAT(Files(), ElementsAre("old.annals")) << "after step " << steps;
    ++steps;
    PutBack();
  }
  EXPECT_GE(steps, 8);
}

TEST_F(MigrationCrashTest, WhoeverIsKilledAtAnyStepLeavesOneStoreWhole) {
  for (int number = 0;; ++number) {
    ASSERT_LT(number, kStepsMax) << "no end of steps";
    Child child([this, number](const Child::Say&) {
      return MigrateUntil(number, KillMe).ok();
    });
    const int status = child.Wait();
    const std::string when = "killed after step " + std::to_string(number);
    EXPECT_EQ(Log(), log_) << when;
    ExpectWhole(when);
    if (WIFEXITED(status)) {
      EXPECT_EQ(WEXITSTATUS(status), 0);
      EXPECT_GE(number, 8);
      break;
    }
    PutBack();
  }
  EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
}

// One after the other each comes a step further.
TEST_F(MigrationCrashTest, WhatOneWhoWasKilledLeftIsNoHindranceToTheNext) {
  for (int number = 0; number < 7; ++number) {
    Child child([this, number](const Child::Say&) {
      return MigrateUntil(number, KillMe).ok();
    });
    ASSERT_TRUE(WIFSIGNALED(child.Wait())) << number;
    ASSERT_EQ(Format(), "1") << number;
  }
  ExpectWhole("after seven who were killed");
}

TEST_F(MigrationCrashTest, AFullDiskLosesNothing) {
  EXPECT_TRUE(IsRefusedForWantOfRoom(path(), 60'000));
  EXPECT_EQ(Format(), "1");
  EXPECT_EQ(Log(), log_);
  EXPECT_THAT(Files(), ElementsAre("old.annals"));
  ExpectWhole("when there is room");
}

// The file that a killed writer left, with what was committed in its journal.
TEST_F(MigrationCrashTest, AJournalThatNobodyClosedIsBroughtInFirst) {
  const std::string killed = folder_ / "killed.annals";
  fs::rename(path(), killed);
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open(killed.c_str(), &writer), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(writer, "VACUUM", nullptr, nullptr, nullptr),
            SQLITE_OK);
  fs::copy_file(killed, path());
  fs::copy_file(killed + "-wal", path() + "-wal");
  sqlite3_close(writer);
  // All but the first page is in the journal.
  std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(4096);
  file << std::string(fs::file_size(path()) - 4096, '\0');
  file.close();
  ExpectWhole("from a journal");
}

// Pages that were changed and are to be changed back.
TEST_F(MigrationCrashTest, AChangeThatWasCutShortIsTakenBackFirst) {
  const std::string killed = folder_ / "killed.annals";
  fs::rename(path(), killed);
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open(killed.c_str(), &writer), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(writer,
                         "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1;"
                         "PRAGMA cache_spill = 1; BEGIN IMMEDIATE;"
                         "UPDATE revision SET title = 'torn'",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  ASSERT_EQ(sqlite3_db_cacheflush(writer), SQLITE_OK);
  fs::copy_file(killed, path());
  fs::copy_file(killed + "-journal", path() + "-journal");
  sqlite3_close(writer);
  ExpectWhole("with a change taken back");
}

TEST_F(MigrationCrashTest, TwoWhoComeAtOnceBothGoOn) {
  constexpr int kRounds = 5;
  for (int round = 0; round < kRounds; ++round) {
    const auto open_and_append = [this](const std::string& id) {
      return [this, id](const Child::Say& say) {
        say(1);
        const auto store = OpenStore(path());
        if (!store.ok()) return Report(store.status());
        return Report((*store)->Append(Batch().Put(EventRecord(id))).status());
      };
    };
    Child first(open_and_append("first"));
    Child second(open_and_append("second"));
    EXPECT_EQ(first.Wait(), 0);
    EXPECT_EQ(second.Wait(), 0);
    auto log = Log();
    EXPECT_EQ(log.size(), static_cast<size_t>(kFormat1Revisions + 2));
    log.resize(kFormat1Revisions);
    EXPECT_EQ(log, log_);
    EXPECT_THAT(Files(), ElementsAre("old.annals"));
    EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
    PutBack();
  }
}

TEST_F(MigrationCrashTest, ThreadsThatComeAtOnceAllGoOn) {
  constexpr int kThreads = 4;
  constexpr int kRounds = 5;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([this, i] {
        const Batch batch = Batch().Put(EventRecord(std::to_string(i)));
        EXPECT_THAT(MustOpen(path())->Append(batch), IsOk());
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(Log().size(), static_cast<size_t>(kFormat1Revisions + kThreads));
    EXPECT_THAT(Files(), ElementsAre("old.annals"));
    EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
    PutBack();
  }
}

// Another process has begun to migrate, and stops before the new file takes the
// place of the old until it is told to go on.
class MigrationUnderWayTest : public MigrationCrashTest {
 protected:
  MigrationUnderWayTest() {
    if (pipe(ends_) != 0) std::abort();
    child_ = std::make_unique<Child>([this](const Child::Say& say) {
      MigrationOptions options;
      options.after_step = [&](std::string_view step) {
        if (step != "the new file was written") return absl::OkStatus();
        say(1);
        int go_on = 0;
        return read(ends_[0], &go_on, sizeof go_on) == sizeof go_on
                   ? absl::OkStatus()
                   : absl::AbortedError("not told to go on");
      };
      return Migrate(path(), path(), options).ok();
    });
    EXPECT_EQ(child_->Hear(), 1);
  }
  ~MigrationUnderWayTest() override {
    close(ends_[0]);
    close(ends_[1]);
  }

  void GoOn() {
    const int go_on = 1;
    ASSERT_EQ(write(ends_[1], &go_on, sizeof go_on),
              static_cast<ssize_t>(sizeof go_on));
  }

  StoreOptions Impatient(bool read_only) const {
    StoreOptions options;
    options.busy_timeout_ms = 1;
    options.read_only = read_only;
    return options;
  }

  std::unique_ptr<Child> child_;
  int ends_[2] = {};
};

TEST_F(MigrationUnderWayTest, WhoComesMeanwhileWaitsAndGetsTheNewFile) {
  for (const bool read_only : {false, true}) {
    EXPECT_THAT(OpenStore(path(), Impatient(read_only)),
                Fails(absl::StatusCode::kUnavailable, "process "));
  }
  std::vector<std::thread> waiting;
  waiting.emplace_back([this] {
    EXPECT_THAT(MustOpen(path())->Append(Batch().Put(EventRecord("late"))),
                IsOk());
  });
  waiting.emplace_back([this] {
    StoreOptions options;
    options.read_only = true;
    EXPECT_THAT(MustOpen(path(), options)->Get("oil"), IsOk());
  });
  GoOn();
  for (std::thread& thread : waiting) thread.join();
  EXPECT_EQ(child_->Wait(), 0);
  EXPECT_EQ(Format(), "3");
  EXPECT_EQ(Log().size(), static_cast<size_t>(kFormat1Revisions + 1));
  EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
}

// One of an older library, which has opened the old file and waits to read it.
TEST_F(MigrationUnderWayTest, WhoHasTheOldFileFindsItTooNew) {
  sqlite3* old = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &old), SQLITE_OK);
  // SQLite opens the file when it is first asked for something.
  EXPECT_EQ(sqlite3_exec(old, "SELECT * FROM meta", nullptr, nullptr, nullptr),
            SQLITE_BUSY);
  GoOn();
  EXPECT_EQ(child_->Wait(), 0);
  std::string format;
  const auto keep = [](void* out, int, char** cells, char**) {
    *static_cast<std::string*>(out) = cells[0];
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(old, "PRAGMA user_version", keep, &format, nullptr),
            SQLITE_OK);
  EXPECT_EQ(format, "3");
  sqlite3_close(old);
  ExpectWhole("while another had the old file");
}

TEST_F(MigrationCrashTest, WhoHasTheOldFileOpenIsWaitedFor) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(
      sqlite3_exec(other, "SELECT * FROM meta", nullptr, nullptr, nullptr),
      SQLITE_OK);
  StoreOptions impatient;
  impatient.busy_timeout_ms = 1;
  EXPECT_THAT(OpenStore(path(), impatient),
              Fails(absl::StatusCode::kUnavailable, "want to be alone"));
  EXPECT_EQ(Format(), "1");
  impatient.read_only = true;
  EXPECT_THAT(OpenStore(path(), impatient), IsOk());
  sqlite3_close(other);
  ExpectWhole("when the other has closed it");
}

// A file whose pages have checksums is brought up to date as it lies.
class TablesCrashTest : public Format2Test {
 protected:
  absl::Status UpdateUntil(int number, std::function<absl::Status()> at) const {
    const auto database = Database::Open(path(), DatabaseOptions());
    if (!database.ok()) return database.status();
    return UpdateTables(**database, Until(number, std::move(at)));
  }

  void ExpectWhole(const std::string& when) {
    MustOpen(path());
    EXPECT_EQ(Format(), "3") << when;
    EXPECT_EQ(Log(), log_) << when;
    EXPECT_EQ(Keys(), keys_) << when;
    EXPECT_THAT(Files(), ElementsAre("old.annals")) << when;
    EXPECT_THAT(VerifyStore(path())->faults, IsEmpty()) << when;
  }

  static constexpr int kSteps = 2;
};

TEST_F(TablesCrashTest, AFailureLeavesAllAsItWasOrAllDone) {
  for (int number = 0; number < kSteps; ++number) {
    EXPECT_THAT(
        UpdateUntil(number, [] { return absl::AbortedError("unplugged"); }),
        Fails(absl::StatusCode::kAborted, "unplugged"));
    EXPECT_EQ(Format(), number == 0 ? "2" : "3");
    ExpectWhole("after step " + std::to_string(number));
    PutBack();
  }
  EXPECT_THAT(UpdateUntil(kSteps, [] { return absl::AbortedError("more"); }),
              IsOk());
}

TEST_F(TablesCrashTest, WhoeverIsKilledAtAnyStepLeavesOneStoreWhole) {
  for (int number = 0; number < kSteps; ++number) {
    Child child([this, number](const Child::Say&) {
      return UpdateUntil(number, KillMe).ok();
    });
    EXPECT_TRUE(WIFSIGNALED(child.Wait())) << number;
    ExpectWhole("killed after step " + std::to_string(number));
    PutBack();
  }
}

TEST_F(TablesCrashTest, ThreadsThatComeAtOnceAllGoOn) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this, i] {
      const Batch batch = Batch().Put(EventRecord(std::to_string(i)));
      EXPECT_THAT(MustOpen(path())->Append(batch), IsOk());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Log().size(), log_.size() + 4);
  EXPECT_THAT(VerifyStore(path())->faults, IsEmpty());
}

TEST_F(TablesCrashTest, WhoReadsTheOlderFileReadsOn) {
  ASSERT_EQ(RawExecute(path(), "PRAGMA journal_mode = WAL"), "");
  sqlite3* reader = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &reader), SQLITE_OK);
  const char* const sql =
      "SELECT count(*) FROM state INDEXED BY state_by_time WHERE class > 0";
  ASSERT_EQ(sqlite3_exec(reader, "BEGIN", nullptr, nullptr, nullptr),
            SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(reader, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  {
    const auto store = MustOpen(path());
    EXPECT_EQ(sqlite3_exec(reader, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(reader, "COMMIT", nullptr, nullptr, nullptr),
              SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(reader, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  }
  sqlite3_close(reader);
  ExpectWhole("while another read it");
}

TEST_F(TablesCrashTest, AFullDiskLosesNothing) {
  EXPECT_TRUE(IsRefusedForWantOfRoom(path(), 20'000));
  EXPECT_EQ(Format(), "2");
  EXPECT_EQ(Log(), log_);
  ExpectWhole("when there is room");
}

}  // namespace
}  // namespace annals::testing
