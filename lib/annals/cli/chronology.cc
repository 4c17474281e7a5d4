// annals chronology: what was chosen, told for people.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/chronology.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/chronology/difference.h"
#include "annals/chronology/grouping.h"
#include "annals/chronology/html.h"
#include "annals/chronology/latex.h"
#include "annals/chronology/markdown.h"
#include "annals/chronology/telling_template.h"
#include "annals/chronology/text.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/deliver.h"
#include "annals/cli/internal/flags.h"
#include "annals/store/diff.h"

namespace annals::cli_internal {
namespace {

struct ChronologyFlags {
  std::string store;
  std::string format;
  std::string file;
  std::string title;
  std::string grouping = "auto";
  std::string template_file;
  bool print_template = false;
  bool asserted = false;
  bool own_dates = false;
  bool links = false;
  bool part_of = false;
  bool series = false;
  // Two points, or one; see --diff and --since.
  std::vector<std::string> diff;
  std::string since;
  QueryFlags query;
};

// Longer than any template that is accepted.
constexpr size_t kTemplateFileMax = size_t{2} << 20;
constexpr int kTextWidthMax = 100;

absl::StatusOr<TellingFormat> FormatOf(const ChronologyFlags& flags) {
  if (flags.format.empty()) {
    return TellingFormatOf(flags.template_file)
        .value_or(TellingFormat::kMarkdown);
  }
  const std::optional<TellingFormat> format = TellingFormatNamed(flags.format);
  if (format.has_value()) return *format;
  return absl::InvalidArgumentError(absl::StrCat(
      "--format \"", flags.format, "\": want markdown, html, latex or text"));
}

absl::StatusOr<std::string> ReadTemplate(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string bytes(kTemplateFileMax, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad() || (file.gcount() == 0 && errno != 0)) {
    return absl::ErrnoToStatus(errno, absl::StrCat("--template ", path));
  }
  bytes.resize(static_cast<size_t>(file.gcount()));
  return bytes;
}

absl::StatusOr<std::string> WriteByTemplate(const Chronology& chronology,
                                            const std::string& path,
                                            TellingFormat format) {
  ANNALS_ASSIGN_OR_RETURN(const std::string text, ReadTemplate(path));
  const absl::StatusOr<TellingTemplate> parsed =
      TellingTemplate::Parse(text, format);
  absl::StatusOr<std::string> written =
      parsed.ok() ? parsed->Write(chronology) : parsed.status();
  if (written.ok()) return written;
  return absl::Status(
      written.status().code(),
      absl::StrCat("--template ", path, ": ", written.status().message()));
}

std::string WriteText(const Chronology& chronology,
                      const ChronologyFlags& flags, const Session& session) {
  TextOptions options;
  const bool to_terminal =
      session.console.out_is_terminal && flags.file.empty();
  if (to_terminal) {
    options.width = std::min(session.console.width, kTextWidthMax);
  }
  options.styled = to_terminal;
  return ToText(chronology, options);
}

absl::StatusOr<std::string> Render(const Chronology& chronology,
                                   TellingFormat format,
                                   const ChronologyFlags& flags,
                                   const Session& session) {
  if (!flags.template_file.empty()) {
    return WriteByTemplate(chronology, flags.template_file, format);
  }
  switch (format) {
    case TellingFormat::kMarkdown:
      return ToMarkdown(chronology);
    case TellingFormat::kHtml:
      return ToHtml(chronology);
    case TellingFormat::kLatex:
      return ToLatex(chronology);
    case TellingFormat::kText:
      break;
  }
  return WriteText(chronology, flags, session);
}

// What the records say of order, as of the same revision; nothing if that is
// not asked, or if there are too many to solve.
absl::StatusOr<std::optional<SolvedEvents>> SolveFor(
    const Timeline& timeline, const ChronologyFlags& flags, int64_t sequence,
    const Session& session) {
  if (flags.own_dates) return std::optional<SolvedEvents>();
  SolveOptions options;
  options.links = flags.links;
  options.scope.part_of = flags.part_of;
  options.scope.series = flags.series;
  options.as_of.sequence = sequence;
  absl::StatusOr<SolvedEvents> solved = timeline.Solve(options);
  if (absl::IsResourceExhausted(solved.status())) {
    session.console.err << "annals: " << solved.status().message()
                        << "; ordered by the events' own dates\n";
    return std::optional<SolvedEvents>();
  }
  ANNALS_RETURN_IF_ERROR(solved.status());
  return std::optional<SolvedEvents>(*std::move(solved));
}

absl::StatusOr<Chronology> TellChosen(const Timeline& timeline,
                                      const ChronologyFlags& flags, Query query,
                                      const Session& session) {
  if (!flags.own_dates) query.WithConstraints();
  ANNALS_ASSIGN_OR_RETURN(const Selection selection, timeline.Select(query));
  TellingOptions options;
  if (!flags.title.empty()) options.title = flags.title;
  const std::optional<Grouping> grouping = GroupingNamed(flags.grouping);
  if (!grouping.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--by \"", flags.grouping, "\": want one of ", GroupingNames()));
  }
  options.grouping = *grouping;
  ANNALS_ASSIGN_OR_RETURN(
      const std::optional<SolvedEvents> solved,
      SolveFor(timeline, flags, selection.sequence, session));
  if (solved.has_value()) options.solved = &*solved;
  return Tell(selection, options);
}

