// A Checkpointer copies a journal into its file while somebody goes on writing.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_CHECKPOINTER_H_
#define ANNALS_STORE_INTERNAL_CHECKPOINTER_H_

#include <cstdint>
#include <future>
#include <memory>

#include "annals/store/internal/database.h"
#include "annals/store/internal/file_state.h"

namespace annals::store_internal {

// In pages of 4 kB.
struct JournalLimits {
  // A journal of so many is copied into the file: 32 MB. In a bulk load most
  // batches touch the same pages of the indexes, which are then written once
  // for several batches.
  int64_t copied_from = 8'192;
  // In a load, the journal has no more than these, 256 MB, and those of one
  // batch.
  int64_t load_max = 65'536;
};

// SQLite copies the journal on the thread that commits, which then waits for
// the disk twice. While batch after batch is loaded, another thread does it,
// by a connection of its own, and the next batch is written meanwhile:
//
//   checkpointer.BeginLoad();
//   ... commit by `writer`; checkpointer.AfterCommit(); and again ...
//   checkpointer.EndLoad();
//
// SQLite begins the journal anew only when all of it has been copied, so while
// batches follow each other it grows. When it is too long, AfterCommit() waits.
// Once a load has ended, all of a long journal has been copied; its file is cut
// back when the next commit begins it anew.
//
// As with SQLite, it is no error if the journal cannot be copied, since a
// reader needs it or the disk is full: it is tried again after the next commit.
//
// Not thread-safe: whoever uses it has the writer's connection.
class Checkpointer {
 public:
  // The connection must outlive it. `options` are for another like it, to the
  // file with this identity.
  Checkpointer(Database& writer, const DatabaseOptions& options,
               const FileIdentity& identity, const JournalLimits& limits = {})
      : writer_(writer),
        options_(options),
        identity_(identity),
        limits_(limits) {}
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // There may be several loads at a time.
  void BeginLoad();
  void EndLoad();

  // Of the writer. Nothing without a load: then SQLite sees to the journal.
  void AfterCommit();

  // Waits until the other thread leaves the journal alone.
  void Wait();

 private:
  bool IsRunning() const;
  void Begin();
  void CatchUp();
  bool IsInPlace() const;
  // Another connection; null if there can be none.
  std::unique_ptr<Database> Open() const;

  Database& writer_;
  const DatabaseOptions options_;
  const FileIdentity identity_;
  const JournalLimits limits_;
  int loads_ = 0;
  // Whether something was committed since the other thread has begun.
  bool is_behind_ = false;
  std::unique_ptr<Database> database_;
  // How many pages of the journal were in the file when last one looked; -1 if
  // nobody knows.
  int64_t copied_ = -1;
  // Last, so that the thread has ended before the connection goes.
  std::future<int64_t> running_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_CHECKPOINTER_H_
