// A CommitQueue lets threads that append at the same time share one commit.
//
// Waiting for the disk is most of what a small batch costs. So while one thread
// waits for it, others queue up, and the next of them commits for all. (This is
// known as group commit.)
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_COMMIT_QUEUE_H_
#define ANNALS_STORE_INTERNAL_COMMIT_QUEUE_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/store/internal/append.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// Thread-safe. Batches are committed in the order in which they came.
class CommitQueue {
 public:
  // Sets the result of every batch; called by one thread at a time.
  using Commit = std::function<void(absl::Span<PendingAppend* const>)>;

  // So many changes are committed together, or one batch if it has more: the
  // first of them has to wait for the last.
  static constexpr size_t kChangesMax = 10'000;

  explicit CommitQueue(Commit commit) : commit_(std::move(commit)) {}

  // Waits until the batch is committed, by this thread or by another.
  absl::StatusOr<AppendResult> Append(const Batch& batch,
                                      const PreparedBatch& prepared);

  // How many batches wait for the next commit.
  size_t waiting() const;

 private:
  struct Place {
    Place(const Batch& batch, const PreparedBatch& prepared)
        : pending(batch, prepared) {}
    PendingAppend pending;
    bool is_done = false;
  };

  std::vector<Place*> TakeGroup();
  void CommitGroup(std::unique_lock<std::mutex>& lock);

  const Commit commit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool is_committing_ = false;
  std::deque<Place*> waiting_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_COMMIT_QUEUE_H_
