// A Store keeps records for good: every revision of each, in one order.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_STORE_H_
#define ANNALS_STORE_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/record/validate.h"
#include "annals/store/event_criteria.h"

namespace annals {

class EventFeed;

// One change of a batch.
struct Change {
  enum class Operation {
    kPut,
    // Withdraws a record; its history stays.
    kRetract,
    // Puts what an earlier revision held, byte for byte.
    kRestore,
    // Withdraws a record and deletes what every revision of it held, for good.
    kRedact,
  };
  Operation operation = Operation::kPut;
  // The new content of a put; its id may be empty and is then derived.
  Record record;
  // The record that is retracted, restored or redacted.
  std::string id;
  // Of a restoration: the revision whose content comes back. If not set, the
  // newest that has any.
  std::optional<int64_t> revision;
  // Retract whatever names the record too. Without it a record that is named
  // by live ones is neither retracted nor redacted.
  bool cascade = false;
  // If set, the change is made only if the record's newest revision has this
  // sequence number (0: the record has never been, or is retracted).
  std::optional<int64_t> expected_revision;
};

// Changes that are made together or not at all. Records of a batch may name
// one another in any order. A record is changed once in a batch; the same put
// twice counts as one.
//
//   annals::Batch batch;
//   batch.Put(annals::ToRecord(oil)).Put(annals::ToRecord(link));
//   batch.author = "kim";
//   batch.idempotency_key = "import of 2026-01-01";
struct Batch {
  std::vector<Change> changes;
  // Who makes them and why; kept with every revision.
  std::string author;
  std::string reason;
  // A batch with a key that the store has seen is not made again: the result
  // of the first time is returned. At most 256 bytes; empty: none. The same
  // key with other changes is refused (AlreadyExists).
  std::string idempotency_key;
  std::string correlation_id;
  std::string causation_id;
  // If set, the batch is made only if the store's newest sequence is this.
  std::optional<int64_t> expected_sequence;

