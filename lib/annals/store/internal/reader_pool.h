// A ReaderPool lends connections to those who read.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_READER_POOL_H_
#define ANNALS_STORE_INTERNAL_READER_POOL_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/file_state.h"

namespace annals::store_internal {

// Every reader has a connection of its own while it reads, so that none waits
// for another and each sees the store as it was when it began. Thread-safe.
class ReaderPool {
 public:
  // More than these are closed when they come back.
  static constexpr size_t kIdleMax = 16;

  // A connection on loan; it goes back when this is destroyed.
  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<Database> database)
        : pool_(&pool), database_(std::move(database)) {}
    ~Lease() {
      if (database_ != nullptr) pool_->TakeBack(std::move(database_));
    }
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;

    Database& operator*() const { return *database_; }

   private:
    ReaderPool* pool_;
    std::unique_ptr<Database> database_;
  };

  // Connections are opened with these options, when they are needed, as long as
  // the file is this one.
  ReaderPool(std::string location, DatabaseOptions options,
             const FileIdentity& opened_as)
      : location_(std::move(location)),
        options_(std::move(options)),
        opened_as_(opened_as) {}

  absl::StatusOr<Lease> Borrow();

  const DatabaseOptions& options() const { return options_; }

 private:
  absl::StatusOr<std::unique_ptr<Database>> OpenAnother() const;
  void TakeBack(std::unique_ptr<Database> database);

  const std::string location_;
  const DatabaseOptions options_;
  const FileIdentity opened_as_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Database>> idle_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_READER_POOL_H_
