// Tests of annals/export/byte_sink.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/byte_sink.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class FileSinkTest : public ::testing::Test {
 protected:
  std::string Read(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    std::stringstream content;
    content << in.rdbuf();
    return content.str();
  }

  size_t Files() const {
    size_t files = 0;
    for (const auto& each : fs::directory_iterator(folder_.path())) {
      files += each.is_regular_file() ? 1 : 0;
    }
    return files;
  }

  const testing::TemporaryFolder folder_;
};

TEST_F(FileSinkTest, WhatWasAppendedIsInTheFile) {
  const auto sink = FileSink::Create(folder_ / "a");
  ASSERT_TRUE(sink.ok()) << sink.status();
  std::string want;
  // Pieces of all sizes around that of the buffer.
  for (const size_t size : {1u, 0u, 65'535u, 65'536u, 65'537u, 200'000u, 3u}) {
    const std::string piece(size, static_cast<char>('a' + size % 26));
    ASSERT_TRUE((*sink)->Append(piece).ok());
    want += piece;
  }
  ASSERT_TRUE((*sink)->Commit().ok());
  EXPECT_EQ(Read("a"), want);
  EXPECT_EQ(Files(), 1u);
}

TEST_F(FileSinkTest, WithoutACommitTheOldFileStays) {
  std::ofstream(folder_ / "a") << "old";
  {
    const auto sink = FileSink::Create(folder_ / "a");
    ASSERT_TRUE(sink.ok());
    ASSERT_TRUE((*sink)->Append(std::string(100'000, 'x')).ok());
    EXPECT_EQ(Files(), 2u);
  }
  EXPECT_EQ(Read("a"), "old");
  EXPECT_EQ(Files(), 1u);
}

TEST_F(FileSinkTest, AFullDiskIsToldWithTheFilesName) {
  const auto sink = FileSink::Create("/dev/full");
  if (!sink.ok()) GTEST_SKIP() << "no /dev/full here";
  absl::Status status = (*sink)->Append(std::string(100'000, 'x'));
  if (status.ok()) status = (*sink)->Commit();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("/dev/full: cannot be written: "));
  EXPECT_TRUE(fs::exists("/dev/full"));
}

TEST_F(FileSinkTest, WhatFitsTheBufferMeetsTheFullDiskInTheCommit) {
  const auto sink = FileSink::Create("/dev/full");
  if (!sink.ok()) GTEST_SKIP() << "no /dev/full here";
  EXPECT_TRUE((*sink)->Append("few bytes").ok());
  EXPECT_EQ((*sink)->Commit().code(), absl::StatusCode::kResourceExhausted);
}

TEST_F(FileSinkTest, AFolderThatIsMissingIsToldAtOnce) {
  const auto sink = FileSink::Create(folder_ / "no/such/a");
  EXPECT_EQ(sink.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(sink.status().message()), HasSubstr("no/such/a"));
}

TEST_F(FileSinkTest, AFolderIsNoFile) {
  EXPECT_EQ(FileSink::Create(folder_.path()).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(FileSinkTest, ALinkIsFollowedAndPermissionsAreKept) {
  std::ofstream(folder_ / "target") << "old";
  fs::permissions(folder_ / "target",
                  fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(folder_ / "target", folder_ / "link");
  const auto sink = FileSink::Create(folder_ / "link");
  ASSERT_TRUE(sink.ok());
  ASSERT_TRUE((*sink)->Append("new").ok());
  ASSERT_TRUE((*sink)->Commit().ok());
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(Read("target"), "new");
  EXPECT_EQ(fs::status(folder_ / "target").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : descriptor_(open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT, 0600)) {}
  ~OpenFile() { close(descriptor_); }

  // As a shell calls it; empty if there is no such name here.
  std::string Name() const {
    const std::string name = "/dev/fd/" + std::to_string(descriptor_);
    return fs::exists(name) ? name : "";
  }

 private:
  const int descriptor_;
};

// annals export -o /dev/stdout >> log
TEST_F(FileSinkTest, WhatIsOpenIsWrittenOnAndNotReplaced) {
  std::ofstream(folder_ / "log") << "old ";
  const OpenFile log(folder_ / "log");
  if (log.Name().empty()) GTEST_SKIP() << "no /dev/fd here";
  EXPECT_TRUE(FileSink::WritesAtOnce(log.Name()));
  for (const char* word : {"one ", "two"}) {
    const auto sink = FileSink::Create(log.Name());
    ASSERT_TRUE(sink.ok()) << sink.status();
    ASSERT_TRUE((*sink)->Append(word).ok());
    ASSERT_TRUE((*sink)->Commit().ok());
  }
  EXPECT_EQ(Read("log"), "old one two");
  EXPECT_EQ(Files(), 1u);
}

// As /dev/stdout is on Linux.
TEST_F(FileSinkTest, ALinkToWhatIsOpenIsWrittenOnToo) {
  std::ofstream(folder_ / "log") << "old ";
  const OpenFile log(folder_ / "log");
  if (log.Name().empty()) GTEST_SKIP() << "no /dev/fd here";
  fs::create_symlink(log.Name(), folder_ / "out");
  const auto sink = FileSink::Create(folder_ / "out");
  ASSERT_TRUE(sink.ok()) << sink.status();
  ASSERT_TRUE((*sink)->Append("new").ok());
  ASSERT_TRUE((*sink)->Commit().ok());
  EXPECT_EQ(Read("log"), "old new");
}

TEST_F(FileSinkTest, WhatIsNotOpenCannotBeWritten) {
  if (!fs::exists("/dev/fd")) GTEST_SKIP() << "no /dev/fd here";
  EXPECT_EQ(FileSink::Create("/dev/fd/987654").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(FileSinkTest, OnlyWhatIsAFileCanBeReplaced) {
  std::ofstream(folder_ / "a") << "old";
  EXPECT_FALSE(FileSink::WritesAtOnce(folder_ / "a"));
  EXPECT_FALSE(FileSink::WritesAtOnce(folder_ / "new"));
  EXPECT_FALSE(FileSink::WritesAtOnce(""));
  EXPECT_TRUE(FileSink::WritesAtOnce("/dev/null"));
}

}  // namespace
}  // namespace annals
