// What is derived from the log, so that questions are answered from tables.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_DERIVED_H_
#define ANNALS_STORE_INTERNAL_DERIVED_H_

#include <cstdint>
#include <future>
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
#include "annals/store/internal/text_writer.h"

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

// A put, and what is derived from it.
struct DerivedPut {
  int64_t sequence = 0;
  const Derivation* derivation = nullptr;
};

// Keeps the derived tables in step with the log: one call for each revision, in
// the transaction that adds it, and Finish() before that is committed.
//
//   DerivedWriter writer(database);
//   ANNALS_RETURN_IF_ERROR(writer.ApplyEnd(live_before, sequence));
//   ANNALS_RETURN_IF_ERROR(writer.ApplyPut(sequence, derivation));
//   ANNALS_RETURN_IF_ERROR(writer.Finish());
//
// To add a table: give it a folder-mate of its own (as state.{h,cc}), a part of
// Derivation if it needs the content, and its calls in derived.cc.
class DerivedWriter {
 public:
  // The database must outlive it.
  explicit DerivedWriter(Database& database)
      : database_(database), postings_(database) {}

  // The puts that will follow: what does not need the lock is done on other
  // threads meanwhile, and written by Finish(). Worth it for many; call it
  // before all else, with all of them. Their derivations must live until
  // Finish().
  void Announce(const std::vector<DerivedPut>& puts);

  // A revision of a record that had none before: call it first.
  void ApplyFirst() { ++tally_.records; }

  // The revision `sequence` is a put; it is live from now on. The derivation
  // must live until Finish().
  absl::Status ApplyPut(int64_t sequence, const Derivation& derivation);

  // The put `ended` is live no longer: the revision `by`, of the same record,
  // took its place or withdrew it. Comes before the ApplyPut() of `by`.
  absl::Status ApplyEnd(int64_t ended, int64_t by);

  // Writes what was gathered for the whole batch.
  absl::Status Finish();

 private:
  Database& database_;
  PostingWriter postings_;
  Tally tally_;
  // Of puts that were announced.
  std::optional<TextWriter> texts_;
  std::future<void> postings_gathered_;
};

// Makes all derived tables again from the log, `naming` too. In a write
// transaction. Takes time in proportion to the log; `tell` hears of each
// revision that is done.
absl::Status RebuildDerived(
    Database& database,
    absl::FunctionRef<void(int64_t sequence)> tell = [](int64_t) {});

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_DERIVED_H_
