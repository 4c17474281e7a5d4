// A ReaderPool lends connections to those who read.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/reader_pool.h"

#include "annals/base/status_macros.h"

namespace annals::store_internal {

absl::StatusOr<ReaderPool::Lease> ReaderPool::Borrow() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Database> database = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(database));
    }
  }
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> database, OpenAnother());
  return Lease(*this, std::move(database));
}

// Asked before, for a message that says why; and after, lest it was replaced
// in between.
absl::StatusOr<std::unique_ptr<Database>> ReaderPool::OpenAnother() const {
  ANNALS_RETURN_IF_ERROR(CheckIdentity(location_, options_.path, opened_as_));
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                          Database::Open(location_, options_));
  ANNALS_RETURN_IF_ERROR(CheckIdentity(location_, options_.path, opened_as_));
  return database;
}

void ReaderPool::TakeBack(std::unique_ptr<Database> database) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (idle_.size() < kIdleMax) idle_.push_back(std::move(database));
}

}  // namespace annals::store_internal
