// FollowLog() delivers the revisions of a log as they are committed.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/follow.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/store/internal/log.h"

namespace annals::store_internal {
namespace {

// So much is read at once. The journal cannot be cut back while somebody reads,
// and a visitor may take its time: it is called between two reads.
constexpr size_t kRevisionsReadMax = 256;
constexpr size_t kBytesReadMax = size_t{4} << 20;

constexpr int kPollMsMin = 1;

// Whether the batch of `sequence` ends there. It was committed whole.
absl::StatusOr<bool> EndsBatch(Database& database, int64_t sequence) {
  Statement query =
      database.Prepare("SELECT batch FROM revision WHERE sequence = ?1");
  query.Bind(1, sequence + 1);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  return !found || query.Int(0) == sequence + 1;
}

// The revisions from `from` to `to`, as many as are read at once; none if there
// are none yet.
absl::StatusOr<std::vector<Followed>> ReadFrom(Database& database, int64_t from,
                                               int64_t to) {
  std::vector<Followed> read;
  Transaction transaction(database, Transaction::Kind::kRead);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_ASSIGN_OR_RETURN(const int64_t newest, LastSequence(database));
  const int64_t last = std::min(newest, to);
  size_t bytes = 0;
  for (int64_t sequence = from; sequence <= last; ++sequence) {
    Followed& followed = read.emplace_back();
    ANNALS_ASSIGN_OR_RETURN(followed.revision,
                            ReadRevision(database, sequence));
    ANNALS_ASSIGN_OR_RETURN(followed.ends_batch, EndsBatch(database, sequence));
    bytes += followed.revision.content().size();
    if (read.size() == kRevisionsReadMax || bytes > kBytesReadMax) break;
  }
  return read;
}

class Follower {
 public:
  Follower(Database& database, CommitSignal& signal,
           const FollowOptions& options,
           absl::FunctionRef<absl::Status()> check)
      : database_(database),
        signal_(signal),
        options_(options),
        check_(check),
        next_(options.from) {}

  absl::Status Run(absl::FunctionRef<absl::Status(const Followed&)> visit) {
    if (options_.until_now) {
      ANNALS_ASSIGN_OR_RETURN(end_, LastSequence(database_));
    }
    while (true) {
      ANNALS_ASSIGN_OR_RETURN(const int64_t version, DataVersion());
      ANNALS_RETURN_IF_ERROR(DeliverAll(visit));
      if (is_stopped_ || options_.until_now) return absl::OkStatus();
      ANNALS_RETURN_IF_ERROR(WaitForMore(version));
      if (is_stopped_) return absl::OkStatus();
    }
  }

 private:
  absl::Status DeliverAll(
      absl::FunctionRef<absl::Status(const Followed&)> visit) {
    while (true) {
      ANNALS_ASSIGN_OR_RETURN(const std::vector<Followed> read,
                              ReadFrom(database_, next_, end_));
      if (read.empty()) return absl::OkStatus();
      for (const Followed& followed : read) {
        if (IsStopped()) return absl::OkStatus();
        ANNALS_RETURN_IF_ERROR(visit(followed));
        next_ = followed.revision.sequence() + 1;
      }
    }
  }

  // This process says when it commits; of others it shows in a number that
  // SQLite keeps for the connection.
  absl::Status WaitForMore(int64_t version) {
    const int poll_ms = std::max(options_.poll_ms, kPollMsMin);
    while (!IsStopped()) {
      const int64_t commits = signal_.count();
      ANNALS_ASSIGN_OR_RETURN(const int64_t version_now, DataVersion());
      if (version_now != version) return absl::OkStatus();
      ANNALS_RETURN_IF_ERROR(check_());
      signal_.WaitBeyond(commits, poll_ms);
    }
    return absl::OkStatus();
  }

  absl::StatusOr<int64_t> DataVersion() {
    return database_.SelectInt("PRAGMA data_version");
  }

  bool IsStopped() {
    is_stopped_ = is_stopped_ || (options_.stop && options_.stop());
    return is_stopped_;
  }

  Database& database_;
  CommitSignal& signal_;
  const FollowOptions& options_;
  absl::FunctionRef<absl::Status()> check_;
  int64_t next_;
  // The last that is delivered.
  int64_t end_ = kNow;
  bool is_stopped_ = false;
};

}  // namespace

void CommitSignal::Notify() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++count_;
  }
  changed_.notify_all();
}

int64_t CommitSignal::count() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return count_;
}

void CommitSignal::WaitBeyond(int64_t count, int milliseconds) {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(milliseconds),
                    [this, count] { return count_ > count; });
}

absl::Status FollowLog(Database& database, CommitSignal& signal,
                       const FollowOptions& options,
                       absl::FunctionRef<absl::Status()> check,
                       absl::FunctionRef<absl::Status(const Followed&)> visit) {
  if (options.from < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("follow from revision ", options.from,
                     "; want 1 or more: the first is 1"));
  }
  return Follower(database, signal, options, check).Run(visit);
}

}  // namespace annals::store_internal
