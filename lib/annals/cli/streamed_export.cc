// StreamExport(): annals export for formats that are written event by event.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/streamed_export.h"

#include <cstdint>
#include <memory>
#include <ostream>

#include "absl/status/status.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/deliver.h"
#include "annals/cli/internal/interrupt.h"
#include "annals/export/byte_sink.h"
#include "annals/export/export_pages.h"
#include "annals/record/utf8.h"

namespace annals::cli_internal {
namespace {

// Onto standard output. Why nothing more can be written there, whoever ends the
// program says.
class ConsoleSink : public ByteSink {
 public:
  explicit ConsoleSink(std::ostream& out) : out_(out) {}

  absl::Status Append(std::string_view bytes) override {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return out_.good() ? absl::OkStatus() : absl::CancelledError();
  }

 private:
  std::ostream& out_;
};

// To find out what would be lost.
class NoSink : public ByteSink {
 public:
  absl::Status Append(std::string_view) override { return absl::OkStatus(); }
};

// The same pages, until somebody interrupts; on a terminal it is seen how many
// there were.
class WatchedPages : public SelectionPages {
 public:
  WatchedPages(SelectionPages& pages, bool is_shown, const Session& session)
      : pages_(pages), is_shown_(is_shown), session_(session) {}

  ~WatchedPages() override {
    if (shows_) session_.console.err << "\r\033[K" << std::flush;
  }

  absl::Status Visit(
      const PageParts& parts,
      absl::FunctionRef<absl::Status(const Selection&)> visit) override {
    int64_t events = 0;
    return pages_.Visit(parts, [&](const Selection& page) -> absl::Status {
      if (InterruptGuard::IsInterrupted()) {
        return absl::CancelledError("interrupted");
      }
      ANNALS_RETURN_IF_ERROR(visit(page));
      events += static_cast<int64_t>(page.events.size());
      Show(events);
      return absl::OkStatus();
    });
  }

 private:
  void Show(int64_t events) {
    if (!is_shown_) return;
    session_.console.err << '\r' << events << " events " << std::flush;
    shows_ = true;
  }

  SelectionPages& pages_;
  const bool is_shown_;
  const Session& session_;
  bool shows_ = false;
};

// Progress would stand among the data where both go to one terminal.
bool ShowsProgress(const StreamTarget& target, const Session& session) {
  const bool shares_terminal =
      target.file.empty() && session.console.out_is_terminal;
  return session.console.err_is_terminal && !shares_terminal;
}

// What takes bytes at once and cannot be taken back: no file.
bool TakesAtOnce(const StreamTarget& target) {
  return target.file.empty() || FileSink::WritesAtOnce(target.file);
}

absl::StatusOr<std::vector<Loss>> Write(const StreamTarget& target,
                                        SelectionPages& pages, ByteSink& sink,
                                        const Session& session) {
  WatchedPages watched(pages, ShowsProgress(target, session), session);
  ExportOptions options = target.options;
  options.strict = false;  // Every loss is told, and then it counts.
  return ExportPages(watched, target.format, options, sink);
}

// Whether --strict refuses it, before anything is written.
absl::StatusOr<bool> IsRefused(const StreamTarget& target,
                               SelectionPages& pages, const Session& session) {
  if (!target.options.strict) return false;
  NoSink sink;
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Loss> losses,
                          Write(target, pages, sink, session));
  return TellLosses(target.format, losses, true, session);
}

absl::StatusOr<int> WriteFile(const StreamTarget& target, SelectionPages& pages,
                              const Session& session) {
  if (TakesAtOnce(target)) {
    ANNALS_ASSIGN_OR_RETURN(const bool is_refused,
                            IsRefused(target, pages, session));
    if (is_refused) return kAnswerIsNo;
  }
  ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<FileSink> file,
                          CreateFile(target.file));
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Loss> losses,
                          Write(target, pages, *file, session));
  if (TellLosses(target.format, losses, target.options.strict, session)) {
    return kAnswerIsNo;
  }
  ANNALS_RETURN_IF_ERROR(file->Commit());
  return kDone;
}

absl::StatusOr<int> WriteOut(const StreamTarget& target, SelectionPages& pages,
                             const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const bool is_refused,
                          IsRefused(target, pages, session));
  if (is_refused) return kAnswerIsNo;
  ConsoleSink sink(session.console.out);
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Loss> losses,
                          Write(target, pages, sink, session));
  TellLosses(target.format, losses, false, session);
  return kDone;
}

}  // namespace

bool TellLosses(std::string_view format, const std::vector<Loss>& losses,
                bool strict, const Session& session) {
  for (const Loss& loss : losses) {
    session.console.err << format << ": " << OneLine(LossInWords(loss)) << '\n';
  }
  if (!strict || losses.empty()) return false;
  session.console.err << "annals: --strict: nothing was written\n";
  return true;
}

absl::StatusOr<int> StreamExport(const StreamTarget& target,
                                 SelectionPages& pages,
                                 const Session& session) {
  const InterruptGuard guard;
  absl::StatusOr<int> code = target.file.empty()
                                 ? WriteOut(target, pages, session)
                                 : WriteFile(target, pages, session);
  // What was waited for at the moment says so in its own way.
  const bool is_interrupted = !code.ok() && InterruptGuard::IsInterrupted();
  if (!is_interrupted && !absl::IsCancelled(code.status())) return code;
  // Interrupted, or standard output takes no more.
  if (!InterruptGuard::IsInterrupted()) return kDone;
  session.console.err << "interrupted"
                      << (TakesAtOnce(target) ? "" : "; nothing was written")
                      << '\n';
  return kAnswerIsNo;
}

}  // namespace annals::cli_internal