  Batch& Put(Record record);
  // An Event, CausalLink, Constraint, Source or Entity as it is.
  template <typename T>
  Batch& Put(T record) {
    return Put(ToRecord(std::move(record)));
  }
  Batch& Retract(std::string_view id);
  Batch& Restore(std::string_view id, std::optional<int64_t> revision = {});
  Batch& Redact(std::string_view id);
};

// What came of one change.
struct Outcome {
  enum class What {
    kAdded,
    kChanged,
    kUnchanged,
    kRetracted,
    // Was retracted and is back as it was, by a restoration or by a put of the
    // same; or has got back what an earlier revision held.
    kRestored,
    kRedacted,
  };
  What what = What::kAdded;
  // The record's id, derived if it had none.
  std::string id;
  // The record's newest revision now.
  int64_t sequence = 0;
};

// What came of a batch. `outcomes` are in the order of the changes, followed by
// the retractions that cascaded.
struct AppendResult {
  std::vector<Outcome> outcomes;
  // The store's newest sequence after the batch.
  int64_t sequence = 0;
  // True if the idempotency key was known and nothing was done.
  bool repeated = false;
  // True if the batch redacted, and what it deleted may still lie in free parts
  // of the file or its journal: somebody was reading them, or the disk was
  // full. See Store::FinishRedaction.
  bool erasure_is_pending = false;
};

// A point of transaction time. Default: now.
struct AsOf {
  // What was known after this revision, which there must be (or 0), and the
  // others of its batch: nobody ever saw half of one ...
  std::optional<int64_t> sequence;
  // ... or at this commit time, microseconds since 1970-01-01T00:00:00Z. At
  // most one of the two is set.
  std::optional<int64_t> time;
};

// A point of transaction time, settled: the last revision of the batch that was
// the newest then, and when that was committed (microseconds since
// 1970-01-01T00:00:00Z). Both are 0 before the first.
struct Point {
  int64_t sequence = 0;
  int64_t commit_time = 0;
};

// The point, for asking what was known then.
AsOf At(const Point& point);

// A record as the store has it.
struct StoredRecord {
  Record record;
  // Sequence and commit time of the revision that it is.
  int64_t sequence = 0;
  int64_t commit_time = 0;
};

// A fault of a batch: which change, which field, what is wrong.
struct BatchFault {
  size_t change = 0;
  Fault fault;
};

// The two ends of a causal link.
enum class LinkEnd { kCause, kEffect };

// Counts and sizes.
struct StoreStatistics {
  int64_t sequence = 0;
  int64_t first_commit_time = 0;
  int64_t last_commit_time = 0;
  // The file and its journals.
  int64_t file_bytes = 0;
  // Live records by kind, indexed by RecordKind's number.
  int64_t live[6] = {};
  // Records of which the newest revision is no put that has its content.
  int64_t retracted = 0;
};

// How far a file of an older library is on its way to this library's format.
struct MigrationProgress {
  // The versions of the format. They are the same where only the rules have
  // changed by which dates become bounds.
  int64_t from_format = 0;
  int64_t to_format = 0;
  // True if the file is only read: it stays, and a temporary copy is made.
  bool is_copy = false;
  // Steps of the way, two for each revision.
  int64_t done = 0;
  int64_t of = 0;
  bool is_finished = false;
};

struct StoreOptions {
  // Make the file if there is none. Otherwise NotFound.
  bool create = true;
  // Open without write rights; Append() is FailedPrecondition.
  bool read_only = false;
  // How long to wait for another writer, in milliseconds.
  int busy_timeout_ms = 10'000;
  // Called at the begin, now and then, and at the end, if OpenStore() brings an
  // older file up to date. May be empty.
  std::function<void(const MigrationProgress&)> migration_progress;
};

// A revision, as it comes to a follower.
struct Followed {
  Revision revision;
  // True for the last revision of its batch. The whole batch is on the disk
  // before the first of it is delivered.
  bool ends_batch = false;
};

struct FollowOptions {
  // The first revision that is delivered. To go on where one stopped: the last
  // that was delivered, plus one.
  int64_t from = 1;
  // Deliver what there is when it begins, and do not wait for more.
  bool until_now = false;
  // How often to look whether another process has committed anything. What
  // this Store commits is delivered at once.
  int poll_ms = 100;
  // Asked before each revision, and every `poll_ms` while there is nothing to
  // deliver; true ends it. May be empty.
  std::function<bool()> stop;
};

// Append-only and bitemporal: an event's own dates are its valid time, the
// revision's commit time is the transaction time, and any state of the past
// can be asked for.
//
//   absl::StatusOr<std::unique_ptr<annals::Store>> store =
//       annals::OpenStore("korea.annals");
//   if (!store.ok()) return store.status();
//   absl::StatusOr<annals::AppendResult> appended =
//       (*store)->Append(annals::Batch().Put(annals::MakeEvent(
//           "oil", "China suspends oil supply", "2013")));
//   if (!appended.ok()) return appended.status();
//   absl::StatusOr<annals::StoredRecord> stored = (*store)->Get("oil");
//
// When Append() returns OK, the batch is on the disk.
//
// What a live record names stays live: a record may only name what there is,
// and is retracted only when no live record names it. Fields that may hold
// words instead of an id (places, holders, conditions) bind nothing.
//
// Thread-safe: one Store may be used by several threads, and several
// processes may open one location. Writers wait for each other; readers wait
// for nobody, and one call sees one state of the store from beginning to end.
// Every record is checked against its hash when it is read: what has changed
// on the disk gives DataLoss, never another record. What finds records
// (indexes, the tables beside the log) has a checksum on every page.
//
// A relative location means the same file for good, also when the process
// changes its folder. A file that is moved, replaced or deleted while open is
// FailedPrecondition for who needs it next, one of two names for who writes.
//
// People mistake the commit time for a clock: after the system's clock was set
// back it stands still.
class Store {
 public:
  virtual ~Store() = default;

  // Makes all changes of the batch, or none. An unchanged put makes no
  // revision. InvalidArgument if a record is not valid or names a record that
  // there is not (all faults of the batch are listed, see FaultsOf);
  // FailedPrecondition if something that was expected is not so, or live
  // records name a retracted one; NotFound for retracting what there is not;
  // ResourceExhausted if the disk is full; Unavailable if another writer
  // held the lock too long; DataLoss if the file is damaged. After any error
  // the store is as it was. Takes time in proportion to the batch; one fsync a
  // batch, so that many small ones cost more than one large.
  virtual absl::StatusOr<AppendResult> Append(const Batch& batch) = 0;

  // What Append() would find wrong with the batch, and what would come of it,
  // were it the next. A store that is only read can tell too.
  virtual absl::StatusOr<AppendResult> DryRun(const Batch& batch) = 0;

  // Finishes what redactions left to be deleted from free parts of the file and
  // from its journal. OK if there was nothing to do; Unavailable, and it
  // says why, if somebody reads the store or the index file beside it may not
  // be deleted; then the next Append() that is not refused tries again, as one
  // does after a crash. Takes time in proportion to the file, which is written
  // anew.
  virtual absl::Status FinishRedaction() = 0;

  // The record as of then; NotFound if there was none, or it was retracted, or
  // it has been redacted, then or since.
  virtual absl::StatusOr<StoredRecord> Get(std::string_view id,
                                           const AsOf& as_of = {}) = 0;

