// annals diff: what changed between two points of transaction time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/diff.h"

#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"
#include "annals/record/utf8.h"

namespace annals::cli_internal {
namespace {

struct DiffFlags {
  std::string store;
  std::string before;
  std::string after;
};

const char* NameOf(RecordDiff::What what) {
  switch (what) {
    case RecordDiff::What::kAdded:
      return "added";
    case RecordDiff::What::kChanged:
      return "changed";
    case RecordDiff::What::kRetracted:
      return "retracted";
    case RecordDiff::What::kRestored:
      return "restored";
    case RecordDiff::What::kRedacted:
      return "redacted";
  }
  return "";
}

Json OrNull(const std::optional<std::string>& text) {
  return text.has_value() ? Json(*text) : Json(nullptr);
}

Json ToJson(const RecordDiff& diff) {
  Json object;
  object["what"] = NameOf(diff.what);
  object["id"] = diff.id;
  const bool is_known = diff.before.has_value() || diff.after.has_value();
  object["kind"] =
      is_known ? Json(std::string(RecordKindName(diff.kind))) : Json(nullptr);
  object["sequence_before"] = diff.sequence_before;
  object["sequence_after"] = diff.sequence_after;
  object["fields"] = Json::array();
  for (const FieldChange& field : diff.fields) {
    object["fields"].push_back({{"path", field.path},
                                {"before", OrNull(field.before)},
                                {"after", OrNull(field.after)}});
  }
  return object;
}

void PrintForPeople(const RecordDiff& diff, std::ostream& out) {
  const std::optional<Record>& shown =
      diff.after.has_value() ? diff.after : diff.before;
  out << NameOf(diff.what) << ' ' << diff.id;
  if (shown.has_value()) out << "  " << OneLine(TitleOf(*shown));
  out << '\n';
  for (const FieldChange& field : diff.fields) {
    if (field.before.has_value()) {
      out << "  - " << field.path << ": " << OneLine(*field.before) << '\n';
    }
    if (field.after.has_value()) {
      out << "  + " << field.path << ": " << OneLine(*field.after) << '\n';
    }
  }
}

absl::StatusOr<int> RunDiff(const DiffFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const AsOf before, ParseAsOf(flags.before, "FROM"));
  ANNALS_ASSIGN_OR_RETURN(const AsOf after, ParseAsOf(flags.after, "TO"));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  ANNALS_RETURN_IF_ERROR(
      Diff(timeline.store(), before, after, [&](const RecordDiff& diff) {
        if (session.WantsJson()) {
          PrintJson(session.console.out, ToJson(diff));
        } else {
          PrintForPeople(diff, session.console.out);
        }
        return absl::OkStatus();
      }));
  return kDone;
}

}  // namespace

void AddDiffCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "diff", "says what changed between two points, field by field");
  auto flags = std::make_shared<DiffFlags>();
  AddStoreArgument(command, flags->store);
  command
      .AddOption("FROM", flags->before,
                 "a sequence number, or a date or date-time (UTC) up to "
                 "whose end")
      .Required();
  command.AddOption("TO", flags->after, "likewise; by default now");
  command.Does(session, [flags, &session] { return RunDiff(*flags, session); });
}

}  // namespace annals::cli_internal
