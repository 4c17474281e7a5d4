// A Timeline is one history: kept in a store, asked about time and causes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_TIMELINE_H_
#define ANNALS_TIMELINE_TIMELINE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/causal/graph.h"
#include "annals/index/interval.h"
#include "annals/network/solved_events.h"
#include "annals/store/store.h"
#include "annals/time/instant.h"
#include "annals/timeline/causal_scope.h"
#include "annals/timeline/check_options.h"
#include "annals/timeline/event_join.h"
#include "annals/timeline/query.h"
#include "annals/timeline/resident.h"
#include "annals/timeline/selection.h"
#include "annals/timeline/selection_pages.h"
#include "annals/timeline/solve_options.h"
#include "annals/timeline/summaries.h"

namespace annals {

namespace timeline_internal {
class ResidentIndex;
}  // namespace timeline_internal

// What Find() found.
struct Found {
  std::vector<Answer> answers;
  // How many matched before the limit.
  int64_t total = 0;
  // How many were left out for want of a date only.
  int64_t undated = 0;
  // How many were left out because they are not asserted, dated or not.
  int64_t unasserted = 0;
};

// How many Count() found.
struct EventCount {
  int64_t total = 0;
  // Of the total; the two make it up. All are certain if nothing was asked of
  // their time.
  int64_t certain = 0;
  int64_t possible = 0;
  // As in Found.
  int64_t undated = 0;
  int64_t unasserted = 0;
};

// The face of the library.
//
//   absl::StatusOr<annals::Timeline> timeline =
//       annals::Timeline::Open("korea.annals");
//   if (!timeline.ok()) return timeline.status();
//   absl::StatusOr<annals::AppendResult> appended = timeline->Append(
//       annals::Batch().Put(oil).Put(position).Put(link));
//   if (!appended.ok()) return appended.status();
//   absl::StatusOr<annals::Found> found =
//       timeline->Find(annals::Query().Intersects("2013").Tag("energy"));
//   absl::StatusOr<annals::CausalWalk> causes = timeline->Causes("position");
//
// For a chronology and for exports see annals/chronology/chronology.h and
// annals/export/export.h: they tell what Select() returns.
//
// Thread-safe, as its Store is. Questions read the store; none of them changes
// it. What Find() and Count() cost, Store::FindEvents says; causal questions
// take time in proportion to the links they reach.
class Timeline {
 public:
  // Opens the store at `location`, by default making it. Errors: OpenStore.
  static absl::StatusOr<Timeline> Open(std::string_view location,
                                       const StoreOptions& options = {});

  // A timeline over an open store.
  explicit Timeline(std::unique_ptr<Store> store);

  ~Timeline();
  Timeline(Timeline&& other) noexcept;
  Timeline& operator=(Timeline&& other) noexcept;

  // Keeps in memory, from now on, what is asked of events: their bounds, kinds,
  // claims, names, places, tags, codes and sources. Find() and the summaries
  // are then answered from there, and are the same; what was committed since,
  // by this process or another, is read from the log first. From the store all
  // the same come: what was known at another time, texts, modality and status
  // together, and the events of a page.
  //
  // Begins with the index file beside the store, if there is a good one (see
  // ResidentOptions), and otherwise reads all events' rows, but no record;
  // docs/resident.md says what it keeps. What is wrong with the file is in the
  // report, and no error. Unimplemented if the store cannot be followed;
  // otherwise errors as of Store::FindEvents. Call it before other threads use
  // the timeline. Whoever asks one question does without.
  absl::StatusOr<ResidentReport> MakeResident(
      const ResidentOptions& options = {});

  // See Store::Append.
  absl::StatusOr<AppendResult> Append(const Batch& batch);

  // The events that the query asks for. InvalidArgument if its `when` is
  // neither EDTF nor the id of a live event, or that event has no date.
  // FailedPrecondition if it asks for solved bounds and the records contradict
  // one another; it names them.
  absl::StatusOr<Found> Find(const Query& query) const;

  // How many events the query asks for, whatever its limit. Same errors. No
  // event is read of which the four bounds tell all that was asked.
  absl::StatusOr<EventCount> Count(const Query& query) const;

  // How many of these events touch each bucket from one edge to the next
  // (CalendarEdges() makes some), whatever the query's limit. Same errors. A
  // bucket that is reversed or empty holds none.
  absl::StatusOr<annals::Histogram> Histogram(
      const Query& query, absl::Span<const Instant> edges) const;

  // From the earliest instant that bounds one of these events to the latest.
  // NotFound if none has a bound that is known and on the axis.
  absl::StatusOr<Interval> Extent(const Query& query) const;

  // Of these events the nearest, at most `count_max` on either side, before and
  // after `when`: EDTF, or the id of an event, as in Query::Intersects. What
  // may touch it is on neither side. Same errors, and InvalidArgument for a
  // negative number.
  absl::StatusOr<Neighbours> Nearest(const Query& query, std::string_view when,
                                     int64_t count_max) const;

