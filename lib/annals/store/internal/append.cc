// AppendBatch() makes a batch durable, PreviewBatch() says what it would do.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/append.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/store/internal/derived.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/keyed_batch.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/naming.h"
#include "annals/store/internal/plan.h"
#include "annals/store/internal/revision_row.h"

namespace annals::store_internal {
namespace {

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

void SetChange(Revision& revision, const PlannedRevision& planned,
               const std::string& salt) {
  revision.set_record_id(planned.id);
  revision.set_salt(salt);
  if (planned.put == nullptr) {
    revision.set_operation(Revision::RETRACT);
    revision.clear_content();
  } else {
    revision.set_operation(Revision::PUT);
    revision.set_content(planned.put->content);
  }
}

// Ties the revision to the one before it, and becomes the new tip.
void Chain(Revision& revision, Tip& tip) {
  revision.set_sequence(++tip.sequence);
  revision.set_previous_hash(tip.hash);
  revision.set_content_hash(ContentHash(revision));
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

absl::Status WriteRevisions(Database& database, const Batch& batch,
                            const Plan& plan, Tip tip, int64_t now) {
  Revision revision = EnvelopeOf(batch, tip, now);
  ANNALS_ASSIGN_OR_RETURN(const std::string salts,
                          RandomSalts(plan.revisions.size()));
  DerivedWriter writer(database);
  for (size_t i = 0; i < plan.revisions.size(); ++i) {
    const PlannedRevision& planned = plan.revisions[i];
    SetChange(revision, planned, salts.substr(i * kSaltBytes, kSaltBytes));
    Chain(revision, tip);
    ANNALS_RETURN_IF_ERROR(
        InsertRevision(database, revision, ColumnsOf(planned)));
    ANNALS_RETURN_IF_ERROR(ReplaceNames(
        database, planned.id, planned.names_before, planned.names_after));
    ANNALS_RETURN_IF_ERROR(WriteDerived(planned, revision.sequence(), writer));
  }
  return writer.Finish();
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

}  // namespace

absl::StatusOr<AppendResult> AppendBatch(Database& database, const Batch& batch,
                                         const PreparedBatch& prepared,
                                         absl::FunctionRef<int64_t()> clock) {
  Transaction transaction(database, Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
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
  ANNALS_RETURN_IF_ERROR(transaction.Commit());
  return std::move(decision.plan.result);
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
