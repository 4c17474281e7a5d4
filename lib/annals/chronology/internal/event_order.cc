// An EventOrder puts events in the order in which they can be told.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/event_order.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <queue>
#include <string>

#include "absl/numeric/int128.h"

namespace annals::chronology_internal {
namespace {

// Which variables of a network have to do with one another, other than through
// the origin.
class Groups {
 public:
  explicit Groups(const TemporalNetwork& network)
      : parent_(static_cast<size_t>(network.variables())) {
    std::iota(parent_.begin(), parent_.end(), 0);
    for (const TemporalEdge& edge : network.edges()) {
      if (edge.from == kOrigin || edge.to == kOrigin) continue;
      parent_[Find(edge.from)] = static_cast<TimeVariable>(Find(edge.to));
    }
  }

  // The same for all of a group. Halves the path on its way.
  size_t Find(TimeVariable variable) {
    size_t at = static_cast<size_t>(variable);
    while (parent_[at] != static_cast<TimeVariable>(at)) {
      parent_[at] = parent_[static_cast<size_t>(parent_[at])];
      at = static_cast<size_t>(parent_[at]);
    }
    return at;
  }

 private:
  std::vector<TimeVariable> parent_;
};

Span StatedBounds(const Answer& answer) {
  return answer.span.value_or(Span::Unbounded());
}

// Whether these bounds leave no order but this; those that must start at once
// may come in either.
bool MustPrecede(const Span& first, const Span& second) {
  return first.latest_start <= second.earliest_start &&
         first.earliest_start < second.latest_start;
}

}  // namespace

EventOrder::EventOrder(const Selection& selection, const SolvedEvents* solved)
    : selection_(selection),
      predecessors_(selection.events.size()),
      successors_(selection.events.size()) {
  for (const Answer& answer : selection.events) {
    const bool is_solved =
        solved != nullptr &&
        solved->network().StartOf(answer.event.id()).has_value();
    bounds_.push_back(is_solved ? solved->SpanOf(answer.event.id())
                                : StatedBounds(answer));
  }
  if (solved != nullptr) SearchNetwork(*solved);
  for (size_t event = 0; event < bounds_.size(); ++event) {
    for (const size_t first : predecessors_[event]) {
      successors_[first].push_back(event);
    }
  }
  for (size_t event = 0; event < bounds_.size(); ++event) {
    keys_.push_back(KeyOf(event));
  }
}

void EventOrder::SearchNetwork(const SolvedEvents& solved) {
  Groups groups(solved.solved().network());
  std::map<size_t, std::vector<size_t>> members;
  for (size_t event = 0; event < bounds_.size(); ++event) {
    const std::optional<TimeVariable> start =
        solved.network().StartOf(selection_.events[event].event.id());
    if (start.has_value()) members[groups.Find(*start)].push_back(event);
  }
  size_t searches = 0;
  for (const auto& [root, group] : members) {
    if (group.size() < 2) continue;
    searches += group.size();
    if (searches > kOrderSearchesMax) {
      is_whole_ = false;
      return;
    }
    Search(solved, group);
  }
}

void EventOrder::Search(const SolvedEvents& solved,
                        const std::vector<size_t>& group) {
  std::vector<TimeVariable> starts;
  for (const size_t event : group) {
    starts.push_back(
        *solved.network().StartOf(selection_.events[event].event.id()));
  }
  // after[i][j]: j cannot start after i.
  std::vector<std::vector<bool>> after;
  for (const TimeVariable start : starts) {
    std::vector<bool>& row = after.emplace_back();
    for (const std::optional<absl::int128>& distance :
         solved.solved().GreatestDistances(start, starts)) {
      row.push_back(distance.has_value() && *distance <= 0);
    }
  }
  for (size_t i = 0; i < group.size(); ++i) {
    for (size_t j = 0; j < group.size(); ++j) {
      // Those that must start at once may come in either order.
      if (after[i][j] && !after[j][i]) {
        predecessors_[group[i]].push_back(group[j]);
      }
    }
  }
}

EventOrder::Key EventOrder::KeyOf(size_t event) const {
  const Span& bounds = bounds_[event];
  Key key;
  key.place = bounds.earliest_start;
  key.latest_end = bounds.latest_end;
  key.id = selection_.events[event].event.id();
  if (bounds.latest_start == bounds.earliest_start) key.rank = 1;
  if (key.place.IsFinite() || selection_.events[event].span.has_value()) {
    return key;
  }
  if (!IsPlaceable(event)) {
    key.place = Instant::InfiniteFuture();
    return key;
  }
  key.rank = 0;
  key.place = bounds.latest_start;
  for (const size_t successor : successors_[event]) {
    // One without an earliest start either is no reason to stand earlier.
    if (selection_.events[successor].span.has_value() ||
        bounds_[successor].earliest_start.IsFinite()) {
      key.place = std::min(key.place, bounds_[successor].earliest_start);
    }
  }
  if (key.place == Instant::InfiniteFuture()) {
    // It only follows what has no earliest start either.
    key.rank = 2;
    key.place = bounds.earliest_start;
  }
  return key;
}

bool EventOrder::IsPlaceable(size_t event) const {
  const Span& bounds = bounds_[event];
  if (selection_.events[event].span.has_value()) return false;
  const auto is_dated = [this](size_t other) {
    const Answer& answer = selection_.events[other];
    return answer.span.has_value() && answer.asserted;
  };
  const std::vector<size_t>& before = predecessors_[event];
  const std::vector<size_t>& after = successors_[event];
  return bounds.earliest_start.IsFinite() || bounds.latest_start.IsFinite() ||
         std::any_of(before.begin(), before.end(), is_dated) ||
         std::any_of(after.begin(), after.end(), is_dated);
}

std::vector<size_t> EventOrder::Sorted(
    const std::vector<size_t>& events) const {
  std::vector<size_t> waits_for(bounds_.size(), 0);
  std::vector<bool> is_member(bounds_.size(), false);
  for (const size_t event : events) is_member[event] = true;
  const auto is_later = [this](size_t a, size_t b) {
    return keys_[b] < keys_[a];
  };
  std::priority_queue<size_t, std::vector<size_t>, decltype(is_later)> ready(
      is_later);
  for (const size_t event : events) {
    for (const size_t first : predecessors_[event]) {
      if (is_member[first]) ++waits_for[event];
    }
    if (waits_for[event] == 0) ready.push(event);
  }
  std::vector<size_t> sorted;
  while (!ready.empty()) {
    const size_t event = ready.top();
    ready.pop();
    sorted.push_back(event);
    for (const size_t successor : successors_[event]) {
      if (!is_member[successor]) continue;
      if (--waits_for[successor] == 0) ready.push(successor);
    }
  }
  return sorted;
}

OrderRule EventOrder::RuleBetween(size_t first, size_t second) const {
  const Span dates_first = StatedBounds(selection_.events[first]);
  const Span dates_second = StatedBounds(selection_.events[second]);
  if (MustPrecede(dates_first, dates_second)) return OrderRule::kDates;
  const std::vector<size_t>& before = predecessors_[second];
  if (MustPrecede(bounds_[first], bounds_[second]) ||
      std::find(before.begin(), before.end(), first) != before.end()) {
    return OrderRule::kRecords;
  }
  const Key& a = keys_[first];
  const Key& b = keys_[second];
  if (a.rank == 0 || b.rank == 0) return OrderRule::kLatestStart;
  if (a.place != b.place) return OrderRule::kEarliestStart;
  return a.latest_end != b.latest_end ? OrderRule::kLatestEnd : OrderRule::kId;
}

}  // namespace annals::chronology_internal
