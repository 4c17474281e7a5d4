// ScratchFolder is a folder for a target's files, gone when the program ends.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/scratch_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace annals::testing {

ScratchFolder::ScratchFolder()
    : path_(std::filesystem::temp_directory_path() / "annals-fuzz-XXXXXX") {
  if (mkdtemp(path_.data()) == nullptr) std::abort();
}

ScratchFolder::~ScratchFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

}  // namespace annals::testing