// All revisions of what was committed between the two points.
absl::StatusOr<RevisionsBetween> ReadRevisions(Store& store, int64_t from,
                                               int64_t to) {
  RevisionsBetween revisions;
  revisions.from = from;
  revisions.to = to;
  const AsOf before = At(Point{from, 0});
  const AsOf after = At(Point{to, 0});
  ANNALS_RETURN_IF_ERROR(
      Diff(store, before, after, [&](const RecordDiff& diff) {
        ANNALS_ASSIGN_OR_RETURN(revisions.histories[diff.id],
                                store.History(diff.id));
        return absl::OkStatus();
      }));
  return revisions;
}

// What --diff and --since mean; nothing if neither is given.
absl::StatusOr<std::optional<std::pair<AsOf, AsOf>>> DifferenceAsked(
    const ChronologyFlags& flags) {
  std::optional<std::pair<AsOf, AsOf>> points;
  if (flags.diff.empty() && flags.since.empty()) return points;
  points.emplace();
  if (!flags.since.empty()) {
    ANNALS_ASSIGN_OR_RETURN(points->first, ParseAsOf(flags.since, "--since"));
    ANNALS_ASSIGN_OR_RETURN(points->second, ParseAsOf(flags.query.as_of));
    return points;
  }
  if (!flags.query.as_of.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--as-of ", flags.query.as_of,
                     " beside --diff, which has both points; want --since A "
                     "--as-of B"));
  }
  ANNALS_ASSIGN_OR_RETURN(points->first, ParseAsOf(flags.diff[0], "--diff"));
  ANNALS_ASSIGN_OR_RETURN(points->second, ParseAsOf(flags.diff[1], "--diff"));
  return points;
}

absl::StatusOr<Chronology> TellWhatChanged(const Timeline& timeline,
                                           const ChronologyFlags& flags,
                                           Query query,
                                           const std::pair<AsOf, AsOf>& points,
                                           const Session& session) {
  Store& store = timeline.store();
  ANNALS_ASSIGN_OR_RETURN(const Point to, store.Resolve(points.second));
  ANNALS_ASSIGN_OR_RETURN(const Point from, store.Resolve(points.first));
  if (from.sequence > to.sequence) {
    return absl::InvalidArgumentError(
        absl::StrCat(flags.since.empty() ? "--diff" : "--since", ": revision ",
                     from.sequence, " is later than revision ", to.sequence,
                     "; want the earlier point first"));
  }
  ANNALS_ASSIGN_OR_RETURN(const RevisionsBetween revisions,
                          ReadRevisions(store, from.sequence, to.sequence));
  ANNALS_ASSIGN_OR_RETURN(
      const Chronology before,
      TellChosen(timeline, flags, query.As(At(from)), session));
  ANNALS_ASSIGN_OR_RETURN(
      const Chronology after,
      TellChosen(timeline, flags, query.As(At(to)), session));
  return TellDifference(before, after, revisions);
}

