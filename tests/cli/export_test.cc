// Tests of annals export and find where they write while the store is read.
//
// SPDX-License-Identifier: Apache-2.0

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/cli/command_test.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ExportCommandTest : public CommandTest {
 protected:
  ExportCommandTest() {
    std::string lines =
        R"({"entity":{"id":"china","names":[{"text":"China"}],"kind":"STATE"}})"
        "\n";
    for (int i = 0; i < 1500; ++i) {
      absl::StrAppend(&lines, R"({"event":{"id":"e)", i,
                      R"(","title":"Talks","when":{"edtf":"2013"},)",
                      R"("participants":[{"entity":"china"}]}})", "\n");
    }
    lines += R"({"event":{"id":"undated","title":"Talks"}})"
             "\n";
    EXPECT_EQ(Run({"import", store_, Write("all.jsonl", lines)}).code, 0);
  }

  std::string Read(const std::string& name) const {
    std::ifstream in(Path(name), std::ios::binary);
    std::stringstream content;
    content << in.rdbuf();
    return content.str();
  }
};

TEST_F(ExportCommandTest, AFileHasWhatStandardOutputHas) {
  for (const char* format : {"cloudevents", "csv", "geojson", "json-lines",
                             "timelinejs", "timesketch", "vis"}) {
    const Ran ran = Run({"export", store_, "--format", format});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(
        Run({"export", store_, "--format", format, "-o", Path("out")}).code, 0);
    EXPECT_EQ(Read("out"), ran.out) << format;
    EXPECT_GT(ran.out.size(), 100'000u);
  }
}

TEST_F(ExportCommandTest, StrictWritesNothingOfWhatWouldLoseSomething) {
  const Ran ran = Run({"export", store_, "--format", "vis", "--strict"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("1 event without a date left out"));
  const Ran sound = Run({"export", store_, "--format", "csv", "--strict"});
  EXPECT_EQ(sound.code, 0);
  EXPECT_GT(sound.out.size(), 100'000u);
}

// Nobody reads it, so that who opened it would wait for ever.
TEST_F(ExportCommandTest, StrictRefusesAPipeBeforeItIsOpened) {
  const std::string pipe = Path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const Ran ran =
      Run({"export", store_, "--format", "vis", "--strict", "-o", pipe});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("nothing was written"));
}

TEST_F(ExportCommandTest, ProgressIsShownWhereItIsNotAmongTheData) {
  for (const bool is_shared : {false, true}) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Console console = {in, out, err};
    console.err_is_terminal = true;
    console.out_is_terminal = is_shared;
    EXPECT_EQ(RunCommandLine({"export", store_, "--format", "csv"}, console),
              0);
    EXPECT_EQ(err.str().find("1000 events") == std::string::npos, is_shared);
  }
}

TEST_F(ExportCommandTest, AFullDiskIsToldWithTheFilesName) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
  const Ran ran = Run({"export", store_, "--format", "csv", "-o", "/dev/full"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("/dev/full: cannot be written"));
}

std::vector<std::string> IdsIn(const std::string& lines) {
  std::vector<std::string> ids;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    ids.push_back(nlohmann::json::parse(line)["id"]);
  }
  return ids;
}

// Where there are more than are read at once.
TEST_F(ExportCommandTest, FindPrintsAllAnswersInOrderHoweverManyThereAre) {
  std::string lines;
  for (int i = 0; i < 9000; ++i) {
    absl::StrAppend(&lines, R"({"event":{"id":"m)", i, R"(","title":"Talks",)",
                    R"("when":{"edtf":")", 1900 + i % 100, R"("}}})", "\n");
  }
  ASSERT_EQ(Run({"import", store_, Write("more.jsonl", lines)}).code, 0);
  const Ran all = Run({"find", store_, "--output=json"});
  EXPECT_EQ(all.code, 0);
  EXPECT_THAT(all.err, HasSubstr("10500 events; 1 without a date left out"));
  const std::vector<std::string> ids = IdsIn(all.out);
  ASSERT_EQ(ids.size(), 10'500u);
  const Ran pages = Run(
      {"find", store_, "--output=json", "--limit", "10200", "--offset", "100"});
  EXPECT_THAT(pages.err, HasSubstr("10500 events, 10200 shown"));
  EXPECT_EQ(IdsIn(pages.out),
            std::vector<std::string>(ids.begin() + 100, ids.end() - 200));
  const Ran few = Run({"find", store_, "--output=json", "--limit", "50"});
  EXPECT_EQ(IdsIn(few.out),
            std::vector<std::string>(ids.begin(), ids.begin() + 50));
}

TEST_F(ExportCommandTest, JsonLinesAreImportedAgain) {
  ASSERT_EQ(
      Run({"export", store_, "--format", "json-lines", "-o", Path("out.jsonl")})
          .code,
      0);
  const std::string again = Path("again.annals");
  const Ran ran = Run({"import", again, Path("out.jsonl")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(Run({"export", again, "--format", "json-lines"}).out,
            Read("out.jsonl"));
}

}  // namespace
}  // namespace annals