  // How many of these events are at once, at least and at most, from one end of
  // the window to the other; neighbouring stretches differ. A date with more
  // members than are listed counts at most by its hull. Same errors; nothing
  // for a window that is reversed or empty.
  absl::StatusOr<std::vector<CoverageStretch>> Coverage(
      const Query& query, const Interval& window) const;

  // Where in the window none of these events is, certainly or possibly.
  absl::StatusOr<std::vector<Gap>> Gaps(const Query& query,
                                        const Interval& window) const;

  // The pairs of an event of the first query and one of the second, whatever
  // their limits, of which the first may be in one of these relations to the
  // second; no event with itself. Both as of what the first says, and by the
  // bounds that it asks for (Query::Solved); what the second says of these is
  // passed over. Same errors, and Aborted if one of the events is redacted
  // meanwhile. Takes a look-up in an index of the second's events for each of
  // the first's, which costs what it finds, certain or not, until there are
  // options.pairs_max pairs.
  absl::StatusOr<JoinedEvents> Join(const Query& first, const Query& second,
                                    AllenSet relations,
                                    const JoinOptions& options = {}) const;

  // The same events, with the links between them and every record they name.
  // A query that asks for solved bounds chooses by them; what is told has the
  // dates that were stated.
  absl::StatusOr<Selection> Select(const Query& query) const;

  // The same, a page at a time, for more events than memory holds. All pages
  // are of one state of the store, however much is appended meanwhile; a
  // redaction alone reaches back. In memory are a page, at most
  // options.names_max of what pages name, the revision of each link that was
  // given out, and fifty bytes or so of each event chosen, to put them in
  // order; a query that asks for solved bounds has all its answers there.
  // InvalidArgument for options that are not positive; the rest as of Select().
  // The timeline must outlive the pages, which are for one thread at a time.
  absl::StatusOr<std::unique_ptr<SelectionPages>> Pages(
      const Query& query, const PageOptions& options = {}) const;

  // What led to the event or link, or what it led to, at most `depth_max`
  // links away. NotFound if there is no such record.
  absl::StatusOr<CausalWalk> Causes(std::string_view id,
                                    int depth_max = kDepthUnlimited,
                                    const CausalScope& scope = {}) const;
  absl::StatusOr<CausalWalk> Effects(std::string_view id,
                                     int depth_max = kDepthUnlimited,
                                     const CausalScope& scope = {}) const;

  // The causal paths from one event or link to another, the one with the
  // strongest weakest link first.
  absl::StatusOr<CausalPaths> Paths(std::string_view from, std::string_view to,
                                    const PathLimits& limits = {},
                                    const CausalScope& scope = {}) const;

  // Where what led to the event or link begins.
  absl::StatusOr<RootCauses> Roots(std::string_view id,
                                   const CausalScope& scope = {}) const;

  // What led to all of these, or what they all led to; InvalidArgument for
  // fewer than two.
  absl::StatusOr<CommonRecords> CommonCauses(
      const std::vector<std::string>& ids, const CausalScope& scope = {}) const;
  absl::StatusOr<CommonRecords> CommonEffects(
      const std::vector<std::string>& ids, const CausalScope& scope = {}) const;

  // What would be left unexplained if these were not: events, links, or claims
  // of either (RECORD#CLAIM). Not to accept a claim is to do without its record
  // if no other claim lets that count; else nothing is absent. NotFound if
  // there is no such record or claim.
  absl::StatusOr<CausalAbsence> Without(const std::vector<std::string>& ids,
                                        const CausalScope& scope = {}) const;

  // What must be true of every event's time, by all that dates, durations and
  // constraints say together; or why they cannot all be true. Reads every live
  // event and constraint. InvalidArgument if an added record's date cannot be
  // read; ResourceExhausted beyond a million events.
  absl::StatusOr<SolvedEvents> Solve(const SolveOptions& options = {}) const;

  // What cannot all be so of what is said to have led to what, and what stands
  // on weak feet; Court says how it judges. Contradictions of order are for
  // Solve(). Reads every live record once. InvalidArgument if an added record's
  // date cannot be read.
  absl::StatusOr<CourtReport> Check(const CheckOptions& options = {}) const;

  // All causal links of the scope as a graph; one pass over the live links.
  absl::StatusOr<CausalGraph> Graph(const CausalScope& scope = {}) const;

  // The store beneath: single records, history, statistics. It lives as long
  // as the timeline.
  Store& store() const { return *store_; }

 private:
  std::unique_ptr<Store> store_;
  // Null unless MakeResident() was called.
  std::unique_ptr<timeline_internal::ResidentIndex> resident_;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_TIMELINE_H_
