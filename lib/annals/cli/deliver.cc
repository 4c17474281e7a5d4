// Deliver() hands over what a command wrote: to a file, or to the terminal.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/deliver.h"

#include <filesystem>
#include <fstream>
#include <ostream>
#include <string_view>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"

namespace annals::cli_internal {
namespace {

// True for a file that SQLite wrote.
bool IsDatabase(const std::string& path) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  std::string start(kMagic.size(), '\0');
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return false;
  std::ifstream file(path, std::ios::binary);
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return file && start == kMagic;
}

}  // namespace

absl::StatusOr<std::unique_ptr<FileSink>> CreateFile(const std::string& file) {
  if (IsDatabase(file)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "-o ", file, ": a store or another data base; want a new file"));
  }
  return FileSink::Create(file);
}

absl::StatusOr<int> Deliver(const std::string& file, const std::string& bytes,
                            const Session& session) {
  if (file.empty()) {
    session.console.out << bytes;
    return kDone;
  }
  ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<FileSink> sink,
                          CreateFile(file));
  ANNALS_RETURN_IF_ERROR(sink->Append(bytes));
  ANNALS_RETURN_IF_ERROR(sink->Commit());
  return kDone;
}

}  // namespace annals::cli_internal
