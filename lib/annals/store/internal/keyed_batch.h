// Batches with an idempotency key, so that none of them is made twice.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_KEYED_BATCH_H_
#define ANNALS_STORE_INTERNAL_KEYED_BATCH_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// What came of a batch that had a key. A batch that changed nothing left no
// revision, so this is kept apart from the log. Only a salted hash of the
// request is kept: it must not tell what a redaction took away.
struct KeyedBatch {
  std::string key;
  std::string salt;
  std::string request_hash;
  // The newest sequence of the store before and after the batch.
  int64_t sequence_before = 0;
  int64_t sequence_after = 0;
};

absl::StatusOr<std::optional<KeyedBatch>> FindKeyedBatch(Database& database,
                                                         std::string_view key);

// Remembers a batch that is about to be committed.
absl::Status InsertKeyedBatch(Database& database, std::string_view key,
                              const PreparedBatch& prepared,
                              int64_t sequence_before, int64_t sequence_after);

// The result that the batch had the first time, read off the log.
// AlreadyExists if the key came with other changes then.
absl::StatusOr<AppendResult> RepeatedResult(Database& database,
                                            const KeyedBatch& known,
                                            const PreparedBatch& prepared);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_KEYED_BATCH_H_
