// AppendBatches() makes batches durable, PreviewBatch() says what one would do.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_APPEND_H_
#define ANNALS_STORE_INTERNAL_APPEND_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// A batch that is to be made, and what came of it.
struct PendingAppend {
  PendingAppend(const Batch& batch_in, const PreparedBatch& prepared_in)
      : batch(batch_in), prepared(prepared_in) {}

  const Batch& batch;
  const PreparedBatch& prepared;
  absl::StatusOr<AppendResult> result = absl::UnknownError("not made yet");
};

// Waits for its turn among the writers, makes the batches one after the other,
// and commits them all at once: with one fsync, which is what most of the time
// goes to. Each is whole or not at all, and one that is refused does not keep
// the others out. `clock` tells the time in microseconds since
// 1970-01-01T00:00:00Z; it is read when the lock is held, and never believed
// when it goes back.
//
// Returns true if an erasure is due (erasure.h): by one of these batches, or by
// one that somebody made before and did not finish.
bool AppendBatches(Database& database, absl::Span<PendingAppend* const> batches,
                   absl::FunctionRef<int64_t()> clock);

// The same decisions, without writing. In a read transaction.
absl::StatusOr<AppendResult> PreviewBatch(Database& database,
                                          const Batch& batch,
                                          const PreparedBatch& prepared);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_APPEND_H_
