// A SimulatedDisk is an SQLite VFS in memory that fails as disks do.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_CRASH_SIMULATED_DISK_H_
#define ANNALS_TESTS_CRASH_SIMULATED_DISK_H_

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace annals::testing {

// What goes wrong, and when.
struct DiskFault {
  enum class Operation { kNone, kOpen, kRead, kWrite, kSync, kTruncate };
  Operation operation = Operation::kNone;
  // The how-manyth of these operations fails, from 1: it alone, all of its kind
  // from then on, or whatever is asked of the disk from then on, as when the
  // power is cut.
  enum class Extent { kOnce, kForEver, kEverything };
  int64_t at = 0;
  Extent extent = Extent::kOnce;
  // How many bytes all files may have together; more is "disk full".
  int64_t bytes_max = INT64_MAX;
};

// Files in memory. What was written is on the disk for certain only once it was
// synced: of what was written since, a power failure leaves all, nothing, the
// beginning or some (see Survival), in sectors of 512 bytes, each of which is
// as it was or as it was to become. Names are there at once, as SQLite's own
// VFS syncs a folder with the first sync of a new journal. One disk at a time;
// not thread-safe, save that connections of one process may share it.
//
//   SimulatedDisk disk(seed);
//   disk.SetFault({DiskFault::Operation::kWrite, 17});
//   ... open a store with disk.name() ...
//   disk.CutPower();
//   ... close the store: nothing comes of it ...
//   disk.FailPower();
class SimulatedDisk {
 public:
  static constexpr int kSectorBytes = 512;

  explicit SimulatedDisk(unsigned seed);
  ~SimulatedDisk();
  SimulatedDisk(const SimulatedDisk&) = delete;
  SimulatedDisk& operator=(const SimulatedDisk&) = delete;

  // By which SQLite knows it.
  const std::string& name() const { return name_; }

  void SetFault(const DiskFault& fault);
  // How many operations of this kind there have been since SetFault().
  int64_t count(DiskFault::Operation operation) const;
  int64_t bytes() const;

  // Whatever is asked of the disk fails until SetFault().
  void CutPower() { is_dead_ = true; }

  // What was not synced is lost, in part or whole, as the lot has it for each
  // file. All locks are gone; nobody has a file open.
  void FailPower();

  // A file as it is, "" if there is none, and what it is to be.
  std::string File(const std::string& name) const;
  void SetFile(const std::string& name, const std::string& bytes);
  void Delete(const std::string& name) { files_.erase(name); }
  // No file is left.
  void Wipe() { files_.clear(); }

  // Keeps what is on the disk now, and brings it back, as often as one likes.
  // Nobody has a file open.
  void Remember();
  void Restore();

 private:
  friend struct DiskFile;
  friend struct DiskVfs;

  struct Content {
    std::string now;
    std::string synced;
    // Locks of the rollback journal's kind, and of the log's index.
    int shared = 0;
    bool reserved = false;
    bool pending = false;
    bool exclusive = false;
    std::vector<std::unique_ptr<char[]>> memory;
    int memory_users = 0;
    int memory_shared[SQLITE_SHM_NLOCK] = {};
    bool memory_exclusive[SQLITE_SHM_NLOCK] = {};
  };
  using Shared = std::shared_ptr<Content>;

  // Which of the sectors that were written and not synced a power failure
  // leaves: a disk may have written all of them by itself, none yet, or those
  // before some place in the file; or it took them in an order of its own.
  enum class Survival { kAll, kNone, kFirst, kSome };

  // Counts it, and says whether it fails.
  bool Fails(DiskFault::Operation operation);
  // How much of a write that fails is made: some of its sectors, by lot.
  int PartOf(int64_t offset, int count);
  void LosePart(Content& content);
  static Shared CopyOf(const Content& content);

  std::string name_;
  std::mt19937 random_;
  sqlite3_vfs vfs_ = {};
  std::map<std::string, Shared> files_;
  std::map<std::string, Shared> remembered_;
  DiskFault fault_;
  bool is_dead_ = false;
  std::map<DiskFault::Operation, int64_t> counts_;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_CRASH_SIMULATED_DISK_H_
