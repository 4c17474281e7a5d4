// annals constrain: one thing that is known of order or distance, by flags.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/one_record.h"
#include "annals/record/constraint_forms.h"
#include "annals/time/edtf.h"

namespace annals::cli_internal {
namespace {

struct ConstrainFlags {
  std::string store;
  std::string event;
  std::string form;
  std::string other;
  std::string min;
  std::string max;
  std::string id;
  ClaimFlags claim;
};

// The forms that take a second event and nothing else.
struct EventForm {
  const char* name;
  Constraint (*make)(std::string_view, std::string_view, std::string_view);
};
constexpr EventForm kEventForms[] = {
    {"contemporary-with", MakeContemporary},
    {"starts-during", MakeStartsDuring},
    {"ends-during", MakeEndsDuring},
    {"within", MakeWithin},
};

absl::Status WantOther(const ConstrainFlags& flags, const char* what) {
  if (!flags.other.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(flags.form, " what? want ", what, " after it"));
}

absl::Status WantNoBounds(const ConstrainFlags& flags) {
  if (flags.min.empty() && flags.max.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("--min and --max go with before, after and lasts; not with ",
                   flags.form));
}

// By a date all of it is meant: not before its first instant, not after its
// last.
absl::StatusOr<Constraint> TerminusOf(const ConstrainFlags& flags,
                                      bool is_post) {
  ANNALS_RETURN_IF_ERROR(WantOther(flags, "a date"));
  ANNALS_RETURN_IF_ERROR(WantNoBounds(flags));
  ANNALS_ASSIGN_OR_RETURN(const Edtf date, Edtf::Parse(flags.other));
  const Span bounds = date.Bounds(Extent::kWithin);
  const Instant instant = is_post ? bounds.earliest_start : bounds.latest_end;
  if (!instant.IsFinite() || date.IsSaturated()) {
    return absl::InvalidArgumentError(absl::StrCat(
        flags.form, " \"", flags.other, "\": that side of it is not known"));
  }
  return is_post
             ? MakeTerminusPostQuem(flags.id, flags.event, instant.ToString())
             : MakeTerminusAnteQuem(flags.id, flags.event, instant.ToString());
}

absl::StatusOr<Constraint> LengthOf(const ConstrainFlags& flags) {
  if (!flags.other.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("lasts \"", flags.other, "\": want --min and --max"));
  }
  return MakeLength(flags.id, flags.event, flags.min, flags.max);
}

absl::StatusOr<Constraint> RelationOf(const ConstrainFlags& flags) {
  const absl::StatusOr<AllenSet> relations = AllenSet::Parse(flags.form);
  if (!relations.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "constrain ... \"", flags.form,
        "\": want before, after, contemporary-with, starts-during, "
        "ends-during, within, not-before, not-after, lasts, or names of "
        "Allen's relations: met-by,overlapped-by"));
  }
  ANNALS_RETURN_IF_ERROR(WantOther(flags, "the id of an event"));
  ANNALS_RETURN_IF_ERROR(WantNoBounds(flags));
  return MakeRelation(flags.id, flags.event, *relations, flags.other);
}

absl::StatusOr<Constraint> ConstraintOf(const ConstrainFlags& flags) {
  if (flags.form == "not-before") return TerminusOf(flags, true);
  if (flags.form == "not-after") return TerminusOf(flags, false);
  if (flags.form == "lasts") return LengthOf(flags);
  if (flags.form == "before" || flags.form == "after") {
    ANNALS_RETURN_IF_ERROR(WantOther(flags, "the id of an event"));
    const bool is_before = flags.form == "before";
    return MakeSequence(flags.id, is_before ? flags.event : flags.other,
                        is_before ? flags.other : flags.event, flags.min,
                        flags.max);
  }
  for (const EventForm& form : kEventForms) {
    if (flags.form != form.name) continue;
    ANNALS_RETURN_IF_ERROR(WantOther(flags, "the id of an event"));
    ANNALS_RETURN_IF_ERROR(WantNoBounds(flags));
    return form.make(flags.id, flags.event, flags.other);
  }
  return RelationOf(flags);
}

absl::StatusOr<int> Constrain(const ConstrainFlags& flags,
                              const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Constraint constraint, ConstraintOf(flags));
  ANNALS_RETURN_IF_ERROR(ApplyClaim(flags.claim, constraint));
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenToWrite(flags.store, session));
  return PutOne(timeline, ToRecord(std::move(constraint)), flags.claim,
                session);
}

}  // namespace

void AddConstrainCommand(Program& program, Session& session) {
  const Command command = program.Add(
      "constrain", "adds what is known of the order or distance of events");
  auto flags = std::make_shared<ConstrainFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("EVENT", flags->event, "its id").Required();
  command
      .AddOption("FORM", flags->form,
                 "before, after (with --min and --max: so long), "
                 "contemporary-with, starts-during, ends-during, within; "
                 "not-before, not-after (a date); lasts; or Allen's "
                 "relations: met-by,overlapped-by")
      .Required();
  command.AddOption("OTHER", flags->other, "the other event's id, or a date");
  command.AddOption("--min", flags->min,
                    "at least so long (ISO 8601: P3M, PT36H)");
  command.AddOption("--max", flags->max, "at most so long");
  command.AddOption("--id", flags->id,
                    "its id; by default derived from its content");
  AddClaimFlags(command, flags->claim);
  command.Does(session,
               [flags, &session] { return Constrain(*flags, session); });
}

}  // namespace annals::cli_internal
