// SolvedEvents tells what must be true of events, and why.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_NETWORK_SOLVED_EVENTS_H_
#define ANNALS_NETWORK_SOLVED_EVENTS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/numeric/int128.h"
#include "annals/network/event_network.h"
#include "annals/network/solved_network.h"
#include "annals/record/record.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"

namespace annals {

namespace network_internal {
class ClauseNetwork;
}  // namespace network_internal

// "`to` is at most `most` microseconds after `from`", and who says so.
struct NetworkStep {
  EventEnd from;
  EventEnd to;
  absl::int128 most = 0;
  NetworkReason reason;
  // For a set of Allen relations of which only one order of these ends is left:
  // ids of the records that leave no other.
  std::vector<std::string> given;
};

// A proof that the records cannot all be true.
struct NetworkContradiction {
  // Steps, each from where the one before it ends, that come back to where they
  // began before they left. If `violated` is set, round trips that force two
  // ends to be equal.
  std::vector<NetworkStep> steps;
  // The Constraints whose relations these equal ends, or all cases that were
  // tried, leave no room for; none if the steps are proof enough.
  std::vector<std::string> violated;
  // True if no round trip has fewer steps.
  bool is_smallest = false;
  // Ids of the records of which each, if it alone were left out, would leave
  // no contradiction.
  std::vector<std::string> resolved_by;
};

// The four bounds of an event.
enum class NetworkBound {
  kEarliestStart,
  kLatestStart,
  kEarliestEnd,
  kLatestEnd,
};

// How far the search for cases goes, where relations are no Horn clauses.
struct CaseSearchLimits {
  // Variables and edges looked at; some seconds.
  int64_t work_max = 200'000'000;
};

// Solves an EventNetwork. Distances are a simple temporal network and are
// solved as such. Sets of Allen relations are Horn clauses over the ends: the
// order in a clause is added when every "not equal" in it is forced to be
// equal, until nothing changes. That finds every contradiction of sets that are
// ORD-Horn, with whatever distances (Jonsson and Bäckström, "A unifying
// approach to temporal constraint reasoning", Artificial Intelligence 102,
// 1998). For other sets a bounded search through their cases decides, or does
// not; then the verdict says so. Time is taken to be dense where ends are "not
// equal": that ends within a few ticks of one another could run out of ticks is
// not considered.
//
//   SolvedEvents solved(std::move(network));
//   if (solved.verdict() == SolvedEvents::Verdict::kContradiction) {
//     return Tell(solved.Contradiction());
//   }
//   solved.SpanOf("war");  // its four bounds, as tight as they can be
//   solved.Explain("war", NetworkBound::kLatestStart);  // by what
//
// Immutable; copies share what was solved. Safe to read from any thread.
class SolvedEvents {
 public:
  enum class Verdict {
    kConsistent,
    kContradiction,
    // Some sets of relations are outside ORD-Horn, and the search was cut
    // short. The bounds hold if there is no contradiction.
    kNotDecided,
  };

  explicit SolvedEvents(EventNetwork network, CaseSearchLimits limits = {});

  Verdict verdict() const { return verdict_; }
  const EventNetwork& network() const { return events_; }

  // False if relations outside ORD-Horn could make some bound tighter still;
  // then `loose()` has the ids of their Constraints.
  bool AreBoundsTightest() const { return are_bounds_tightest_; }
  const std::vector<std::string>& loose() const { return loose_; }

  // Why there is a contradiction. Solves again for each record in it, so takes
  // that many times as long.
  NetworkContradiction Contradiction() const;

  // What follows is for networks without a contradiction.

  // The bounds of an event; unbounded if there is no such event.
  Span SpanOf(std::string_view event) const;
  // True if one of them is tighter than the event's own date makes it.
  bool IsTightened(std::string_view event) const;

  // The steps that yield a bound: from the fixed point (an end without an
  // event) to the end of the event for a latest time, the other way for an
  // earliest. None if there is no bound.
  std::vector<NetworkStep> Explain(std::string_view event,
                                   NetworkBound bound) const;

  // The least and the greatest time from one end to another, in microseconds;
  // nothing where there is none, or no such event.
  struct DistanceRange {
    std::optional<absl::int128> least;
    std::optional<absl::int128> most;
  };
  DistanceRange DistanceBetween(const EventEnd& from, const EventEnd& to) const;

  // The steps from `from` to `to` that yield the greatest time between them;
  // none if there is none. What yields the least are those from `to` to `from`.
  //
  //   solved.ExplainDistance({"report", Endpoint::START},
  //                          {"visit", Endpoint::START});
  //
  // Costs as much as DistanceBetween().
  std::vector<NetworkStep> ExplainDistance(const EventEnd& from,
                                           const EventEnd& to) const;

  // The relations that a may have to b by the whole network, of which the two
  // spans alone tell less. All if there is no such event.
  AllenSet PossibleRelations(std::string_view a, std::string_view b) const;

  // The network beneath, whose edges' reasons are indexes into
  // network().reasons().
  const SolvedNetwork& solved() const;

 private:
  void DecideCases();
  std::optional<TimeVariable> VariableOf(const EventEnd& end) const;
  std::vector<NetworkStep> StepsOf(const TemporalNetwork& network,
                                   const std::vector<int32_t>& edges) const;
  std::vector<int32_t> WellBegun(const TemporalNetwork& network,
                                 std::vector<int32_t> cycle) const;
  NetworkStep StepOf(const TemporalEdge& edge, int32_t index) const;
  std::vector<std::string> RecordsThatResolve(
      const NetworkContradiction& contradiction) const;

  EventNetwork events_;
  CaseSearchLimits limits_;
  std::shared_ptr<const network_internal::ClauseNetwork> clauses_;
  std::vector<std::string> loose_;
  bool are_bounds_tightest_ = true;
  Verdict verdict_ = Verdict::kConsistent;
};

}  // namespace annals

#endif  // ANNALS_NETWORK_SOLVED_EVENTS_H_
