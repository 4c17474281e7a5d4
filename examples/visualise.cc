// Feed a visualisation tool: records in, a page with vis-timeline out.
//
//   visualise [RECORDS [PAGE.html]]
//
// The page loads vis-timeline from the folder it lies in: copy there
// vis-timeline-graph2d.min.js and .min.css of the npm package vis-timeline 8.
//
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>

#include "annals/annals.h"

namespace {

constexpr char kHead[] = R"(<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Timeline</title>
<link rel="stylesheet" href="vis-timeline-graph2d.min.css">
<div id="timeline"></div>
<script src="vis-timeline-graph2d.min.js"></script>
<script>
const data = )";

constexpr char kTail[] = R"(;
document.head.appendChild(document.createElement("style")).textContent =
    data.css;
new vis.Timeline(document.getElementById("timeline"),
                 new vis.DataSet(data.items), new vis.DataSet(data.groups),
                 data.options);
</script></html>
)";

absl::StatusOr<std::string> MakePage(const std::string& records,
                                     const std::string& store) {
  absl::StatusOr<annals::ReadResult> read =
      annals::ReadRecordsFile(records, "");
  if (!read.ok()) return read.status();
  annals::Batch batch;
  for (annals::LocatedRecord& located : read->records) {
    batch.Put(std::move(located.record));
  }
  absl::StatusOr<annals::Timeline> timeline = annals::Timeline::Open(store);
  if (!timeline.ok()) return timeline.status();
  const absl::Status appended = timeline->Append(batch).status();
  if (!appended.ok()) return appended;
  const auto selection = timeline->Select(annals::Query().Undated());
  if (!selection.ok()) return selection.status();
  const auto result = annals::Export(*selection, "vis");
  if (!result.ok()) return result.status();
  for (const annals::Loss& loss : result->losses) {
    std::cout << annals::LossInWords(loss) << "\n";
  }
  return kHead + result->bytes + kTail;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "annals_example_visualise";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const absl::StatusOr<std::string> page =
      MakePage(argc > 1 ? argv[1] : "examples/russia_dprk.textproto",
               (folder / "t.annals").string());
  if (!page.ok()) {
    std::cerr << page.status().message() << "\n";
    return 1;
  }
  const std::string file = argc > 2 ? argv[2] : (folder / "page.html").string();
  std::ofstream(file, std::ios::binary) << *page;
  std::cout << file << "\n";
}
