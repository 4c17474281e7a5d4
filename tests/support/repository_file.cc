// SPDX-License-Identifier: Apache-2.0

#include "tests/support/repository_file.h"

#include <cstdlib>
#include <string>
#include <string_view>

namespace annals::testing {
namespace {

// Bazel copies a test's data to a tree of its own and says where. CMake leaves
// it in place, and compiles in the place.
std::string RepositoryRoot() {
  const char* const runfiles = std::getenv("TEST_SRCDIR");
  const char* const workspace = std::getenv("TEST_WORKSPACE");
  if (runfiles != nullptr && workspace != nullptr) {
    return std::string(runfiles) + "/" + workspace;
  }
#ifdef ANNALS_SOURCE_DIR
  return ANNALS_SOURCE_DIR;
#else
  return ".";
#endif
}

}  // namespace

std::string RepositoryFile(std::string_view path) {
  return RepositoryRoot() + "/" + std::string(path);
}

}  // namespace annals::testing
