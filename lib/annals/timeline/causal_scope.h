// A CausalScope says which links the causal questions follow.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_CAUSAL_SCOPE_H_
#define ANNALS_TIMELINE_CAUSAL_SCOPE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "annals/record/claim_scope.h"
#include "annals/store/store.h"

namespace annals {

// Links that one causal question loads, by default.
inline constexpr int64_t kCausalLinksMax = 200'000;

// By default every link that is asserted now. A plain value.
//
//   CausalScope scope;  // what did they say led to what, by early 2017?
//   scope.claims.holder = "moscow-analysts";
//   scope.as_of.time = february_2017;
//   timeline.Causes("position", kDepthUnlimited, scope);
struct CausalScope {
  // Links that are not asserted too: forecasts, hypotheses, denials.
  bool all = false;

  // Whose claims count. If it chooses any, the links of an answer carry those
  // alone, so that paths are ranked by them.
  ClaimScope claims;

  // What if these links, or claims of links (RECORD#CLAIM), were not accepted.
  // A link of which every claim is left out is left out too. The store stays as
  // it is, and ids that there are not change nothing.
  std::vector<std::string> left_out;

  AsOf as_of;

  // A question that reaches more links is ResourceExhausted.
  int64_t links_max = kCausalLinksMax;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_CAUSAL_SCOPE_H_
