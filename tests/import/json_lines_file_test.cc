// Tests of annals/import/json_lines_file.h: a file read a line at a time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/import/json_lines_file.h"

#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class JsonLinesFileTest : public ::testing::Test {
 protected:
  // "LINE: id", or "LINE: what is wrong", of a file with this content.
  std::vector<std::string> Lines(const std::string& content) {
    const std::string path = folder_ / "a.jsonl";
    std::ofstream(path, std::ios::binary) << content;
    absl::StatusOr<JsonLinesFile> file = JsonLinesFile::Open(path);
    EXPECT_TRUE(file.ok()) << file.status();
    std::vector<std::string> lines;
    while (true) {
      const auto line = file->Next();
      EXPECT_TRUE(line.ok()) << line.status();
      if (!line.ok() || !line->has_value()) return lines;
      const JsonLine& found = **line;
      lines.push_back(std::to_string(found.line) + ": " +
                      (found.record.has_value() ? IdOf(*found.record)
                                                : found.faults.at(0).message));
    }
  }

  const testing::TemporaryFolder folder_;
};

constexpr char kA[] = R"({"event": {"id": "a", "title": "War"}})";
constexpr char kB[] = R"({"event": {"id": "b", "title": "Peace"}})";

TEST_F(JsonLinesFileTest, BlankLinesCountAndTheLastNeedsNoLineFeed) {
  EXPECT_THAT(Lines(std::string(kA) + "\n\n \r\n" + kB),
              ElementsAre("1: a", "4: b"));
}

TEST_F(JsonLinesFileTest, ABadLineIsOneThingAndTheNextAnother) {
  EXPECT_THAT(Lines(std::string("{]\n") + kB + "\n"),
              ElementsAre(HasSubstr("1: "), "2: b"));
}

TEST_F(JsonLinesFileTest, AnEmptyFileHasNoLines) {
  EXPECT_THAT(Lines(""), ElementsAre());
}

// A chunk of the file ends within a line.
TEST_F(JsonLinesFileTest, LinesMayBeLongerThanWhatIsReadAtOnce) {
  const std::string title(500, 'x');
  std::string content;
  for (int i = 0; i < 3000; ++i) {
    content += R"({"event": {"id": "a)" + std::to_string(i) +
               R"(", "title": ")" + title + "\"}}\n";
  }
  const std::vector<std::string> lines = Lines(content);
  ASSERT_EQ(lines.size(), 3000u);
  EXPECT_EQ(lines[2999], "3000: a2999");
}

TEST_F(JsonLinesFileTest, WhatCannotBeOpenedSaysWhy) {
  EXPECT_TRUE(absl::IsNotFound(JsonLinesFile::Open("/no/such/file").status()));
  EXPECT_TRUE(
      absl::IsInvalidArgument(JsonLinesFile::Open(folder_.path()).status()));
}

}  // namespace
}  // namespace annals
