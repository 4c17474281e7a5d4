// ExportPages() writes a selection page by page, however large it is.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/export_pages.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/export/event_writer.h"

namespace annals {
namespace {

// The buffer is handed over when it has so many bytes.
constexpr size_t kBufferBytes = 64 * 1024;

// An event seldom needs more; it spares the buffer from growing.
constexpr size_t kEventBytes = 16 * 1024;

absl::Status LookAhead(SelectionPages& pages, EventWriter& writer) {
  PageParts parts;
  parts.links = writer.LooksAtLinks();
  parts.names = false;
  return pages.Visit(parts, [&writer, &parts](const Selection& page) {
    if (parts.links) {
      for (const CausalLink& link : page.links) writer.LookAtLink(link);
    }
    for (const Answer& answer : page.events) writer.LookAhead(answer);
    return absl::OkStatus();
  });
}

absl::Status HandOver(std::string& buffer, ByteSink& sink) {
  ANNALS_RETURN_IF_ERROR(sink.Append(buffer));
  buffer.clear();
  return absl::OkStatus();
}

// `buffer` is the writer's.
absl::Status WriteAll(SelectionPages& pages, EventWriter& writer,
                      std::string& buffer, ByteSink& sink) {
  if (writer.LooksAhead()) ANNALS_RETURN_IF_ERROR(LookAhead(pages, writer));
  writer.Begin();
  PageParts parts;
  parts.names = writer.WantsNames();
  int64_t links = 0;
  const auto visit = [&](const Selection& page) -> absl::Status {
    links += static_cast<int64_t>(page.links.size());
    writer.BeginPage(page);
    for (const Answer& answer : page.events) {
      writer.Write(page, answer);
      if (buffer.size() < kBufferBytes) continue;
      ANNALS_RETURN_IF_ERROR(HandOver(buffer, sink));
    }
    return absl::OkStatus();
  };
  ANNALS_RETURN_IF_ERROR(pages.Visit(parts, visit));
  writer.End(links);
  return HandOver(buffer, sink);
}

}  // namespace

absl::StatusOr<std::vector<Loss>> ExportPages(SelectionPages& pages,
                                              std::string_view format,
                                              const ExportOptions& options,
                                              ByteSink& sink) {
  ANNALS_ASSIGN_OR_RETURN(const ExportFormat found, ExportFormatNamed(format));
  if (found.make_writer == nullptr) {
    return absl::UnimplementedError(absl::StrCat(
        AsAbsl(format),
        ": must see all events before it writes any; want Export()"));
  }
  std::string buffer;
  buffer.reserve(kBufferBytes + kEventBytes);
  const std::unique_ptr<EventWriter> writer =
      found.make_writer(options, buffer);
  ANNALS_RETURN_IF_ERROR(WriteAll(pages, *writer, buffer, sink));
  std::vector<Loss> losses = writer->Losses();
  if (options.strict && !losses.empty()) return NotWithoutLoss(format, losses);
  return losses;
}

ExportResult ExportWhole(const Selection& selection, MakeEventWriter make,
                         const ExportOptions& options) {
  ExportResult result;
  std::string buffer;
  const std::unique_ptr<EventWriter> writer = make(options, buffer);
  OnePage page(selection);
  StringSink sink(result.bytes);
  // Neither a page in memory nor a string has errors.
  WriteAll(page, *writer, buffer, sink).IgnoreError();
  result.losses = writer->Losses();
  return result;
}

}  // namespace annals
