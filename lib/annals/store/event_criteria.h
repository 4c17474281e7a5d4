// EventCriteria say which events are wanted of a store, FoundEvents are they.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_EVENT_CRITERIA_H_
#define ANNALS_STORE_EVENT_CRITERIA_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annals/record/record.h"
#include "annals/store/text_query.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {

// What Timeline::Find makes of a Query: its window resolved, its point of
// transaction time settled. A plain value; what is not set is not asked. Most
// callers want annals::Query (annals/timeline/query.h), which says what each
// condition means.
//
//   annals::EventCriteria criteria;
//   criteria.relations = annals::AllenSet::Intersects();
//   criteria.window = annals::TimeSet::Of(may_1914);
//   criteria.sequence = store->LastSequence().value();
//   criteria.limit = 20;
//   absl::StatusOr<annals::FoundEvents> found = store->FindEvents(criteria);
struct EventCriteria {
  enum class Order {
    kTime,  // earliest start, then latest end, then id; the undated last
    kId,
    kRank,  // the best match of `text` first, then id; `text` must be set
  };

  // The state after this revision, the last of its batch: Store::Resolve.
  int64_t sequence = 0;

  // The event's relation to the window is one of these. `window` then has a
  // member.
  std::optional<AllenSet> relations;
  TimeSet window;
  bool only_certain = false;
  bool as_stated = false;
  bool undated = false;

  // All of these, none of them empty: the id of an entity, or a name.
  std::vector<std::string> actors;
  std::vector<std::string> places;
  std::vector<std::string> tags;
  // Scheme and code of each.
  std::vector<std::pair<std::string, std::string>> codes;
  // One of these; none: any.
  std::vector<Event::Kind> kinds;
  // Empty: any.
  std::string source;
  std::optional<TextQuery> text;

  // With neither, and unless `all`: what is asserted.
  std::vector<Claim::Modality> modalities;
  std::vector<Claim::Status> statuses;
  bool all = false;

  // The revision of an event that is no answer; 0: none.
  int64_t except = 0;
  // Only events that are one of these revisions, ascending; empty: any.
  std::vector<int64_t> among;

  // Say of every answer when it was, on the page or not: FoundEvents::times.
  bool with_times = false;

  Order order = Order::kTime;
  // The page: at most `limit` answers after the first `offset`. Only what is
  // on it is read and decoded, so counting asks for a limit of 0.
  int64_t offset = 0;
  std::optional<int64_t> limit;

  // True unless the criteria say themselves which claims are wanted.
  bool SpeakOfAsserted() const {
    return !all && modalities.empty() && statuses.empty();
  }
};

// One event that was found.
struct FoundEvent {
  Event event;
  // The revision that it is.
  int64_t sequence = 0;
  // kCertain if nothing was asked of its time.
  Certainty certainty = Certainty::kCertain;
};

// When an event was that was found: enough to count and to compare, without the
// event.
struct FoundTime {
  int64_t sequence = 0;
  Certainty certainty = Certainty::kCertain;
  // Its bounds; nothing if it has no date.
  std::optional<Span> span;
  // If these are only the hull of what is meant (a set, a hole), all of it;
  // else null.
  std::shared_ptr<const TimeSet> times;
};

struct FoundEvents {
  // Those of the page, in order.
  std::vector<FoundEvent> page;
  // How many there are on all pages, and how many of them are certain.
  int64_t total = 0;
  int64_t certain = 0;
  // How many were left out for want of a date only, and because they are not
  // asserted.
  int64_t undated = 0;
  int64_t unasserted = 0;
  // All answers, by revision; empty unless they were asked for.
  std::vector<FoundTime> times;
};

}  // namespace annals

#endif  // ANNALS_STORE_EVENT_CRITERIA_H_
