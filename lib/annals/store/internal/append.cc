// AppendBatches() makes batches durable, PreviewBatch() says what one would do.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/append.h"

#include <algorithm>
#include <cstddef>
#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/base/beside.h"
#include "annals/base/status_macros.h"
#include "annals/store/internal/derived.h"
#include "annals/store/internal/erasure.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/keyed_batch.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/naming.h"
#include "annals/store/internal/plan.h"
#include "annals/store/internal/revision_row.h"
#include "annals/store/internal/search_writer.h"
#include "annals/store/internal/store_file.h"
#include "annals/store/internal/tail.h"
#include "annals/store/internal/tally.h"

namespace annals::store_internal {
namespace {

// With fewer revisions, threads of their own are not worth it.
constexpr size_t kLargeBatchMin = 1'000;

absl::Status CheckExpectedSequence(const Database& database, const Batch& batch,
                                   const Tip& tip) {
  if (batch.expected_sequence.value_or(tip.sequence) == tip.sequence) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      database.location(), ": newest revision ", tip.sequence, "; want ",
      *batch.expected_sequence, ": read what is new and decide anew"));
}

// What is the same in all revisions of a batch.
Revision EnvelopeOf(const Batch& batch, const Tip& tip, int64_t now) {
  Revision revision;
  revision.set_batch(tip.sequence + 1);
  revision.set_commit_time(std::max(now, tip.commit_time));
  revision.set_author(batch.author);
  revision.set_reason(batch.reason);
  revision.set_idempotency_key(batch.idempotency_key);
  revision.set_correlation_id(batch.correlation_id);
  revision.set_causation_id(batch.causation_id);
  return revision;
}

absl::Status SetChange(Revision& revision, const PlannedRevision& planned) {
  revision.set_record_id(planned.id);
  revision.set_operation(planned.operation);
  if (planned.put != nullptr) {
    revision.set_salt(planned.put->salt);
    revision.set_content(planned.put->content);
    revision.set_content_hash(planned.put->content_hash);
    return absl::OkStatus();
  }
  ANNALS_ASSIGN_OR_RETURN(*revision.mutable_salt(), RandomSalts(1));
  revision.clear_content();
  revision.set_content_hash(ContentHash(revision));
  return absl::OkStatus();
}

// Ties the revision to the one before it, and becomes the new tip.
void Chain(Revision& revision, Tip& tip) {
  revision.set_sequence(++tip.sequence);
  revision.set_previous_hash(tip.hash);
  tip.hash = ChainHash(revision);
  revision.set_hash(tip.hash);
}

ReadableColumns ColumnsOf(const PlannedRevision& planned) {
  if (planned.put != nullptr) return planned.put->columns;
  ReadableColumns columns;
  columns.kind = planned.kind;
  return columns;
}

absl::Status WriteDerived(const PlannedRevision& planned, int64_t sequence,
                          DerivedWriter& writer) {
  if (planned.is_first) writer.ApplyFirst();
  if (planned.live_before != 0) {
    ANNALS_RETURN_IF_ERROR(writer.ApplyEnd(planned.live_before, sequence));
  }
  if (planned.put == nullptr) return absl::OkStatus();
  return writer.ApplyPut(sequence, planned.put->derivation);
}

bool Redacts(const Plan& plan) {
  return std::any_of(plan.revisions.begin(), plan.revisions.end(),
                     [](const PlannedRevision& each) {
                       return each.operation == Revision::REDACT;
                     });
}

absl::Status WriteRevision(Database& database, const Revision& revision,
                           const PlannedRevision& planned,
                           DerivedWriter& writer) {
  ANNALS_RETURN_IF_ERROR(
      InsertRevision(database, revision, ColumnsOf(planned)));
  ANNALS_RETURN_IF_ERROR(WriteDerived(planned, revision.sequence(), writer));
  if (planned.operation != Revision::REDACT) return absl::OkStatus();
  return EraseContent(database, planned.id);
}

// The puts, with the sequences that they will have.
std::vector<SearchedPut> PutsOf(const Plan& plan, const Tip& tip) {
  std::vector<SearchedPut> puts;
  int64_t sequence = tip.sequence;
  for (const PlannedRevision& planned : plan.revisions) {
    ++sequence;
    if (planned.put == nullptr) continue;
    const Derivation& derivation = planned.put->derivation;
    puts.push_back({sequence, &derivation.terms, &derivation.text});
  }
  return puts;
}

