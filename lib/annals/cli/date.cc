// annals date: what an EDTF expression means.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/filter.h"
#include "annals/cli/internal/output.h"
#include "annals/time/edtf.h"
#include "annals/time/words.h"

namespace annals::cli_internal {
namespace {

Json ToJson(const std::string& text, const absl::StatusOr<Edtf>& date) {
  Json object;
  object["in"] = text;
  object["valid"] = date.ok();
  object["level"] = date.ok() ? Json(date->level()) : Json(nullptr);
  object["canonical"] = date.ok() ? Json(date->Canonical()) : Json(nullptr);
  AddBounds(date.ok() ? std::optional<Span>(date->Bounds()) : std::nullopt,
            object);
  object["qualifiers"] = date.ok() ? Json(date->Qualifiers()) : Json(nullptr);
  object["floating"] = date.ok() ? Json(date->IsFloating()) : Json(nullptr);
  object["saturated"] = date.ok() ? Json(date->IsSaturated()) : Json(nullptr);
  object["error"] =
      date.ok() ? Json(nullptr) : Json(std::string(date.status().message()));
  return object;
}

void PrintForPeople(const Edtf& date, std::ostream& out) {
  const Span span = date.Bounds();
  out << date.text() << "  (" << InWords(date) << ")\n"
      << "  starts  " << span.earliest_start.ToString() << " to "
      << span.latest_start.ToString() << '\n'
      << "  ends    " << span.earliest_end.ToString() << " to "
      << span.latest_end.ToString() << '\n';
}

// One expression a line in, one answer a line out; a bad one is an answer too.
absl::StatusOr<int> Filter(const Session& session) {
  ForEachLine(session.console, [&session](const std::string& line) {
    const absl::StatusOr<Edtf> date = Edtf::Parse(line);
    if (session.WantsJson(true)) {
      PrintJson(session.console.out, ToJson(line, date));
    } else if (date.ok()) {
      PrintForPeople(*date, session.console.out);
    } else {
      session.console.out << std::string(date.status().message()) << '\n';
    }
  });
  return kDone;
}

absl::StatusOr<int> Resolve(const std::vector<std::string>& expressions,
                            const Session& session) {
  int code = kDone;
  const bool wants_json = session.WantsJson(!session.console.out_is_terminal);
  for (const std::string& text : expressions) {
    const absl::StatusOr<Edtf> date = Edtf::Parse(text);
    if (wants_json) PrintJson(session.console.out, ToJson(text, date));
    if (date.ok()) {
      if (!wants_json) PrintForPeople(*date, session.console.out);
      continue;
    }
    session.console.err << "annals: " << std::string(date.status().message())
                        << '\n';
    code = kWrongInput;
  }
  return code;
}

}  // namespace

void AddDateCommand(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "date",
      "tells what EDTF expressions mean; without any, one a line from standard "
      "input");
  // Taken as they stand: CLI11's own lists would take "[1667,1668]" apart.
  command->allow_extras();
  command->footer("EDTF...  expressions, such as 2013 2012~/.. [1667,1668]");
  command->callback([command, &session] {
    session.action = [command, &session]() -> absl::StatusOr<int> {
      const std::vector<std::string> expressions = command->remaining();
      for (const std::string& text : expressions) {
        if (text.rfind("--", 0) == 0 && text.size() > 2) {
          return absl::InvalidArgumentError(
              absl::StrCat(text, ": no such flag"));
        }
      }
      return expressions.empty() ? Filter(session)
                                 : Resolve(expressions, session);
    };
  });
}

}  // namespace annals::cli_internal
