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

bool HasChecksums(sqlite3* connection) {
  int has_checksums = 0;
  sqlite3_file_control(connection, "main", kHasChecksums, &has_checksums);
  return has_checksums != 0;
}

}  // namespace annals::store_internal
