// A SolvedNetwork knows the tightest bounds of every variable, and why.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/network/solved_network.h"

#include <cstddef>
#include <utility>

#include "annals/network/internal/solution.h"

namespace annals {

using network_internal::Along;
using network_internal::EdgesOf;
using network_internal::Labels;
using network_internal::Solution;
using network_internal::Step;

namespace {

// No sum of distances comes near it unless it begins at the end of the axis.
constexpr absl::int128 kUnboundedMin = absl::int128(1) << 106;

std::optional<absl::int128> Bounded(absl::int128 distance) {
  if (distance >= kUnboundedMin) return std::nullopt;
  return distance;
}

}  // namespace

class SolvedNetwork::State {
 public:
  explicit State(TemporalNetwork network) : solution(std::move(network)) {
    is_consistent = solution.contradiction.empty();
  }

  std::vector<int32_t> Chain(TimeVariable variable, Along direction,
                             const Labels& labels) const {
    const absl::int128 distance =
        labels.distance[static_cast<size_t>(variable)];
    if (!Bounded(distance).has_value()) return {};
    return EdgesOf(solution.Path(variable, direction, labels));
  }

  Solution solution;
  // That Add() refused an edge is no matter here.
  bool is_consistent = true;
};

SolvedNetwork::SolvedNetwork(TemporalNetwork network)
    : state_(std::make_unique<State>(std::move(network))) {}

SolvedNetwork::SolvedNetwork(const SolvedNetwork& other)
    : state_(std::make_unique<State>(*other.state_)) {}

SolvedNetwork& SolvedNetwork::operator=(const SolvedNetwork& other) {
  if (this != &other) state_ = std::make_unique<State>(*other.state_);
  return *this;
}

SolvedNetwork::SolvedNetwork(SolvedNetwork&& other) noexcept = default;
SolvedNetwork& SolvedNetwork::operator=(SolvedNetwork&& other) noexcept =
    default;
SolvedNetwork::~SolvedNetwork() = default;

const TemporalNetwork& SolvedNetwork::network() const {
  return state_->solution.network;
}

bool SolvedNetwork::IsConsistent() const { return state_->is_consistent; }

const std::vector<int32_t>& SolvedNetwork::contradiction() const {
  return state_->solution.contradiction;
}

std::optional<absl::int128> SolvedNetwork::Earliest(
    TimeVariable variable) const {
  const Solution& solution = state_->solution;
  const std::optional<absl::int128> distance =
      Bounded(solution.to_origin.distance[static_cast<size_t>(variable)]);
  if (!distance.has_value()) return std::nullopt;
  return -*distance;
}

std::optional<absl::int128> SolvedNetwork::Latest(TimeVariable variable) const {
  const Solution& solution = state_->solution;
  return Bounded(solution.from_origin.distance[static_cast<size_t>(variable)]);
}

std::vector<int32_t> SolvedNetwork::ChainOfEarliest(
    TimeVariable variable) const {
  return state_->Chain(variable, Along::kAgainstEdges,
                       state_->solution.to_origin);
}

std::vector<int32_t> SolvedNetwork::ChainOfLatest(TimeVariable variable) const {
  return state_->Chain(variable, Along::kEdges, state_->solution.from_origin);
}

std::optional<absl::int128> SolvedNetwork::GreatestDistance(
    TimeVariable from, TimeVariable to) const {
  return GreatestDistances(from, {to}).front();
}

std::vector<std::optional<absl::int128>> SolvedNetwork::GreatestDistances(
    TimeVariable from, const std::vector<TimeVariable>& to) const {
  const Labels labels = state_->solution.LabelsFrom(from);
  std::vector<std::optional<absl::int128>> distances;
  for (const TimeVariable variable : to) {
    distances.push_back(
        Bounded(labels.distance[static_cast<size_t>(variable)]));
  }
  return distances;
}

std::vector<int32_t> SolvedNetwork::ChainOfDistance(TimeVariable from,
                                                    TimeVariable to) const {
  const Solution& solution = state_->solution;
  const Labels labels = solution.LabelsFrom(from);
  if (!Bounded(labels.distance[static_cast<size_t>(to)]).has_value()) return {};
  const std::vector<Step> path = solution.Path(to, Along::kEdges, labels, from);
  std::vector<Step> whole;
  const TimeVariable begin = path.empty() ? to : path.front().from;
  if (begin == kOrigin && from != kOrigin) {
    whole = solution.Path(from, Along::kAgainstEdges, solution.to_origin);
  }
  whole.insert(whole.end(), path.begin(), path.end());
  return EdgesOf(whole);
}

std::vector<absl::int128> SolvedNetwork::LatestSchedule() const {
  return state_->solution.from_origin.distance;
}

std::vector<absl::int128> SolvedNetwork::EarliestSchedule() const {
  std::vector<absl::int128> times = state_->solution.to_origin.distance;
  for (absl::int128& time : times) time = -time;
  return times;
}

TimeVariable SolvedNetwork::AddVariable() {
  return state_->solution.AddVariable();
}

bool SolvedNetwork::Add(TimeVariable from, TimeVariable to, absl::int128 most,
                        int32_t reason) {
  return state_->solution.Add(from, to, most, reason);
}

}  // namespace annals
