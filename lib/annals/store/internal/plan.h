// A Plan is what a batch comes to, given what the store holds.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_PLAN_H_
#define ANNALS_STORE_INTERNAL_PLAN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/fates.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/naming.h"
#include "annals/store/internal/prepared_batch.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// One revision that is to be made.
struct PlannedRevision {
  std::string id;
  Revision::Operation operation = Revision::PUT;
  // The put; null for a retraction or redaction. It lives in the PreparedBatch
  // or among the plan's restored ones.
  const PreparedChange* put = nullptr;
  RecordKind kind = RecordKind::kEvent;
  // The record has no revision before.
  bool is_first = false;
  // The put that is live until then; 0 if there is none.
  int64_t live_before = 0;
  // What the record named until now, and what it names then; sorted.
  std::vector<Name> names_before;
  std::vector<Name> names_after;
};

struct Plan {
  // In the order in which they follow the tip.
  std::vector<PlannedRevision> revisions;
  Fates::Restored restored;
  AppendResult result;
};

// Decides what becomes of each change, and whether all of them together leave
// a store in which whatever is named exists. Reads only; in a transaction, so
// that what it found still holds when it is written. `prepared` must outlive
// the plan.
//
// Refused are, in this order: records with faults, and names of what is not
// there (InvalidArgument, all of them in one status); to retract, restore or
// redact what is not there (NotFound), an expected revision that is another, a
// retraction of what is named (FailedPrecondition).
absl::StatusOr<Plan> MakePlan(Database& database, const PreparedBatch& prepared,
                              const Tip& tip);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_PLAN_H_
