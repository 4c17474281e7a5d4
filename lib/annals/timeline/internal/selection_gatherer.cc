// A SelectionGatherer adds to chosen events their links and what they name.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/selection_gatherer.h"

#include <map>
#include <utility>

#include "annals/base/status_macros.h"
#include "annals/record/claims.h"

namespace annals::timeline_internal {
namespace {

void AppendReferences(const Record& record, std::vector<Reference>& all) {
  for (Reference& reference : ReferencesOf(record)) {
    all.push_back(std::move(reference));
  }
}

}  // namespace

absl::Status SelectionGatherer::GatherLinks(Selection& selection) {
  std::vector<std::string> chosen;
  for (const Answer& answer : selection.events) {
    chosen.push_back(answer.event.id());
  }
  std::map<std::string, CausalLink> links;
  const auto visit = [&](StoredRecord stored) {
    CausalLink& link = *stored.record.mutable_causal_link();
    const bool is_wanted = all_ || IsAsserted(link);
    if (is_wanted && links_.insert(stored.sequence).second) {
      links[link.id()] = std::move(link);
    }
    return absl::OkStatus();
  };
  for (const LinkEnd end : {LinkEnd::kCause, LinkEnd::kEffect}) {
    ANNALS_RETURN_IF_ERROR(store_.VisitLinks(end, chosen, as_of_, visit));
  }
  for (auto& [id, link] : links) selection.links.push_back(std::move(link));
  return absl::OkStatus();
}

absl::Status SelectionGatherer::GatherNamed(Selection& selection) {
  std::vector<Reference> references;
  for (const Answer& answer : selection.events) {
    AppendReferences(ToRecord(answer.event), references);
  }
  for (const CausalLink& link : selection.links) {
    AppendReferences(ToRecord(link), references);
  }
  for (const Constraint& constraint : selection.constraints) {
    AppendReferences(ToRecord(constraint), references);
  }
  return Gather(std::move(references), selection);
}

absl::Status SelectionGatherer::Gather(std::vector<Reference> open,
                                       Selection& selection) {
  while (!open.empty()) {
    const std::string id = std::move(open.back().id);
    open.pop_back();
    if (selection.named.count(id) > 0 || words_.contains(id)) continue;
    absl::StatusOr<StoredRecord> stored = store_.Get(id, as_of_);
    if (absl::IsNotFound(stored.status())) {
      words_.insert(id);
      continue;
    }
    ANNALS_RETURN_IF_ERROR(stored.status());
    if (!stored->record.has_event()) {
      AppendReferences(stored->record, open);
    }
    selection.named.emplace(id, std::move(stored->record));
  }
  return absl::OkStatus();
}

}  // namespace annals::timeline_internal
