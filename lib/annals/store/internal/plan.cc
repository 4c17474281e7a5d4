// A Plan is what a batch comes to, given what the store holds.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/plan.h"

#include <cstddef>
#include <cstdint>

#include "annals/base/status_macros.h"
#include "annals/store/internal/fates.h"
#include "annals/store/internal/name_check.h"
#include "annals/store/internal/objections.h"

namespace annals::store_internal {
namespace {

Revision::Operation OperationOf(Outcome::What what) {
  if (what == Outcome::What::kRetracted) return Revision::RETRACT;
  if (what == Outcome::What::kRedacted) return Revision::REDACT;
  return Revision::PUT;
}

PlannedRevision RevisionOf(const Fate& fate) {
  PlannedRevision planned;
  planned.id = fate.id;
  planned.put = fate.put;
  planned.operation = OperationOf(fate.what);
  planned.kind = fate.kind;
  planned.is_first = fate.is_first;
  planned.live_before = fate.sequence;
  planned.names_before = fate.names_before;
  if (fate.put != nullptr) planned.names_after = NamesOf(fate.put->references);
  return planned;
}

// The newest revision of each fate's record, once the batch is made: those
// that it makes follow the tip.
std::vector<int64_t> SequencesOf(const Fates& fates, const Tip& tip) {
  std::vector<int64_t> sequences;
  int64_t last = tip.sequence;
  for (const Fate& fate : fates.all()) {
    const bool is_unchanged = fate.what == Outcome::What::kUnchanged;
    sequences.push_back(is_unchanged ? fate.sequence : ++last);
  }
  return sequences;
}

std::vector<PlannedRevision> RevisionsOf(const Fates& fates) {
  std::vector<PlannedRevision> revisions;
  for (const Fate& fate : fates.all()) {
    if (fate.what == Outcome::What::kUnchanged) continue;
    revisions.push_back(RevisionOf(fate));
  }
  return revisions;
}

std::vector<Outcome> OutcomesOf(const Fates& fates,
                                const std::vector<int64_t>& sequences) {
  std::vector<Outcome> outcomes;
  for (size_t i = 0; i < fates.of_changes().size(); ++i) {
    const size_t index = fates.of_changes()[i];
    const Fate& fate = fates.all()[index];
    // The second of two equal changes finds it done.
    const Outcome::What what =
        fate.change == i ? fate.what : Outcome::What::kUnchanged;
    outcomes.push_back({what, fate.id, sequences[index]});
  }
  for (size_t i = 0; i < fates.all().size(); ++i) {
    const Fate& fate = fates.all()[i];
    if (fate.change.has_value()) continue;
    outcomes.push_back({fate.what, fate.id, sequences[i]});
  }
  return outcomes;
}

}  // namespace

absl::StatusOr<Plan> MakePlan(Database& database, const PreparedBatch& prepared,
                              const Tip& tip) {
  Objections objections(prepared);
  Fates fates(database, prepared, objections);
  ANNALS_RETURN_IF_ERROR(fates.Decide());
  ANNALS_RETURN_IF_ERROR(CheckNames(database, fates, objections));
  ANNALS_RETURN_IF_ERROR(objections.ToStatus());
  Plan plan;
  plan.revisions = RevisionsOf(fates);
  plan.result.outcomes = OutcomesOf(fates, SequencesOf(fates, tip));
  plan.restored = fates.TakeRestored();
  plan.result.sequence =
      tip.sequence + static_cast<int64_t>(plan.revisions.size());
  return plan;
}

}  // namespace annals::store_internal
