// ReadStatistics() counts what a store's file holds.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/statistics.h"

#include <cstddef>
#include <iterator>

#include "annals/base/status_macros.h"
#include "annals/store/internal/file_state.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/search.h"
#include "annals/store/internal/tally.h"

namespace annals::store_internal {

absl::StatusOr<StoreStatistics> ReadStatistics(Database& database) {
  StoreStatistics statistics;
  statistics.file_bytes = BytesOnDisk(database.path());
  ANNALS_ASSIGN_OR_RETURN(const Tip tip, ReadTip(database));
  if (tip.sequence == 0) return statistics;
  ANNALS_ASSIGN_OR_RETURN(const Revision first, ReadRevision(database, 1));
  statistics.sequence = tip.sequence;
  statistics.first_commit_time = first.commit_time();
  statistics.last_commit_time = tip.commit_time;
  ANNALS_ASSIGN_OR_RETURN(const Tally counts, ReadCounts(database));
  statistics.retracted = counts.records;
  for (size_t kind = 0; kind < std::size(counts.live); ++kind) {
    statistics.live[kind] = counts.live[kind];
    statistics.retracted -= counts.live[kind];
  }
  return statistics;
}

}  // namespace annals::store_internal
