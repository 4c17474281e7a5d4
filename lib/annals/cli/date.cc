// annals date: what an EDTF expression means.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/date_flags.h"
#include "annals/cli/internal/filter.h"
#include "annals/cli/internal/output.h"
#include "annals/time/edtf.h"
#include "annals/time/words.h"

namespace annals::cli_internal {
namespace {

const char* ExtentName(Extent extent) {
  switch (extent) {
    case Extent::kDefault:
      return "default";
    case Extent::kWithin:
      return "within";
    case Extent::kSpan:
      return "span";
    case Extent::kThroughout:
      return "throughout";
  }
  return "";
}

Json ToJson(const std::string& text, const absl::StatusOr<GivenDate>& given,
            const DateReader& reader) {
  const Edtf* const date = given.ok() ? &given->date : nullptr;
  Json object;
  object["in"] = text;
  object["valid"] = given.ok();
  object["level"] = date ? Json(date->level()) : Json(nullptr);
  object["canonical"] = date ? Json(date->Canonical()) : Json(nullptr);
  AddBounds(date ? std::optional<Span>(given->Bounds()) : std::nullopt, object);
  object["qualifiers"] = date ? Json(date->Qualifiers()) : Json(nullptr);
  object["floating"] = date ? Json(given->IsFloating()) : Json(nullptr);
  object["saturated"] = date ? Json(date->IsSaturated()) : Json(nullptr);
  object["error"] =
      date ? Json(nullptr) : Json(std::string(given.status().message()));
  if (!reader.HasCalendar()) return object;
  object["original"] = text;
  object["calendar"] =
      date ? Json(std::string(CalendarName(*given->calendar))) : Json(nullptr);
  object["extent"] = date ? Json(ExtentName(given->extent)) : Json(nullptr);
  return object;
}

// What the bounds alone do not show.
std::string Remarks(const GivenDate& given) {
  const Edtf& date = given.date;
  std::vector<std::string> remarks = {absl::StrCat("level ", date.level())};
  const std::string qualifiers = date.Qualifiers();
  if (qualifiers == "?") remarks.push_back("uncertain");
  if (qualifiers == "~") remarks.push_back("approximate");
  if (qualifiers == "%") remarks.push_back("uncertain and approximate");
  if (given.IsFloating()) remarks.push_back("a local time without a zone");
  if (date.IsSaturated()) remarks.push_back("beyond the range of instants");
  return absl::StrJoin(remarks, "; ");
}

void PrintForPeople(const std::string& text, const GivenDate& given,
                    std::ostream& out) {
  const Edtf& date = given.date;
  const Span span = given.Bounds();
  if (date.text() != text) {
    out << text << " (" << CalendarName(*given.calendar) << ") is ";
  }
  out << date.text() << "  (" << InWords(date, given.extent) << ")\n"
      << "  starts  " << span.earliest_start.ToString() << " to "
      << span.latest_start.ToString() << '\n'
      << "  ends    " << span.earliest_end.ToString() << " to "
      << span.latest_end.ToString() << '\n'
      << "  " << Remarks(given) << '\n';
}

// One expression a line in, one answer a line out; a bad one is an answer too.
absl::StatusOr<int> Filter(const DateReader& reader, const Session& session) {
  ForEachLine(session.console, [&](const std::string& line) {
    const absl::StatusOr<GivenDate> date = reader.Read(line);
    if (session.WantsJson(true)) {
      PrintJson(session.console.out, ToJson(line, date, reader));
    } else if (date.ok()) {
      PrintForPeople(line, *date, session.console.out);
    } else {
      session.console.out << std::string(date.status().message()) << '\n';
    }
  });
  return kDone;
}

absl::StatusOr<int> Resolve(const std::vector<std::string>& expressions,
                            const DateReader& reader, const Session& session) {
  int code = kDone;
  const bool wants_json = session.WantsJson(!session.console.out_is_terminal);
  for (const std::string& text : expressions) {
    const absl::StatusOr<GivenDate> date = reader.Read(text);
    if (wants_json) PrintJson(session.console.out, ToJson(text, date, reader));
    if (date.ok()) {
      if (!wants_json) PrintForPeople(text, *date, session.console.out);
      continue;
    }
    session.console.err << "annals: " << std::string(date.status().message())
                        << '\n';
    code = kWrongInput;
  }
  return code;
}

}  // namespace

void AddDateCommand(Program& program, Session& session) {
  const Command command =
      program.Add("date",
                  "tells what EDTF expressions, or dates of another "
                  "calendar, mean; without "
                  "any, one a line from standard input");
  // Taken as they stand: CLI11's own lists would take "[1667,1668]" apart.
  command.TakeRest();
  command.SetFooter("EDTF...  expressions, such as 2013 2012~/.. [1667,1668]");
  auto flags = std::make_shared<DateFlags>();
  AddDateFlags(command, *flags);
  command.Does(session, [command, flags, &session]() -> absl::StatusOr<int> {
    const std::vector<std::string> expressions = command.Rest();
    for (const std::string& text : expressions) {
      if (text.rfind("--", 0) == 0 && text.size() > 2) {
        return absl::InvalidArgumentError(absl::StrCat(text, ": no such flag"));
      }
    }
    ANNALS_ASSIGN_OR_RETURN(const DateReader reader, DateReader::Of(*flags));
    return expressions.empty() ? Filter(reader, session)
                               : Resolve(expressions, reader, session);
  });
}

}  // namespace annals::cli_internal
