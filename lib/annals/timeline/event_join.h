// What Timeline::Join() answers: pairs of events, by how they lie in time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_EVENT_JOIN_H_
#define ANNALS_TIMELINE_EVENT_JOIN_H_

#include <cstddef>
#include <vector>

#include "annals/time/allen.h"
#include "annals/timeline/selection.h"

namespace annals {

// A plain value, as the others here are.
//
//   options.only_certain = true;
//   timeline.Join(Query().Kind(Event::STATEMENT), Query().Tag("summit"),
//                 {AllenRelation::kDuring}, options);
struct JoinOptions {
  // Only pairs that are certain, if dates with ? ~ % are what they say;
  // Query::OnlyCertain() leaves those out.
  bool only_certain = false;
  // More pairs are left out.
  size_t pairs_max = 10'000;
};

// An event of the first query and one of the second. The numbers are places in
// JoinedEvents::events.
struct EventPair {
  size_t first = 0;
  size_t second = 0;
  Certainty certainty = Certainty::kCertain;
};

struct JoinedEvents {
  // All that are in a pair, each once, in the order in which they first come.
  std::vector<Answer> events;
  // By the first event's earliest start, then its latest end, then the older
  // revision; then by the second's.
  std::vector<EventPair> pairs;
  // False if there are more pairs than `pairs_max`.
  bool is_whole = true;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_EVENT_JOIN_H_
