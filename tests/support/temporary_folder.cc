// TemporaryFolder is a folder that goes when the test is over.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/temporary_folder.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace annals::testing {
namespace {

// Bazel gives each test a folder of its own for its files.
std::filesystem::path Parent() {
  const char* const given = std::getenv("TEST_TMPDIR");
  return given != nullptr ? given : std::filesystem::temp_directory_path();
}

}  // namespace

TemporaryFolder::TemporaryFolder() : path_(Parent() / "annals-XXXXXX") {
  if (mkdtemp(path_.data()) != nullptr) return;
  std::perror(path_.c_str());
  std::abort();
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

}  // namespace annals::testing
