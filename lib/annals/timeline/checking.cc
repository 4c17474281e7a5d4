// Timeline::Check(): the store's records before the court of causes.
//
// SPDX-License-Identifier: Apache-2.0

#include <set>
#include <string>
#include <utility>

#include "annals/base/status_macros.h"
#include "annals/timeline/timeline.h"

namespace annals {

absl::StatusOr<CourtReport> Timeline::Check(const CheckOptions& options) const {
  // One state, however many scans.
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(options.as_of));
  std::set<std::string, std::less<>> unread(options.left_out.begin(),
                                            options.left_out.end());
  for (const Record& record : options.added) unread.insert(IdOf(record));
  Court court(options.court);
  for (const RecordKind kind :
       {RecordKind::kSource, RecordKind::kEntity, RecordKind::kEvent,
        RecordKind::kConstraint, RecordKind::kCausalLink}) {
    for (const Record& record : options.added) {
      if (KindOf(record) == kind) ANNALS_RETURN_IF_ERROR(court.Hear(record));
    }
    ANNALS_RETURN_IF_ERROR(
        store_->Scan(kind, At(point), [&](const StoredRecord& stored) {
          return unread.count(IdOf(stored.record)) > 0
                     ? absl::OkStatus()
                     : court.Hear(stored.record);
        }));
  }
  return court.Judge();
}

}  // namespace annals
