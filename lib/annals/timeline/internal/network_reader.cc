// ReadNetwork(): the records of a store as one network.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/network_reader.h"

#include <functional>
#include <set>
#include <string>
#include <utility>

#include "annals/base/status_macros.h"
#include "annals/causal/implied_order.h"
#include "annals/record/claim_scope.h"

namespace annals::timeline_internal {
namespace {

// Reads the store kind by kind: events before what names them.
class NetworkReader {
 public:
  NetworkReader(Store& store, const SolveOptions& options, EventVisitor visit)
      : store_(store),
        options_(options),
        visit_(visit),
        unread_(options.left_out.begin(), options.left_out.end()),
        network_(options.scope) {
    for (const Record& record : options.added) unread_.insert(IdOf(record));
  }

  absl::StatusOr<EventNetwork> Read() {
    // One state, however many scans.
    ANNALS_ASSIGN_OR_RETURN(const Point point, store_.Resolve(options_.as_of));
    ANNALS_RETURN_IF_ERROR(ReadKind(RecordKind::kEvent, point));
    for (const Record& record : options_.added_if_missing) {
      if (network_.StartOf(IdOf(record)).has_value()) continue;
      ANNALS_RETURN_IF_ERROR(Add(record));
    }
    ANNALS_RETURN_IF_ERROR(ReadKind(RecordKind::kConstraint, point));
    if (options_.links) {
      ANNALS_RETURN_IF_ERROR(ReadKind(RecordKind::kCausalLink, point));
    }
    network_.Finish();
    return std::move(network_);
  }

 private:
  absl::Status ReadKind(RecordKind kind, const Point& point) {
    for (const Record& record : options_.added) {
      if (KindOf(record) == kind) ANNALS_RETURN_IF_ERROR(Add(record));
    }
    return store_.Scan(kind, At(point), [&](const StoredRecord& stored) {
      if (unread_.count(IdOf(stored.record)) > 0) return absl::OkStatus();
      if (kind == RecordKind::kEvent) ANNALS_RETURN_IF_ERROR(visit_(stored));
      return Add(stored.record);
    });
  }

  absl::Status Add(const Record& record) {
    if (record.has_event()) return network_.AddEvent(record.event());
    if (record.has_constraint()) {
      return network_.AddConstraint(record.constraint());
    }
    const CausalLink& link = record.causal_link();
    if (!AddsOrder(link) || !Counts(link.claims(), options_.scope)) {
      return absl::OkStatus();
    }
    for (const Distance& distance : OrderImpliedBy(link)) {
      ANNALS_RETURN_IF_ERROR(network_.AddImplied(
          {NetworkReason::Kind::kLink, link.id()}, distance));
    }
    return absl::OkStatus();
  }

  Store& store_;
  const SolveOptions& options_;
  EventVisitor visit_;
  // Ids of records that are left out, or replaced.
  std::set<std::string, std::less<>> unread_;
  EventNetwork network_;
};

}  // namespace

absl::StatusOr<EventNetwork> ReadNetwork(Store& store,
                                         const SolveOptions& options,
                                         EventVisitor visit) {
  return NetworkReader(store, options, visit).Read();
}

}  // namespace annals::timeline_internal
