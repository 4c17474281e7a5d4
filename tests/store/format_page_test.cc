// docs/format.md, tried: its commands are run in a shell on a store that has
// what the page tells of, and must print what the page shows.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "annals/record/build.h"
#include "gtest/gtest.h"
#include "tests/store/support.h"
#include "tests/support/repository_file.h"

namespace annals::testing {
namespace {

constexpr std::string_view kIndent = "    ";
constexpr std::string_view kPrompt = "    $ ";

// A command of the page with what a terminal shows after it, without the
// page's indentation and blanks at the ends of lines.
struct Example {
  std::string command;
  std::string shown;
};

std::string Page() {
  std::ifstream file(RepositoryFile("docs/format.md"), std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string WithoutBlanksAtEnds(const std::string& text) {
  return std::regex_replace(text, std::regex(" +\n"), "\n");
}

// A command goes on while a quotation mark is open, or the line ends in "\" or
// "|".
bool IsWhole(const std::string& command) {
  const std::string plain =
      std::regex_replace(command, std::regex(R"(\\")"), "");
  return std::count(plain.begin(), plain.end(), '"') % 2 == 0 &&
         command.back() != '\\' && command.back() != '|';
}

std::vector<Example> ExamplesOfPage() {
  std::istringstream page(Page());
  std::vector<Example> examples;
  bool is_example = false;
  for (std::string line; std::getline(page, line);) {
    const bool is_command = line.rfind(kPrompt, 0) == 0;
    is_example = is_command || (is_example && line.rfind(kIndent, 0) == 0);
    if (!is_example) continue;
    if (is_command) {
      examples.push_back({line.substr(kPrompt.size()), ""});
    } else if (!IsWhole(examples.back().command)) {
      examples.back().command += "\n" + line.substr(kIndent.size());
    } else {
      examples.back().shown += line.substr(kIndent.size()) + "\n";
    }
  }
  return examples;
}

Event Oil(std::string_view title) {
  Event oil = MakeEvent("oil", title, "2013");
  AddParticipant(oil, "China", Participant::AGENT);
  oil.add_tags("energy");
  Claim& claim = AddClaim(oil, "c1", {"Samuel Ramani"});
  AddEvidence(claim, "ramani", "China suspended its oil supplies");
  return oil;
}

// The store of the page. Each batch is one revision.
void MakeKorea(Store& store) {
  std::vector<Batch> batches = {
      Batch().Put(MakeSource("ramani", "North Korea's friends")),
      Batch().Put(Oil("China suspends oil supply")),
      Batch().Put(MakeEvent("visit", "Choe Ryong-hae visits Moscow",
                            "2014-11-17/2014-11-24")),
      Batch().Put(MakeEvent("greeting",
                            "Russia heads the list of New Year greetings",
                            "2015-01-01")),
      Batch().Put(MakeEvent("russia", "러시아를 향한 외교")),
      Batch().Retract("greeting"),
      Batch().Put(Oil("China suspends oil supply to North Korea")),
      Batch().Put(MakeEvent("position", "Russia's position grows stronger")),
      Batch().Put(MakeLink("l1", {"oil"}, CausalLink::CAUSE, {"position"})),
      Batch().Put(MakeLink("l2", {"position"}, CausalLink::ENABLE, {"visit"})),
  };
  batches[6].author = "金 Kim";
  batches[6].reason = "the source says whose";
  batches[6].idempotency_key = "7";
  for (const Batch& batch : batches) {
    ASSERT_THAT(store.Append(batch), IsOk());
  }
}

class FormatPageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v sqlite3 >/dev/null && "
                    "command -v protoc >/dev/null && "
                    "command -v perl >/dev/null && "
                    "command -v sha256sum >/dev/null") != 0) {
      GTEST_SKIP() << "want sqlite3, protoc, perl and sha256sum";
    }
    const auto store = OpenStore(folder_ / "korea.annals");
    ASSERT_THAT(store, IsOk());
    MakeKorea(**store);
    std::filesystem::create_symlink(RepositoryFile("proto"), folder_ / "proto");
  }

  // What a terminal shows. No settings of whoever runs the test count.
  std::string Run(const std::string& command) {
    const std::string file = folder_ / "command";
    std::ofstream(file) << "cd '" << folder_ / ""
                        << "'\nHOME=.\n"
                        << command << '\n';
    FILE* const shell = popen(("sh '" + file + "' 2>&1").c_str(), "r");
    std::string shown;
    for (int c = 0; (c = std::getc(shell)) != EOF;) {
      shown += static_cast<char>(c);
    }
    EXPECT_EQ(pclose(shell), 0) << command << "\n" << shown;
    return shown;
  }

  TemporaryFolder folder_;
};

// Salts are random, and so the digits of hashes are not the page's.
std::string WithoutHashes(const std::string& text) {
  return std::regex_replace(text, std::regex("[0-9a-f]{64}"), "HASH");
}

TEST_F(FormatPageTest, EveryCommandPrintsWhatThePageShows) {
  const std::vector<Example> examples = ExamplesOfPage();
  EXPECT_GE(examples.size(), 9u);
  for (const Example& example : examples) {
    EXPECT_EQ(WithoutHashes(WithoutBlanksAtEnds(Run(example.command))),
              WithoutHashes(WithoutBlanksAtEnds(example.shown)))
        << example.command;
  }
}

// Those of the content, and then of the revision: twice the same, each made
// from the row and read in it.
TEST_F(FormatPageTest, HashesMadeFromARowAreThoseInIt) {
  const std::regex hash("[0-9a-f]{64}");
  std::vector<std::string> hashes;
  for (const Example& example : ExamplesOfPage()) {
    const std::string shown = Run(example.command);
    std::smatch found;
    if (std::regex_search(shown, found, hash)) hashes.push_back(found.str());
  }
  ASSERT_EQ(hashes.size(), 4u);
  EXPECT_EQ(hashes[0], hashes[1]);
  EXPECT_EQ(hashes[2], hashes[3]);
  EXPECT_NE(hashes[0], hashes[2]);
}

// As `name`, somewhere.
bool Tells(const std::string& page, const std::string& name) {
  return page.find("`" + name + "`") != std::string::npos;
}

TEST_F(FormatPageTest, EveryTableAndColumnOfTheFileIsToldOf) {
  const std::string page = Page();
  const std::string store = folder_ / "korea.annals";
  for (const RawRow& object :
       RawQuery(store,
                "SELECT name FROM sqlite_master WHERE type <> 'trigger' "
                "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                "AND name NOT LIKE 'text\\_%' ESCAPE '\\'")) {
    EXPECT_TRUE(Tells(page, object[0])) << object[0];
    for (const RawRow& column :
         RawQuery(store,
                  "SELECT name FROM pragma_table_info('" + object[0] + "')")) {
      EXPECT_TRUE(Tells(page, column[0])) << object[0] << "." << column[0];
    }
  }
}

}  // namespace
}  // namespace annals::testing
