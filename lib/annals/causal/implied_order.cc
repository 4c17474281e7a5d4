// OrderImpliedBy() says what a causal link tells of order in time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/implied_order.h"

#include <algorithm>

#include "annals/record/claims.h"

namespace annals {
namespace {

Distance Between(const std::string& cause, const std::string& effect,
                 Endpoint::Side side) {
  Distance distance;
  distance.mutable_from()->set_event(cause);
  distance.mutable_from()->set_side(Endpoint::START);
  distance.mutable_to()->set_event(effect);
  distance.mutable_to()->set_side(side);
  return distance;
}

}  // namespace

std::optional<Endpoint::Side> SideNotBeforeCause(CausalLink::Kind kind) {
  switch (kind) {
    case CausalLink::KIND_UNSPECIFIED:  // CAUSE
    case CausalLink::CAUSE:
    case CausalLink::TRIGGER:
    case CausalLink::ENABLE:
    case CausalLink::PRECONDITION:
    case CausalLink::MOTIVATE:
    case CausalLink::RESPONSE:
      return Endpoint::START;
    case CausalLink::CONTRIBUTE:
    case CausalLink::HINDER:
    case CausalLink::MAINTAIN:
    case CausalLink::END:
      return Endpoint::END;
    default:
      return std::nullopt;
  }
}

std::vector<Distance> OrderImpliedBy(const CausalLink& link) {
  const std::optional<Endpoint::Side> side = SideNotBeforeCause(link.kind());
  const bool is_open =
      link.combination() == CausalLink::ALTERNATIVE && link.causes_size() > 1;
  std::vector<Distance> distances;
  if (!side.has_value() || is_open) return distances;
  for (const std::string& cause : link.causes()) {
    for (const std::string& effect : link.effects()) {
      distances.push_back(Between(cause, effect, *side));
      distances.back().set_min("PT0S");
      if (link.lag_min().empty() && link.lag_max().empty()) continue;
      distances.push_back(Between(cause, effect, Endpoint::START));
      distances.back().set_min(link.lag_min());
      distances.back().set_max(link.lag_max());
    }
  }
  return distances;
}

bool AddsOrder(const CausalLink& link) {
  if (link.claims().empty()) return true;
  return std::any_of(
      link.claims().begin(), link.claims().end(), [](const Claim& claim) {
        return IsAsserted(claim) && claim.status() != Claim::DISPUTED;
      });
}

}  // namespace annals
