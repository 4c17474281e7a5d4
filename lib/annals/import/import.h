// Importing: records out of files, whatever tool wrote them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_IMPORT_IMPORT_H_
#define ANNALS_IMPORT_IMPORT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/record/read.h"

namespace annals {

// The largest file that is read.
inline constexpr size_t kImportBytesMax = size_t{1} << 30;

// A format that can be imported.
struct ImportFormat {
  // What it is called in `format` below: "jsonl".
  std::string name;
  // The ends of file names that stand for it: ".jsonl", ".ndjson". None if only
  // the content tells.
  std::vector<std::string> extensions;
};

// All of them, in the order in which messages list them: text, json, jsonl,
// constraints.
std::vector<ImportFormat> ImportFormats();

// Reads the records in `bytes`. The format is the one named, or, if `format` is
// empty, told by the end of the file's name, or else by the content.
//
//   absl::StatusOr<ReadResult> read = ReadRecords("oil.json", bytes, "");
//
// InvalidArgument if the whole file is of the wrong kind (a picture, a data
// base, nothing at all) or the format is unknown, ResourceExhausted if there
// are more than kImportBytesMax. What is wrong within the file is among the
// result's faults. `file_name` is used for messages too.
absl::StatusOr<ReadResult> ReadRecords(std::string_view file_name,
                                       std::string_view bytes,
                                       std::string_view format);

// Reads the file and then its records. Further errors: NotFound,
// PermissionDenied, InvalidArgument for a directory, and what else the system
// says, in its words.
absl::StatusOr<ReadResult> ReadRecordsFile(const std::string& path,
                                           std::string_view format);

}  // namespace annals

#endif  // ANNALS_IMPORT_IMPORT_H_