size_t BytesOf(const Plan& plan) {
  size_t bytes = 0;
  for (const PlannedRevision& planned : plan.revisions) {
    if (planned.put != nullptr) bytes += planned.put->content.size();
  }
  return bytes;
}

// Leaves the batch to the tail, or begins to sort both in, if together they are
// long.
absl::Status BeginSearch(Database& database, const Plan& plan, const Tip& tip,
                         TailSorter& sorter) {
  const auto added = static_cast<int64_t>(plan.revisions.size());
  ANNALS_ASSIGN_OR_RETURN(const TailBounds tail, ReadTailBounds(database));
  const bool is_short = tail.size() + added <= kTailMax;
  if (is_short && BytesOf(plan) <= kTailBatchBytesMax) {
    return absl::OkStatus();
  }
  return sorter.Begin(tail, PutsOf(plan, tip));
}

// Gathers who names whom.
void GatherNames(const Plan& plan, NamingWriter& naming) {
  for (const PlannedRevision& planned : plan.revisions) {
    naming.Replace(planned.id, planned.names_before, planned.names_after);
  }
  naming.Sort();
}

absl::Status WriteRevisions(Database& database, const Batch& batch,
                            const Plan& plan, Tip tip, int64_t now) {
  Revision revision = EnvelopeOf(batch, tip, now);
  DerivedWriter writer(database);
  NamingWriter naming(database);
  const bool is_large = plan.revisions.size() >= kLargeBatchMin;
  TailSorter sorter(database);
  ANNALS_RETURN_IF_ERROR(BeginSearch(database, plan, tip, sorter));
  const auto gather = [&plan, &naming] { GatherNames(plan, naming); };
  std::future<void> gathered;
  if (is_large) gathered = RunBeside(gather);
  for (const PlannedRevision& planned : plan.revisions) {
    ANNALS_RETURN_IF_ERROR(SetChange(revision, planned));
    Chain(revision, tip);
    ANNALS_RETURN_IF_ERROR(WriteRevision(database, revision, planned, writer));
  }
  gathered.valid() ? gathered.get() : gather();
  ANNALS_RETURN_IF_ERROR(naming.Finish());
  Tally change = writer.change();
  change.sorted_in = static_cast<int64_t>(plan.revisions.size());
  ANNALS_RETURN_IF_ERROR(sorter.Finish(change));
  return Redacts(plan) ? CompleteErasure(database) : absl::OkStatus();
}

// What a batch comes to: the result of the first time if its key is known,
// else a plan.
struct Decision {
  std::optional<AppendResult> repeated;
  Plan plan;
};

absl::StatusOr<Decision> Decide(Database& database, const Batch& batch,
                                const PreparedBatch& prepared, const Tip& tip) {
  Decision decision;
  if (!batch.idempotency_key.empty()) {
    ANNALS_ASSIGN_OR_RETURN(const std::optional<KeyedBatch> known,
                            FindKeyedBatch(database, batch.idempotency_key));
    if (known.has_value()) {
      ANNALS_ASSIGN_OR_RETURN(decision.repeated,
                              RepeatedResult(database, *known, prepared));
      return decision;
    }
  }
  ANNALS_RETURN_IF_ERROR(CheckExpectedSequence(database, batch, tip));
  ANNALS_ASSIGN_OR_RETURN(decision.plan, MakePlan(database, prepared, tip));
  return decision;
}

// In a write transaction.
absl::StatusOr<AppendResult> MakeBatch(Database& database, const Batch& batch,
                                       const PreparedBatch& prepared,
                                       absl::FunctionRef<int64_t()> clock) {
  ANNALS_ASSIGN_OR_RETURN(const Tip tip, ReadTip(database));
  ANNALS_ASSIGN_OR_RETURN(Decision decision,
                          Decide(database, batch, prepared, tip));
  if (decision.repeated.has_value()) return *std::move(decision.repeated);
  const Plan& plan = decision.plan;
  ANNALS_RETURN_IF_ERROR(WriteRevisions(database, batch, plan, tip, clock()));
  if (!batch.idempotency_key.empty()) {
    ANNALS_RETURN_IF_ERROR(InsertKeyedBatch(database, batch.idempotency_key,
                                            prepared, tip.sequence,
                                            plan.result.sequence));
  }
  decision.plan.result.erasure_is_pending = Redacts(plan);
  return std::move(decision.plan.result);
}

