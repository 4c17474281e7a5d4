// A ClauseNetwork is a solved network, and clauses that are not yet edges.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_INTERNAL_CLAUSE_NETWORK_H_
#define ANNALS_NETWORK_INTERNAL_CLAUSE_NETWORK_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "annals/network/allen_clauses.h"
#include "annals/network/event_network.h"
#include "annals/network/solved_network.h"
#include "annals/network/temporal_network.h"

namespace annals::network_internal {

// Proof that something cannot be.
struct Refutation {
  // What `edges` are indexes into.
  TemporalNetwork network;
  // Round a cycle; or, if `violated` is set, along round trips that force ends
  // to be equal.
  std::vector<int32_t> edges;
  // Reason of the statement that those ends leave no room for.
  std::optional<int32_t> violated;
};

// Adds the order in a clause when every "not equal" of it is forced to be
// equal, until nothing changes: unit resolution, which is complete for Horn
// clauses (Nebel and Bürckert 1995), here with distances (Jonsson and
// Bäckström, "A unifying approach to temporal constraint reasoning", Artificial
// Intelligence 102, 1998).
//
// Copied to try a case. Not thread-safe while it is said more.
class ClauseNetwork {
 public:
  // An edge that a clause became, and the reasons that left it no choice.
  struct Derived {
    int32_t edge;
    std::vector<int32_t> given;
  };

  // The network's edges and statements, solved and settled.
  explicit ClauseNetwork(const EventNetwork& events);

  const SolvedNetwork& solved() const { return solved_; }
  const std::optional<Refutation>& refutation() const { return refutation_; }
  const std::vector<Derived>& derived() const { return derived_; }

  // That the statement's relation is one of these, too. False if there is
  // nothing left then.
  bool Say(const AllenStatement& statement, AllenSet relations);

  // The relations that the ends of the statement's events may still have, by
  // all distances.
  AllenSet PossibleRelations(const AllenStatement& statement) const;

 private:
  // An order, an edge, or ends that are not equal.
  struct Clause {
    std::optional<TemporalEdge> order;
    std::vector<std::pair<TimeVariable, TimeVariable>> unequal;
    int32_t reason = 0;
  };

  static Clause ClauseOf(const AllenStatement& statement,
                         const AllenClause& said);
  static SolvedNetwork SolveAtFirst(const EventNetwork& events,
                                    std::vector<Clause>& clauses);
  bool Settle();
  bool SettleOnce(bool& is_changed);
  bool IsForced(const Clause& clause) const;
  bool Fire(const Clause& clause);
  std::vector<int32_t> EdgesThatForce(const Clause& clause) const;

  // Before `solved_`, which is made with them.
  std::vector<Clause> clauses_;
  SolvedNetwork solved_;
  std::vector<Derived> derived_;
  std::optional<Refutation> refutation_;
};

}  // namespace annals::network_internal

#endif  // ANNALS_NETWORK_INTERNAL_CLAUSE_NETWORK_H_
