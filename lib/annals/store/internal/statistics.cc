// ReadStatistics() counts what a store's file holds.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/statistics.h"

#include <string_view>

#include "annals/base/status_macros.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/record_index.h"
#include "annals/store/internal/store_file.h"

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
  ANNALS_RETURN_IF_ERROR(VisitHeads(
      database, kNow, [&statistics](std::string_view, const Head& head) {
        int64_t& count = head.is_live
                             ? statistics.live[static_cast<int>(head.kind)]
                             : statistics.retracted;
        ++count;
        return absl::OkStatus();
      }));
  return statistics;
}

}  // namespace annals::store_internal
