// A CausalQuestion is a scope that was settled for one store.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_CAUSAL_QUESTION_H_
#define ANNALS_TIMELINE_INTERNAL_CAUSAL_QUESTION_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/store.h"
#include "annals/timeline/causal_scope.h"
#include "annals/timeline/internal/link_filter.h"
#include "annals/timeline/internal/link_reach.h"

namespace annals::timeline_internal {

// The point of time is settled once, so that a batch appended meanwhile is seen
// by every read of a question or by none. The store must outlive it, and it
// what it made.
class CausalQuestion {
 public:
  static absl::StatusOr<CausalQuestion> Settle(Store& store,
                                               const CausalScope& scope);

  Store& store() const { return store_; }
  const LinkFilter& filter() const { return filter_; }
  // For a walk to causes.
  const ReachOptions& options() const { return options_; }

  // NotFound unless it is a live event or link; InvalidArgument if it is
  // another record.
  absl::Status CheckCanBeCause(std::string_view id) const;

  // The record, checked likewise.
  absl::StatusOr<Record> GetCause(std::string_view id) const;

  LinkReach ReachFrom(const std::vector<std::string>& ids,
                      bool to_causes) const;

 private:
  CausalQuestion(Store& store, const CausalScope& scope,
                 const ReachOptions& options)
      : store_(store), filter_(scope), options_(options) {}

  Store& store_;
  LinkFilter filter_;
  ReachOptions options_;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_CAUSAL_QUESTION_H_
