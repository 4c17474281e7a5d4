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

  // In between, batch follows batch. See BulkScope.
  virtual void BeginBulk() = 0;
  virtual void EndBulk() = 0;
};

// Tells a PreparedAppender that while this lives large batches follow each
// other, so that it can put off, or leave to another thread, what else would
// be done after each.
class BulkScope {
 public:
  // Null: of a store that is none. It must outlive this.
  explicit BulkScope(PreparedAppender* appender) : appender_(appender) {
    if (appender_ != nullptr) appender_->BeginBulk();
  }
  // Waits for what was left to another thread.
  ~BulkScope() {
    if (appender_ != nullptr) appender_->EndBulk();
  }
  BulkScope(const BulkScope&) = delete;
  BulkScope& operator=(const BulkScope&) = delete;

 private:
  PreparedAppender* const appender_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_PREPARED_APPENDER_H_
