// A Checkpointer copies a journal into its file while somebody goes on writing.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/checkpointer.h"

#include <chrono>
#include <limits>
#include <utility>

#include "absl/status/statusor.h"
#include "annals/base/beside.h"

namespace annals::store_internal {

void Checkpointer::BeginLoad() {
  if (loads_++ > 0) return;
  copied_ = -1;
  writer_.CheckpointFrom(std::numeric_limits<int64_t>::max());
}

void Checkpointer::EndLoad() {
  if (--loads_ > 0) return;
  CatchUp();
  database_.reset();
  writer_.CheckpointFrom(limits_.copied_from);
}

void Checkpointer::AfterCommit() {
  if (loads_ == 0 || writer_.journal_pages() < limits_.copied_from) return;
  is_behind_ = true;
  if (!IsRunning()) Begin();
  if (writer_.journal_pages() >= limits_.load_max) CatchUp();
}

void Checkpointer::Wait() {
  if (running_.valid()) copied_ = running_.get();
}

bool Checkpointer::IsRunning() const {
  return running_.valid() && running_.wait_for(std::chrono::seconds(0)) !=
                                 std::future_status::ready;
}

// Where there can be no other connection, the writer's does it at once.
//
// When all has been copied, as after a batch that was refused, there must be no
// other try: the writer may begin the journal anew just while that looks at it,
// which SQLite before 3.51.3 may not notice, and pages are then never copied
// (sqlite.org/wal.html#walresetbug).
void Checkpointer::Begin() {
  Wait();
  is_behind_ = false;
  if (copied_ == writer_.journal_pages()) return;
  if (database_ == nullptr) database_ = Open();
  if (database_ == nullptr) {
    copied_ = writer_.Checkpoint().value_or(-1);
  } else {
    running_ =
        RunBeside([this] { return database_->Checkpoint().value_or(-1); });
  }
}

void Checkpointer::CatchUp() {
  if (is_behind_) Begin();
  Wait();
}

// Whether the writer's file still has its name. Another file with that name
// must not be opened: SQLite would take our journal for its own.
bool Checkpointer::IsInPlace() const {
  return CheckIdentity(writer_.location(), options_.path, identity_).ok();
}

std::unique_ptr<Database> Checkpointer::Open() const {
  if (!IsInPlace()) return nullptr;
  absl::StatusOr<std::unique_ptr<Database>> database =
      Database::Open(writer_.location(), options_);
  if (!database.ok() || !IsInPlace()) return nullptr;
  // A connection that has read nothing does not know that there is a journal.
  if (!(*database)->SelectInt("PRAGMA user_version").ok()) return nullptr;
  return *std::move(database);
}

}  // namespace annals::store_internal
