// Tests of annals/import/import.h: what kind of file it is.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/import/import.h"

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kText[] = "# a comment\nrecords { event { id: \"a\" } }\n";
constexpr char kJson[] = "{\"records\": [{\"event\": {\"id\": \"a\"}}]}\n";
constexpr char kLines[] =
    "{\"event\": {\"id\": \"a\"}}\n{\"event\": {\"id\": \"b\"}}\n";

// "COUNT records, COUNT faults", or the message of the error.
std::string Outcome(std::string_view file_name, std::string_view bytes,
                    std::string_view format = "") {
  const absl::StatusOr<ReadResult> read = ReadRecords(file_name, bytes, format);
  if (!read.ok()) return std::string(read.status().message());
  return std::to_string(read->records.size()) + " records, " +
         std::to_string(read->faults.size()) + " faults";
}

TEST(ImportTest, TheNameOfTheFileTellsTheFormat) {
  for (const char* const name : {"a.textproto", "a.txtpb", "A.PBTXT"}) {
    EXPECT_EQ(Outcome(name, kText), "1 records, 0 faults") << name;
  }
  EXPECT_EQ(Outcome("a.json", kJson), "1 records, 0 faults");
  EXPECT_EQ(Outcome("a.jsonl", kLines), "2 records, 0 faults");
  EXPECT_EQ(Outcome("a.ndjson", kLines), "2 records, 0 faults");
}

TEST(ImportTest, TheNameCountsForMoreThanTheContent) {
  EXPECT_EQ(Outcome("a.json", kLines), "0 records, 1 faults");
  EXPECT_EQ(Outcome("a.jsonl", kText), "0 records, 2 faults");
}

TEST(ImportTest, WithoutATellingNameTheContentDecides) {
  for (const char* const name : {"-", "records.txt", "records", ""}) {
    EXPECT_EQ(Outcome(name, kText), "1 records, 0 faults") << name;
    EXPECT_EQ(Outcome(name, kJson), "1 records, 0 faults") << name;
    EXPECT_EQ(Outcome(name, kLines), "2 records, 0 faults") << name;
  }
}

TEST(ImportTest, AByteOrderMarkHidesNothing) {
  const std::string mark = "\xEF\xBB\xBF";
  EXPECT_EQ(Outcome("-", mark + kText), "1 records, 0 faults");
  EXPECT_EQ(Outcome("-", mark + kJson), "1 records, 0 faults");
  EXPECT_EQ(Outcome("-", mark + kLines), "2 records, 0 faults");
}

TEST(ImportTest, TheFormatThatIsNamedIsTaken) {
  EXPECT_EQ(Outcome("a.json", kLines, "jsonl"), "2 records, 0 faults");
  EXPECT_EQ(Outcome("a.json", kText, "text"), "1 records, 0 faults");
  EXPECT_EQ(Outcome("a.json", kJson, "xml"),
            "a.json: unknown format \"xml\"; want text (.textproto, .txtpb, "
            ".pbtxt), json (.json), jsonl (.jsonl, .ndjson) or constraints "
            "(by its header)");
}

TEST(ImportTest, AFileOfAnotherKindIsNamed) {
  EXPECT_THAT(Outcome("a.json", ""), StartsWith("a.json: empty; want text ("));
  EXPECT_THAT(Outcome("a.json", " \n"), StartsWith("a.json: blank; want"));
  EXPECT_THAT(Outcome("a.png", "\x89PNG\r\n\x1a\n"),
              StartsWith("a.png: a PNG picture; want"));
  EXPECT_THAT(Outcome("a.annals", std::string("SQLite format 3\0abc", 19)),
              StartsWith("a.annals: a SQLite data base"));
  EXPECT_THAT(Outcome("a.json", std::string("\xFF\xFE{\0", 4)),
              StartsWith("a.json: UTF-16 text; want"));
  EXPECT_THAT(Outcome("a.bin", std::string("a\0b", 3)),
              StartsWith("a.bin: binary data; want"));
}

TEST(ImportTest, ProseIsOfNoKnownFormat) {
  EXPECT_THAT(Outcome("a.txt", "records are dear to us"),
              StartsWith("a.txt: neither its name nor its content"));
  EXPECT_THAT(Outcome("a.csv", "date,title\n2013,Oil\n"),
              HasSubstr("want text (.textproto"));
}

TEST(ImportTest, AllFormatsAreListed) {
  std::string names;
  for (const ImportFormat& format : ImportFormats()) {
    names += format.name;
    if (!format.extensions.empty()) names += format.extensions.front();
    names += " ";
  }
  EXPECT_EQ(names, "text.textproto json.json jsonl.jsonl constraints ");
}

}  // namespace
}  // namespace annals