absl::StatusOr<Chronology> TellWhatIsAsked(const Timeline& timeline,
                                           const ChronologyFlags& flags,
                                           const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const Query query, ToQuery(flags.query));
  ANNALS_ASSIGN_OR_RETURN(const auto points, DifferenceAsked(flags));
  if (!points.has_value()) {
    return TellChosen(timeline, flags, query, session);
  }
  return TellWhatChanged(timeline, flags, query, *points, session);
}

absl::StatusOr<int> TellChronology(ChronologyFlags flags,
                                   const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const TellingFormat format, FormatOf(flags));
  if (flags.print_template) {
    return Deliver(flags.file, std::string(TellingTemplate::BuiltIn(format)),
                   session);
  }
  if (flags.store.empty()) {
    return absl::InvalidArgumentError("chronology: want a STORE");
  }
  // A chronology has a part of its own for what is undated, and one for what
  // is said but not as a fact.
  ANNALS_RETURN_IF_ERROR(TakeUndated(flags.query));
  if (!flags.asserted) flags.query.all = true;
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_ASSIGN_OR_RETURN(const Chronology chronology,
                          TellWhatIsAsked(timeline, flags, session));
  ANNALS_ASSIGN_OR_RETURN(const std::string bytes,
                          Render(chronology, format, flags, session));
  return Deliver(flags.file, bytes, session);
}

void AddOrderFlags(const Command& command, ChronologyFlags& flags) {
  command.AddOption("--by", flags.grouping,
                    "sections: " + GroupingNames() + " (default auto)");
  const Option own_dates = command.AddFlag(
      "--own-dates", flags.own_dates, "order by the events' own dates alone");
  command.AddFlag("--links", flags.links, "causal links tell of order too")
      .Excludes(own_dates);
  command
      .AddFlag("--part-of", flags.part_of,
               "a part lies within what it is part of")
      .Excludes(own_dates);
  command
      .AddFlag("--series", flags.series,
               "events of a series start in the order of their numbers")
      .Excludes(own_dates);
}

}  // namespace

void AddChronologyCommand(Program& program, Session& session) {
  const Command command = program.Add("chronology", "tells a cited chronology");
  auto flags = std::make_shared<ChronologyFlags>();
  // --print-template needs none.
  command.AddOption("STORE", flags->store, "the store, a file (NAME.annals)");
  command.AddOption("-o", flags->file,
                    "write to this file, not to the terminal");
  command.AddOption("--format", flags->format, "markdown, html, latex or text");
  command.AddOption("--template", flags->template_file,
                    "write by the template in this file");
  command.AddFlag("--print-template", flags->print_template,
                  "print the template of the format, to change it");
  command.AddOption("--title", flags->title, "its heading");
  command.AddFlag("--asserted", flags->asserted,
                  "leave out what is said, but not as a fact");
  const Option diff =
      command
          .AddOption("--diff", flags->diff,
                     "what changed from one point to another: sequence "
                     "numbers, or dates up to whose end")
          .Takes(2, 2);
  command
      .AddOption("--since", flags->since,
                 "what changed from this point to --as-of, or to now")
      .Excludes(diff);
  AddOrderFlags(command, *flags);
  AddQueryFlags(command, flags->query);
  AddDatedFlag(command, flags->query);
  command.Does(session,
               [flags, &session] { return TellChronology(*flags, session); });
}

}  // namespace annals::cli_internal
