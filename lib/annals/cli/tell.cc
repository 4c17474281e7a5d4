// annals export: what was chosen, for other tools.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/deliver.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/streamed_export.h"
#include "annals/export/export.h"
#include "annals/record/utf8.h"

namespace annals::cli_internal {
namespace {

struct TellFlags {
  std::string store;
  std::string format;
  std::string file;
  std::string title;
  bool strict = false;
  QueryFlags query;
};

void AddTellFlags(const Command& command, TellFlags& flags) {
  AddStoreArgument(command, flags.store);
  command.AddOption("-o", flags.file,
                    "write to this file, not to the terminal");
  AddQueryFlags(command, flags.query);
  AddDatedFlag(command, flags.query);
  AddPageFlags(command, flags.query);
}

// "cytoscape, dot, ...".
std::string FormatNames() {
  return absl::StrJoin(ExportFormats(), ", ",
                       [](std::string* out, const ExportFormat& format) {
                         out->append(format.name);
                       });
}

absl::StatusOr<int> ExportSelection(TellFlags flags, const Session& session) {
  // Which events a format cannot hold is for the format to say.
  ANNALS_RETURN_IF_ERROR(TakeUndated(flags.query));
  if (Utf8PrefixLength(flags.title) != flags.title.size()) {
    return absl::InvalidArgumentError(
        "--title: bytes that are no UTF-8 found; want UTF-8");
  }
  ANNALS_ASSIGN_OR_RETURN(const ExportFormat format,
                          ExportFormatNamed(flags.format));
  ANNALS_ASSIGN_OR_RETURN(Query query, ToQuery(flags.query));
  if (format.wants_constraints) query.WithConstraints();
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ExportOptions options;
  if (!flags.title.empty()) options.title = flags.title;
  if (format.make_writer != nullptr) {
    options.strict = flags.strict;
    ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<SelectionPages> pages,
                            timeline.Pages(query));
    return StreamExport({format.name, options, flags.file}, *pages, session);
  }
  ANNALS_ASSIGN_OR_RETURN(const Selection selection, timeline.Select(query));
  ANNALS_ASSIGN_OR_RETURN(const ExportResult result,
                          Export(selection, flags.format, options));
  if (TellLosses(format.name, result.losses, flags.strict, session)) {
    return kAnswerIsNo;
  }
  return Deliver(flags.file, result.bytes, session);
}

}  // namespace

void AddExportCommand(Program& program, Session& session) {
  const Command command =
      program.Add("export", "writes a file for another tool");
  auto flags = std::make_shared<TellFlags>();
  AddTellFlags(command, *flags);
  command.AddOption("--format", flags->format, FormatNames()).Required();
  command.AddOption("--title", flags->title, "its heading, where it has one");
  command.AddFlag("--strict", flags->strict,
                  "write nothing if the format cannot hold everything");
  command.Does(session,
               [flags, &session] { return ExportSelection(*flags, session); });
}

}  // namespace annals::cli_internal
