// Tests of annals/store/internal/checksum_vfs.h: pages that are not as written,
// and files that others than annals have had open.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/checksum_vfs.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "annals/store/internal/page_checksum.h"
#include "annals/store/internal/write_ahead_log.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/file_bytes.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

namespace fs = std::filesystem;
using store_internal::kFrameBytes;
using store_internal::kFrameHeaderBytes;
using store_internal::kLogHeaderBytes;
using store_internal::kPageBytes;
using store_internal::PageChecksum;
using store_internal::StoredChecksum;

bool IsSealed(const std::string& bytes, size_t offset) {
  const auto* page =
      reinterpret_cast<const unsigned char*>(bytes.data()) + offset;
  return PageChecksum(page) == StoredChecksum(page);
}

class ChecksumVfsTest : public StoreTest {
 protected:
  void AppendEvents(const std::string& prefix, int count) {
    for (int i = 0; i < count; ++i) {
      const std::string title(500, 'x');
      ASSERT_THAT(store_->Append(Batch().Put(
                      EventRecord(prefix + std::to_string(i), title))),
                  IsOk());
    }
  }

  // The file as it is when nobody has it open.
  std::string ClosedBytes() {
    store_.reset();
    return ReadBytes(path());
  }

  // What a process that is killed now leaves behind, under another name.
  std::string LeaveBehind(const std::string& name) {
    fs::copy_file(path(), folder_ / name);
    fs::copy_file(path() + "-wal", folder_ / (name + "-wal"));
    return folder_ / name;
  }

  // Reads all there is.
  static absl::Status ReadAll(const std::string& path) {
    StoreOptions options;
    options.create = false;
    auto store = OpenStore(path, options);
    if (!store.ok()) return store.status();
    return (*store)->Scan({}, {},
                          [](const StoredRecord&) { return absl::OkStatus(); });
  }
};

TEST_F(ChecksumVfsTest, EveryPageOfAClosedStoreIsSealed) {
  AppendEvents("e", 40);
  const std::string bytes = ClosedBytes();
  ASSERT_GT(bytes.size(), 10u * kPageBytes);
  for (size_t at = 0; at < bytes.size(); at += kPageBytes) {
    EXPECT_TRUE(IsSealed(bytes, at)) << at;
  }
  EXPECT_EQ(RawQuery(path(), "PRAGMA integrity_check")[0][0], "ok");
}

TEST_F(ChecksumVfsTest, AFlippedBitIsToldWithItsPlace) {
  AppendEvents("e", 40);
  std::string bytes = ClosedBytes();
  for (size_t page = 0; page < bytes.size() / kPageBytes; ++page) {
    std::string damaged = bytes;
    damaged[page * kPageBytes + 1234] ^= 4;
    WriteBytes(path(), damaged);
    const absl::Status status = ReadAll(path());
    if (status.ok()) continue;  // Nobody needed it.
    EXPECT_THAT(status,
                Fails(absl::StatusCode::kDataLoss,
                      "test.annals, page " + std::to_string(page + 1) +
                          " (bytes " + std::to_string(page * kPageBytes)));
  }
}

// The header says how long pages are and whether they have checksums: a file is
// not let through because it says that it has none.
TEST_F(ChecksumVfsTest, ABitOfTheHeaderIsNoWayAround) {
  AppendEvents("e", 3);
  const std::string bytes = ClosedBytes();
  for (int bit = 0; bit < 8 * 100; ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] ^= static_cast<char>(1 << bit % 8);
    WriteBytes(path(), damaged);
    EXPECT_THAT(ReadAll(path()),
                Fails(absl::StatusCode::kDataLoss, "page 1 (bytes 0 to 4095)"))
        << "bit " << bit;
  }
}

TEST_F(ChecksumVfsTest, ZerosInThePlaceOfAPageAreDamage) {
  AppendEvents("e", 40);
  const std::string bytes = ClosedBytes();
  int told = 0;
  for (size_t at = 0; at < bytes.size(); at += kPageBytes) {
    std::string damaged = bytes;
    damaged.replace(at, kPageBytes, kPageBytes, '\0');
    WriteBytes(path(), damaged);
    const absl::Status status = ReadAll(path());
    if (status.ok()) continue;
    EXPECT_THAT(status, Fails(absl::StatusCode::kDataLoss, "): zeros; want"));
    ++told;
  }
  EXPECT_GT(told, 10);
}

TEST_F(ChecksumVfsTest, AFileThatWasCutShortIsDamaged) {
  AppendEvents("e", 40);
  const std::string bytes = ClosedBytes();
  for (const size_t size : {bytes.size() - 1, bytes.size() - kPageBytes,
                            bytes.size() / 2, size_t{5000}, size_t{4000}}) {
    WriteBytes(path(), bytes.substr(0, size));
    EXPECT_EQ(ReadAll(path()).code(), absl::StatusCode::kDataLoss) << size;
  }
}

TEST_F(ChecksumVfsTest, AFileOfWhichAStumpIsLeftIsDamaged) {
  AppendEvents("e", 3);
  const std::string bytes = ClosedBytes();
  // A file of one byte has none, says SQLite.
  for (size_t size = 2; size < 600; size += size < 40 ? 1 : 37) {
    WriteBytes(path(), bytes.substr(0, size));
    EXPECT_THAT(ReadAll(path()),
                Fails(absl::StatusCode::kDataLoss, "page 1 (bytes 0 to 4095)"))
        << size;
  }
  WriteBytes(path(), "SQLite has nothing to do with this note");
  EXPECT_THAT(ReadAll(path()),
              Fails(absl::StatusCode::kInvalidArgument, "not a SQLite file"));
}

