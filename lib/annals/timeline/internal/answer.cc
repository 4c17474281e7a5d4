// What a store found, as a timeline answers it.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/answer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"

namespace annals::timeline_internal {

absl::StatusOr<Answer> ToAnswer(FoundEvent found) {
  Answer answer;
  answer.sequence = found.sequence;
  answer.certainty = found.certainty;
  answer.asserted = IsAsserted(found.event);
  ANNALS_ASSIGN_OR_RETURN(std::optional<ResolvedWhen> resolved,
                          Resolve(found.event.when()));
  if (resolved.has_value()) {
    answer.date = std::move(resolved->date);
    answer.span = resolved->span;
  }
  answer.event = std::move(found.event);
  return answer;
}

absl::Status TakeStatedSpans(std::vector<Answer>& answers) {
  for (Answer& answer : answers) {
    ANNALS_ASSIGN_OR_RETURN(answer.span, SpanOf(answer.event));
    answer.tightened = false;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<FoundEvent>> ReadEvents(
    const std::vector<int64_t>& revisions, int64_t sequence, Store& store) {
  if (revisions.empty()) return std::vector<FoundEvent>();
  EventCriteria criteria;
  criteria.sequence = sequence;
  criteria.among = revisions;
  std::sort(criteria.among.begin(), criteria.among.end());
  criteria.all = true;
  criteria.undated = true;
  ANNALS_ASSIGN_OR_RETURN(FoundEvents found, store.FindEvents(criteria));
  std::map<int64_t, FoundEvent> read;
  for (FoundEvent& event : found.page) {
    const int64_t revision = event.sequence;
    read[revision] = std::move(event);
  }
  std::vector<FoundEvent> events;
  for (const int64_t revision : revisions) {
    const auto event = read.find(revision);
    if (event == read.end()) {
      return absl::AbortedError(
          absl::StrCat("revision ", revision,
                       ": redacted since it was found; want to be asked "
                       "again"));
    }
    events.push_back(std::move(event->second));
  }
  return events;
}

}  // namespace annals::timeline_internal
