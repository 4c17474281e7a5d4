// The log of revisions: read by sequence, by record and by time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_LOG_H_
#define ANNALS_STORE_INTERNAL_LOG_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// As the last sequence to look at: whatever there is.
inline constexpr int64_t kNow = std::numeric_limits<int64_t>::max();

// The newest revision of a record, as the index has it.
struct Head {
  int64_t sequence = 0;
  RecordKind kind = RecordKind::kEvent;
  // False if that revision retracted the record.
  bool is_live = false;
};

// The end of the log, from which it goes on.
struct Tip {
  int64_t sequence = 0;
  int64_t commit_time = 0;
  std::string hash;
};

// The newest revision of the record up to `sequence_max`; nothing if there is
// none.
absl::StatusOr<std::optional<Head>> FindHead(Database& database,
                                             std::string_view id,
                                             int64_t sequence_max);

// Calls `visit` with the id and newest revision up to `sequence_max` of every
// record, retracted ones too, in the order of ids.
absl::Status VisitHeads(
    Database& database, int64_t sequence_max,
    absl::FunctionRef<absl::Status(std::string_view, const Head&)> visit);

// The revision with this number, which there must be. Its hashes are checked:
// what comes back are the bytes that were written, or DataLoss.
absl::StatusOr<Revision> ReadRevision(Database& database, int64_t sequence);

// The bytes of the record that is live by `head`, checked.
absl::StatusOr<Revision> ReadLiveRevision(Database& database,
                                          std::string_view id,
                                          const Head& head);

// The same, decoded.
absl::StatusOr<StoredRecord> ReadLive(Database& database, std::string_view id,
                                      const Head& head);

// All revisions of the record, oldest first, checked.
absl::StatusOr<std::vector<Revision>> ReadHistory(Database& database,
                                                  std::string_view id);

absl::StatusOr<int64_t> LastSequence(Database& database);
absl::StatusOr<Tip> ReadTip(Database& database);

// The last sequence that belongs to a point of transaction time. For one that
// is now or in the future, what there is when it is asked.
absl::StatusOr<int64_t> SequenceOf(Database& database, const AsOf& as_of);

// See Store::Resolve.
absl::StatusOr<Point> Resolve(Database& database, const AsOf& as_of);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_LOG_H_
