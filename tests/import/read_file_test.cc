// Tests of annals/import/import.h: getting at the bytes.
//
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "annals/import/import.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class ReadFileTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) { return folder_ / name; }
  std::string Write(const std::string& name, const std::string& bytes) {
    std::ofstream(Path(name), std::ios::binary) << bytes;
    return Path(name);
  }

  const testing::TemporaryFolder folder_;
};

TEST_F(ReadFileTest, AFileIsReadByItsName) {
  const std::string path = Write("a.json", "{\"event\": {\"id\": \"a\"}}");
  const absl::StatusOr<ReadResult> read = ReadRecordsFile(path, "");
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->records.size(), 1u);
  EXPECT_EQ(read->records[0].record.event().id(), "a");
}

TEST_F(ReadFileTest, AFileLargerThanOneReadIsWhole) {
  std::string lines;
  for (int i = 0; i < 100'000; ++i) lines += "{\"event\": {\"id\": \"a\"}}\n";
  const auto read = ReadRecordsFile(Write("a.jsonl", lines), "");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->records.size(), 100'000u);
  EXPECT_EQ(read->records.back().line, 100'000);
}

TEST_F(ReadFileTest, AMissingFileIsNotFound) {
  const absl::Status status = ReadRecordsFile(Path("a.json"), "").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(), Path("a.json") + ": No such file or directory");
}

TEST_F(ReadFileTest, ADirectoryIsNoFile) {
  const absl::Status status = ReadRecordsFile(folder_.path(), "").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("a directory; want a file"));
}

TEST_F(ReadFileTest, AFileThatMayNotBeReadIsDenied) {
  if (::geteuid() == 0) GTEST_SKIP() << "The superuser may read every file.";
  const std::string path = Write("a.json", "{}");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  EXPECT_EQ(ReadRecordsFile(path, "").status().code(),
            absl::StatusCode::kPermissionDenied);
}

TEST_F(ReadFileTest, AnEmptyFileIsSaidToBeEmpty) {
  const std::string path = Write("a.json", "");
  EXPECT_THAT(std::string(ReadRecordsFile(path, "").status().message()),
              StartsWith(path + ": empty; want"));
}

// A file with a hole takes no room on the disk.
TEST_F(ReadFileTest, AFileBeyondTheLimitIsRefused) {
  const std::string path = Write("a.json", "{");
  std::filesystem::resize_file(path, kImportBytesMax + 1);
  const absl::Status status = ReadRecordsFile(path, "").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("more than 1073741824 bytes"));
}

}  // namespace
}  // namespace annals
