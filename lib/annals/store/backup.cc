// BackupStore() copies a store while others use it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/backup.h"

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/new_file.h"
#include "annals/store/internal/store_file.h"
#include "annals/store/internal/tail.h"
#include "annals/store/store.h"

namespace annals {
namespace {

using store_internal::Database;

// A copy of a store that somebody writes may have a tail, which only we know to
// read. Nothing of it need be on the disk before all is.
// Errors call it by `location`, as what is damaged is the store.
absl::Status SortIn(std::string_view location, const std::string& path) {
  store_internal::DatabaseOptions options;
  options.path = path;
  ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<Database> copy,
                          Database::Open(location, options));
  ANNALS_RETURN_IF_ERROR(
      copy->Execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF"));
  store_internal::Transaction transaction(
      *copy, store_internal::Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_RETURN_IF_ERROR(store_internal::SortTailIn(*copy));
  return transaction.Commit();
}

// It is the copy that found no room, whatever it is called.
absl::Status RoomWasFor(std::string_view file, const absl::Status& status) {
  if (!absl::IsResourceExhausted(status)) return status;
  return absl::ResourceExhaustedError(absl::StrCat(
      AsAbsl(file),
      ": no room left on the disk for the copy, which was not made; "
      "make room and try again"));
}

}  // namespace

absl::Status BackupStore(std::string_view location, std::string_view file,
                         const BackupOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(const auto opened, store_internal::OpenForReading(
                                                 location, StoreOptions()));
  std::error_code error;
  if (std::filesystem::equivalent(location, file, error)) {
    return absl::InvalidArgumentError(opened.database->location() +
                                      ": the store itself; want another file");
  }
  ANNALS_ASSIGN_OR_RETURN(
      store_internal::NewFile copy,
      store_internal::NewFile::Begin(file, options.replace));
  ANNALS_RETURN_IF_ERROR(
      RoomWasFor(file, opened.database->CopyInto(copy.path())));
  ANNALS_RETURN_IF_ERROR(
      RoomWasFor(file, SortIn(opened.database->location(), copy.path())));
  copy.TakeModeOf(std::string(location));
  return copy.Finish();
}

}  // namespace annals