  // Calls `visit` for every record that was live then, in the order of ids (by
  // bytes); `kind` limits it to one kind. Stops at the first error of `visit`
  // and returns it. Records are read one at a time: memory stays bounded. What
  // was visited before DataLoss may not be all: the index is known to be whole
  // only at its end. Takes time in proportion to the number of revisions.
  // `visit` may use the store, and even append: the scan does not see it.
  virtual absl::Status Scan(
      std::optional<RecordKind> kind, const AsOf& as_of,
      absl::FunctionRef<absl::Status(StoredRecord)> visit) = 0;

  // The live events that the criteria ask for. InvalidArgument for relations
  // without a window. Takes time in proportion to the events that lie near the
  // window or bear the rarest term, whichever are fewer; without either, or
  // where those are many, one pass over what is kept of every put (about 100
  // bytes each). Only the events of the page are decoded, and those of which
  // the four bounds do not tell all; of more than about a hundred some are
  // decoded by a second thread, which ends before this returns (if the system
  // gives none, this one does it all).
  virtual absl::StatusOr<FoundEvents> FindEvents(
      const EventCriteria& criteria) = 0;

  // Calls `visit` for every causal link that was live then and has one of these
  // records among its causes (or its effects), each once, oldest revision
  // first; stops at the first error of `visit` and returns it. Takes time in
  // proportion to the ids and the links that have ever named them there,
  // however many others there are. A walk along causes asks for one frontier
  // after another.
  virtual absl::Status VisitLinks(
      LinkEnd end, const std::vector<std::string>& ids, const AsOf& as_of,
      absl::FunctionRef<absl::Status(StoredRecord)> visit) = 0;

  // All revisions of a record, oldest first; NotFound if there is none. Of a
  // put that was redacted since, `salt` and `content` are empty.
  virtual absl::StatusOr<std::vector<Revision>> History(
      std::string_view id) = 0;

  // Calls `visit` for every revision from `options.from` on, in their order,
  // and goes on as they are committed, by this process or another, until it is
  // stopped. Never delivers part of a batch that is not wholly on the disk.
  // Returns the first error of `visit`; FailedPrecondition if the file is moved
  // or deleted meanwhile. `visit` may take its time, and may use the store:
  // nothing is held while it runs. A file that is read without the right to
  // lock it is followed until now.
  virtual absl::Status Follow(
      const FollowOptions& options,
      absl::FunctionRef<absl::Status(const Followed&)> visit) = 0;

  // The revision that a point of time means. This is what a snapshot is here:
  // since nothing is overwritten, several reads that are to see the same state
  // settle it once and then read At() it, today or in a year, while others
  // write. Nothing is held open. (A redaction alone reaches back.)
  // InvalidArgument for a sequence that there is not.
  //
  //   absl::StatusOr<annals::Point> now = store->Resolve({});
  //   auto oil = store->Get("oil", annals::At(*now));
  //   auto visit = store->Get("visit", annals::At(*now));
  virtual absl::StatusOr<Point> Resolve(const AsOf& as_of) = 0;

  // What an index in memory follows; null if this kind of store has none. It
  // lives as long as the store.
  virtual EventFeed* event_feed() { return nullptr; }

  // The newest sequence number; 0 for an empty store.
  absl::StatusOr<int64_t> LastSequence();

  // Takes the same time for any store.
  virtual absl::StatusOr<StoreStatistics> Statistics() = 0;
};

// The faults that an InvalidArgument of Append() or DryRun() carries (in a
// status payload); empty for other statuses.
std::vector<BatchFault> FaultsOf(const absl::Status& status);

// Opens the store at `location`: a file. (A postgresql:// URL will open one
// in a server; today it is Unimplemented.) InvalidArgument if the file is not
// a store or is a directory, NotFound if its folder is missing or it is not to
// be made, FailedPrecondition if it was written by a newer version or is on a
// file system without write-ahead logging (a network share), PermissionDenied
// if it or a folder on the way may not be read or written, Unimplemented for
// writing with a SQLite that has no FTS5.
//
// A file that an older version wrote is brought up to date when it is opened
// for writing: in place from format 2 on; of format 1 in a second file, which
// takes time in proportion to its log. The log stays as it is. For the latter
// nobody else may have the file open (Unavailable), nor may it have hard links
// (FailedPrecondition) or belong to somebody else (PermissionDenied). Whoever
// only reads an older file reads a temporary copy that is up to date, made anew
// each time; it is Unavailable once somebody has written the file.
absl::StatusOr<std::unique_ptr<Store>> OpenStore(
    std::string_view location, const StoreOptions& options = {});

}  // namespace annals

#endif  // ANNALS_STORE_STORE_H_
