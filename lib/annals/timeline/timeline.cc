// A Timeline is one history: kept in a store, asked about time and causes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/timeline.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/timeline/internal/answer.h"
#include "annals/timeline/internal/criteria.h"

namespace annals {
namespace {

using timeline_internal::CriteriaOf;
using timeline_internal::ToAnswer;

absl::StatusOr<Found> FindAt(const Query& query, Store& store,
                             const Point& point) {
  ANNALS_ASSIGN_OR_RETURN(const EventCriteria criteria,
                          CriteriaOf(query, store, point));
  ANNALS_ASSIGN_OR_RETURN(FoundEvents events, store.FindEvents(criteria));
  Found found;
  found.total = events.total;
  found.undated = events.undated;
  found.unasserted = events.unasserted;
  for (FoundEvent& event : events.page) {
    ANNALS_ASSIGN_OR_RETURN(Answer answer, ToAnswer(std::move(event)));
    found.answers.push_back(std::move(answer));
  }
  return found;
}

// Adds the record of each id, and what is needed to name it: for a link its
// ends. Ids that nothing bears are words.
absl::Status GatherNamed(Store& store, const AsOf& as_of,
                         std::vector<Reference> open, Selection& selection) {
  while (!open.empty()) {
    const std::string id = std::move(open.back().id);
    open.pop_back();
    if (selection.named.count(id) > 0) continue;
    absl::StatusOr<StoredRecord> stored = store.Get(id, as_of);
    if (absl::IsNotFound(stored.status())) continue;
    ANNALS_RETURN_IF_ERROR(stored.status());
    if (!stored->record.has_event()) {
      const std::vector<Reference> more = ReferencesOf(stored->record);
      open.insert(open.end(), more.begin(), more.end());
    }
    selection.named.emplace(id, std::move(stored->record));
  }
  return absl::OkStatus();
}

void AppendReferences(const Record& record, std::vector<Reference>& all) {
  for (Reference& reference : ReferencesOf(record)) {
    all.push_back(std::move(reference));
  }
}

// Adds the links that touch one of the events.
absl::Status ChooseLinks(Store& store, const AsOf& as_of, bool all,
                         Selection& selection) {
  std::vector<std::string> chosen;
  for (const Answer& answer : selection.events) {
    chosen.push_back(answer.event.id());
  }
  std::map<std::string, CausalLink> links;
  const auto visit = [&](StoredRecord stored) {
    CausalLink& link = *stored.record.mutable_causal_link();
    if (all || IsAsserted(link)) links[link.id()] = std::move(link);
    return absl::OkStatus();
  };
  for (const LinkEnd end : {LinkEnd::kCause, LinkEnd::kEffect}) {
    ANNALS_RETURN_IF_ERROR(store.VisitLinks(end, chosen, as_of, visit));
  }
  for (auto& [id, link] : links) selection.links.push_back(std::move(link));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Timeline> Timeline::Open(std::string_view location,
                                        const StoreOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Store> store,
                          OpenStore(location, options));
  return Timeline(std::move(store));
}

Timeline::Timeline(std::unique_ptr<Store> store) : store_(std::move(store)) {}

absl::StatusOr<AppendResult> Timeline::Append(const Batch& batch) {
  return store_->Append(batch);
}

absl::StatusOr<Found> Timeline::Find(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(query.as_of()));
  return FindAt(query, *store_, point);
}

absl::StatusOr<EventCount> Timeline::Count(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(query.as_of()));
  ANNALS_ASSIGN_OR_RETURN(EventCriteria criteria,
                          CriteriaOf(query, *store_, point));
  criteria.limit = 0;
  ANNALS_ASSIGN_OR_RETURN(const FoundEvents events,
                          store_->FindEvents(criteria));
  EventCount count;
  count.total = events.total;
  count.certain = events.certain;
  count.possible = events.total - events.certain;
  count.undated = events.undated;
  count.unasserted = events.unasserted;
  return count;
}

absl::StatusOr<Selection> Timeline::Select(const Query& query) const {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store_->Resolve(query.as_of()));
  const AsOf as_of = At(point);
  ANNALS_ASSIGN_OR_RETURN(Found found, FindAt(query, *store_, point));
  Selection selection;
  selection.events = std::move(found.answers);
  ANNALS_RETURN_IF_ERROR(ChooseLinks(*store_, as_of, query.all(), selection));
  std::vector<Reference> references;
  for (const Answer& answer : selection.events) {
    AppendReferences(ToRecord(answer.event), references);
  }
  for (const CausalLink& link : selection.links) {
    AppendReferences(ToRecord(link), references);
  }
  ANNALS_RETURN_IF_ERROR(
      GatherNamed(*store_, as_of, std::move(references), selection));
  selection.sequence = point.sequence;
  selection.commit_time = point.commit_time;
  return selection;
}

}  // namespace annals
