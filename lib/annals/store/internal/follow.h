// FollowLog() delivers the revisions of a log as they are committed.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_FOLLOW_H_
#define ANNALS_STORE_INTERNAL_FOLLOW_H_

#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "annals/store/internal/database.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// Wakes the followers of this process when it has committed something.
// Thread-safe.
class CommitSignal {
 public:
  void Notify();

  // How many commits there have been.
  int64_t count() const;

  // Waits until there have been more than `count` of them, at most so long.
  void WaitBeyond(int64_t count, int milliseconds);

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  int64_t count_ = 0;
};

// See Store::Follow. `check` is asked before each wait, and its error ends it.
// The connection is this function's alone, and not in a transaction.
absl::Status FollowLog(Database& database, CommitSignal& signal,
                       const FollowOptions& options,
                       absl::FunctionRef<absl::Status()> check,
                       absl::FunctionRef<absl::Status(const Followed&)> visit);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_FOLLOW_H_
