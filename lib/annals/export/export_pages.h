// ExportPages() writes a selection page by page, however large it is.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_EXPORT_PAGES_H_
#define ANNALS_EXPORT_EXPORT_PAGES_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/export/byte_sink.h"
#include "annals/export/export.h"
#include "annals/timeline/selection_pages.h"

namespace annals {

// Writes what Export() would write of the whole selection, to the byte, and
// tells the same losses; but no more of it is in memory than a page and 64 KiB
// of what is written, beside what Timeline::Pages() says and a sink's buffer.
//
//   absl::StatusOr<std::unique_ptr<annals::SelectionPages>> pages =
//       timeline.Pages(annals::Query().Undated());
//   absl::StatusOr<std::unique_ptr<annals::FileSink>> file =
//       annals::FileSink::Create("korea.csv");
//   ...
//   absl::StatusOr<std::vector<annals::Loss>> losses =
//       annals::ExportPages(**pages, "csv", {}, **file);
//   if (!losses.ok()) return losses.status();
//   return (*file)->Commit();
//
// For the formats whose ExportFormat::make_writer is not null; Unimplemented
// for the others, which must see all before they write anything. Errors are
// those of the pages, of the sink, and InvalidArgument for a format that there
// is not. FailedPrecondition for a loss when options.strict. After any error
// the sink has the beginning of an export, which is to be thrown away.
//
// Safe on any thread, as long as the pages and the sink are this one's alone.
absl::StatusOr<std::vector<Loss>> ExportPages(SelectionPages& pages,
                                              std::string_view format,
                                              const ExportOptions& options,
                                              ByteSink& sink);

// The same of a selection in memory, into memory; for formats to be whole with.
ExportResult ExportWhole(const Selection& selection, MakeEventWriter make,
                         const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_EXPORT_PAGES_H_
