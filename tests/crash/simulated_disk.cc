// A SimulatedDisk is an SQLite VFS in memory that fails as disks do.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/crash/simulated_disk.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace annals::testing {

// One open file: what the VFS's functions get.
struct DiskFile {
  sqlite3_file base = {};
  SimulatedDisk* disk = nullptr;
  SimulatedDisk::Shared content;
  int lock = SQLITE_LOCK_NONE;
  bool maps_memory = false;
  unsigned memory_shared = 0;
  unsigned memory_exclusive = 0;

  static DiskFile& Of(sqlite3_file* file) {
    return *reinterpret_cast<DiskFile*>(file);
  }

  static int Close(sqlite3_file* handle) {
    DiskFile& file = Of(handle);
    Unlock(handle, SQLITE_LOCK_NONE);
    ShmUnmap(handle, 0);
    file.~DiskFile();
    return SQLITE_OK;
  }

  static int Read(sqlite3_file* handle, void* out, int count,
                  sqlite3_int64 offset) {
    DiskFile& file = Of(handle);
    if (file.disk->Fails(DiskFault::Operation::kRead)) {
      return SQLITE_IOERR_READ;
    }
    const std::string& now = file.content->now;
    const auto size = static_cast<int64_t>(now.size());
    const int64_t there = std::clamp<int64_t>(size - offset, 0, count);
    if (there > 0) std::memcpy(out, now.data() + offset, there);
    if (there == count) return SQLITE_OK;
    std::memset(static_cast<char*>(out) + there, 0, count - there);
    return SQLITE_IOERR_SHORT_READ;
  }

  static int Write(sqlite3_file* handle, const void* bytes, int count,
                   sqlite3_int64 offset) {
    DiskFile& file = Of(handle);
    if (file.disk->is_dead_) return SQLITE_IOERR_WRITE;
    std::string& now = file.content->now;
    const auto end = static_cast<size_t>(offset + count);
    const int64_t more =
        end > now.size() ? static_cast<int64_t>(end - now.size()) : 0;
    if (file.disk->bytes() + more > file.disk->fault_.bytes_max) {
      return SQLITE_FULL;
    }
    const bool fails = file.disk->Fails(DiskFault::Operation::kWrite);
    if (fails) count = file.disk->PartOf(offset, count);
    if (now.size() < static_cast<size_t>(offset + count)) {
      now.resize(offset + count);
    }
    now.replace(offset, count, static_cast<const char*>(bytes), count);
    return fails ? SQLITE_IOERR_WRITE : SQLITE_OK;
  }

  static int Truncate(sqlite3_file* handle, sqlite3_int64 bytes) {
    DiskFile& file = Of(handle);
    if (file.disk->Fails(DiskFault::Operation::kTruncate)) {
      return SQLITE_IOERR_TRUNCATE;
    }
    file.content->now.resize(static_cast<size_t>(bytes));
    return SQLITE_OK;
  }

  static int Sync(sqlite3_file* handle, int) {
    DiskFile& file = Of(handle);
    if (file.disk->Fails(DiskFault::Operation::kSync)) {
      return SQLITE_IOERR_FSYNC;
    }
    file.content->synced = file.content->now;
    return SQLITE_OK;
  }

  static int FileSize(sqlite3_file* handle, sqlite3_int64* bytes) {
    *bytes = static_cast<sqlite3_int64>(Of(handle).content->now.size());
    return SQLITE_OK;
  }

