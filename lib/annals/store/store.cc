// A Store keeps records for good: every revision of each, in one order.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/store.h"

#include <utility>

#include "annals/base/status_macros.h"

namespace annals {

Batch& Batch::Put(Record record) {
  changes.emplace_back().record = std::move(record);
  return *this;
}

Batch& Batch::Retract(std::string_view id) {
  Change& change = changes.emplace_back();
  change.operation = Change::Operation::kRetract;
  change.id = std::string(id);
  return *this;
}

Batch& Batch::Restore(std::string_view id, std::optional<int64_t> revision) {
  Change& change = changes.emplace_back();
  change.operation = Change::Operation::kRestore;
  change.id = std::string(id);
  change.revision = revision;
  return *this;
}

Batch& Batch::Redact(std::string_view id) {
  Change& change = changes.emplace_back();
  change.operation = Change::Operation::kRedact;
  change.id = std::string(id);
  return *this;
}

AsOf At(const Point& point) {
  AsOf as_of;
  as_of.sequence = point.sequence;
  return as_of;
}

absl::StatusOr<int64_t> Store::LastSequence() {
  ANNALS_ASSIGN_OR_RETURN(const Point now, Resolve({}));
  return now.sequence;
}

}  // namespace annals
