// annals relate: Allen's relations between two uncertain times.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/date_flags.h"
#include "annals/cli/internal/filter.h"
#include "annals/cli/internal/output.h"
#include "annals/time/edtf.h"
#include "annals/time/time_set.h"

namespace annals::cli_internal {
namespace {

struct RelateFlags {
  std::string a;
  std::string b;
  // False: the pairs come from standard input.
  bool has_pair = false;
  bool bounds = false;
  DateFlags dates;
};

// How a side of the question is read: as a date, or as four bounds.
struct SideReader {
  DateReader dates;
  bool bounds = false;
};

absl::StatusOr<Instant> ParseSeconds(const std::string& given) {
  const std::string text(absl::StripAsciiWhitespace(given));
  if (text == "-inf") return Instant::InfinitePast();
  if (text == "+inf") return Instant::InfiniteFuture();
  int64_t seconds = 0;
  const auto instant = absl::SimpleAtoi(text, &seconds)
                           ? Instant::FromSeconds(seconds)
                           : std::nullopt;
  if (instant.has_value()) return *instant;
  return absl::InvalidArgumentError(absl::StrCat(
      "bounds: \"", text,
      "\": want a whole number of seconds, at most about 4.6e18 either way, "
      "-inf or +inf"));
}

// "ES,LS,EE,LE".
absl::StatusOr<Span> ParseBounds(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, ',');
  if (parts.size() != 4) {
    return absl::InvalidArgumentError(absl::StrCat(
        "bounds \"", text, "\": ", parts.size(),
        " parts; want four: earliest start, latest start, earliest end, latest "
        "end"));
  }
  Span span;
  ANNALS_ASSIGN_OR_RETURN(span.earliest_start, ParseSeconds(parts[0]));
  ANNALS_ASSIGN_OR_RETURN(span.latest_start, ParseSeconds(parts[1]));
  ANNALS_ASSIGN_OR_RETURN(span.earliest_end, ParseSeconds(parts[2]));
  ANNALS_ASSIGN_OR_RETURN(span.latest_end, ParseSeconds(parts[3]));
  if (span.IsSatisfiable()) return span;
  return absl::InvalidArgumentError(absl::StrCat(
      "bounds \"", text,
      "\": no start and end fit them; want earliest <= latest, and an end "
      "after the start"));
}

absl::StatusOr<TimeSet> ParseSide(const std::string& text,
                                  const SideReader& reader) {
  if (reader.bounds) {
    ANNALS_ASSIGN_OR_RETURN(const Span span, ParseBounds(text));
    return TimeSet::Of(span);
  }
  ANNALS_ASSIGN_OR_RETURN(const GivenDate date, reader.dates.Read(text));
  return date.Members();
}

absl::StatusOr<AllenSet> RelateTexts(const std::string& a, const std::string& b,
                                     const SideReader& reader) {
  ANNALS_ASSIGN_OR_RETURN(const TimeSet time_a, ParseSide(a, reader));
  ANNALS_ASSIGN_OR_RETURN(const TimeSet time_b, ParseSide(b, reader));
  return PossibleRelations(time_a, time_b);
}

std::vector<std::string> NamesOf(AllenSet relations) {
  std::vector<std::string> names;
  for (int i = 0; i < kAllenRelationCount; ++i) {
    const auto relation = static_cast<AllenRelation>(i);
    if (relations.Contains(relation)) {
      names.emplace_back(AllenRelationName(relation));
    }
  }
  return names;
}

Json ToJson(const std::string& a, const std::string& b,
            const absl::StatusOr<AllenSet>& possible) {
  Json object;
  object["a"] = a;
  object["b"] = b;
  if (!possible.ok()) {
    object["possible"] = nullptr;
    object["certain"] = nullptr;
    object["error"] = std::string(possible.status().message());
    return object;
  }
  const std::vector<std::string> names = NamesOf(*possible);
  object["possible"] = names;
  object["certain"] = names.size() == 1 ? Json(names[0]) : Json(nullptr);
  return object;
}

// A pair a line in, separated by a tab; an answer a line out.
absl::StatusOr<int> Filter(const SideReader& reader, const Session& session) {
  ForEachLine(session.console, [&](const std::string& line) {
    const size_t tab = line.find('\t');
    if (tab == std::string::npos) {
      PrintJson(session.console.out,
                ToJson(line, "",
                       absl::InvalidArgumentError(
                           "no tab in the line; want A, a tab, B")));
      return;
    }
    const std::string a = line.substr(0, tab);
    const std::string b = line.substr(tab + 1);
    PrintJson(session.console.out, ToJson(a, b, RelateTexts(a, b, reader)));
  });
  return kDone;
}

absl::StatusOr<int> Relate(const RelateFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(DateReader dates, DateReader::Of(flags.dates));
  const SideReader reader{std::move(dates), flags.bounds};
  if (flags.bounds && !reader.dates.IsPlain()) {
    return absl::InvalidArgumentError(
        "--bounds: bounds are seconds; want no --calendar, --place, --zone, "
        "--extent or --strict");
  }
  if (!flags.has_pair) return Filter(reader, session);
  ANNALS_ASSIGN_OR_RETURN(const AllenSet possible,
                          RelateTexts(flags.a, flags.b, reader));
  if (session.WantsJson(!session.console.out_is_terminal)) {
    PrintJson(session.console.out, ToJson(flags.a, flags.b, possible));
  } else {
    session.console.out << flags.a << ' '
                        << (possible.Size() == 1 ? "certainly " : "possibly ")
                        << possible.ToString() << ' ' << flags.b << '\n';
  }
  return kDone;
}

}  // namespace

void AddRelateCommand(Program& program, Session& session) {
  const Command command =
      program.Add("relate",
                  "tells which Allen relations A may have to B; without "
                  "them, a pair a line "
                  "from standard input, separated by a tab");
  auto flags = std::make_shared<RelateFlags>();
  const Option a = command.AddOption("A", flags->a, "an EDTF expression");
  command.AddOption("B", flags->b, "an EDTF expression");
  a.Needs(command.Get("B"));
  command.AddFlag("--bounds", flags->bounds,
                  "A and B are four integers of seconds each: ES,LS,EE,LE");
  AddDateFlags(command, flags->dates);
  command.Does(session, [flags, a, &session] {
    flags->has_pair = a.IsGiven();
    return Relate(*flags, session);
  });
}

}  // namespace annals::cli_internal
