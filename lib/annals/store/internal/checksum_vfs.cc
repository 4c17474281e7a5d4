// A layer under SQLite that checks every page as it is read.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/checksum_vfs.h"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>

#include "annals/store/internal/checked_file.h"

namespace annals::store_internal {
namespace {

// A layer, and its name, which SQLite borrows.
struct Layer {
  sqlite3_vfs vfs = {};
  std::string name;
};

sqlite3_vfs* BaseOf(sqlite3_vfs* vfs) {
  return static_cast<sqlite3_vfs*>(vfs->pAppData);
}

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
         int* flags_out) {
  return OpenCheckedFile(BaseOf(vfs), name, file, flags, flags_out);
}

int Delete(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  return BaseOf(vfs)->xDelete(BaseOf(vfs), name, sync_folder);
}

int Access(sqlite3_vfs* vfs, const char* name, int flags, int* result) {
  return BaseOf(vfs)->xAccess(BaseOf(vfs), name, flags, result);
}

int FullPathname(sqlite3_vfs* vfs, const char* name, int bytes, char* out) {
  return BaseOf(vfs)->xFullPathname(BaseOf(vfs), name, bytes, out);
}

void* DlOpen(sqlite3_vfs* vfs, const char* name) {
  return BaseOf(vfs)->xDlOpen(BaseOf(vfs), name);
}

void DlError(sqlite3_vfs* vfs, int bytes, char* out) {
  BaseOf(vfs)->xDlError(BaseOf(vfs), bytes, out);
}

void (*DlSym(sqlite3_vfs* vfs, void* library, const char* symbol))(void) {
  return BaseOf(vfs)->xDlSym(BaseOf(vfs), library, symbol);
}

void DlClose(sqlite3_vfs* vfs, void* library) {
  BaseOf(vfs)->xDlClose(BaseOf(vfs), library);
}

int Randomness(sqlite3_vfs* vfs, int bytes, char* out) {
  return BaseOf(vfs)->xRandomness(BaseOf(vfs), bytes, out);
}

int Sleep(sqlite3_vfs* vfs, int microseconds) {
  return BaseOf(vfs)->xSleep(BaseOf(vfs), microseconds);
}

int CurrentTime(sqlite3_vfs* vfs, double* days) {
  return BaseOf(vfs)->xCurrentTime(BaseOf(vfs), days);
}

int GetLastError(sqlite3_vfs* vfs, int bytes, char* out) {
  return BaseOf(vfs)->xGetLastError(BaseOf(vfs), bytes, out);
}

int CurrentTimeInt64(sqlite3_vfs* vfs, sqlite3_int64* milliseconds) {
  return BaseOf(vfs)->xCurrentTimeInt64(BaseOf(vfs), milliseconds);
}

std::unique_ptr<Layer> MakeLayer(sqlite3_vfs* base) {
  auto layer = std::make_unique<Layer>();
  layer->name = std::string("annals-") + base->zName;
  sqlite3_vfs& vfs = layer->vfs;
  vfs.iVersion = 2;
  vfs.szOsFile = CheckedFileBytes(base);
  vfs.mxPathname = base->mxPathname;
  vfs.zName = layer->name.c_str();
  vfs.pAppData = base;
  vfs.xOpen = Open;
  vfs.xDelete = Delete;
  vfs.xAccess = Access;
  vfs.xFullPathname = FullPathname;
  vfs.xDlOpen = DlOpen;
  vfs.xDlError = DlError;
  vfs.xDlSym = DlSym;
  vfs.xDlClose = DlClose;
  vfs.xRandomness = Randomness;
  vfs.xSleep = Sleep;
  vfs.xCurrentTime = CurrentTime;
  vfs.xGetLastError = GetLastError;
  vfs.xCurrentTimeInt64 = CurrentTimeInt64;
  return layer;
}

// Somebody may be copying the log into the file just now, and a page be half
// written: then it is another one a moment later.
constexpr int kLooksMax = 5;
constexpr int kLookAgainMicroseconds = 2000;

// Past the layer: SQLite takes a read that fails for the end of its work.
int LookAtPage(sqlite3* connection, int64_t offset, PageFault& fault) {
  sqlite3_file* file = nullptr;
  sqlite3_vfs* vfs = nullptr;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_VFS_POINTER, &vfs);
  unsigned char page[kPageBytes];
  for (int looks = 0; looks < kLooksMax; ++looks) {
    TakePageFault(connection);
    const int code = file->pMethods->xRead(file, page, kPageBytes, offset);
    if (code != SQLITE_IOERR_DATA) return code;
    fault = TakePageFault(connection);
    if (fault.kind == PageFault::Kind::kBlank) break;
    vfs->xSleep(vfs, kLookAgainMicroseconds);
  }
  return SQLITE_IOERR_DATA;
}

}  // namespace

