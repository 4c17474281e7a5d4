// The tail of the log: what is still to be sorted into the tables for
// searching, and to be counted.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TAIL_H_
#define ANNALS_STORE_INTERNAL_TAIL_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/search_writer.h"
#include "annals/store/internal/tally.h"
#include "annals/store/internal/term.h"
#include "annals/store/internal/text_index.h"

namespace annals::store_internal {

// A put touches a page for each of its terms, several of the text index and one
// of the counts: two thirds of all that it would change. So a small batch
// leaves out `posting`, `text` and `tally`, and adds to the tail: the newest
// revisions, whose terms and words stand in the log alone. When it has grown
// long, all of it is sorted in at once, and so it is when the store is closed.
// Who asks reads the tail's puts himself (search.h). `tally` says after which
// revision it begins, so that nothing has to be written down when it grows.
//
// PostgreSQL does so with its GIN indexes ("fastupdate") and calls it the
// pending list.

// A batch that would make it longer is sorted in with all before it. The longer
// it may be, the more puts share the pages of a common word or name; and the
// more there is to read for who opens a store that was not closed.
inline constexpr int64_t kTailMax = 256;

// A batch with more bytes than that is sorted in at once, with all before it:
// so what a reader must read has a bound.
inline constexpr size_t kTailBatchBytesMax = 16'384;

// No writer of this format leaves a longer one, so that a reader need not put
// up with it. Frozen with the format.
inline constexpr int64_t kTailBound = 4'096;

// The revisions after `before` up to `last`, the newest.
struct TailBounds {
  int64_t before = 0;
  int64_t last = 0;

  int64_t size() const { return last - before; }
};

// In a transaction. DataLoss if the tables tell of a tail that cannot be.
absl::StatusOr<TailBounds> ReadTailBounds(Database& database);

// By how much the tail changes the counts. What comes after it does not matter,
// save a redaction, which leaves no tail. Takes time in proportion to the tail.
absl::StatusOr<Tally> CountTail(Database& database, const TailBounds& tail);

// Sorts the tail in, together with puts that come after it.
class TailSorter {
 public:
  explicit TailSorter(Database& database) : database_(database) {}

  // Reads the tail and begins. `more` as for a SearchWriter.
  absl::Status Begin(const TailBounds& tail,
                     const std::vector<SearchedPut>& more);

  // Writes the tables, if it was begun. `more` is what changes the counts after
  // the tail, its `sorted_in` the number of revisions.
  absl::Status Finish(const Tally& more);

 private:
  struct Put {
    std::vector<Term> terms;
    IndexedText text;
  };

  Database& database_;
  Tally change_;
  std::deque<Put> puts_;
  std::optional<SearchWriter> writer_;
};

// Sorts all of the tail in. In a write transaction.
absl::Status SortTailIn(Database& database);

// The tail in memory, to be searched. What is asked for is read from the log,
// and what is new when it is asked for again; terms, texts and counts each when
// they are wanted, as few questions want all. The database is the one that it
// is of, in the transaction that the bounds are of.
class Tail {
 public:
  void SetBounds(const TailBounds& bounds);

  // All revisions up to this one are sorted in.
  int64_t before() const { return bounds_.before; }

  // Which puts bear which terms, ascending.
  using Bearers = absl::flat_hash_map<Term, std::vector<int64_t>>;
  absl::StatusOr<const Bearers*> FindBearers(Database& database);

  // A database that holds the table `text` of these puts, and never is a file.
  absl::StatusOr<Database*> Texts(Database& database);

  // By how much it changes the counts.
  absl::StatusOr<Tally> Counts(Database& database);

 private:
  absl::Status AddTexts(Database& database);

  TailBounds bounds_;
  // The last revisions whose terms, whose texts are known; those that are
  // counted are `counts_.sorted_in` behind the bound.
  int64_t last_of_terms_ = 0;
  int64_t last_of_texts_ = 0;
  Bearers bearers_;
  std::unique_ptr<Database> texts_;
  Tally counts_;
};

// The tail as this transaction sees it; null if nothing up to `sequence_max` is
// in it. It is the connection's, and stays as it is for the rest of the
// transaction.
absl::StatusOr<Tail*> TailOf(Database& database, int64_t sequence_max);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TAIL_H_
