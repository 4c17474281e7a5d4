// Flags that several commands share, and how their values are read.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/flags.h"

#include <limits>
#include <ostream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/names.h"
#include "annals/time/edtf.h"

namespace annals::cli_internal {
namespace {

absl::Status WrongValue(const std::string& flag, const std::string& found,
                        const std::string& wanted) {
  return absl::InvalidArgumentError(
      absl::StrCat(flag, " \"", found, "\": want ", wanted));
}

absl::Status AddTime(const QueryFlags& flags, Query& query) {
  if (!flags.intersects.empty() && !flags.relation.empty()) {
    return absl::InvalidArgumentError(
        "--intersects and --relation: want one of them");
  }
  if (flags.relation.empty() != flags.to.empty()) {
    return absl::InvalidArgumentError(
        "--relation and --to go together: --relation before,meets --to 2016");
  }
  if (!flags.intersects.empty()) query.Intersects(flags.intersects);
  if (flags.relation.empty()) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const AllenSet relations,
                          ParseRelations(flags.relation));
  query.Related(relations, flags.to);
  return absl::OkStatus();
}

absl::Status AddClaims(const QueryFlags& flags, Query& query) {
  for (const std::string& name : flags.modalities) {
    const auto modality = ModalityNamed(name);
    if (!modality.has_value()) {
      return WrongValue(flags.prefix + "modality", name,
                        "realis, future, conditional, counterfactual, "
                        "habitual, feared, desired, threatened, proposed or "
                        "normative");
    }
    query.Modality(*modality);
  }
  for (const std::string& name : flags.statuses) {
    const auto status = StatusNamed(name);
    if (!status.has_value()) {
      return WrongValue(flags.prefix + "status", name,
                        "open, accepted, disputed, rejected, superseded, "
                        "came-true or did-not-come-true");
    }
    query.Status(*status);
  }
  return absl::OkStatus();
}

absl::Status AddTerms(const QueryFlags& flags, Query& query) {
  for (const std::string& actor : flags.actors) query.Actor(actor);
  for (const std::string& place : flags.places) query.Place(place);
  for (const std::string& tag : flags.tags) query.Tag(tag);
  for (const std::string& name : flags.kinds) {
    const auto kind = EventKindNamed(name);
    if (!kind.has_value()) {
      return WrongValue(flags.prefix + "kind", name,
                        "occurrence, state, process, policy, agreement, "
                        "statement or risk");
    }
    query.Kind(*kind);
  }
  for (const std::string& code : flags.codes) {
    const size_t colon = code.find(':');
    // Neither half is empty.
    if (colon == std::string::npos || colon == 0 || colon + 1 == code.size()) {
      return WrongValue(flags.prefix + "code", code,
                        "SCHEME:CODE, as in Wikidata:Q423");
    }
    query.WithCode(code.substr(0, colon), code.substr(colon + 1));
  }
  return absl::OkStatus();
}

// What a migration comes to, in words.
std::string InWords(const MigrationProgress& progress) {
  if (progress.is_copy) {
    return "written by an older annals; read as a temporary copy, until it is "
           "opened with the right to write it";
  }
  if (progress.from_format == progress.to_format) {
    return "brought up to date: the bounds of dates were computed anew";
  }
  return absl::StrCat("brought up to date: from format ", progress.from_format,
                      " to ", progress.to_format);
}

StoreOptions OptionsOf(const std::string& store, const Session& session) {
  StoreOptions options;
  options.migration_progress =
      [&store, &console = session.console](const MigrationProgress& progress) {
        if (console.err_is_terminal) console.err << "\r\033[K";
        if (progress.is_finished) {
          console.err << store << ": " << InWords(progress) << '\n';
        } else if (console.err_is_terminal) {
          console.err << store << ": bringing it up to date: " << progress.done
                      << " of " << progress.of << std::flush;
        }
      };
  return options;
}

}  // namespace

absl::StatusOr<AllenSet> ParseRelations(const std::string& names) {
  absl::StatusOr<AllenSet> relations = AllenSet::Parse(names);
  if (relations.ok()) return relations;
  return absl::InvalidArgumentError(
      absl::StrCat("--relation: ", std::string(relations.status().message())));
}

void AddStoreArgument(const Command& command, std::string& store) {
  command.AddOption("STORE", store, "the store, a file (NAME.annals)")
      .Required();
}

void AddAsOfFlag(const Command& command, std::string& as_of) {
  command.AddOption("--as-of", as_of,
                    "as the store was after this sequence number, or at the "
                    "end of this date or date-time (UTC)");
}

absl::StatusOr<AsOf> ParseAsOf(const std::string& text,
                               const std::string& flag) {
  AsOf as_of;
  if (text.empty()) return as_of;
  int64_t sequence = 0;
  if (absl::SimpleAtoi(text, &sequence) && sequence >= 0) {
    as_of.sequence = sequence;
    return as_of;
  }
  const absl::StatusOr<Edtf> date = Edtf::Parse(text);
  const Instant end = date.ok() ? date->Bounds().latest_end : Instant();
  if (!date.ok() || !end.IsFinite()) {
    return WrongValue(flag, text,
                      "a sequence number, or a date such as 2026-11-23 or "
                      "2026-11-23T09:00:00Z");
  }
  constexpr absl::int128 kMost = std::numeric_limits<int64_t>::max();
  const absl::int128 last = end.Previous().Microseconds();
  as_of.time = static_cast<int64_t>(last > kMost ? kMost : last);
  if (last < -kMost) as_of.time = -std::numeric_limits<int64_t>::max();
  return as_of;
}

