// A LinkFilter tells whether a causal link belongs to a scope.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_LINK_FILTER_H_
#define ANNALS_TIMELINE_INTERNAL_LINK_FILTER_H_

#include <set>
#include <string>

#include "annals/record/claim_scope.h"
#include "annals/record/record.h"
#include "annals/timeline/causal_scope.h"

namespace annals::timeline_internal {

// Immutable, so safe to read from any thread.
class LinkFilter {
 public:
  enum class Verdict {
    kCounts,
    kUnasserted,  // LinksLeftOut says which these are
    kDisregarded,
    kLeftOut,  // the scope supposes that it is not there
  };

  explicit LinkFilter(const CausalScope& scope);

  // Takes off the link the claims that do not count.
  Verdict Apply(CausalLink& link) const;

  // Whether every link counts that is not left out.
  bool TakesAll() const { return all_ && !Chooses(claims_); }

 private:
  bool RemoveLeftOut(CausalLink& link) const;

  const bool all_;
  const ClaimScope claims_;
  const std::set<std::string, std::less<>> left_out_;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_LINK_FILTER_H_
