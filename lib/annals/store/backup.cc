// BackupStore() copies a store while others use it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/backup.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "annals/base/status_macros.h"
#include "annals/store/internal/new_file.h"
#include "annals/store/internal/store_file.h"
#include "annals/store/store.h"

namespace annals {

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
  ANNALS_RETURN_IF_ERROR(opened.database->CopyInto(copy.path()));
  // As readable as the store is.
  std::filesystem::permissions(
      copy.path(),
      std::filesystem::status(std::string(location), error).permissions(),
      error);
  return copy.Finish();
}

}  // namespace annals
