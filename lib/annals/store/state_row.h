// A StateRow is what of a record can be asked without decoding it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_STATE_ROW_H_
#define ANNALS_STORE_STATE_ROW_H_

#include <cstdint>
#include <optional>

#include "annals/record/record.h"
#include "annals/time/span.h"

namespace annals {

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

// What the store's table `state` says of a put's content, and what an index in
// memory keeps of it. It can be computed again from the content. Most callers
// want annals::Query; EventJudge holds a row against what is asked. A plain
// value.
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

// Bit m for modality m, bit 16 + s for status s. What nobody said is REALIS
// and OPEN.
int64_t ModalityBit(Claim::Modality modality);
int64_t StatusBit(Claim::Status status);
int64_t ClaimBits(const Claim& claim);

}  // namespace annals

#endif  // ANNALS_STORE_STATE_ROW_H_
