// OpenSqliteStore() opens a Store in one SQLite file.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/sqlite_store.h"

#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/record/utf8.h"
#include "annals/store/event_feed.h"
#include "annals/store/internal/append.h"
#include "annals/store/internal/checkpointer.h"
#include "annals/store/internal/commit_queue.h"
#include "annals/store/internal/erasure.h"
#include "annals/store/internal/event_feed.h"
#include "annals/store/internal/event_page.h"
#include "annals/store/internal/file_state.h"
#include "annals/store/internal/find_events.h"
#include "annals/store/internal/follow.h"
#include "annals/store/internal/index_file.h"
#include "annals/store/internal/link_end.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/migration.h"
#include "annals/store/internal/prepared_appender.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/internal/reader_pool.h"
#include "annals/store/internal/record_index.h"
#include "annals/store/internal/statistics.h"
#include "annals/store/internal/store_file.h"
#include "annals/store/internal/tail.h"

namespace annals {
namespace store_internal {
namespace {

absl::Status NoSuchRecord(std::string_view id,
                          const std::optional<Head>& head) {
  const std::string record = absl::StrCat("record ", Quoted(id));
  if (!head.has_value()) return absl::NotFoundError("no " + record);
  return absl::NotFoundError(
      absl::StrCat(record, ": retracted by revision ", head->sequence));
}

absl::Status CheckHasWindow(const EventCriteria& criteria) {
  if (!criteria.relations.has_value() || !criteria.window.members.empty()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      "criteria: relations without a window; want one to relate to");
}

absl::Status FinishErasureWithoutWaiting(Database& database) {
  const int busy_timeout_ms = database.busy_timeout_ms();
  database.SetBusyTimeout(0);
  const absl::Status status = FinishErasure(database);
  database.SetBusyTimeout(busy_timeout_ms);
  return status;
}

// A store that is closed has no tail, so that whoever reads it by other means
// finds all in its tables. What is not done now, the next writer does: nobody
// waits for another. It is synced as every commit is: the next one must not
// reach the disk before it (see FindDecay()).
absl::Status LeaveNoTail(Database& database) {
  database.SetBusyTimeout(0);
  {
    Transaction reading(database, Transaction::Kind::kRead);
    ANNALS_RETURN_IF_ERROR(reading.begun());
    ANNALS_ASSIGN_OR_RETURN(const TailBounds tail, ReadTailBounds(database));
    if (tail.size() == 0) return absl::OkStatus();
  }
  Transaction transaction(database, Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_RETURN_IF_ERROR(CheckMayWrite(database));
  ANNALS_RETURN_IF_ERROR(SortTailIn(database));
  return transaction.Commit();
}

class SqliteStore : public Store, public PreparedAppender, public EventFeed {
 public:
  // `writer` is null for a store that is only read, `copy` unless that is read
  // in place of an older library's file.
  SqliteStore(std::string location, std::unique_ptr<Database> writer,
              std::shared_ptr<const TemporaryCopy> copy,
              const DatabaseOptions& reader_options, Clock clock)
      : copy_(std::move(copy)),
        location_(std::move(location)),
        path_(reader_options.path),
        opened_as_(FileStateOf(path_)),
        clock_(std::move(clock)),
        writer_(std::move(writer)),
        queue_([this](absl::Span<PendingAppend* const> batches) {
          CommitTogether(batches);
        }),
        readers_(location_, reader_options, opened_as_.identity) {
    if (writer_ == nullptr) return;
    DatabaseOptions options = reader_options;
    options.read_only = false;
    checkpointer_.emplace(*writer_, options, opened_as_.identity);
  }

  ~SqliteStore() override {
    if (writer_ != nullptr) LeaveNoTail(*writer_).IgnoreError();
  }

  absl::StatusOr<AppendResult> Append(const Batch& batch) override {
    ANNALS_RETURN_IF_ERROR(CheckIsWriter());
    ANNALS_ASSIGN_OR_RETURN(const PreparedBatch prepared, Prepare(batch));
    return queue_.Append(batch, prepared);
  }

  absl::StatusOr<AppendResult> AppendPrepared(
      const Batch& batch, const PreparedBatch& prepared) override {
    ANNALS_RETURN_IF_ERROR(CheckIsWriter());
    return queue_.Append(batch, prepared);
  }

  void BeginBulk() override {
    const std::lock_guard<std::mutex> lock(writer_mutex_);
    if (checkpointer_.has_value()) checkpointer_->BeginLoad();
  }

  void EndBulk() override {
    const std::lock_guard<std::mutex> lock(writer_mutex_);
    if (checkpointer_.has_value()) checkpointer_->EndLoad();
  }

  absl::Status FinishRedaction() override {
    ANNALS_RETURN_IF_ERROR(CheckIsWriter());
    const std::lock_guard<std::mutex> lock(writer_mutex_);
    ANNALS_RETURN_IF_ERROR(CheckIsSameFile());
    ANNALS_RETURN_IF_ERROR(CheckMayWrite(*writer_));
    checkpointer_->Wait();
    return FinishErasure(*writer_);
  }

  absl::StatusOr<AppendResult> DryRun(const Batch& batch) override {
    ANNALS_ASSIGN_OR_RETURN(const PreparedBatch prepared, Prepare(batch));
    return Read<absl::StatusOr<AppendResult>>([&](Database& database) {
      return PreviewBatch(database, batch, prepared);
    });
  }

  absl::StatusOr<StoredRecord> Get(std::string_view id,
                                   const AsOf& as_of) override {
    using Result = absl::StatusOr<StoredRecord>;
    return Read<Result>([&](Database& database) -> Result {
      ANNALS_ASSIGN_OR_RETURN(const int64_t sequence_max,
                              SequenceOf(database, as_of));
      ANNALS_ASSIGN_OR_RETURN(const std::optional<Head> head,
                              FindHead(database, id, sequence_max));
      if (head.has_value() && head->is_redaction) {
        return IsRedacted(id, head->sequence);
      }
      if (!head.has_value() || !head->is_live) return NoSuchRecord(id, head);
      return ReadLive(database, id, *head);
    });
  }

  absl::Status Scan(
      std::optional<RecordKind> kind, const AsOf& as_of,
      absl::FunctionRef<absl::Status(StoredRecord)> visit) override {
    return Read<absl::Status>([&](Database& database) -> absl::Status {
      ANNALS_ASSIGN_OR_RETURN(const int64_t sequence_max,
                              SequenceOf(database, as_of));
      return VisitHeads(
          database, sequence_max,
          [&](std::string_view id, const Head& head) -> absl::Status {
            if (!head.is_live || kind.value_or(head.kind) != head.kind) {
              return absl::OkStatus();
            }
            absl::StatusOr<StoredRecord> stored = ReadLive(database, id, head);
            // It was live then, and has been redacted since.
            if (absl::IsNotFound(stored.status())) return absl::OkStatus();
            ANNALS_RETURN_IF_ERROR(stored.status());
            return visit(*std::move(stored));
          });
    });
  }

  absl::StatusOr<FoundEvents> FindEvents(
      const EventCriteria& criteria) override {
    ANNALS_RETURN_IF_ERROR(CheckHasWindow(criteria));
    return Read<absl::StatusOr<FoundEvents>>([&](Database& database) {
      return store_internal::FindEvents(database, criteria);
    });
  }

  absl::Status VisitLinks(
      LinkEnd end, const std::vector<std::string>& ids, const AsOf& as_of,
      absl::FunctionRef<absl::Status(StoredRecord)> visit) override {
    return Read<absl::Status>([&](Database& database) -> absl::Status {
      ANNALS_ASSIGN_OR_RETURN(const Point point,
                              store_internal::Resolve(database, as_of));
      return store_internal::VisitLinks(database, end, ids, point.sequence,
                                        visit);
    });
  }

  absl::StatusOr<std::vector<Revision>> History(std::string_view id) override {
    using Result = absl::StatusOr<std::vector<Revision>>;
    return Read<Result>([&](Database& database) -> Result {
      ANNALS_ASSIGN_OR_RETURN(std::vector<Revision> history,
                              ReadHistory(database, id));
      if (history.empty()) return NoSuchRecord(id, std::nullopt);
      return history;
    });
  }

  absl::Status Follow(
      const FollowOptions& options,
      absl::FunctionRef<absl::Status(const Followed&)> visit) override {
    FollowOptions adapted = options;
    adapted.until_now |= readers_.options().immutable;
    ANNALS_ASSIGN_OR_RETURN(const ReaderPool::Lease lease, readers_.Borrow());
    ANNALS_RETURN_IF_ERROR(FollowLog(
        *lease, commits_, adapted, [this] { return CheckIsSameFile(); },
        visit));
    return CheckUnchanged();
  }

  absl::StatusOr<Point> Resolve(const AsOf& as_of) override {
    return Read<absl::StatusOr<Point>>([&](Database& database) {
      return store_internal::Resolve(database, as_of);
    });
  }

  EventFeed* event_feed() override { return this; }

  absl::StatusOr<Point> ReadAll(Receiver& receiver) override {
    return Read<absl::StatusOr<Point>>(
        [&](Database& database) { return FeedAll(database, receiver); });
  }

  absl::StatusOr<News> ReadSince(int64_t sequence,
                                 Receiver& receiver) override {
    return Read<absl::StatusOr<News>>([&](Database& database) {
      return FeedSince(database, sequence, receiver);
    });
  }

  absl::StatusOr<std::vector<FoundEvent>> ReadPage(
      const EventCriteria& criteria, std::vector<EventMatch> matches) override {
    using Result = absl::StatusOr<std::vector<FoundEvent>>;
    return Read<Result>([&](Database& database) -> Result {
      ANNALS_RETURN_IF_ERROR(CheckNothingRedacted(database, criteria.sequence));
      return store_internal::ReadPage(database, criteria, std::move(matches));
    });
  }

  absl::Status VisitFound(
      const EventCriteria& criteria, int64_t events_at_once,
      absl::FunctionRef<absl::Status(std::vector<FoundEvent>)> visit) override {
    ANNALS_RETURN_IF_ERROR(CheckHasWindow(criteria));
    return Read<absl::Status>([&](Database& database) {
      return store_internal::VisitFound(database, criteria, events_at_once,
                                        visit);
    });
  }

  absl::Status VisitEvents(
      int64_t point, absl::Span<const int64_t> sequences,
      absl::FunctionRef<absl::Status(int64_t, const Event&)> visit) override {
    return Read<absl::Status>([&](Database& database) {
      return store_internal::VisitEvents(database, point, sequences, visit);
    });
  }

  absl::StatusOr<std::string> KeyOf(int64_t sequence) override {
    return Read<absl::StatusOr<std::string>>([&](Database& database) {
      return store_internal::KeyOf(database, sequence);
    });
  }

  absl::StatusOr<KeptIndex> MapIndex() override {
    ANNALS_ASSIGN_OR_RETURN(const ReaderPool::Lease lease, readers_.Borrow());
    return MapIndexFile(*lease);
  }

  // A transaction that changes nothing keeps other writers out: whoever redacts
  // finds the file whole, and deletes it.
  absl::StatusOr<std::string> KeepIndex(
      int64_t sequence,
      absl::FunctionRef<absl::Status(Sink sink)> write) override {
    ANNALS_RETURN_IF_ERROR(CheckIsWriter());
    const std::lock_guard<std::mutex> lock(writer_mutex_);
    ANNALS_RETURN_IF_ERROR(CheckIsSameFile());
    Transaction transaction(*writer_, Transaction::Kind::kWrite);
    ANNALS_RETURN_IF_ERROR(transaction.begun());
    ANNALS_RETURN_IF_ERROR(CheckNothingRedacted(*writer_, sequence));
    return WriteIndexFile(*writer_, write);
  }

  absl::Status DropIndex() override {
    ANNALS_RETURN_IF_ERROR(CheckIsWriter());
    const std::lock_guard<std::mutex> lock(writer_mutex_);
    ANNALS_RETURN_IF_ERROR(CheckIsSameFile());
    Transaction transaction(*writer_, Transaction::Kind::kWrite);
    ANNALS_RETURN_IF_ERROR(transaction.begun());
    return DeleteIndexFile(*writer_);
  }

  absl::StatusOr<StoreStatistics> Statistics() override {
    return Read<absl::StatusOr<StoreStatistics>>(
        [](Database& database) { return ReadStatistics(database); });
  }

 private:
  absl::Status CheckIsWriter() const {
    if (writer_ != nullptr) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat(
        location_, ": opened read-only; open it with write rights"));
  }

  // What is written to a deleted file is on no disk.
  absl::Status CheckIsSameFile() const {
    return CheckIdentity(location_, path_, opened_as_.identity);
  }

  void CommitTogether(absl::Span<PendingAppend* const> batches) {
    const std::lock_guard<std::mutex> lock(writer_mutex_);
    const absl::Status status = CheckIsSameFile();
    if (!status.ok()) {
      for (PendingAppend* const each : batches) each->result = status;
      return;
    }
    const bool is_erasure_due = AppendBatches(*writer_, batches, clock_);
    commits_.Notify();
    checkpointer_->AfterCommit();
    if (is_erasure_due) Erase(batches);
  }

  // The batches are committed: whatever comes of this, they stay so. Only who
  // redacts waits for readers to get out of the way.
  void Erase(absl::Span<PendingAppend* const> batches) {
    checkpointer_->Wait();
    std::vector<AppendResult*> redacting;
    for (PendingAppend* const each : batches) {
      if (each->result.ok() && each->result->erasure_is_pending) {
        redacting.push_back(&*each->result);
      }
    }
    const bool waits = !redacting.empty();
    const absl::Status erased =
        waits ? FinishErasure(*writer_) : FinishErasureWithoutWaiting(*writer_);
    for (AppendResult* const result : redacting) {
      result->erasure_is_pending = !erased.ok();
    }
  }

  // Reads in one transaction, which sees the store as it is when it begins.
  template <typename Result>
  Result Read(absl::FunctionRef<Result(Database&)> read) {
    ANNALS_ASSIGN_OR_RETURN(const ReaderPool::Lease lease, readers_.Borrow());
    Transaction transaction(*lease, Transaction::Kind::kRead);
    ANNALS_RETURN_IF_ERROR(transaction.begun());
    Result result = read(*lease);
    ANNALS_RETURN_IF_ERROR(CheckUnchanged());
    return result;
  }

  // Without locks nobody keeps writers away, so what was read may be a mixture
  // if there has been one.
  absl::Status CheckUnchanged() const {
    if (copy_ != nullptr) return copy_->CheckIsCurrent();
    if (!readers_.options().immutable || FileStateOf(path_) == opened_as_) {
      return absl::OkStatus();
    }
    return absl::UnavailableError(absl::StrCat(
        location_,
        ": somebody writes it while it is read without the right to "
        "lock it; open it again"));
  }

  // Goes last of all.
  const std::shared_ptr<const TemporaryCopy> copy_;
  // As the user wrote it, for messages; and the absolute path of what is
  // opened.
  const std::string location_;
  const std::string path_;
  const FileState opened_as_;
  const Clock clock_;
  std::mutex writer_mutex_;
  const std::unique_ptr<Database> writer_;
  // Of the writer, if there is one.
  std::optional<Checkpointer> checkpointer_;
  CommitQueue queue_;
  CommitSignal commits_;
  ReaderPool readers_;
};

int64_t SystemClock() { return absl::ToUnixMicros(absl::Now()); }

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStoreWithClock(
    std::string_view location, const StoreOptions& options, Clock clock,
    const std::string& vfs) {
  if (options.read_only) {
    ANNALS_ASSIGN_OR_RETURN(OpenedForReading opened,
                            OpenForReading(location, options, vfs));
    return std::make_unique<SqliteStore>(std::string(location), nullptr,
                                         opened.copy, opened.options,
                                         std::move(clock));
  }
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> writer,
                          OpenForWriting(location, options, vfs));
  DatabaseOptions reader_options;
  reader_options.read_only = true;
  reader_options.busy_timeout_ms = options.busy_timeout_ms;
  reader_options.path = writer->path();
  reader_options.vfs = vfs;
  return std::make_unique<SqliteStore>(std::string(location), std::move(writer),
                                       nullptr, reader_options,
                                       std::move(clock));
}

}  // namespace store_internal

absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(
    std::string_view location, const StoreOptions& options) {
  return store_internal::OpenSqliteStoreWithClock(location, options,
                                                  store_internal::SystemClock);
}

}  // namespace annals
