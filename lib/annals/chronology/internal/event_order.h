// An EventOrder puts events in the order in which they can be told.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_EVENT_ORDER_H_
#define ANNALS_CHRONOLOGY_INTERNAL_EVENT_ORDER_H_

#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "annals/network/solved_events.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/timeline/selection.h"

namespace annals::chronology_internal {

// Why an event stands after the one before it, the best reason first.
enum class OrderRule {
  kDates,          // by its own date it cannot start before it
  kRecords,        // by all records together it cannot
  kLatestStart,    // one of them has no earliest start
  kEarliestStart,  // it may not start as early
  kLatestEnd,      // it may end later
  kId,             // nothing tells them apart
};

// How many events are searched for what the network says of them and others,
// at most: each takes time in proportion to the network. Beyond, their bounds
// tell.
inline constexpr int kOrderSearchesMax = 2000;

// Events are named by their index in Selection::events. One *must come first*
// if no choice that the records leave has it start after the other.
//
// What must come first comes first. Where nothing decides, the order is by
// earliest start, then latest end, then id. Bounds are those of the network if
// there is one. An event without a date that has a latest start only, because
// it must precede others, stands as late as it may.
//
// The selection and the network must outlive it.
class EventOrder {
 public:
  // `solved` may be null, and must not be contradictory: the order then rests
  // on the events' own dates.
  EventOrder(const Selection& selection, const SolvedEvents* solved);

  // These events, in order. Takes n log n, and as much for each pair of which
  // the network says which must come first.
  std::vector<size_t> Sorted(const std::vector<size_t>& events) const;

  // Why `second` follows `first` directly.
  OrderRule RuleBetween(size_t first, size_t second) const;

  // All events of which the network says that they must come before this one,
  // or after it.
  const std::vector<size_t>& Predecessors(size_t event) const {
    return predecessors_[event];
  }
  const std::vector<size_t>& Successors(size_t event) const {
    return successors_[event];
  }

  // By all records; unbounded if nothing is known.
  const Span& BoundsOf(size_t event) const { return bounds_[event]; }

  // True if it has no date and records say when it started, at least on one
  // side, or that it must come before or after an asserted event that has one.
  bool IsPlaceable(size_t event) const;

  // Where it stands on the axis; -inf for a date without an earliest start.
  Instant PlaceOf(size_t event) const { return keys_[event].place; }

  // False if there were more than kOrderSearchesMax events to search.
  bool is_whole() const { return is_whole_; }

 private:
  // What decides where the network does not.
  struct Key {
    Instant place;
    // 0 if it stands as late as it may, 1 if it must start at its place.
    int rank = 2;
    Instant latest_end;
    std::string_view id;

    friend bool operator<(const Key& a, const Key& b) {
      return std::tie(a.place, a.rank, a.latest_end, a.id) <
             std::tie(b.place, b.rank, b.latest_end, b.id);
    }
  };

  void SearchNetwork(const SolvedEvents& solved);
  void Search(const SolvedEvents& solved, const std::vector<size_t>& group);
  Key KeyOf(size_t event) const;

  const Selection& selection_;
  std::vector<Span> bounds_;
  std::vector<std::vector<size_t>> predecessors_;
  std::vector<std::vector<size_t>> successors_;
  std::vector<Key> keys_;
  bool is_whole_ = true;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_EVENT_ORDER_H_
