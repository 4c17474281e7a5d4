// AppendBatch() makes a batch durable, PreviewBatch() says what it would do.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_APPEND_H_
#define ANNALS_STORE_INTERNAL_APPEND_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// Waits for its turn among the writers, makes the batch, and commits it.
// `clock` tells the time in microseconds since 1970-01-01T00:00:00Z; it is read
// once, when the lock is held, and never believed when it goes back.
absl::StatusOr<AppendResult> AppendBatch(Database& database, const Batch& batch,
                                         const PreparedBatch& prepared,
                                         absl::FunctionRef<int64_t()> clock);

// The same decisions, without writing. In a read transaction.
absl::StatusOr<AppendResult> PreviewBatch(Database& database,
                                          const Batch& batch,
                                          const PreparedBatch& prepared);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_APPEND_H_
