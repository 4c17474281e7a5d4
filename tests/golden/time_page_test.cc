// The examples in docs/time.md: each command prints what the page says.
//
// SPDX-License-Identifier: Apache-2.0

// After a change that is meant, write the page's examples anew and read the
// difference:
//
//   ANNALS_UPDATE_GOLDEN=1 ctest --test-dir out -R TimePage
//   git diff docs/time.md

#include <cstdlib>
#include <fstream>
#include <string>

#include "gtest/gtest.h"
#include "tests/golden/page.h"
#include "tests/support/repository_file.h"

namespace annals {
namespace {

std::string PathOfPage() { return testing::RepositoryFile("docs/time.md"); }

TEST(TimePageTest, EveryExampleShowsWhatTheProgramPrints) {
  const std::string page = testing::ReadPage(PathOfPage());
  const std::string run = testing::RunPage(page);
  if (std::getenv("ANNALS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(PathOfPage(), std::ios::binary) << run;
    GTEST_SKIP() << "wrote docs/time.md";
  }
  EXPECT_EQ(run, page);
}

TEST(TimePageTest, ThePageHasExamples) {
  EXPECT_GE(testing::CommandsIn(testing::ReadPage(PathOfPage())), 30);
}

}  // namespace
}  // namespace annals
