// annals chronology and export: what was chosen, for people and other tools.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/chronology/chronology.h"
#include "annals/chronology/html.h"
#include "annals/chronology/markdown.h"
#include "annals/chronology/text.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"
#include "annals/export/export.h"
#include "annals/record/utf8.h"

namespace annals::cli_internal {
namespace {

struct TellFlags {
  std::string store;
  std::string format;
  std::string file;
  std::string title;
  bool asserted = false;
  bool strict = false;
  QueryFlags query;
};

void AddTellFlags(CLI::App& command, TellFlags& flags) {
  AddStoreArgument(command, flags.store);
  command.add_option("-o", flags.file,
                     "write to this file, not to the terminal");
  AddQueryFlags(command, flags.query);
  AddPageFlags(command, flags.query);
}

absl::StatusOr<Selection> Choose(const std::string& store,
                                 const Session& session,
                                 const QueryFlags& flags) {
  ANNALS_ASSIGN_OR_RETURN(const Query query, ToQuery(flags));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline, OpenToRead(store, session));
  return timeline.Select(query);
}

// True for a file that SQLite wrote: nobody means to write over one.
bool IsDatabase(const std::string& path) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  std::string start(kMagic.size(), '\0');
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return false;
  std::ifstream file(path, std::ios::binary);
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  return file && start == kMagic;
}

absl::StatusOr<int> Deliver(const TellFlags& flags, const std::string& bytes,
                            const Session& session) {
  if (flags.file.empty()) {
    session.console.out << bytes;
    return kDone;
  }
  if (IsDatabase(flags.file)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "-o ", flags.file, ": a store or another data base; want a new file"));
  }
  ANNALS_RETURN_IF_ERROR(WriteFile(flags.file, bytes));
  return kDone;
}

absl::StatusOr<std::string> Render(const Chronology& chronology,
                                   const TellFlags& flags,
                                   const Session& session) {
  if (flags.format == "markdown") return ToMarkdown(chronology);
  if (flags.format == "html") return ToHtml(chronology);
  if (flags.format == "text") {
    TextOptions options;
    const bool to_terminal =
        session.console.out_is_terminal && flags.file.empty();
    if (to_terminal) options.width = std::min(session.console.width, 100);
    options.styled = to_terminal;
    return ToText(chronology, options);
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--format \"", flags.format, "\": want markdown, html or text"));
}

absl::StatusOr<int> TellChronology(TellFlags flags, const Session& session) {
  // A chronology has a part of its own for what is undated, and one for what
  // is said but not as a fact.
  flags.query.undated = true;
  if (!flags.asserted) flags.query.all = true;
  ANNALS_ASSIGN_OR_RETURN(const Selection selection,
                          Choose(flags.store, session, flags.query));
  TellingOptions options;
  if (!flags.title.empty()) options.title = flags.title;
  ANNALS_ASSIGN_OR_RETURN(const Chronology chronology,
                          Tell(selection, options));
  ANNALS_ASSIGN_OR_RETURN(const std::string bytes,
                          Render(chronology, flags, session));
  return Deliver(flags, bytes, session);
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
  flags.query.undated = true;
  ANNALS_ASSIGN_OR_RETURN(const Selection selection,
                          Choose(flags.store, session, flags.query));
  ExportOptions options;
  if (!flags.title.empty()) options.title = flags.title;
  ANNALS_ASSIGN_OR_RETURN(const ExportResult result,
                          Export(selection, flags.format, options));
  for (const Loss& loss : result.losses) {
    session.console.err << flags.format << ": " << OneLine(LossInWords(loss))
                        << '\n';
  }
  if (flags.strict && !result.losses.empty()) {
    session.console.err << "annals: --strict: nothing was written\n";
    return kAnswerIsNo;
  }
  return Deliver(flags, result.bytes, session);
}

}  // namespace

void AddChronologyCommand(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("chronology", "tells a cited chronology");
  auto flags = std::make_shared<TellFlags>();
  flags->format = "markdown";
  AddTellFlags(*command, *flags);
  command->add_option("--format", flags->format, "markdown, html or text");
  command->add_option("--title", flags->title, "its heading");
  command->add_flag("--asserted", flags->asserted,
                    "leave out what is said, but not as a fact");
  command->callback([flags, &session] {
    session.action = [flags, &session] {
      return TellChronology(*flags, session);
    };
  });
}

void AddExportCommand(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("export", "writes a file for another tool");
  auto flags = std::make_shared<TellFlags>();
  AddTellFlags(*command, *flags);
  command->add_option("--format", flags->format, FormatNames())->required();
  command->add_option("--title", flags->title, "its heading, where it has one");
  command->add_flag("--strict", flags->strict,
                    "write nothing if the format cannot hold everything");
  command->callback([flags, &session] {
    session.action = [flags, &session] {
      return ExportSelection(*flags, session);
    };
  });
}

}  // namespace annals::cli_internal
