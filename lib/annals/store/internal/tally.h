// The table `tally`: counts that would else take a look at every record.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TALLY_H_
#define ANNALS_STORE_INTERNAL_TALLY_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/state.h"

namespace annals::store_internal {

// How things stood after a revision, or by how much that changes.
struct Tally {
  // Live records by kind, indexed by RecordKind's number.
  int64_t live[6] = {};
  // Ids that ever had a revision.
  int64_t records = 0;
  // Live events without a date, by whether they are asserted.
  int64_t undated[2] = {};
  // That revision: the last one that is not of the log's tail (tail.h).
  int64_t sorted_in = 0;

  // One live put more (`by` 1) or less (-1).
  void Count(const StateRow& row, int64_t by);

  void Add(const Tally& change);
};

// What the table has, which knows nothing of the tail: most callers want
// ReadCounts() (search.h). DataLoss if it holds what cannot be.
absl::StatusOr<Tally> ReadTally(Database& database);

// The same of its revision alone; -1 if what is there is no number.
absl::StatusOr<int64_t> ReadSortedIn(Database& database);

// DataLoss if a number is negative, or there would be more of anything than
// revisions.
absl::Status CheckTally(const Database& database, const Tally& tally);

// Adds the numbers to those in the table.
absl::Status AddToTally(Database& database, const Tally& change);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TALLY_H_