std::string ChecksumVfs(const std::string& base) {
  static auto* const mutex = new std::mutex;
  static auto* const layers = new std::map<std::string, std::unique_ptr<Layer>>;
  sqlite3_initialize();
  sqlite3_vfs* const found =
      sqlite3_vfs_find(base.empty() ? nullptr : base.c_str());
  // Opened by a name that there is not, a file gives an error.
  if (found == nullptr) return "annals-" + base;
  const std::lock_guard<std::mutex> lock(*mutex);
  std::unique_ptr<Layer>& layer = (*layers)[found->zName];
  if (layer == nullptr) {
    layer = MakeLayer(found);
    sqlite3_vfs_register(&layer->vfs, /*makeDflt=*/0);
  }
  return layer->name;
}

PageFault TakePageFault(sqlite3* connection) {
  PageFault fault;
  sqlite3_file_control(connection, "main", kTakePageFault, &fault);
  return fault;
}

PageFault FirstMissingPage(sqlite3* connection) {
  constexpr int kPagesOffset = 28;
  PageFault fault;
  sqlite3_file* file = nullptr;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  sqlite3_int64 bytes = 0;
  unsigned char pages[4] = {};
  if (file == nullptr || file->pMethods == nullptr ||
      file->pMethods->xFileSize(file, &bytes) != SQLITE_OK ||
      file->pMethods->xRead(file, pages, 4, kPagesOffset) != SQLITE_OK) {
    return fault;
  }
  const int64_t want = int64_t{pages[0]} << 24 | int64_t{pages[1]} << 16 |
                       int64_t{pages[2]} << 8 | int64_t{pages[3]};
  if (bytes >= want * kPageBytes) return fault;
  fault.kind = PageFault::Kind::kCutShort;
  fault.number = bytes / kPageBytes + 1;
  fault.offset = (fault.number - 1) * kPageBytes;
  return fault;
}

bool HasChecksums(sqlite3* connection) {
  int has_checksums = 0;
  sqlite3_file_control(connection, "main", kHasChecksums, &has_checksums);
  return has_checksums != 0;
}

int CheckPages(sqlite3* connection, int64_t& pages,
               absl::FunctionRef<bool(const PageFault& fault)> visit) {
  pages = 0;
  if (!HasChecksums(connection)) return SQLITE_OK;
  sqlite3_file* file = nullptr;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  sqlite3_int64 bytes = 0;
  const int sized = file->pMethods->xFileSize(file, &bytes);
  if (sized != SQLITE_OK) return sized;
  pages = (bytes + kPageBytes - 1) / kPageBytes;
  for (int64_t i = 0; i < pages; ++i) {
    PageFault fault;
    const int code = LookAtPage(connection, i * kPageBytes, fault);
    if (code == SQLITE_OK) continue;
    if (code != SQLITE_IOERR_DATA) return code;
    if (fault.kind != PageFault::Kind::kBlank && !visit(fault)) break;
  }
  return SQLITE_OK;
}

}  // namespace annals::store_internal
