// A CommitQueue lets threads that append at the same time share one commit.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/commit_queue.h"

namespace annals::store_internal {

absl::StatusOr<AppendResult> CommitQueue::Append(
    const Batch& batch, const PreparedBatch& prepared) {
  Place place(batch, prepared);
  std::unique_lock<std::mutex> lock(mutex_);
  waiting_.push_back(&place);
  while (!place.is_done) {
    if (is_committing_) {
      changed_.wait(lock);
    } else {
      CommitGroup(lock);
    }
  }
  return std::move(place.pending.result);
}

size_t CommitQueue::waiting() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return waiting_.size();
}

std::vector<CommitQueue::Place*> CommitQueue::TakeGroup() {
  std::vector<Place*> group;
  size_t changes = 0;
  while (!waiting_.empty()) {
    Place* const next = waiting_.front();
    changes += next->pending.batch.changes.size();
    if (!group.empty() && changes > kChangesMax) break;
    group.push_back(next);
    waiting_.pop_front();
  }
  return group;
}

void CommitQueue::CommitGroup(std::unique_lock<std::mutex>& lock) {
  const std::vector<Place*> group = TakeGroup();
  std::vector<PendingAppend*> batches;
  batches.reserve(group.size());
  for (Place* const place : group) batches.push_back(&place->pending);
  is_committing_ = true;
  lock.unlock();
  commit_(batches);
  lock.lock();
  is_committing_ = false;
  for (Place* const place : group) place->is_done = true;
  changed_.notify_all();
}

}  // namespace annals::store_internal
