// Tests of the simulated disk itself: it fails as disks do, no more, no less.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/crash/simulated_disk.h"

#include <sqlite3.h>

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals::testing {
namespace {

using Operation = DiskFault::Operation;
using Extent = DiskFault::Extent;
using ::testing::IsSupersetOf;

constexpr char kName[] = "/file";
constexpr int kSectors = 4;
constexpr int kSectorBytes = SimulatedDisk::kSectorBytes;

// A file on the disk, opened as SQLite does.
class OpenFile {
 public:
  explicit OpenFile(const SimulatedDisk& disk)
      : vfs_(sqlite3_vfs_find(disk.name().c_str())),
        memory_(static_cast<size_t>(vfs_->szOsFile) / sizeof(max_align_t) + 1) {
    result_ = vfs_->xOpen(vfs_, kName, file(),
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  }
  ~OpenFile() {
    if (file()->pMethods != nullptr) file()->pMethods->xClose(file());
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int result() const { return result_; }

  int Write(const std::string& bytes, int64_t offset = 0) {
    return file()->pMethods->xWrite(file(), bytes.data(),
                                    static_cast<int>(bytes.size()), offset);
  }
  int Sync() { return file()->pMethods->xSync(file(), SQLITE_SYNC_FULL); }
  int Truncate(int64_t bytes) {
    return file()->pMethods->xTruncate(file(), bytes);
  }
  int Read() {
    char byte = 0;
    return file()->pMethods->xRead(file(), &byte, 1, 0);
  }

 private:
  sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(&memory_[0]); }

  sqlite3_vfs* vfs_;
  std::vector<max_align_t> memory_;
  int result_ = SQLITE_OK;
};

std::string Filled(char c, int sectors = kSectors) {
  return std::string(static_cast<size_t>(sectors * kSectorBytes), c);
}

// Each sector as one letter; '?' if it is torn.
std::string SectorsOf(const std::string& bytes) {
  std::string letters;
  for (size_t at = 0; at < bytes.size(); at += kSectorBytes) {
    const std::string sector = bytes.substr(at, kSectorBytes);
    letters +=
        sector == std::string(sector.size(), sector[0]) ? sector[0] : '?';
  }
  return letters;
}

// What may be left of a file of "aaaa" when "bbbb" was written over it, and
// `then` was done, and the power failed; many lots.
template <typename Then>
std::set<std::string> Survivors(Then then) {
  std::set<std::string> survivors;
  for (unsigned seed = 0; seed < 400; ++seed) {
    SimulatedDisk disk(seed);
    disk.SetFile(kName, Filled('a'));
    {
      OpenFile file(disk);
      file.Write(Filled('b'));
      then(disk, file);
    }
    disk.FailPower();
    survivors.insert(SectorsOf(disk.File(kName)));
  }
  return survivors;
}

TEST(SimulatedDiskTest, WhatWasSyncedSurvivesAPowerFailure) {
  EXPECT_EQ(Survivors([](SimulatedDisk&, OpenFile& file) {
              EXPECT_EQ(file.Sync(), SQLITE_OK);
            }),
            std::set<std::string>{"bbbb"});
}

TEST(SimulatedDiskTest, WhatWasNotSyncedMaySurviveWhollyInPartOrNotAtAll) {
  const auto survivors = Survivors([](SimulatedDisk&, OpenFile&) {});
  EXPECT_THAT(survivors,
              IsSupersetOf({"aaaa", "bbbb", "baaa", "bbba", "abab"}));
  EXPECT_EQ(survivors.size(), 16) << "each sector is the old or the new";
}

TEST(SimulatedDiskTest, WhatASyncThatFailedWasToSaveMaySurviveOrNot) {
  const auto survivors = Survivors([](SimulatedDisk& disk, OpenFile& file) {
    disk.SetFault({Operation::kSync, 1, Extent::kOnce});
    EXPECT_NE(file.Sync(), SQLITE_OK);
  });
  EXPECT_THAT(survivors, IsSupersetOf({"aaaa", "bbbb"}));
}

TEST(SimulatedDiskTest, AFileMayHaveItsOldOrItsNewLength) {
  EXPECT_THAT(Survivors([](SimulatedDisk&, OpenFile& file) {
                EXPECT_EQ(file.Truncate(kSectorBytes), SQLITE_OK);
              }),
              IsSupersetOf({"aaaa", "a", "b"}));
  EXPECT_THAT(Survivors([](SimulatedDisk&, OpenFile& file) {
                EXPECT_EQ(file.Write(Filled('c', 1), kSectors * kSectorBytes),
                          SQLITE_OK);
              }),
              IsSupersetOf({"aaaa", "bbbbc"}));
}

// Whether each of five writes succeeds when the third is made to fail.
std::vector<bool> WritesThatSucceed(Extent extent) {
  SimulatedDisk disk(1);
  OpenFile file(disk);
  disk.SetFault({Operation::kWrite, 3, extent});
  std::vector<bool> succeed;
  for (int i = 0; i < 5; ++i) {
    succeed.push_back(file.Write(Filled('a')) == SQLITE_OK);
  }
  return succeed;
}

TEST(SimulatedDiskTest, TheKthOperationFailsOnceOrForEver) {
  EXPECT_EQ(WritesThatSucceed(Extent::kOnce),
            (std::vector<bool>{true, true, false, true, true}));
  EXPECT_EQ(WritesThatSucceed(Extent::kForEver),
            (std::vector<bool>{true, true, false, false, false}));
  EXPECT_EQ(WritesThatSucceed(Extent::kEverything),
            (std::vector<bool>{true, true, false, false, false}));
}

TEST(SimulatedDiskTest, EachKindOfOperationCanFail) {
  for (const Operation operation :
       {Operation::kOpen, Operation::kRead, Operation::kWrite, Operation::kSync,
        Operation::kTruncate}) {
    SimulatedDisk disk(1);
    disk.SetFile(kName, Filled('a'));
    OpenFile file(disk);
    disk.SetFault({operation, 1, Extent::kForEver});
    EXPECT_EQ(OpenFile(disk).result() != SQLITE_OK,
              operation == Operation::kOpen);
    EXPECT_EQ(file.Read() != SQLITE_OK, operation == Operation::kRead);
    EXPECT_EQ(file.Write("b") != SQLITE_OK, operation == Operation::kWrite);
    EXPECT_EQ(file.Sync() != SQLITE_OK, operation == Operation::kSync);
    EXPECT_EQ(file.Truncate(1) != SQLITE_OK, operation == Operation::kTruncate);
    EXPECT_EQ(disk.count(operation), 1);
  }
}

TEST(SimulatedDiskTest, AWriteThatFailsIsMadeInPartBySectors) {
  std::set<std::string> found;
  for (unsigned seed = 0; seed < 100; ++seed) {
    SimulatedDisk disk(seed);
    disk.SetFile(kName, Filled('a'));
    OpenFile file(disk);
    disk.SetFault({Operation::kWrite, 1, Extent::kOnce});
    EXPECT_NE(file.Write(Filled('b')), SQLITE_OK);
    found.insert(SectorsOf(disk.File(kName)));
  }
  EXPECT_EQ(found, (std::set<std::string>{"aaaa", "baaa", "bbaa", "bbba"}));
}

TEST(SimulatedDiskTest, NothingComesOfWhatIsAskedWithoutPower) {
  SimulatedDisk disk(1);
  disk.SetFile(kName, Filled('a'));
  OpenFile file(disk);
  disk.CutPower();
  EXPECT_NE(file.Write(Filled('b')), SQLITE_OK);
  EXPECT_NE(file.Sync(), SQLITE_OK);
  EXPECT_NE(file.Truncate(1), SQLITE_OK);
  sqlite3_vfs* const vfs = sqlite3_vfs_find(disk.name().c_str());
  EXPECT_NE(vfs->xDelete(vfs, kName, 0), SQLITE_OK);
  EXPECT_EQ(SectorsOf(disk.File(kName)), "aaaa");
}

TEST(SimulatedDiskTest, AFullDiskRefusesWhatIsTooMuchAndNothingElse) {
  SimulatedDisk disk(1);
  disk.SetFile(kName, Filled('a'));
  OpenFile file(disk);
  DiskFault fault;
  fault.bytes_max = disk.bytes() + kSectorBytes;
  disk.SetFault(fault);
  EXPECT_EQ(file.Write(Filled('b', 1), kSectors * kSectorBytes), SQLITE_OK);
  EXPECT_EQ(file.Write("c", disk.bytes()), SQLITE_FULL);
  EXPECT_EQ(file.Write(Filled('b')), SQLITE_OK) << "it takes no more room";
}

TEST(SimulatedDiskTest, WhatWasRememberedComesBackAsOftenAsOneLikes) {
  SimulatedDisk disk(1);
  disk.SetFile(kName, Filled('a'));
  disk.Remember();
  for (int i = 0; i < 2; ++i) {
    OpenFile(disk).Write(Filled('b'));
    EXPECT_EQ(SectorsOf(disk.File(kName)), "bbbb");
    disk.Restore();
    EXPECT_EQ(SectorsOf(disk.File(kName)), "aaaa");
  }
}

}  // namespace
}  // namespace annals::testing