TEST_F(ChecksumVfsTest, APageThatWasFreedIsNoDamage) {
  AppendEvents("e", 3);
  store_.reset();
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(RawExecute(path(), "CREATE TABLE mine (a); DROP TABLE mine"), "");
    ASSERT_EQ(RawExecute(path(), "CREATE TABLE mine (a)"), "");
    ASSERT_EQ(RawExecute(path(), "DROP TABLE mine"), "");
  }
  EXPECT_THAT(ReadAll(path()), IsOk());
  Reopen();
  AppendEvents("f", 20);
  EXPECT_EQ(RawQuery(path(), "PRAGMA integrity_check")[0][0], "ok");
}

// What was committed is in the log, and SQLite believes no frame whose sum is
// wrong.
TEST_F(ChecksumVfsTest, SqliteAloneRecoversWhatAKilledProcessLeft) {
  AppendEvents("e", 25);
  const std::string left = LeaveBehind("left.annals");
  EXPECT_EQ(RawQuery(left, "SELECT count(*) FROM revision")[0].size(), 1u);
  EXPECT_EQ(RawQuery(left, "SELECT CAST(count(*) AS TEXT) FROM revision"),
            std::vector<RawRow>{{"25"}});
  EXPECT_FALSE(fs::exists(left + "-wal"));
  EXPECT_THAT(ReadAll(left), IsOk());
}

TEST_F(ChecksumVfsTest, ATransactionLongerThanTheCacheIsSealedToo) {
  store_.reset();
  ASSERT_EQ(RawExecute(
                path(),
                "PRAGMA cache_size = 10; PRAGMA wal_autocheckpoint = 0; BEGIN;"
                "CREATE TABLE mine (a INTEGER PRIMARY KEY, b);"
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                " WHERE i < 3000) INSERT INTO mine SELECT i, hex(i) FROM n;"
                "UPDATE mine SET b = b || b || b; COMMIT;"
                "UPDATE mine SET b = 'x' WHERE a % 7 = 0"),
            "");
  EXPECT_THAT(ReadAll(path()), IsOk());
  EXPECT_EQ(RawQuery(path(), "PRAGMA integrity_check")[0][0], "ok");
  const std::string bytes = ReadBytes(path());
  for (size_t at = 0; at < bytes.size(); at += kPageBytes) {
    EXPECT_TRUE(IsSealed(bytes, at)) << at;
  }
}

// Each of these events was acknowledged, and SQLite would forget all of them
// from the damaged one on.
TEST_F(ChecksumVfsTest, DecayInALogThatNobodyClosedIsRefused) {
  AppendEvents("e", 12);
  const std::string left = LeaveBehind("left.annals");
  const std::string log = ReadBytes(left + "-wal");
  for (const size_t at :
       {size_t{3}, size_t{17}, size_t{30}, size_t{kLogHeaderBytes},
        size_t{kLogHeaderBytes + 4}, size_t{kLogHeaderBytes + 9},
        size_t{kLogHeaderBytes + 18}, size_t{kLogHeaderBytes + 500},
        size_t{kLogHeaderBytes + 3 * kFrameBytes + 4090}}) {
    std::string damaged = log;
    damaged[at] ^= 0x10;
    WriteBytes(left + "-wal", damaged);
    EXPECT_THAT(ReadAll(left),
                Fails(absl::StatusCode::kDataLoss, "left.annals-wal, "))
        << at;
    EXPECT_EQ(ReadBytes(left + "-wal"), damaged) << at;
  }
  WriteBytes(left + "-wal", log);
  EXPECT_THAT(ReadAll(left), IsOk());
}

TEST_F(ChecksumVfsTest, ALogThatBreaksOffIsNoDamage) {
  AppendEvents("e", 12);
  const std::string left = LeaveBehind("left.annals");
  const std::string file = ReadBytes(left);
  const std::string log = ReadBytes(left + "-wal");
  for (size_t size = 0; size < log.size(); size += 777) {
    WriteBytes(left, file);
    WriteBytes(left + "-wal", log.substr(0, size));
    EXPECT_THAT(ReadAll(left), IsOk()) << size;
  }
}

TEST_F(ChecksumVfsTest, DamageInTheLogOfAnOpenStoreIsNoticed) {
  AppendEvents("e", 12);
  const std::string log = ReadBytes(path() + "-wal");
  std::fstream file(path() + "-wal",
                    std::ios::in | std::ios::out | std::ios::binary);
  for (size_t at = kLogHeaderBytes + kFrameHeaderBytes + 2000; at < log.size();
       at += kFrameBytes) {
    file.seekp(static_cast<std::streamoff>(at)).put('#').flush();
  }
  EXPECT_THAT(store_->Scan(
                  {}, {}, [](const StoredRecord&) { return absl::OkStatus(); }),
              Fails(absl::StatusCode::kDataLoss, "test.annals-wal, frame "));
}

TEST_F(ChecksumVfsTest, AnotherProgramsFileIsPassedThrough) {
  const std::string other = folder_ / "places.sqlite";
  ASSERT_EQ(RawExecute(other, "PRAGMA user_version = 77; CREATE TABLE a (b)"),
            "");
  sqlite3* handle = nullptr;
  const std::string vfs = store_internal::ChecksumVfs("");
  ASSERT_EQ(sqlite3_open_v2(other.c_str(), &handle, SQLITE_OPEN_READWRITE,
                            vfs.c_str()),
            SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(handle, "INSERT INTO a VALUES (1)", nullptr, nullptr,
                         nullptr),
            SQLITE_OK);
  EXPECT_FALSE(store_internal::HasChecksums(handle));
  sqlite3_close(handle);
  EXPECT_EQ(RawQuery(other, "PRAGMA integrity_check")[0][0], "ok");
}

}  // namespace
}  // namespace annals::testing
