// The table `state`: what of each put can be asked without decoding it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_STATE_H_
#define ANNALS_STORE_INTERNAL_STATE_H_

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/time/span.h"

namespace annals::store_internal {

// Frozen with the format: docs/format.md has the table.
enum StateFlag : int64_t {
  // IsAsserted() says so.
  kStateAsserted = 1,
  // The date has ? ~ or %.
  kStateQualified = 2,
  // The four bounds do not tell all that the date means: a set, a hole, a
  // floating time. What they leave possible is settled by the record itself.
  kStateLoose = 4,
  // The bounds were widened past those of the date as it is written, by which
  // answers are ordered.
  kStateWidened = 8,
  // Bounded on neither side, or without a date.
  kStateUndated = 16,
  // Several claims, of which `claims` tells no longer which modality goes with
  // which status.
  kStateMixedClaims = 32,
};

// The length class of what is no event and of events without a date: none that
// a length has.
inline constexpr int64_t kUndatedClass = 65;

// What a row says of a put's content. It can be computed again from that.
struct StateRow {
  RecordKind kind = RecordKind::kEvent;
  // Of an event, never KIND_UNSPECIFIED.
  int64_t event_kind = 0;
  int64_t flags = 0;
  // ClaimBits() of all its claims. A record without claims has one plain claim.
  int64_t claims = 0;
  // The loosest bounds that hold whatever the date may mean; nothing for what
  // has no date.
  std::optional<Span> span;

  friend bool operator==(const StateRow& a, const StateRow& b) {
    return a.kind == b.kind && a.event_kind == b.event_kind &&
           a.flags == b.flags && a.claims == b.claims && a.span == b.span;
  }
  friend bool operator!=(const StateRow& a, const StateRow& b) {
    return !(a == b);
  }
};

// The columns that a query selects, first of all, so that StateAt() can read
// its rows.
inline constexpr char kStateColumns[] =
    "state.sequence, state.until, state.kind, state.event_kind, state.flags, "
    "state.claims, state.class, state.earliest_start, state.latest_start, "
    "state.earliest_end, state.latest_end";

StateRow StateAt(const Statement& row);

// Bit m for modality m, bit 16 + s for status s. What nobody said is REALIS
// and OPEN.
int64_t ModalityBit(Claim::Modality modality);
int64_t StatusBit(Claim::Status status);
int64_t ClaimBits(const Claim& claim);

// Pure. An error only if the record is not valid.
absl::StatusOr<StateRow> StateOf(const Record& record);

// The number of bits that hold the length: 0 to 64. A span of class k is
// shorter than 2^k.
int64_t LengthClassOf(const Span& span);

// The row of this put; nothing if there is none.
absl::StatusOr<std::optional<StateRow>> ReadState(Database& database,
                                                  int64_t sequence);

// Adds the row of a put, live from now on.
absl::Status InsertState(Database& database, int64_t sequence,
                         const StateRow& row);

// The put `sequence` is no longer live from the revision `until` on.
absl::Status EndState(Database& database, int64_t sequence, int64_t until);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_STATE_H_