  static int Lock(sqlite3_file* handle, int level) {
    DiskFile& file = Of(handle);
    SimulatedDisk::Content& content = *file.content;
    if (file.lock >= level) return SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED) {
      if (content.pending || content.exclusive) return SQLITE_BUSY;
      ++content.shared;
    } else if (level == SQLITE_LOCK_RESERVED) {
      if (content.reserved) return SQLITE_BUSY;
      content.reserved = true;
    } else {
      if (file.lock < SQLITE_LOCK_RESERVED && content.reserved) {
        return SQLITE_BUSY;
      }
      content.reserved = content.pending = true;
      if (content.shared > 1) {
        file.lock = SQLITE_LOCK_PENDING;
        return SQLITE_BUSY;
      }
      content.exclusive = true;
    }
    file.lock = level;
    return SQLITE_OK;
  }

  static int Unlock(sqlite3_file* handle, int level) {
    DiskFile& file = Of(handle);
    SimulatedDisk::Content& content = *file.content;
    if (file.lock <= level) return SQLITE_OK;
    if (file.lock >= SQLITE_LOCK_RESERVED) {
      content.reserved = content.pending = content.exclusive = false;
    }
    if (level == SQLITE_LOCK_NONE) --content.shared;
    file.lock = level;
    return SQLITE_OK;
  }

  static int CheckReservedLock(sqlite3_file* handle, int* result) {
    *result = Of(handle).content->reserved ? 1 : 0;
    return SQLITE_OK;
  }

  static int FileControl(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int SectorSize(sqlite3_file*) { return SimulatedDisk::kSectorBytes; }
  static int DeviceCharacteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
  }

  static int ShmMap(sqlite3_file* handle, int region, int bytes, int extend,
                    void volatile** memory) {
    DiskFile& file = Of(handle);
    auto& regions = file.content->memory;
    if (!file.maps_memory) ++file.content->memory_users;
    file.maps_memory = true;
    *memory = nullptr;
    const auto index = static_cast<size_t>(region);
    if (index >= regions.size() && extend == 0) return SQLITE_OK;
    while (regions.size() <= index) {
      regions.push_back(std::make_unique<char[]>(bytes));
    }
    *memory = regions[index].get();
    return SQLITE_OK;
  }

  static int ShmLock(sqlite3_file* handle, int offset, int count, int flags) {
    DiskFile& file = Of(handle);
    SimulatedDisk::Content& content = *file.content;
    const bool is_shared = (flags & SQLITE_SHM_SHARED) != 0;
    for (int i = offset; i < offset + count; ++i) {
      if ((flags & SQLITE_SHM_LOCK) == 0) continue;
      const unsigned own = 1u << i;
      const bool is_taken =
          content.memory_exclusive[i] && (file.memory_exclusive & own) == 0;
      const int others =
          content.memory_shared[i] - ((file.memory_shared & own) != 0 ? 1 : 0);
      if (is_taken || (!is_shared && others > 0)) return SQLITE_BUSY;
    }
    for (int i = offset; i < offset + count; ++i) {
      file.SetMemoryLock(i, is_shared, (flags & SQLITE_SHM_LOCK) != 0);
    }
    return SQLITE_OK;
  }

  void SetMemoryLock(int i, bool is_shared, bool is_lock) {
    unsigned& own = is_shared ? memory_shared : memory_exclusive;
    const bool had = (own & 1u << i) != 0;
    if (had == is_lock) return;
    own ^= 1u << i;
    if (is_shared) {
      content->memory_shared[i] += is_lock ? 1 : -1;
    } else {
      content->memory_exclusive[i] = is_lock;
    }
  }

  static void ShmBarrier(sqlite3_file*) {}

  static int ShmUnmap(sqlite3_file* handle, int) {
    DiskFile& file = Of(handle);
    if (!file.maps_memory) return SQLITE_OK;
    ShmLock(handle, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
    ShmLock(handle, 0, SQLITE_SHM_NLOCK,
            SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
    file.maps_memory = false;
    if (--file.content->memory_users == 0) file.content->memory.clear();
    return SQLITE_OK;
  }
};

struct DiskVfs {
  static SimulatedDisk& Of(sqlite3_vfs* vfs) {
    return *static_cast<SimulatedDisk*>(vfs->pAppData);
  }

  static const sqlite3_io_methods& Methods() {
    static const sqlite3_io_methods methods = {2,
                                               DiskFile::Close,
                                               DiskFile::Read,
                                               DiskFile::Write,
                                               DiskFile::Truncate,
                                               DiskFile::Sync,
                                               DiskFile::FileSize,
                                               DiskFile::Lock,
                                               DiskFile::Unlock,
                                               DiskFile::CheckReservedLock,
                                               DiskFile::FileControl,
                                               DiskFile::SectorSize,
                                               DiskFile::DeviceCharacteristics,
                                               DiskFile::ShmMap,
                                               DiskFile::ShmLock,
                                               DiskFile::ShmBarrier,
                                               DiskFile::ShmUnmap,
                                               nullptr,
                                               nullptr};
    return methods;
  }

  static int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* handle,
                  int flags, int* flags_out) {
    SimulatedDisk& disk = Of(vfs);
    handle->pMethods = nullptr;
    if (disk.Fails(DiskFault::Operation::kOpen)) return SQLITE_CANTOPEN;
    const std::string key = name == nullptr ? "" : name;
    auto found = disk.files_.find(key);
    if (key.empty() || found == disk.files_.end()) {
      if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
      auto content = std::make_shared<SimulatedDisk::Content>();
      if (!key.empty()) disk.files_[key] = content;
      return Begin(disk, content, handle, flags, flags_out);
    }
    return Begin(disk, found->second, handle, flags, flags_out);
  }

  static int Begin(SimulatedDisk& disk, const SimulatedDisk::Shared& content,
                   sqlite3_file* handle, int flags, int* flags_out) {
    auto* const file = new (handle) DiskFile;
    file->base.pMethods = &Methods();
    file->disk = &disk;
    file->content = content;
    if (flags_out != nullptr) *flags_out = flags;
    return SQLITE_OK;
  }

  // A name is gone, or there, at once and for good.
  static int Delete(sqlite3_vfs* vfs, const char* name, int) {
    if (Of(vfs).is_dead_) return SQLITE_IOERR_DELETE;
    return Of(vfs).files_.erase(name) == 1 ? SQLITE_OK
                                           : SQLITE_IOERR_DELETE_NOENT;
  }

  static int Access(sqlite3_vfs* vfs, const char* name, int, int* result) {
    *result = Of(vfs).files_.count(name) == 1 ? 1 : 0;
    return SQLITE_OK;
  }

  static int FullPathname(sqlite3_vfs*, const char* name, int bytes,
                          char* out) {
    sqlite3_snprintf(bytes, out, "%s", name);
    return SQLITE_OK;
  }

  static int Randomness(sqlite3_vfs* vfs, int bytes, char* out) {
    for (int i = 0; i < bytes; ++i) {
      out[i] = static_cast<char>(Of(vfs).random_());
    }
    return bytes;
  }

  static int Sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
  static int CurrentTime(sqlite3_vfs*, double* days) {
    *days = 2460000.5;
    return SQLITE_OK;
  }
  static int CurrentTimeInt64(sqlite3_vfs*, sqlite3_int64* milliseconds) {
    *milliseconds = 212544043200000;
    return SQLITE_OK;
  }
  static int GetLastError(sqlite3_vfs*, int, char*) { return 0; }
};