// Within a transaction that others have part in: what a refused batch wrote
// is taken back. An error is the transaction's end.
absl::Status MakeWithin(Database& database, PendingAppend& pending,
                        absl::FunctionRef<int64_t()> clock) {
  ANNALS_RETURN_IF_ERROR(database.Prepare("SAVEPOINT batch").Run());
  pending.result = MakeBatch(database, pending.batch, pending.prepared, clock);
  if (!database.InTransaction()) return pending.result.status();
  if (!pending.result.ok()) {
    ANNALS_RETURN_IF_ERROR(database.Prepare("ROLLBACK TO batch").Run());
  }
  return database.Prepare("RELEASE batch").Run();
}

// Alone it needs no savepoint, for which SQLite would keep each page that is
// changed as it was before: if it is refused, so is the transaction.
absl::Status MakeAlone(Database& database, PendingAppend& pending,
                       absl::FunctionRef<int64_t()> clock) {
  pending.result = MakeBatch(database, pending.batch, pending.prepared, clock);
  return pending.result.status();
}

// In kilobytes, as SQLite counts them with a minus. A large batch wants all
// that it changes in memory. For a small one a large cache is a burden:
// whenever a tree is balanced SQLite gives a page the number of the one at 1 GB
// for a moment, and in a file that is shorter it then looks through its whole
// cache at the commit for pages beyond the end: 1.3 ms for 192 MB, in every
// sixth. With 32 MB that takes as long as to read an index page or two again.
constexpr int64_t kCacheOfLargeBatches = -196'608;
constexpr int64_t kCacheOfSmallBatches = -32'768;

// A redaction makes all tables anew.
bool WantLargeCache(absl::Span<PendingAppend* const> batches) {
  size_t changes = 0;
  for (const PendingAppend* const each : batches) {
    changes += each->batch.changes.size();
    for (const Change& change : each->batch.changes) {
      if (change.operation == Change::Operation::kRedact) return true;
    }
  }
  return changes >= kLargeBatchMin;
}

// Each small batch halves the cache, so that one in between large ones costs
// them little.
absl::Status FitCache(Database& database,
                      absl::Span<PendingAppend* const> batches) {
  ANNALS_ASSIGN_OR_RETURN(const int64_t size,
                          database.SelectInt("PRAGMA cache_size"));
  const int64_t half = std::max(size, kCacheOfLargeBatches) / 2;
  const int64_t fit = WantLargeCache(batches)
                          ? kCacheOfLargeBatches
                          : std::min(half, kCacheOfSmallBatches);
  if (fit == size) return absl::OkStatus();
  return database.Execute(absl::StrCat("PRAGMA cache_size = ", fit));
}

// True if an erasure is due.
absl::StatusOr<bool> AppendTogether(Database& database,
                                    absl::Span<PendingAppend* const> batches,
                                    absl::FunctionRef<int64_t()> clock) {
  Transaction transaction(database, Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_RETURN_IF_ERROR(CheckMayWrite(database));
  ANNALS_RETURN_IF_ERROR(FitCache(database, batches));
  const auto make = batches.size() == 1 ? MakeAlone : MakeWithin;
  for (PendingAppend* const pending : batches) {
    ANNALS_RETURN_IF_ERROR(make(database, *pending, clock));
  }
  ANNALS_ASSIGN_OR_RETURN(const bool is_due, IsErasurePending(database));
  ANNALS_RETURN_IF_ERROR(transaction.Commit());
  return is_due;
}

}  // namespace

bool AppendBatches(Database& database, absl::Span<PendingAppend* const> batches,
                   absl::FunctionRef<int64_t()> clock) {
  const absl::StatusOr<bool> is_due = AppendTogether(database, batches, clock);
  if (is_due.ok()) return *is_due;
  if (batches.size() == 1 || absl::IsUnavailable(is_due.status())) {
    for (PendingAppend* const each : batches) each->result = is_due.status();
    return false;
  }
  // Not a word of them is on the disk. Which one was too much for it shows when
  // each is made by itself.
  bool any_is_due = false;
  for (size_t i = 0; i < batches.size(); ++i) {
    any_is_due |= AppendBatches(database, batches.subspan(i, 1), clock);
  }
  return any_is_due;
}

absl::StatusOr<AppendResult> PreviewBatch(Database& database,
                                          const Batch& batch,
                                          const PreparedBatch& prepared) {
  ANNALS_ASSIGN_OR_RETURN(const Tip tip, ReadTip(database));
  ANNALS_ASSIGN_OR_RETURN(Decision decision,
                          Decide(database, batch, prepared, tip));
  if (decision.repeated.has_value()) return *std::move(decision.repeated);
  return std::move(decision.plan.result);
}

}  // namespace annals::store_internal
