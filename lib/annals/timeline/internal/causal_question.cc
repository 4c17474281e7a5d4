// A CausalQuestion is a scope that was settled for one store.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/causal_question.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"

namespace annals::timeline_internal {

absl::StatusOr<CausalQuestion> CausalQuestion::Settle(
    Store& store, const CausalScope& scope) {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store.Resolve(scope.as_of));
  ReachOptions options;
  options.as_of.sequence = point.sequence;
  options.links_max = scope.links_max;
  return CausalQuestion(store, scope, options);
}

absl::Status CausalQuestion::CheckCanBeCause(std::string_view id) const {
  return GetCause(id).status();
}

absl::StatusOr<Record> CausalQuestion::GetCause(std::string_view id) const {
  ANNALS_ASSIGN_OR_RETURN(StoredRecord stored, store_.Get(id, options_.as_of));
  if (stored.record.has_event() || stored.record.has_causal_link()) {
    return std::move(stored.record);
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", AsAbsl(id), "\": ", AsAbsl(RecordKindName(*KindOf(stored.record))),
      " found; want an event or a causal_link"));
}

LinkReach CausalQuestion::ReachFrom(const std::vector<std::string>& ids,
                                    bool to_causes) const {
  ReachOptions options = options_;
  options.to_causes = to_causes;
  return LinkReach(store_, ids, filter_, options);
}

}  // namespace annals::timeline_internal
