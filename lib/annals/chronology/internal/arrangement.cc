// An Arrangement puts chosen events on shelves: in what order they are told.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/arrangement.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/chronology/internal/headings.h"
#include "annals/chronology/internal/voices.h"

namespace annals::chronology_internal {
namespace {

// "Before 2013" is true of all that certainly started by the end of 2012.
std::string HeadingOfOpenStarts(const std::vector<size_t>& events,
                                const EventOrder& order) {
  Instant latest = Instant::InfinitePast();
  for (const size_t event : events) {
    latest = std::max(latest, order.BoundsOf(event).latest_start);
  }
  if (!latest.IsFinite()) return "Start not known";
  return absl::StrCat("Before ", YearInWords(latest.Civil().year() + 1));
}

// An event that waits for one placed later stands with it: headings only move
// on.
std::vector<Shelf> ByTime(const std::vector<size_t>& events,
                          const EventOrder& order, Grouping unit) {
  std::vector<Shelf> shelves;
  Instant place = Instant::InfinitePast();
  for (const size_t event : events) {
    place = std::max(place, order.PlaceOf(event));
    std::string heading = place.IsFinite() ? HeadingOf(place, unit) : "";
    if (shelves.empty() || shelves.back().heading != heading) {
      shelves.push_back({std::move(heading), {}, {}});
    }
    shelves.back().events.push_back(event);
  }
  for (Shelf& shelf : shelves) {
    if (shelf.heading.empty()) {
      shelf.heading = HeadingOfOpenStarts(shelf.events, order);
    }
  }
  return shelves;
}

// Lanes in the order of their first events; last what is in none.
std::vector<Shelf> ByLane(const std::vector<size_t>& events,
                          const Selection& selection, Grouping lane) {
  std::vector<Shelf> shelves;
  std::map<std::string, size_t> index;
  for (const size_t event : events) {
    const std::string heading =
        LanesOf(selection.events[event].event, lane, selection).front();
    const auto [found, added] = index.emplace(heading, shelves.size());
    if (added) shelves.push_back({heading, {}, {}});
    shelves[found->second].events.push_back(event);
  }
  for (const size_t event : events) {
    const std::vector<std::string> lanes =
        LanesOf(selection.events[event].event, lane, selection);
    for (size_t i = 1; i < lanes.size(); ++i) {
      const auto found = index.find(lanes[i]);
      if (found != index.end()) shelves[found->second].also.push_back(event);
    }
  }
  const std::string none = LanesOf(Event(), lane, selection).front();
  std::stable_partition(
      shelves.begin(), shelves.end(),
      [&](const Shelf& shelf) { return shelf.heading != none; });
  return shelves;
}

std::vector<Shelf> ByStance(const std::vector<size_t>& events,
                            const Selection& selection) {
  std::map<Stance, Shelf> shelves;
  for (const size_t event : events) {
    const Stance stance = StanceOf(selection.events[event].event.claims());
    Shelf& shelf = shelves[stance];
    shelf.heading = HeadingOf(stance);
    shelf.events.push_back(event);
  }
  std::vector<Shelf> result;
  for (auto& [stance, shelf] : shelves) result.push_back(std::move(shelf));
  return result;
}

Grouping Decided(Grouping grouping, const std::vector<size_t>& events,
                 const EventOrder& order) {
  if (grouping != Grouping::kAuto) return grouping;
  std::vector<Span> bounds;
  for (const size_t event : events) bounds.push_back(order.BoundsOf(event));
  return UnitFor(bounds);
}

}  // namespace

Arrangement Arrange(const Selection& selection, const EventOrder& order,
                    Grouping grouping) {
  std::vector<size_t> dated;
  std::vector<size_t> undated;
  std::vector<size_t> unasserted;
  for (size_t event = 0; event < selection.events.size(); ++event) {
    const Answer& answer = selection.events[event];
    const bool is_placed = answer.span.has_value() || order.IsPlaceable(event);
    (!answer.asserted ? unasserted
     : is_placed      ? dated
                      : undated)
        .push_back(event);
  }
  Arrangement arrangement;
  dated = order.Sorted(dated);
  arrangement.grouping = Decided(grouping, dated, order);
  arrangement.dated = IsUnitOfTime(arrangement.grouping)
                          ? ByTime(dated, order, arrangement.grouping)
                          : ByLane(dated, selection, arrangement.grouping);
  if (!undated.empty()) {
    arrangement.undated.push_back({"", order.Sorted(undated), {}});
  }
  arrangement.unasserted = ByStance(order.Sorted(unasserted), selection);
  return arrangement;
}

}  // namespace annals::chronology_internal
