// A PreparedAppender appends batches that somebody else has prepared.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_PREPARED_APPENDER_H_
#define ANNALS_STORE_INTERNAL_PREPARED_APPENDER_H_

#include "absl/status/statusor.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// What a Store may be besides, for whoever appends batch after batch: the next
// can then be prepared while one is being committed. Thread-safe, as a Store.
class PreparedAppender {
 public:
  virtual ~PreparedAppender() = default;

  // As Store::Append(). `prepared` is what Prepare() made of the batch.
  virtual absl::StatusOr<AppendResult> AppendPrepared(
      const Batch& batch, const PreparedBatch& prepared) = 0;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_PREPARED_APPENDER_H_
