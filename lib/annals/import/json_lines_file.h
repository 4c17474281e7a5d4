// JsonLinesFile reads a file of JSON Lines a record at a time, however long.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_IMPORT_JSON_LINES_FILE_H_
#define ANNALS_IMPORT_JSON_LINES_FILE_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/record/read.h"
#include "annals/record/record.h"

namespace annals {

// The longest line that is read: JSON is longer than the record it stands for.
inline constexpr size_t kJsonLineBytesMax = size_t{64} << 20;

// A line that is not blank.
struct JsonLine {
  // From 1.
  int64_t line = 0;
  // Nothing if it could not be read; then `faults` says why.
  std::optional<Record> record;
  std::vector<Fault> faults;
};

// Where ReadRecordsFile() reads a file whole, this keeps one line in memory. A
// pipe may be read too.
//
//   absl::StatusOr<annals::JsonLinesFile> file =
//       annals::JsonLinesFile::Open("events.jsonl");
//   while (true) {
//     absl::StatusOr<std::optional<annals::JsonLine>> line = file->Next();
//     if (!line.ok() || !line->has_value()) break;
//     ...
//   }
//
// Not thread-safe.
class JsonLinesFile {
 public:
  // NotFound, PermissionDenied, InvalidArgument for a directory, and what else
  // the system says.
  static absl::StatusOr<JsonLinesFile> Open(const std::string& path);

  // The next line that is not blank; nothing at the end. ResourceExhausted for
  // one of more than kJsonLineBytesMax; what the system says if it cannot read.
  absl::StatusOr<std::optional<JsonLine>> Next();

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  JsonLinesFile(std::string path, std::FILE* file);

  absl::StatusOr<bool> ReadLine(std::string& text);
  absl::StatusOr<bool> Refill();

  std::string path_;
  std::unique_ptr<std::FILE, Closer> file_;
  std::vector<char> chunk_;
  size_t begin_ = 0;
  size_t end_ = 0;
  int64_t line_ = 0;
};

}  // namespace annals

#endif  // ANNALS_IMPORT_JSON_LINES_FILE_H_
