// Exports: a selection in the words of another tool, and what it cannot hold.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_EXPORT_H_
#define ANNALS_EXPORT_EXPORT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/timeline/selection.h"

namespace annals {

// Something of the selection that the format could not hold. No date is ever
// changed in silence: what does not come out as it went in is counted here.
struct Loss {
  // How many; never 0.
  int64_t count = 0;
  // "events without a date left out"; in the singular if the count is 1.
  std::string what;
};

// "12 events without a date left out".
std::string LossInWords(const Loss& loss);

struct ExportResult {
  std::string bytes;
  std::vector<Loss> losses;
};

struct ExportOptions {
  // A heading, where the format has room for one; may be empty.
  std::string title;
  // Any loss is an error.
  bool strict = false;
};

class EventWriter;

// Makes what writes a format event by event (event_writer.h), into a buffer
// that outlives it.
using MakeEventWriter = std::unique_ptr<EventWriter> (*)(
    const ExportOptions& options, std::string& out);

// One format; the header of its file says how records come out in it.
struct ExportFormat {
  // As people type it: "mermaid-timeline".
  std::string_view name;
  // The usual ending of a file's name, without the dot.
  std::string_view extension;
  // What it is for, in half a line.
  std::string_view purpose;
  absl::StatusOr<ExportResult> (*write)(const Selection&, const ExportOptions&);
  // It tells of what Query::WithConstraints() brings.
  bool wants_constraints = false;
  // Null for a format that must see all events before it writes any: for the
  // others there is ExportPages() (export_pages.h).
  MakeEventWriter make_writer = nullptr;
};

// The format of that name. InvalidArgument, with a near name, if there is none.
absl::StatusOr<ExportFormat> ExportFormatNamed(std::string_view name);

// All formats, by name. A new tool is a file beside dot.cc and a line here.
const std::vector<ExportFormat>& ExportFormats();

// Writes the selection for another tool.
//
//   absl::StatusOr<annals::ExportResult> result =
//       annals::Export(*selection, "dot");
//   std::cout << result->bytes;
//   for (const annals::Loss& loss : result->losses) {
//     std::cerr << annals::LossInWords(loss) << "\n";
//   }
//
// The same selection gives the same bytes. What a format is not made for at
// all (quotes, participants, claims in a picture of dates) is no loss of any
// one record and not counted: the format's header says it. What nobody asserts
// is always marked as such, never dropped in silence.
//
// InvalidArgument for a format that there is not; ResourceExhausted if the
// tool would refuse the result for its size; FailedPrecondition for a loss
// when options.strict.
//
// For more events than memory holds there is ExportPages().
//
// Pure, so safe on any thread. All of the result is in memory; time and memory
// in proportion to the events, the links and what they name, save where a
// format's header says otherwise.
absl::StatusOr<ExportResult> Export(const Selection& selection,
                                    std::string_view format,
                                    const ExportOptions& options = {});

// What says of these losses that they are more than options.strict allows.
absl::Status NotWithoutLoss(std::string_view format,
                            const std::vector<Loss>& losses);

}  // namespace annals

#endif  // ANNALS_EXPORT_EXPORT_H_
