// Runs every input of the corpora through what it is for, as plain tests.
//
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gtest/gtest.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/support/repository_file.h"

namespace annals::testing {
namespace {

TEST(CorpusTest, NoInputBreaksWhatMustHold) {
  for (const FuzzTarget& target : FuzzTargets()) {
    int count = 0;
    const std::string folder =
        RepositoryFile("tests/fuzz/corpus/" + std::string(target.name));
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string input((std::istreambuf_iterator<char>(file)), {});
      SCOPED_TRACE(entry.path().string());
      target.run(input);
      ++count;
    }
    EXPECT_GT(count, 0) << folder;
  }
}

}  // namespace
}  // namespace annals::testing
