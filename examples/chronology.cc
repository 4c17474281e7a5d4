// Generate a chronology: a file of records in, cited Markdown out.
//
//   chronology [RECORDS]
//
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>

#include "annals/annals.h"

namespace {

// Reads the file and appends it as one batch: all of it, or nothing.
absl::Status Import(const std::string& file, annals::Timeline& timeline) {
  absl::StatusOr<annals::ReadResult> read = annals::ReadRecordsFile(file, "");
  if (!read.ok()) return read.status();
  for (const annals::LocatedFault& located : read->faults) {
    std::cerr << file << ":" << located.line << ": " << located.fault.path
              << ": " << located.fault.message << "\n";
  }
  if (!read->faults.empty()) {
    return absl::InvalidArgumentError(file + ": see above");
  }
  annals::Batch batch;
  for (annals::LocatedRecord& located : read->records) {
    batch.Put(std::move(located.record));
  }
  return timeline.Append(batch).status();
}

absl::Status Tell(const annals::Timeline& timeline) {
  const absl::StatusOr<annals::Selection> selection =
      timeline.Select(annals::Query().Tag("energy").Undated().All());
  if (!selection.ok()) return selection.status();
  annals::TellingOptions options;
  options.title = "Russia, North Korea and energy";
  const absl::StatusOr<annals::Chronology> chronology =
      annals::Tell(*selection, options);
  if (!chronology.ok()) return chronology.status();
  std::cout << annals::ToMarkdown(*chronology);
  return absl::OkStatus();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string file =
      argc > 1 ? argv[1] : "examples/russia_dprk.textproto";
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "annals_example_chronology";
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  std::filesystem::create_directories(folder, ignored);
  absl::StatusOr<annals::Timeline> timeline =
      annals::Timeline::Open((folder / "t.annals").string());
  absl::Status status = timeline.status();
  if (status.ok()) status = Import(file, *timeline);
  if (status.ok()) status = Tell(*timeline);
  if (status.ok()) return 0;
  std::cerr << status.message() << "\n";
  return 1;
}
