// What is derived from the log, so that questions are answered from tables.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_DERIVED_H_
#define ANNALS_STORE_INTERNAL_DERIVED_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/event_time.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/link_end.h"
#include "annals/store/internal/state.h"
#include "annals/store/internal/tally.h"
#include "annals/store/internal/term.h"
#include "annals/store/internal/text_index.h"

namespace annals::store_internal {

// What the tables will hold of a put, computed from its record before anybody
// has the lock.
struct Derivation {
  StateRow state;
  std::vector<Term> terms;
  IndexedText text;
  LinkEnds link_ends;
};

// Pure, so that the records of a batch can be prepared in parallel. An error
// only if the record is not valid.
absl::StatusOr<Derivation> DerivationOf(const Record& record);

// The same where the date of an event has been read: `when` is what Resolve()
// makes of it.
Derivation DerivationOf(const Record& record,
                        const std::optional<ResolvedWhen>& when);

// Keeps the derived tables in step with the log: one call for each revision, in
// the transaction that adds it. Terms, texts and counts are not its matter: see
// tail.h.
//
//   DerivedWriter writer(database);
//   ANNALS_RETURN_IF_ERROR(writer.ApplyEnd(live_before, sequence));
//   ANNALS_RETURN_IF_ERROR(writer.ApplyPut(sequence, derivation));
//   counts.Add(writer.change());
//
// To add a table: give it a folder-mate of its own (as state.{h,cc}), a part of
// Derivation if it needs the content, and its calls in derived.cc.
class DerivedWriter {
 public:
  // The database must outlive it.
  explicit DerivedWriter(Database& database) : database_(database) {}

  // A revision of a record that had none before: call it first.
  void ApplyFirst() { ++change_.records; }

  // The revision `sequence` is a put; it is live from now on.
  absl::Status ApplyPut(int64_t sequence, const Derivation& derivation);

  // The put `ended` is live no longer: the revision `by`, of the same record,
  // took its place or withdrew it. Comes before the ApplyPut() of `by`.
  absl::Status ApplyEnd(int64_t ended, int64_t by);

  // By how much all of that changes the counts.
  const Tally& change() const { return change_; }

 private:
  Database& database_;
  Tally change_;
};

// Makes all derived tables again from the log, `naming` too. In a write
// transaction. Takes time in proportion to the log; `tell` hears of each
// revision that is done. So many of the newest revisions are left to be the
// log's tail (tail.h).
absl::Status RebuildDerived(
    Database& database,
    absl::FunctionRef<void(int64_t sequence)> tell = [](int64_t) {},
    int64_t tail = 0);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_DERIVED_H_
