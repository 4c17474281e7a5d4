// ImportInBatches(): annals import for files that are too long for one batch.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/bulk_import.h"

#include <filesystem>
#include <map>
#include <optional>
#include <ostream>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/interrupt.h"
#include "annals/cli/internal/output.h"
#include "annals/import/json_lines_file.h"
#include "annals/record/utf8.h"
#include "annals/store/bulk_load.h"
#include "annals/timeline/timeline.h"

namespace annals::cli_internal {
namespace {

// JSON Lines of more bytes are read in batches. They take some five times as
// much memory when they are read as one.
constexpr uintmax_t kOneBatchBytesMax = uintmax_t{64} << 20;

bool IsJsonLines(const ImportFlags& flags, const std::string& file) {
  if (!flags.format.empty()) return flags.format == "jsonl";
  const std::string lower = absl::AsciiStrToLower(file);
  return absl::EndsWith(lower, ".jsonl") || absl::EndsWith(lower, ".ndjson");
}

bool AreJsonLines(const ImportFlags& flags) {
  for (const std::string& file : flags.files) {
    if (!IsJsonLines(flags, file)) return false;
  }
  return true;
}

// Reads the files, says what became of their records, and counts.
class BatchImport {
 public:
  BatchImport(const ImportFlags& flags, const Session& session)
      : flags_(flags), session_(session) {}

  absl::StatusOr<int> Run(Store& store) {
    const InterruptGuard guard;
    const absl::StatusOr<BulkResult> result = BulkLoad(
        store, [this] { return NextRecord(); }, Options(),
        [this](const BulkOutcome& outcome) { Tell(outcome); });
    ClearProgress();
    PrintCounts();
    ANNALS_RETURN_IF_ERROR(result.status());
    if (result->is_stopped) {
      session_.console.err
          << "interrupted: what is counted here is in the store; the same "
             "import goes on from there\n";
    }
    return result->is_stopped || counts_.rejected + unreadable_ > 0
               ? kAnswerIsNo
               : kDone;
  }

 private:
  struct Origin {
    size_t file = 0;
    int64_t line = 0;
    // "event"; empty for a line that could not be read.
    std::string_view kind;
  };

  BulkOptions Options() {
    BulkOptions options;
    if (flags_.batch > 0) {
      options.batch_records_max = static_cast<size_t>(flags_.batch);
    }
    options.author = flags_.author;
    options.reason = flags_.reason;
    options.stop = [] { return InterruptGuard::IsInterrupted(); };
    options.progress = [this](const BulkProgress& counts) {
      counts_ = counts;
      ShowProgress();
    };
    return options;
  }

  absl::StatusOr<std::optional<Record>> NextRecord() {
    while (true) {
      ANNALS_ASSIGN_OR_RETURN(std::optional<JsonLine> line, NextLine());
      if (!line.has_value()) return std::optional<Record>();
      Origin origin = {file_index_, line->line, ""};
      if (line->record.has_value()) {
        origin.kind = RecordKindName(*KindOf(*line->record));
        origins_.emplace(next_index_++, origin);
        return *std::move(line->record);
      }
      ++unreadable_;
      PrintRejection(origin, line->faults);
    }
  }

  // Of the files one after the other.
  absl::StatusOr<std::optional<JsonLine>> NextLine() {
    while (true) {
      if (!file_.has_value()) {
        if (file_index_ == flags_.files.size()) {
          return std::optional<JsonLine>();
        }
        ANNALS_ASSIGN_OR_RETURN(file_,
                                JsonLinesFile::Open(flags_.files[file_index_]));
      }
      ANNALS_ASSIGN_OR_RETURN(std::optional<JsonLine> line, file_->Next());
      if (line.has_value()) return line;
      file_.reset();
      ++file_index_;
    }
  }

  void Tell(const BulkOutcome& told) {
    const auto found = origins_.find(told.index);
    const Origin origin = found->second;
    origins_.erase(found);
    if (!told.outcome.has_value()) return PrintRejection(origin, told.faults);
    if (!session_.WantsJson()) return;
    PrintJson(session_.console.out, {{"what", OutcomeName(told.outcome->what)},
                                     {"id", told.outcome->id},
                                     {"sequence", told.outcome->sequence},
                                     {"file", flags_.files[origin.file]},
                                     {"line", origin.line}});
  }

  // "event.when.edtf", as the reader of a file calls it too.
  static std::string PathOf(const Origin& origin, const Fault& fault) {
    if (origin.kind.empty()) return fault.path;
    return absl::StrCat(AsAbsl(origin.kind), fault.path.empty() ? "" : ".",
                        fault.path);
  }

  void PrintRejection(const Origin& origin, const std::vector<Fault>& faults) {
    ClearProgress();
    for (const Fault& fault : faults) {
      const std::string path = PathOf(origin, fault);
      session_.console.err << flags_.files[origin.file] << ':' << origin.line
                           << ": " << path << (path.empty() ? "" : ": ")
                           << OneLine(fault.message) << '\n';
      if (!session_.WantsJson()) continue;
      PrintJson(session_.console.out, {{"what", "rejected"},
                                       {"file", flags_.files[origin.file]},
                                       {"line", origin.line},
                                       {"path", path},
                                       {"reason", fault.message}});
    }
  }

  void ShowProgress() {
    if (!session_.console.err_is_terminal) return;
    session_.console.err << '\r' << counts_.read << " read, " << counts_.added
                         << " added, " << counts_.held_back
                         << " waiting for what they name " << std::flush;
    shows_progress_ = true;
  }

  void ClearProgress() {
    if (shows_progress_) session_.console.err << "\r\033[K" << std::flush;
    shows_progress_ = false;
  }

  void PrintCounts() {
    std::ostream& words =
        session_.WantsJson() ? session_.console.err : session_.console.out;
    words << flags_.store << ": " << counts_.added << " added, "
          << counts_.changed << " changed, " << counts_.unchanged
          << " unchanged, ";
    if (counts_.restored > 0) words << counts_.restored << " restored, ";
    words << counts_.rejected + unreadable_ << " rejected\n";
  }

  const ImportFlags& flags_;
  const Session& session_;
  std::optional<JsonLinesFile> file_;
  size_t file_index_ = 0;
  // Of the records whose fate is open, by their place among those read.
  std::map<int64_t, Origin> origins_;
  int64_t next_index_ = 0;
  int64_t unreadable_ = 0;
  BulkProgress counts_;
  bool shows_progress_ = false;
};

}  // namespace

bool AreForBatches(const ImportFlags& flags) {
  uintmax_t bytes = 0;
  for (const std::string& file : flags.files) {
    std::error_code error;
    const uintmax_t size = std::filesystem::file_size(file, error);
    if (!error) bytes += size;
  }
  return AreJsonLines(flags) && bytes > kOneBatchBytesMax;
}

absl::StatusOr<int> ImportInBatches(const ImportFlags& flags,
                                    const Session& session) {
  if (!AreJsonLines(flags)) {
    return absl::InvalidArgumentError(
        "--batch: want JSON Lines (--format jsonl), which can be read a record "
        "at a time");
  }
  if (flags.dry_run) {
    return absl::InvalidArgumentError(
        "--batch and --dry-run: want one of them; a dry run reads all as one "
        "batch");
  }
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenOrMake(flags.store, session));
  return BatchImport(flags, session).Run(timeline.store());
}

}  // namespace annals::cli_internal
