// annals show: one record, its claims, quotes and revisions.
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
#include "annals/base/string_view.h"
#include "annals/cli/internal/commands.h"
#include "annals/cli/internal/flags.h"
#include "annals/cli/internal/output.h"
#include "annals/record/event_time.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"
#include "annals/record/write.h"
#include "annals/time/words.h"

namespace annals::cli_internal {
namespace {

struct ShowFlags {
  std::string store;
  std::string id;
  std::string as_of;
  bool history = false;
};

// "label:       text", nothing if there is no text.
void PrintField(std::ostream& out, const std::string& label,
                std::string_view text) {
  if (text.empty()) return;
  std::string padded = label + ":";
  padded.resize(std::max<size_t>(padded.size() + 1, 14), ' ');
  out << padded << OneLine(text) << '\n';
}

void PrintWhen(const When& when, std::ostream& out) {
  const absl::StatusOr<std::optional<Edtf>> date = DateOf(when);
  if (date.ok() && date->has_value()) {
    PrintField(out, "when",
               absl::StrCat(AsAbsl((*date)->text()), "  (",
                            InWords(**date, ExtentOf(when)), ")"));
    const Span span = (*date)->Bounds(ExtentOf(when));
    PrintField(out, "starts",
               absl::StrCat(span.earliest_start.ToString(), " to ",
                            span.latest_start.ToString()));
    PrintField(out, "ends",
               absl::StrCat(span.earliest_end.ToString(), " to ",
                            span.latest_end.ToString()));
  }
  PrintField(out, "words", when.words());
  PrintField(out, "duration", when.duration());
  PrintField(out, "recurrence", when.recurrence());
}

std::string EvidenceText(const Evidence& evidence) {
  std::string text = evidence.source();
  if (evidence.has_begin()) {
    absl::StrAppend(&text, " bytes ", evidence.begin(), "-", evidence.end());
  }
  if (!evidence.page().empty()) {
    absl::StrAppend(&text, " page ", evidence.page());
  }
  if (!evidence.quote().empty()) {
    absl::StrAppend(&text, " \"", evidence.quote(), "\"");
  }
  return text;
}

void PrintClaim(const std::string& record, const Claim& claim,
                std::ostream& out) {
  out << "\nclaim " << record << '#' << claim.id() << '\n';
  PrintField(out, "  holder", absl::StrJoin(claim.holders(), " > "));
  PrintField(out, "  says",
             absl::StrCat(claim.negated() ? "it is not so, " : "",
                          ModalityName(claim.modality()), ", ",
                          ClaimCertaintyName(claim.certainty())));
  PrintField(out, "  status", StatusName(claim.status()));
  PrintField(out, "  if", absl::StrJoin(claim.conditions(), ", "));
  PrintField(out, "  against", absl::StrJoin(claim.contradicts(), ", "));
  PrintField(out, "  bears out", absl::StrJoin(claim.supports(), ", "));
  for (const Evidence& evidence : claim.evidence()) {
    PrintField(out, "  evidence", EvidenceText(evidence));
  }
}

void PrintEvent(const Event& event, std::ostream& out) {
  PrintField(out, "kind", EventKindName(event.kind()));
  PrintWhen(event.when(), out);
  for (const Participant& participant : event.participants()) {
    std::string text = participant.entity().empty() ? participant.name()
                                                    : participant.entity();
    const std::string role = RoleName(participant.role());
    if (!role.empty()) absl::StrAppend(&text, " (", role, ")");
    if (participant.has_rank()) {
      absl::StrAppend(&text, " rank ", participant.rank());
    }
    PrintField(out, "participant", text);
  }
  PrintField(out, "places", absl::StrJoin(event.places(), ", "));
  PrintField(out, "tags", absl::StrJoin(event.tags(), ", "));
  PrintField(out, "part of", event.part_of());
  PrintField(out, "about", absl::StrJoin(event.about(), ", "));
  PrintField(out, "description", event.description());
}

void PrintLink(const CausalLink& link, std::ostream& out) {
  PrintField(out, "kind", LinkKindName(link.kind()));
  PrintField(
      out, "causes",
      absl::StrJoin(link.causes(), link.combination() == CausalLink::ALTERNATIVE
                                       ? " or "
                                       : " and "));
  PrintField(out, "effects", absl::StrJoin(link.effects(), ", "));
  PrintField(out, "signals", absl::StrJoin(link.signals(), ", "));
  PrintField(out, "mechanism", link.mechanism());
}

void PrintForPeople(const StoredRecord& stored, std::ostream& out) {
  const Record& record = stored.record;
  out << RecordKindName(*KindOf(record)) << ' ' << IdOf(record) << '\n';
  PrintField(out, "title", TitleOf(record));
  if (record.has_event()) {
    PrintEvent(record.event(), out);
  } else if (record.has_causal_link()) {
    PrintLink(record.causal_link(), out);
  } else {
    // Sources, entities and constraints read well as they are.
    RecordSet set;
    *set.add_records() = record;
    out << WriteTextFormat(set);
  }
  PrintField(
      out, "revision",
      absl::StrCat(stored.sequence, ", ", CommitTimeText(stored.commit_time)));
  for (const Claim& claim : ClaimsOf(record)) {
    PrintClaim(IdOf(record), claim, out);
  }
}

Json ToJson(const StoredRecord& stored) {
  Json object;
  object["sequence"] = stored.sequence;
  object["commit_time"] = CommitTimeText(stored.commit_time);
  object["record"] = Json::parse(WriteJson(stored.record));
  return object;
}

Json ToJson(const Revision& revision) {
  Json object;
  object["sequence"] = revision.sequence();
  object["commit_time"] = CommitTimeText(revision.commit_time());
  object["operation"] = Revision::Operation_Name(revision.operation());
  object["author"] = revision.author();
  object["reason"] = revision.reason();
  Record record;
  const bool has_content =
      !revision.content().empty() && record.ParseFromString(revision.content());
  object["record"] =
      has_content ? Json::parse(WriteJson(record)) : Json(nullptr);
  return object;
}

void PrintRevision(const Revision& revision, std::ostream& out) {
  std::string line =
      absl::StrCat("revision ", revision.sequence(), "  ",
                   CommitTimeText(revision.commit_time()), "  ",
                   Revision::Operation_Name(revision.operation()));
  if (!revision.author().empty()) {
    absl::StrAppend(&line, "  by ", revision.author());
  }
  if (!revision.reason().empty()) {
    absl::StrAppend(&line, "  ", revision.reason());
  }
  out << OneLine(line) << '\n';
}

absl::StatusOr<int> ShowHistory(Store& store, const ShowFlags& flags,
                                const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Revision> revisions,
                          store.History(flags.id));
  for (const Revision& revision : revisions) {
    if (session.WantsJson()) {
      PrintJson(session.console.out, ToJson(revision));
    } else {
      PrintRevision(revision, session.console.out);
    }
  }
  return kDone;
}

absl::StatusOr<int> Show(const ShowFlags& flags, const Session& session) {
  ANNALS_ASSIGN_OR_RETURN(const AsOf as_of, ParseAsOf(flags.as_of));
  ANNALS_ASSIGN_OR_RETURN(const Timeline timeline,
                          OpenToRead(flags.store, session));
  if (flags.history) return ShowHistory(timeline.store(), flags, session);
  ANNALS_ASSIGN_OR_RETURN(const StoredRecord stored,
                          timeline.store().Get(flags.id, as_of));
  if (session.WantsJson()) {
    PrintJson(session.console.out, ToJson(stored));
  } else {
    PrintForPeople(stored, session.console.out);
  }
  return kDone;
}

}  // namespace

void AddShowCommand(Program& program, Session& session) {
  const Command command =
      program.Add("show", "shows one record, its claims, quotes and revisions");
  auto flags = std::make_shared<ShowFlags>();
  AddStoreArgument(command, flags->store);
  command.AddOption("ID", flags->id, "the record's id").Required();
  command.AddFlag("--history", flags->history, "every revision of it");
  AddAsOfFlag(command, flags->as_of);
  command.Does(session, [flags, &session] { return Show(*flags, session); });
}

}  // namespace annals::cli_internal
