// A Selection is what a query chose, with all that is needed to tell it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_SELECTION_H_
#define ANNALS_TIMELINE_SELECTION_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/record/record.h"
#include "annals/time/allen.h"
#include "annals/time/edtf.h"
#include "annals/time/span.h"

namespace annals {

// One event that a query found.
struct Answer {
  Event event;
  // The revision that it is.
  int64_t sequence = 0;
  // Whether what was asked of its time is certain or only possible; kCertain
  // if nothing was asked.
  Certainty certainty = Certainty::kCertain;
  // False if none of its claims (and it has some) says that it is so: a
  // forecast, a fear, a denial.
  bool asserted = true;
  // Its date and the bounds of it; nothing if it has none.
  std::optional<Edtf> date;
  std::optional<Span> span;
  // True if `span` is not its date's alone: other records make it tighter
  // (Query::Solved). Such bounds are derived; nobody stated them.
  bool tightened = false;
};

// Everything here is a copy: a selection outlives the timeline it came from
// and is safe to read from any thread.
struct Selection {
  // In the order that the query asked for.
  std::vector<Answer> events;
  // The links of which every event or link is live, and at least one end is
  // among `events`; by id. Only the asserted ones unless the query said All().
  std::vector<CausalLink> links;
  // If the query asked for them (Query::WithConstraints): those of which every
  // event is among `events`; by id. Only the asserted ones unless it said
  // All().
  std::vector<Constraint> constraints;
  // Every record that `events`, `links` and `constraints` name: events (chosen
  // or not), links, sources, entities.
  std::map<std::string, Record, std::less<>> named;
  // The state of the store: its newest sequence, and when that was committed
  // (microseconds since 1970-01-01T00:00:00Z).
  int64_t sequence = 0;
  int64_t commit_time = 0;

  // The record of that id among `named`; null if there is none. Logarithmic.
  const Source* FindSource(std::string_view id) const;
  const Entity* FindEntity(std::string_view id) const;
  const Event* FindEvent(std::string_view id) const;

  // What to call whatever bears this id: an entity's first name, a title, for
  // a link its ends; the text itself if nothing bears it (a plain name).
  std::string NameOf(std::string_view id_or_name) const;

  // The same, added to what is there.
  void AppendNameOf(std::string_view id_or_name, std::string& out) const;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_SELECTION_H_
