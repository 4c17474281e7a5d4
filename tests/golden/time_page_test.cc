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
#include <sstream>
#include <string>
#include <vector>

#include "annals/cli/command_line.h"
#include "gtest/gtest.h"
#include "tests/support/repository_file.h"

namespace annals {
namespace {

constexpr char kPrompt[] = "$ annals ";

std::string PathOfPage() { return testing::RepositoryFile("docs/time.md"); }

std::vector<std::string> LinesOf(std::istream& in) {
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> PageLines() {
  std::ifstream in(PathOfPage(), std::ios::binary);
  return LinesOf(in);
}

// As a shell takes words apart, as far as the page needs it.
std::vector<std::string> WordsOf(const std::string& command) {
  std::vector<std::string> words = {""};
  bool is_quoted = false;
  for (char c : command) {
    if (c == '\'') {
      is_quoted = !is_quoted;
    } else if (c == ' ' && !is_quoted) {
      words.emplace_back();
    } else {
      words.back().push_back(c);
    }
  }
  return words;
}

// What a terminal shows after the command.
std::vector<std::string> Shown(const std::string& command) {
  std::istringstream in;
  std::stringstream out;
  RunCommandLine(WordsOf(command), Console{in, out, out, true, 80});
  return LinesOf(out);
}

// The page, with the output of each command as it is now.
std::vector<std::string> RunPage(const std::vector<std::string>& page) {
  std::vector<std::string> lines;
  bool is_console = false;
  for (const std::string& line : page) {
    if (line.rfind("```", 0) == 0) is_console = line == "```console";
    const bool is_command = is_console && line.rfind(kPrompt, 0) == 0;
    const bool is_fence = line.rfind("```", 0) == 0;
    if (!is_console || is_fence || is_command) lines.push_back(line);
    if (!is_command) continue;
    for (const std::string& shown : Shown(line.substr(sizeof(kPrompt) - 1))) {
      lines.push_back(shown);
    }
  }
  return lines;
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(TimePageTest, EveryExampleShowsWhatTheProgramPrints) {
  const std::vector<std::string> page = PageLines();
  const std::string run = Joined(RunPage(page));
  if (std::getenv("ANNALS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(PathOfPage(), std::ios::binary) << run;
    GTEST_SKIP() << "wrote docs/time.md";
  }
  EXPECT_EQ(run, Joined(page));
}

TEST(TimePageTest, ThePageHasExamples) {
  int commands = 0;
  for (const std::string& line : PageLines()) {
    if (line.rfind(kPrompt, 0) == 0) ++commands;
  }
  EXPECT_GE(commands, 30);
}

}  // namespace
}  // namespace annals