SimulatedDisk::SimulatedDisk(unsigned seed) : random_(seed) {
  // A name of its own, as layers over a VFS stay when it has gone.
  static int number = 0;
  name_ = "simulated-disk-" + std::to_string(++number);
  vfs_.iVersion = 2;
  vfs_.szOsFile = sizeof(DiskFile);
  vfs_.mxPathname = 512;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = this;
  vfs_.xOpen = DiskVfs::Open;
  vfs_.xDelete = DiskVfs::Delete;
  vfs_.xAccess = DiskVfs::Access;
  vfs_.xFullPathname = DiskVfs::FullPathname;
  vfs_.xRandomness = DiskVfs::Randomness;
  vfs_.xSleep = DiskVfs::Sleep;
  vfs_.xCurrentTime = DiskVfs::CurrentTime;
  vfs_.xCurrentTimeInt64 = DiskVfs::CurrentTimeInt64;
  vfs_.xGetLastError = DiskVfs::GetLastError;
  sqlite3_initialize();
  sqlite3_vfs_register(&vfs_, 0);
}

SimulatedDisk::~SimulatedDisk() { sqlite3_vfs_unregister(&vfs_); }

void SimulatedDisk::SetFault(const DiskFault& fault) {
  fault_ = fault;
  is_dead_ = false;
  counts_.clear();
}

int64_t SimulatedDisk::count(DiskFault::Operation operation) const {
  const auto found = counts_.find(operation);
  return found == counts_.end() ? 0 : found->second;
}

int64_t SimulatedDisk::bytes() const {
  int64_t bytes = 0;
  for (const auto& [name, content] : files_) {
    bytes += static_cast<int64_t>(content->now.size());
  }
  return bytes;
}

bool SimulatedDisk::Fails(DiskFault::Operation operation) {
  const int64_t count = ++counts_[operation];
  if (is_dead_) return true;
  if (operation != fault_.operation || fault_.at == 0) return false;
  if (count == fault_.at && fault_.extent == DiskFault::Extent::kEverything) {
    is_dead_ = true;
  }
  return count == fault_.at ||
         (count > fault_.at && fault_.extent != DiskFault::Extent::kOnce);
}

int SimulatedDisk::PartOf(int64_t offset, int count) {
  const auto end = static_cast<int64_t>(random_() % count) + offset;
  return static_cast<int>(
      std::max<int64_t>(end / kSectorBytes * kSectorBytes - offset, 0));
}

void SimulatedDisk::LosePart(Content& content) {
  const auto survival = static_cast<Survival>(random_() % 4);
  const std::string& now = content.now;
  std::string after = survival == Survival::kAll ? now : content.synced;
  const bool is_mixed =
      survival == Survival::kFirst || survival == Survival::kSome;
  if (is_mixed && now.size() < after.size() && random_() % 2 == 0) {
    after.resize(now.size());
  }
  const size_t end = random_() % (now.size() + 1);
  for (size_t at = 0; is_mixed && at < now.size(); at += kSectorBytes) {
    if (survival == Survival::kFirst ? at >= end : random_() % 2 == 0) continue;
    const size_t bytes = std::min<size_t>(kSectorBytes, now.size() - at);
    if (after.size() < at + bytes) after.resize(at + bytes);
    after.replace(at, bytes, now, at, bytes);
  }
  content.now = content.synced = after;
}

SimulatedDisk::Shared SimulatedDisk::CopyOf(const Content& content) {
  auto copy = std::make_shared<Content>();
  copy->now = content.now;
  copy->synced = content.synced;
  return copy;
}

// Whoever has a file open keeps it: it is on another disk now.
void SimulatedDisk::FailPower() {
  for (auto& [name, content] : files_) {
    content = CopyOf(*content);
    LosePart(*content);
  }
}

std::string SimulatedDisk::File(const std::string& name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? "" : found->second->now;
}

void SimulatedDisk::SetFile(const std::string& name, const std::string& bytes) {
  auto content = std::make_shared<Content>();
  content->now = content->synced = bytes;
  files_[name] = content;
}

void SimulatedDisk::Remember() {
  remembered_.clear();
  for (const auto& [name, content] : files_) {
    remembered_[name] = CopyOf(*content);
  }
}

void SimulatedDisk::Restore() {
  files_.clear();
  for (const auto& [name, content] : remembered_) {
    files_[name] = CopyOf(*content);
  }
}

}  // namespace annals::testing
