// JudgeSupport() finds links that stand on weak feet.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/support_judge.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "annals/record/claims.h"

namespace annals::causal_internal {
namespace {

// A source that speaks for the link, in a claim.
struct Witness {
  const std::string* source;
  const Claim* claim;
};

bool Supports(const Evidence& evidence) {
  return evidence.stance() == Evidence::STANCE_UNSPECIFIED ||
         evidence.stance() == Evidence::SUPPORTS;
}

// Each source once for each claim, at most kWitnessesMax and one more.
std::vector<Witness> WitnessesOf(const Voices& voices) {
  std::vector<Witness> witnesses;
  for (const Claim* const claim : voices.claims) {
    if (!IsAsserted(*claim)) continue;
    absl::flat_hash_set<std::string> seen;
    for (const Evidence& evidence : claim->evidence()) {
      if (!Supports(evidence) || !seen.insert(evidence.source()).second) {
        continue;
      }
      witnesses.push_back({&evidence.source(), claim});
      if (witnesses.size() > kWitnessesMax) return witnesses;
    }
  }
  return witnesses;
}

bool ShareAHolder(const Claim& a, const Claim& b) {
  return std::any_of(
      a.holders().begin(), a.holders().end(), [&](const std::string& holder) {
        return std::find(b.holders().begin(), b.holders().end(), holder) !=
               b.holders().end();
      });
}

bool AreIndependent(const Witness& a, const Witness& b,
                    const SourceOrigins& origins) {
  return origins.AreIndependent(*a.source, *b.source) &&
         !ShareAHolder(*a.claim, *b.claim);
}

bool HaveAnIndependentPair(const std::vector<Witness>& witnesses,
                           const SourceOrigins& origins) {
  if (witnesses.size() > kWitnessesMax) return true;
  for (size_t i = 0; i < witnesses.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (AreIndependent(witnesses[i], witnesses[j], origins)) return true;
    }
  }
  return false;
}

// In the order in which they are cited.
std::vector<std::string> SourcesOf(const std::vector<Witness>& witnesses) {
  std::vector<std::string> sources;
  for (const Witness& witness : witnesses) {
    if (std::find(sources.begin(), sources.end(), *witness.source) ==
        sources.end()) {
      sources.push_back(*witness.source);
    }
  }
  return sources;
}

void Add(FindingKind kind, const CausalLink& link,
         const std::vector<const Claim*>& claims,
         std::vector<std::string> sources, FindingList& findings) {
  Finding* const finding = findings.Add(kind);
  if (finding == nullptr) return;
  finding->links = {link.id()};
  finding->claims = ClaimNames(link.id(), claims);
  finding->sources = std::move(sources);
}

// The claims for the link, of those that are like this.
template <typename Predicate>
std::vector<const Claim*> ClaimsThat(const Voices& voices,
                                     Predicate predicate) {
  std::vector<const Claim*> claims;
  for (const Claim* const claim : voices.claims) {
    if (!claim->negated() && predicate(*claim)) claims.push_back(claim);
  }
  return claims;
}

void JudgeWitnesses(const CausalLink& link, const Voices& voices,
                    const SourceOrigins& origins, FindingList& findings) {
  const std::vector<Witness> witnesses = WitnessesOf(voices);
  if (HaveAnIndependentPair(witnesses, origins)) return;
  std::vector<std::string> sources = SourcesOf(witnesses);
  const FindingKind kind = sources.empty() ? FindingKind::kNoSource
                           : sources.size() == 1
                               ? FindingKind::kSingleSource
                               : FindingKind::kDependentSources;
  const auto claims =
      ClaimsThat(voices, [](const Claim& claim) { return IsAsserted(claim); });
  Add(kind, link, claims, std::move(sources), findings);
}

}  // namespace

void JudgeSupport(const CausalLink& link, const Voices& voices,
                  const SourceOrigins& origins, FindingList& findings) {
  if (voices.IsAsserted()) {
    return JudgeWitnesses(link, voices, origins, findings);
  }
  const auto standing =
      ClaimsThat(voices, [](const Claim& claim) { return !HasFallen(claim); });
  if (!standing.empty()) {
    return Add(FindingKind::kOnlyForecast, link, standing, {}, findings);
  }
  const auto fallen = ClaimsThat(voices, HasFallen);
  if (!fallen.empty()) {
    Add(FindingKind::kOnlyRejected, link, fallen, {}, findings);
  }
}

}  // namespace annals::causal_internal
