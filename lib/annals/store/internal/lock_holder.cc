// LockHolder() says which process keeps other writers waiting.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/lock_holder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "annals/base/string_view.h"

namespace annals::store_internal {
namespace {

constexpr char kUnknown[] = "another writer";

// WAL_WRITE_LOCK is the first of the locks that begin there.
constexpr int64_t kWriteLockByte = 120;

// SHARED_FIRST: whoever has a file alone has it locked, from there on.
constexpr int64_t kAloneLockByte = 0x40000002;

// Empty if there is no such file.
std::string ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// One lock, as `7: POSIX  ADVISORY  WRITE 4711 08:01:131 120 120` has it.
struct LockLine {
  bool writes = false;
  int64_t process = 0;
  uint64_t inode = 0;
  int64_t first = 0;
  int64_t last = 0;
};

std::optional<LockLine> ParseLockLine(absl::string_view text) {
  const std::vector<std::string> words =
      absl::StrSplit(text, ' ', absl::SkipEmpty());
  // A line with an arrow is of one who waits.
  if (words.size() != 8 || words[1] == "->") return std::nullopt;
  const std::vector<std::string> file = absl::StrSplit(words[5], ':');
  LockLine line;
  line.writes = words[3] == "WRITE";
  if (words[7] == "EOF") line.last = std::numeric_limits<int64_t>::max();
  if (!absl::SimpleAtoi(words[4], &line.process) || file.size() != 3 ||
      !absl::SimpleAtoi(file[2], &line.inode) ||
      !absl::SimpleAtoi(words[6], &line.first) ||
      (line.last == 0 && !absl::SimpleAtoi(words[7], &line.last))) {
    return std::nullopt;
  }
  return line;
}

std::optional<int64_t> HolderOf(const std::string& locks,
                                const std::string& path, int64_t offset) {
  struct stat file = {};
  if (stat(path.c_str(), &file) != 0) return std::nullopt;
  return FindLockHolder(locks, static_cast<uint64_t>(file.st_ino), offset);
}

std::string InWords(int64_t process) {
  // 0 and less: it is in another container, or the lock belongs to a file.
  if (process <= 0) return kUnknown;
  if (process == getpid()) return "this process";
  const std::string name(absl::StripAsciiWhitespace(
      ReadAll(absl::StrCat("/proc/", process, "/comm"))));
  return absl::StrCat("process ", process, name.empty() ? "" : " (", name,
                      name.empty() ? "" : ")");
}

}  // namespace

std::optional<int64_t> FindLockHolder(std::string_view locks, uint64_t inode,
                                      int64_t offset) {
  for (const absl::string_view text : absl::StrSplit(AsAbsl(locks), '\n')) {
    const std::optional<LockLine> line = ParseLockLine(text);
    if (line.has_value() && line->writes && line->inode == inode &&
        line->first <= offset && offset <= line->last) {
      return line->process;
    }
  }
  return std::nullopt;
}

std::string LockHolder(const std::string& path) {
  const std::string locks = ReadAll("/proc/locks");
  std::optional<int64_t> process =
      HolderOf(locks, path + "-shm", kWriteLockByte);
  if (!process.has_value()) process = HolderOf(locks, path, kAloneLockByte);
  return process.has_value() ? InWords(*process) : kUnknown;
}

}  // namespace annals::store_internal