void AddFilterFlags(const Command& command, QueryFlags& flags) {
  const std::string& prefix = flags.prefix;
  command.AddOption(prefix + "intersects", flags.intersects,
                    "events that share time with this EDTF expression, or "
                    "with the event of this id");
  command.AddFlag(prefix + "undated", flags.undated,
                  "events without a date too");
  command.AddFlag(prefix + "all", flags.all,
                  "what is not asserted too: forecasts, fears, denials");
  command.AddRepeated(prefix + "actor", flags.actors,
                      "events in which this one takes part (an id or a name)");
  command.AddRepeated(prefix + "place", flags.places,
                      "events at this place (an id or a name)");
  command.AddRepeated(prefix + "tag", flags.tags, "events with this tag");
  command.AddRepeated(
      prefix + "kind", flags.kinds,
      "occurrence, state, process, policy, agreement, statement, "
      "risk");
  command.AddRepeated(prefix + "code", flags.codes, "events with SCHEME:CODE");
  command.AddRepeated(prefix + "modality", flags.modalities,
                      "events with a claim of this modality");
  command.AddRepeated(prefix + "status", flags.statuses,
                      "events with a claim of this status");
  command.AddOption(prefix + "source", flags.source,
                    "events with evidence from this source (its id)");
  command.AddOption(prefix + "text", flags.text,
                    "events with these words in title, description or quotes; "
                    "\"a phrase\", beginning*, OR, -not");
}

void AddCertainFlags(const Command& command, QueryFlags& flags) {
  const Option certain =
      command.AddFlag("--certain", flags.certain,
                      "only certain answers; leaves out dates with ? ~ %");
  command
      .AddFlag("--as-stated", flags.as_stated,
               "with --certain: take dates with ? ~ % for what they say")
      .Needs(certain);
}

void AddQueryFlags(const Command& command, QueryFlags& flags) {
  AddFilterFlags(command, flags);
  command.AddOption("--relation", flags.relation,
                    "events in one of these Allen relations (before,meets) "
                    "to what --to says");
  command.AddOption("--to", flags.to, "an EDTF expression or an event's id");
  AddCertainFlags(command, flags);
  AddAsOfFlag(command, flags.as_of);
}

void AddDatedFlag(const Command& command, QueryFlags& flags) {
  // Still read, for a clear word.
  command.Get("--undated").Hide();
  command.AddFlag("--dated", flags.dated, "leave out what has no date");
}

absl::Status TakeUndated(QueryFlags& flags) {
  if (flags.undated) {
    return absl::InvalidArgumentError(
        "--undated: events without a date are taken here anyway; want --dated "
        "to leave them out, or neither");
  }
  flags.undated = !flags.dated;
  return absl::OkStatus();
}

void AddPageFlags(const Command& command, QueryFlags& flags) {
  command.AddOption("--order", flags.order,
                    "time (the default), id, or with --text: rank");
  command.AddOption("--limit", flags.limit, "at most so many").AtLeast(0);
  command.AddOption("--offset", flags.offset, "leave out the first so many")
      .AtLeast(0);
}

absl::StatusOr<Query::Order> ParseOrder(const std::string& name) {
  if (name.empty() || name == "time") return Query::Order::kTime;
  if (name == "id") return Query::Order::kId;
  if (name == "rank") return Query::Order::kRank;
  return WrongValue("--order", name, "time, id or rank");
}

absl::StatusOr<Query> ToQuery(const QueryFlags& flags) {
  Query query;
  ANNALS_RETURN_IF_ERROR(AddTime(flags, query));
  ANNALS_RETURN_IF_ERROR(AddTerms(flags, query));
  ANNALS_RETURN_IF_ERROR(AddClaims(flags, query));
  ANNALS_ASSIGN_OR_RETURN(const AsOf as_of, ParseAsOf(flags.as_of));
  ANNALS_ASSIGN_OR_RETURN(const Query::Order order, ParseOrder(flags.order));
  query.OrderBy(order);
  query.As(as_of).FromSource(flags.source).Text(flags.text);
  if (flags.certain) query.OnlyCertain();
  if (flags.as_stated) query.AsStated();
  if (flags.undated) query.Undated();
  if (flags.all) query.All();
  const int64_t limit =
      flags.limit < 0 ? std::numeric_limits<int64_t>::max() : flags.limit;
  query.Limit(limit, flags.offset);
  return query;
}

absl::StatusOr<Timeline> OpenToRead(const std::string& store,
                                    const Session& session) {
  // With write rights where there are any: only such a connection takes
  // SQLite's -wal and -shm files away when it is the last to close.
  absl::StatusOr<Timeline> timeline = OpenToWrite(store, session);
  if (!absl::IsPermissionDenied(timeline.status()) &&
      !absl::IsResourceExhausted(timeline.status())) {
    return timeline;
  }
  StoreOptions options = OptionsOf(store, session);
  options.create = false;
  options.read_only = true;
  return Timeline::Open(store, options);
}

absl::StatusOr<Timeline> OpenToWrite(const std::string& store,
                                     const Session& session) {
  StoreOptions options = OptionsOf(store, session);
  options.create = false;
  return Timeline::Open(store, options);
}

absl::StatusOr<Timeline> OpenOrMake(const std::string& store,
                                    const Session& session) {
  return Timeline::Open(store, OptionsOf(store, session));
}

}  // namespace annals::cli_internal
