// annals add, link and retract: one record by flags.
//
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/one_record.h"
#include "annals/record/build.h"
#include "annals/record/names.h"

namespace annals::cli_internal {
namespace {

struct AddFlags {
  std::string store;
  std::string id;
  std::string title;
  std::string when;
  std::string description;
  std::string kind;
  std::vector<std::string> actors;
  std::vector<std::string> places;
  std::vector<std::string> tags;
  ClaimFlags claim;
};

struct LinkFlags {
  std::string store;
  std::string id;
  std::vector<std::string> causes;
  std::vector<std::string> effects;
  std::string kind;
  bool alternative = false;
  ClaimFlags claim;
};

struct RetractFlags {
  std::string store;
  std::string id;
  bool cascade = false;
  int64_t expect = -1;
  std::string author;
  std::string reason;
};

// "China=agent" or "China". A participant is an entity if the store has one of
// that id, else a plain name.
absl::Status AddActor(const std::string& actor, Store& store, Event& event) {
  const size_t equals = actor.rfind('=');
  const std::string name = actor.substr(0, equals);
  Participant& participant = AddParticipant(event, name);
  const absl::StatusOr<StoredRecord> stored = store.Get(name);
  if (stored.ok() && stored->record.has_entity()) {
    participant.clear_name();
    participant.set_entity(name);
  }
  if (equals == std::string::npos) return absl::OkStatus();
  const auto role = RoleNamed(actor.substr(equals + 1));
  if (!role.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--actor \"", actor,
                     "\": want NAME or NAME=ROLE with a role of agent, target, "
                     "beneficiary, recipient, partner, subject, mediator, "
                     "victim"));
  }
  participant.set_role(*role);
  return absl::OkStatus();
}

absl::StatusOr<Event> EventOf(const AddFlags& flags, Store& store) {
  Event event = MakeEvent(flags.id, flags.title, flags.when);
  event.set_description(flags.description);
  for (const std::string& place : flags.places) event.add_places(place);
  for (const std::string& tag : flags.tags) event.add_tags(tag);
  for (const std::string& actor : flags.actors) {
    ANNALS_RETURN_IF_ERROR(AddActor(actor, store, event));
  }
  if (!flags.kind.empty()) {
    const auto kind = EventKindNamed(flags.kind);
    if (!kind.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--kind \"", flags.kind,
                       "\": want occurrence, state, process, policy, "
                       "agreement, statement or risk"));
    }
    event.set_kind(*kind);
  }
  ANNALS_RETURN_IF_ERROR(ApplyClaim(flags.claim, event));
  return event;
}

absl::StatusOr<CausalLink> LinkOf(const LinkFlags& flags) {
  CausalLink link;
  link.set_id(flags.id);
  for (const std::string& cause : flags.causes) link.add_causes(cause);
  for (const std::string& effect : flags.effects) link.add_effects(effect);
  if (flags.alternative) link.set_combination(CausalLink::ALTERNATIVE);
  const auto kind = LinkKindNamed(flags.kind);
  if (!kind.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--kind \"", flags.kind,
                     "\": want cause, trigger, enable, precondition, motivate, "
                     "response, contribute, hinder, maintain, end, prevent, "
                     "purpose, evidence-for or despite"));
  }
  link.set_kind(*kind);
  ANNALS_RETURN_IF_ERROR(ApplyClaim(flags.claim, link));
  return link;
}

absl::StatusOr<int> Add(const AddFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenToWrite(flags.store, session));
  ANNALS_ASSIGN_OR_RETURN(Event event, EventOf(flags, timeline.store()));
  return PutOne(timeline, ToRecord(std::move(event)), flags.claim, session);
}

absl::StatusOr<int> Link(const LinkFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenToWrite(flags.store, session));
  ANNALS_ASSIGN_OR_RETURN(CausalLink link, LinkOf(flags));
  return PutOne(timeline, ToRecord(std::move(link)), flags.claim, session);
}

absl::StatusOr<int> Retract(const RetractFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(Timeline timeline, OpenToWrite(flags.store, session));
  Batch batch;
  batch.Retract(flags.id);
  batch.changes.back().cascade = flags.cascade;
  if (flags.expect >= 0) batch.changes.back().expected_revision = flags.expect;
  batch.author = flags.author;
  batch.reason = flags.reason;
  return AppendOne(timeline, batch, session);
}

}  // namespace

void AddAddCommand(Program& program, Session& session) {
  const Command command = program.Add("add", "adds or changes one event");
  auto flags = std::make_shared<AddFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("--id", flags->id,
                    "its id; by default derived from its content");
  command.AddOption("--title", flags->title, "one line").Required();
  command.AddOption("--when", flags->when,
                    "an EDTF expression: 2013, 2016-03, 2012~/..");
  command.AddOption("--description", flags->description, "more lines");
  command.AddOption("--kind", flags->kind,
                    "occurrence, state, process, policy, agreement, "
                    "statement, risk");
  command.AddRepeated("--actor", flags->actors,
                      "who takes part: NAME or NAME=ROLE");
  command.AddRepeated("--place", flags->places, "where");
  command.AddRepeated("--tag", flags->tags, "a word to find it by");
  AddClaimFlags(command, flags->claim);
  command.Does(session, [flags, &session] { return Add(*flags, session); });
}

void AddLinkCommand(Program& program, Session& session) {
  const Command command =
      program.Add("link", "adds or changes one causal link");
  auto flags = std::make_shared<LinkFlags>();
  flags->kind = "cause";
  AddStoreArgument(command, flags->store);
  command.AddOption("--id", flags->id,
                    "its id; by default derived from its content");
  command.AddRepeated("--cause", flags->causes, "id of an event or a link")
      .Required();
  command.AddRepeated("--effect", flags->effects, "id of an event or a link")
      .Required();
  command.AddOption("--kind", flags->kind,
                    "cause, trigger, enable, precondition, motivate, "
                    "response, contribute, hinder, maintain, end, prevent, "
                    "purpose, evidence-for, despite");
  command.AddFlag("--alternative", flags->alternative,
                  "each cause is enough alone; else all are needed");
  AddClaimFlags(command, flags->claim);
  command.Does(session, [flags, &session] { return Link(*flags, session); });
}

void AddRetractCommand(Program& program, Session& session) {
  const Command command =
      program.Add("retract", "withdraws one record; its history stays");
  auto flags = std::make_shared<RetractFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("ID", flags->id, "the record's id").Required();
  command.AddFlag("--cascade", flags->cascade,
                  "withdraw whatever names it too");
  command
      .AddOption("--expect", flags->expect,
                 "only if this is its newest revision")
      .AtLeast(0);
  AddHistoryFlags(command, flags->author, flags->reason);
  command.Does(session, [flags, &session] { return Retract(*flags, session); });
}

}  // namespace annals::cli_internal
