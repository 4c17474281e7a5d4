// Fuzzes the readers of JSON and JSON Lines, from memory and from a file.
//
// SPDX-License-Identifier: Apache-2.0

#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/import/import.h"
#include "annals/import/json_lines_file.h"
#include "annals/record/content.h"
#include "annals/record/read.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/fuzz/record_checks.h"
#include "tests/support/temporary_folder.h"

namespace annals::testing {
namespace {

std::string BytesOf(const Record& record) {
  return Encode(record).value_or("cannot be stored");
}

// The reader of files is the one from memory, a line at a time.
void RequireFileIsReadAlike(const ReadResult& whole, std::string_view text) {
  static const TemporaryFolder folder;
  const std::string path = folder / "lines.jsonl";
  std::ofstream(path, std::ios::binary) << text;
  absl::StatusOr<JsonLinesFile> file = JsonLinesFile::Open(path);
  Require(file.ok(), "the file is opened", text);
  size_t records = 0;
  size_t faults = 0;
  while (true) {
    const absl::StatusOr<std::optional<JsonLine>> line = file->Next();
    Require(line.ok(), "the file is read", text);
    if (!line->has_value()) break;
    faults += (*line)->faults.size();
    if (!(*line)->record.has_value()) continue;
    Require(records < whole.records.size() &&
                BytesOf(*(*line)->record) ==
                    BytesOf(whole.records[records].record) &&
                (*line)->line == whole.records[records].line,
            "a file has the records of its text", text);
    ++records;
  }
  Require(records == whole.records.size(), "and no fewer", text);
  Require(faults == whole.faults.size(), "and the same faults", text);
}

}  // namespace

void FuzzJson(std::string_view input) {
  RequireReadHolds(ReadJson(input), input);
  const ReadResult lines = ReadJsonLines(input);
  RequireReadHolds(lines, input);
  // A file costs more than all the rest, so one input in eight must do.
  if (input.size() % 8 == 0) RequireFileIsReadAlike(lines, input);
  const absl::StatusOr<ReadResult> read = ReadRecords("input", input, "");
  Require(read.ok() || !read.status().message().empty(), "an error says what",
          input);
}

}  // namespace annals::testing
