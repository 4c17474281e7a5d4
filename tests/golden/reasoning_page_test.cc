// The examples in docs/reasoning.md: each command prints what the page says.
//
// SPDX-License-Identifier: Apache-2.0

// After a change that is meant, write the page's examples anew and read the
// difference:
//
//   ANNALS_UPDATE_GOLDEN=1 ctest --test-dir out -R ReasoningPage
//   git diff docs/reasoning.md

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "annals/cli/command_line.h"
#include "gtest/gtest.h"
#include "tests/golden/page.h"
#include "tests/support/repository_file.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

TEST(ReasoningPageTest, EveryExampleShowsWhatTheProgramPrints) {
  const testing::TemporaryFolder folder;
  const std::string store = folder / "seed.annals";
  std::istringstream in;
  std::ostringstream out;
  ASSERT_EQ(RunCommandLine(
                {"import", store,
                 testing::RepositoryFile("examples/russia_dprk.textproto")},
                {in, out, out}),
            0)
      << out.str();
  const std::string path = testing::RepositoryFile("docs/reasoning.md");
  const std::string page = testing::ReadPage(path);
  EXPECT_GE(testing::CommandsIn(page), 1);
  const std::string run = testing::RunPage(page, {{"seed.annals", store}});
  if (std::getenv("ANNALS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << run;
    GTEST_SKIP() << "wrote docs/reasoning.md";
  }
  EXPECT_EQ(run, page);
}

}  // namespace
}  // namespace annals
