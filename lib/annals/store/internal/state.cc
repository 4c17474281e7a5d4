// The table `state`: what of each put can be asked without decoding it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/state.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/store/internal/record_index.h"

namespace annals::store_internal {
namespace {

void AddClaims(const Record& record, StateRow& row) {
  if (IsAsserted(record)) row.flags |= kStateAsserted;
  const auto& claims = ClaimsOf(record);
  row.claims =
      ClaimBits(claims.empty() ? Claim::default_instance() : claims.Get(0));
  const int64_t first = row.claims;
  for (const Claim& claim : claims) {
    if (ClaimBits(claim) != first) row.flags |= kStateMixedClaims;
    row.claims |= ClaimBits(claim);
  }
}

// Whether a question about the set is one about its only span.
bool IsOneSpan(const TimeSet& set) {
  return set.members.size() == 1 && set.sources.empty() &&
         set.choice == TimeSet::Choice::kOneOf;
}

void AddTime(const std::optional<ResolvedWhen>& resolved, StateRow& row) {
  if (!resolved.has_value()) {
    row.flags |= kStateUndated;
    return;
  }
  row.span = resolved->times.Hull();
  if (!resolved->date.Qualifiers().empty()) row.flags |= kStateQualified;
  if (!IsOneSpan(resolved->times)) row.flags |= kStateLoose;
  if (*row.span != resolved->span) row.flags |= kStateWidened;
  if (resolved->span == Span::Unbounded()) row.flags |= kStateUndated;
}

}  // namespace

absl::StatusOr<StateRow> StateOf(const Record& record) {
  ANNALS_ASSIGN_OR_RETURN(const auto when,
                          annals::Resolve(record.event().when()));
  return StateOf(record, when);
}

StateRow StateOf(const Record& record,
                 const std::optional<ResolvedWhen>& when) {
  StateRow row;
  row.kind = KindOf(record).value_or(RecordKind::kEvent);
  AddClaims(record, row);
  if (!record.has_event()) return row;
  const Event& event = record.event();
  row.event_kind = event.kind() == Event::KIND_UNSPECIFIED ? Event::OCCURRENCE
                                                           : event.kind();
  AddTime(when, row);
  return row;
}

int64_t LengthClassOf(const Span& span) {
  const uint64_t length = static_cast<uint64_t>(span.latest_end.code()) -
                          static_cast<uint64_t>(span.earliest_start.code());
  int64_t bits = 0;
  for (uint64_t rest = length; rest != 0; rest >>= 1) ++bits;
  return bits;
}

// A kind that there is not is damage, which whoever needs the record notices;
// here it must only do no harm.
StateRow StateAt(const Statement& row) {
  StateRow state;
  const int64_t kind = row.Int(2);
  if (kind >= 1 && kind <= 5) state.kind = static_cast<RecordKind>(kind);
  state.event_kind = row.Int(3);
  state.flags = row.Int(4);
  state.claims = row.Int(5);
  if (row.IsNull(7)) return state;
  state.span =
      Span{Instant::FromCode(row.Int(7)), Instant::FromCode(row.Int(8)),
           Instant::FromCode(row.Int(9)), Instant::FromCode(row.Int(10))};
  return state;
}

absl::StatusOr<std::optional<StateRow>> ReadState(Database& database,
                                                  int64_t sequence) {
  static const auto* const sql = new std::string(absl::StrCat(
      "SELECT ", kStateColumns, " FROM state WHERE sequence = ?1"));
  Statement query = database.Prepare(*sql);
  query.Bind(1, sequence);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  return found ? std::optional<StateRow>(StateAt(query)) : std::nullopt;
}

absl::Status InsertState(Database& database, int64_t sequence,
                         const StateRow& row) {
  Statement insert = database.Prepare(
      "INSERT INTO state (sequence, until, kind, event_kind, flags, claims, "
      "class, earliest_start, latest_start, earliest_end, latest_end) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
  insert.Bind(1, sequence).Bind(2, kNow);
  insert.Bind(3, static_cast<int64_t>(row.kind)).Bind(4, row.event_kind);
  insert.Bind(5, row.flags).Bind(6, row.claims);
  if (row.span.has_value()) {
    insert.Bind(7, LengthClassOf(*row.span));
    insert.Bind(8, row.span->earliest_start.code());
    insert.Bind(9, row.span->latest_start.code());
    insert.Bind(10, row.span->earliest_end.code());
    insert.Bind(11, row.span->latest_end.code());
  } else if (row.kind == RecordKind::kEvent) {
    insert.Bind(7, kUndatedClass);
  }
  return insert.Run();
}

absl::Status EndState(Database& database, int64_t sequence, int64_t until) {
  Statement update =
      database.Prepare("UPDATE state SET until = ?2 WHERE sequence = ?1");
  return update.Bind(1, sequence).Bind(2, until).Run();
}

}  // namespace annals::store_internal
