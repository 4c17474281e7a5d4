// The log of revisions: read by sequence and by time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_LOG_H_
#define ANNALS_STORE_INTERNAL_LOG_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/record_index.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// The end of the log, from which it goes on.
struct Tip {
  int64_t sequence = 0;
  int64_t commit_time = 0;
  std::string hash;
};

// The revision with this number, which there must be. Its hashes are checked:
// what comes back are the bytes that were written, or DataLoss.
absl::StatusOr<Revision> ReadRevision(Database& database, int64_t sequence);

// The same as it stands there: CheckHashes() is still to be asked, and whether
// a redaction took what is gone.
absl::StatusOr<Revision> ReadUncheckedRevision(Database& database,
                                               int64_t sequence,
                                               Revision spare = {});

// The bytes of the record that is live by `head`, checked. NotFound if they
// have been redacted since.
absl::StatusOr<Revision> ReadLiveRevision(Database& database,
                                          std::string_view id,
                                          const Head& head);

// The same, decoded.
absl::StatusOr<StoredRecord> ReadLive(Database& database, std::string_view id,
                                      const Head& head);

// The newest put of the record up to `sequence_max`; nothing if there is none,
// or its content was redacted.
absl::StatusOr<std::optional<Revision>> FindNewestPut(Database& database,
                                                      std::string_view id,
                                                      int64_t sequence_max);

// The first revision after `sequence` that redacted the record; 0 if none did.
absl::StatusOr<int64_t> FindRedaction(Database& database, std::string_view id,
                                      int64_t sequence);

// NotFound: the record's content was redacted by this revision.
absl::Status IsRedacted(std::string_view id, int64_t redaction);

// All revisions of the record, oldest first, checked.
absl::StatusOr<std::vector<Revision>> ReadHistory(Database& database,
                                                  std::string_view id);

absl::StatusOr<int64_t> LastSequence(Database& database);
absl::StatusOr<Tip> ReadTip(Database& database);

// The last sequence that belongs to a point of transaction time, kNow for now.
// It is the end of a batch: nobody ever saw the middle of one.
absl::StatusOr<int64_t> SequenceOf(Database& database, const AsOf& as_of);

// See Store::Resolve.
absl::StatusOr<Point> Resolve(Database& database, const AsOf& as_of);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_LOG_H_
