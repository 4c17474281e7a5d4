// SearchCases() decides relations that are no Horn clauses, if it can.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/internal/case_search.h"

#include <cstddef>

#include "annals/network/allen_clauses.h"

namespace annals::network_internal {
namespace {

// How many statements deep: each depth has a network of its own.
constexpr size_t kDepthMax = 200;

class CaseSearch {
 public:
  CaseSearch(const std::vector<AllenStatement>& statements, int64_t work_left)
      : statements_(statements), work_left_(work_left) {}

  Cases Search(const ClauseNetwork& network, size_t next) {
    while (next < statements_.size()) {
      const AllenStatement& statement = statements_[next++];
      if (!Spend(network)) return Cases::kNotDecided;
      const AllenSet possible = network.PossibleRelations(statement);
      if (possible.IsSubsetOf(statement.relations)) continue;
      return Split(network, statement, possible & statement.relations, next);
    }
    return Cases::kSomeFits;
  }

 private:
  Cases Split(const ClauseNetwork& network, const AllenStatement& statement,
              AllenSet relations, size_t next) {
    if (++depth_ > kDepthMax) return Cases::kNotDecided;
    Cases found = Cases::kNoneFits;
    for (const AllenSet part : HornParts(relations)) {
      if (!Spend(network)) return Cases::kNotDecided;
      ClauseNetwork with = network;
      if (!with.Say(statement, part)) continue;
      const Cases beyond = Search(with, next);
      if (beyond == Cases::kSomeFits) return beyond;
      if (beyond == Cases::kNotDecided) found = beyond;
    }
    --depth_;
    return found;
  }

  bool Spend(const ClauseNetwork& network) {
    const TemporalNetwork& size = network.solved().network();
    work_left_ -= size.variables() + static_cast<int64_t>(size.edges().size());
    return work_left_ >= 0;
  }

  const std::vector<AllenStatement>& statements_;
  int64_t work_left_;
  size_t depth_ = 0;
};

}  // namespace

std::vector<AllenSet> HornParts(AllenSet relations) {
  std::vector<AllenSet> parts;
  AllenSet left = relations;
  while (!left.IsEmpty()) {
    AllenSet part;
    for (int i = 0; i < kAllenRelationCount; ++i) {
      AllenSet with = part;
      const auto relation = static_cast<AllenRelation>(i);
      if (!left.Contains(relation)) continue;
      with.Add(relation);
      if (ClausesOf(with).is_exact) part = with;
    }
    parts.push_back(part);
    left = left & part.Complement();
  }
  return parts;
}

Cases SearchCases(const ClauseNetwork& network,
                  const std::vector<AllenStatement>& statements,
                  int64_t work_left) {
  return CaseSearch(statements, work_left).Search(network, 0);
}

}  // namespace annals::network_internal
