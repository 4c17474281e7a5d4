// A file under SQLite whose pages are sealed when written, checked when read.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/checked_file.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>

#include "annals/store/internal/checked_log.h"
#include "annals/store/internal/page_checksum.h"
#include "annals/store/internal/page_fault.h"
#include "annals/store/internal/store_marks.h"

namespace annals::store_internal {
namespace {

// SQLite looks at so much of the first page before it takes any lock, when the
// page may just be in writing. It believes nothing that it does not see again
// in the whole page.
constexpr int kGlanceBytes = 100;

// Which lock of the log's index the writer holds; the others are readers'.
constexpr int kWriterLock = 0;

// A file as SQLite sees it. It lies in memory that SQLite gives, with the file
// of the VFS below behind it.
struct CheckedFile {
  sqlite3_file base = {};
  sqlite3_file* real = nullptr;
  bool is_checked = false;
  PageFault fault;
  // Only of a log; and of the database it belongs to, which knows it.
  CheckedLog log;
  CheckedFile* partner = nullptr;
};

CheckedFile& Of(sqlite3_file* file) {
  return *reinterpret_cast<CheckedFile*>(file);
}

constexpr int RoundUp(size_t bytes) {
  constexpr size_t kAlignment = alignof(std::max_align_t);
  return static_cast<int>((bytes + kAlignment - 1) / kAlignment * kAlignment);
}

constexpr int kOwnBytes = RoundUp(sizeof(CheckedFile));

const sqlite3_io_methods& RealMethods(sqlite3_file* file) {
  return *Of(file).real->pMethods;
}

// Keeps the first fault: what follows may be its consequence.
int Refuse(CheckedFile& file, const PageFault& fault) {
  if (file.fault.kind == PageFault::Kind::kNone) file.fault = fault;
  return SQLITE_IOERR_DATA;
}

PageFault PageFaultAt(PageFault::Kind kind, int64_t offset) {
  PageFault fault;
  fault.kind = kind;
  fault.number = offset / kPageBytes + 1;
  fault.offset = offset;
  return fault;
}

// Of a file whose first page is bad: whether it was ever SQLite's.
bool IsForeign(CheckedFile& file) {
  sqlite3_int64 bytes = 0;
  file.real->pMethods->xFileSize(file.real, &bytes);
  unsigned char pages[2 * kPageBytes] = {};
  file.real->pMethods->xRead(file.real, pages, sizeof pages, 0);
  return !IsStump(pages, bytes) && !LooksLikeSqlite(pages, pages + kPageBytes);
}

// Reads one page, checks it, and takes the mark off a blank one.
int ReadPage(CheckedFile& file, unsigned char* page, int64_t offset) {
  const int code =
      file.real->pMethods->xRead(file.real, page, kPageBytes, offset);
  PageFault fault;
  if (code == SQLITE_IOERR_SHORT_READ) {
    fault = PageFaultAt(PageFault::Kind::kCutShort, offset);
  } else if (code == SQLITE_OK) {
    fault = FaultOfPage(page, offset);
  } else {
    return code;
  }
  if (fault.kind != PageFault::Kind::kNone) {
    return offset == 0 && IsForeign(file) ? SQLITE_NOTADB : Refuse(file, fault);
  }
  UnmarkIfBlank(page);
  return SQLITE_OK;
}

// Reads that are no whole page: SQLite does so only if it is mistaken about the
// size of a page, since the first one is damaged, or to save time.
int ReadParts(CheckedFile& file, unsigned char* out, int64_t bytes,
              int64_t offset) {
  unsigned char page[kPageBytes];
  while (bytes > 0) {
    const int64_t within = offset % kPageBytes;
    const int64_t count = std::min<int64_t>(bytes, kPageBytes - within);
    const int code = ReadPage(file, page, offset - within);
    if (code != SQLITE_OK) return code;
    std::memcpy(out, page + within, static_cast<size_t>(count));
    out += count;
    offset += count;
    bytes -= count;
  }
  return SQLITE_OK;
}

int ReadDatabase(sqlite3_file* handle, void* bytes, int count,
                 sqlite3_int64 offset) {
  CheckedFile& file = Of(handle);
  if (!file.is_checked || offset + count <= kGlanceBytes) {
    return file.real->pMethods->xRead(file.real, bytes, count, offset);
  }
  auto* const out = static_cast<unsigned char*>(bytes);
  if (count == kPageBytes && offset % kPageBytes == 0) {
    return ReadPage(file, out, offset);
  }
  return ReadParts(file, out, count, offset);
}

int WriteDatabase(sqlite3_file* handle, const void* bytes, int count,
                  sqlite3_int64 offset) {
  CheckedFile& file = Of(handle);
  if (!file.is_checked) {
    return file.real->pMethods->xWrite(file.real, bytes, count, offset);
  }
  if (count != kPageBytes || offset % kPageBytes != 0) {
    return SQLITE_IOERR_WRITE;
  }
  // SQLite's own copy stays as it is.
  unsigned char page[kPageBytes];
  std::memcpy(page, bytes, kPageBytes);
  if (offset == 0 && !HasStoreLayout(page)) {
    Refuse(file, PageFaultAt(PageFault::Kind::kLayout, offset));
    return SQLITE_IOERR_WRITE;
  }
  MarkIfBlank(page);
  Seal(page);
  return file.real->pMethods->xWrite(file.real, page, kPageBytes, offset);
}

int CloseDatabase(sqlite3_file* handle) {
  CheckedFile& file = Of(handle);
  const int code = file.real->pMethods->xClose(file.real);
  file.~CheckedFile();
  return code;
}

int CloseLog(sqlite3_file* handle) {
  if (Of(handle).partner != nullptr) Of(handle).partner->partner = nullptr;
  return CloseDatabase(handle);
}

int ReadLog(sqlite3_file* handle, void* bytes, int count,
            sqlite3_int64 offset) {
  CheckedFile& file = Of(handle);
  PageFault fault;
  const int code =
      file.log.Read(static_cast<unsigned char*>(bytes), count, offset, fault);
  if (fault.kind != PageFault::Kind::kNone) Refuse(*file.partner, fault);
  return code;
}

int WriteLog(sqlite3_file* handle, const void* bytes, int count,
             sqlite3_int64 offset) {
  CheckedFile& file = Of(handle);
  PageFault fault;
  const int code = file.log.Write(static_cast<const unsigned char*>(bytes),
                                  count, offset, fault);
  if (fault.kind != PageFault::Kind::kNone) Refuse(*file.partner, fault);
  return code;
}

int Truncate(sqlite3_file* file, sqlite3_int64 bytes) {
  const int code = Of(file).log.Flush();
  if (code != SQLITE_OK) return code;
  return RealMethods(file).xTruncate(Of(file).real, bytes);
}

int Sync(sqlite3_file* file, int flags) {
  const int code = Of(file).log.Flush();
  if (code != SQLITE_OK) return code;
  return RealMethods(file).xSync(Of(file).real, flags);
}

int FileSize(sqlite3_file* file, sqlite3_int64* bytes) {
  const int code = Of(file).log.Flush();
  if (code != SQLITE_OK) return code;
  return RealMethods(file).xFileSize(Of(file).real, bytes);
}

int Lock(sqlite3_file* file, int level) {
  return RealMethods(file).xLock(Of(file).real, level);
}

int Unlock(sqlite3_file* file, int level) {
  return RealMethods(file).xUnlock(Of(file).real, level);
}

int CheckReservedLock(sqlite3_file* file, int* result) {
  return RealMethods(file).xCheckReservedLock(Of(file).real, result);
}

int FileControl(sqlite3_file* handle, int opcode, void* argument) {
  CheckedFile& file = Of(handle);
  if (opcode == kTakePageFault) {
    *static_cast<PageFault*>(argument) = file.fault;
    file.fault = PageFault();
    return SQLITE_OK;
  }
  if (opcode == kHasChecksums) {
    *static_cast<int*>(argument) = file.is_checked ? 1 : 0;
    return SQLITE_OK;
  }
  return RealMethods(handle).xFileControl(file.real, opcode, argument);
}

int SectorSize(sqlite3_file* file) {
  return RealMethods(file).xSectorSize(Of(file).real);
}

// A write leaves the bytes beside it alone, as SQLite takes for granted on
// every disk of today: else it would write a frame in two parts.
int DeviceCharacteristics(sqlite3_file* file) {
  return RealMethods(file).xDeviceCharacteristics(Of(file).real) |
         SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int ShmMap(sqlite3_file* file, int region, int bytes, int extend,
           void volatile** memory) {
  return RealMethods(file).xShmMap(Of(file).real, region, bytes, extend,
                                   memory);
}

// Whoever had the lock meanwhile may have gone on with the log.
int ShmLock(sqlite3_file* file, int offset, int count, int flags) {
  if (offset == kWriterLock && Of(file).partner != nullptr) {
    Of(file).partner->log.Forget();
  }
  return RealMethods(file).xShmLock(Of(file).real, offset, count, flags);
}

void ShmBarrier(sqlite3_file* file) {
  RealMethods(file).xShmBarrier(Of(file).real);
}

int ShmUnmap(sqlite3_file* file, int delete_it) {
  return RealMethods(file).xShmUnmap(Of(file).real, delete_it);
}

// Version 2 has no xFetch, so that no page is read past us through a mapping;
// version 1 has no shared memory either.
constexpr sqlite3_io_methods MethodsOf(int version, bool is_log) {
  sqlite3_io_methods methods = {};
  methods.iVersion = version;
  methods.xClose = is_log ? CloseLog : CloseDatabase;
  methods.xRead = is_log ? ReadLog : ReadDatabase;
  methods.xWrite = is_log ? WriteLog : WriteDatabase;
  methods.xTruncate = Truncate;
  methods.xSync = Sync;
  methods.xFileSize = FileSize;
  methods.xLock = Lock;
  methods.xUnlock = Unlock;
  methods.xCheckReservedLock = CheckReservedLock;
  methods.xFileControl = FileControl;
  methods.xSectorSize = SectorSize;
  methods.xDeviceCharacteristics = DeviceCharacteristics;
  if (version >= 2) {
    methods.xShmMap = ShmMap;
    methods.xShmLock = ShmLock;
    methods.xShmBarrier = ShmBarrier;
    methods.xShmUnmap = ShmUnmap;
  }
  return methods;
}

constexpr sqlite3_io_methods kDatabase = MethodsOf(2, /*is_log=*/false);
constexpr sqlite3_io_methods kPlainDatabase = MethodsOf(1, /*is_log=*/false);
constexpr sqlite3_io_methods kLog = MethodsOf(2, /*is_log=*/true);

// Looks at the file as it is. A new file is ours.
bool ShouldBeChecked(sqlite3_file* real) {
  sqlite3_int64 bytes = 0;
  if (real->pMethods->xFileSize(real, &bytes) != SQLITE_OK) return true;
  if (bytes == 0) return true;
  unsigned char pages[2 * kPageBytes] = {};
  real->pMethods->xRead(real, pages, sizeof pages, 0);
  return IsStump(pages, bytes) || LooksLikeAStore(pages, pages + kPageBytes);
}

// The database that a log belongs to was opened through us too.
void AttachLog(CheckedFile& log, const char* name) {
  CheckedFile& database = Of(sqlite3_database_file_object(name));
  log.partner = &database;
  log.is_checked = database.is_checked;
  log.log = CheckedLog(log.real, database.is_checked);
  database.partner = &log;
}

}  // namespace

int CheckedFileBytes(const sqlite3_vfs* base) {
  return kOwnBytes + base->szOsFile;
}

int OpenCheckedFile(sqlite3_vfs* base, const char* name, sqlite3_file* handle,
                    int flags, int* flags_out) {
  const bool is_log = (flags & SQLITE_OPEN_WAL) != 0;
  if (!is_log && (flags & SQLITE_OPEN_MAIN_DB) == 0) {
    return base->xOpen(base, name, handle, flags, flags_out);
  }
  auto* const file = new (handle) CheckedFile;
  file->real = reinterpret_cast<sqlite3_file*>(
      reinterpret_cast<unsigned char*>(handle) + kOwnBytes);
  const int code = base->xOpen(base, name, file->real, flags, flags_out);
  if (file->real->pMethods == nullptr) return code;
  if (code == SQLITE_OK && is_log) AttachLog(*file, name);
  if (code == SQLITE_OK && !is_log) {
    file->is_checked = ShouldBeChecked(file->real);
  }
  const bool has_memory = file->real->pMethods->iVersion >= 2 &&
                          file->real->pMethods->xShmMap != nullptr;
  file->base.pMethods = is_log       ? &kLog
                        : has_memory ? &kDatabase
                                     : &kPlainDatabase;
  return code;
}

}  // namespace annals::store_internal
