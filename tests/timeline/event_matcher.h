// EventMatcher: whether an event is one that a query asks for.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_TIMELINE_EVENT_MATCHER_H_
#define ANNALS_TESTS_TIMELINE_EVENT_MATCHER_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/store/store.h"
#include "annals/time/time_set.h"
#include "annals/timeline/query.h"
#include "annals/timeline/selection.h"

namespace annals::testing {

// An event held against a query.
struct Verdict {
  Answer answer;
  // Everything that was asked holds, time and claims apart; if it does not, the
  // rest is not looked at.
  bool fits = false;
  // What was asked of its time holds, an undated event being possibly anywhere.
  bool time_fits = false;
  // So does what was asked of its claims.
  bool claims_fit = false;
  // Its date bounds it on one side at least.
  bool is_dated = false;

  bool Matches() const { return fits && time_fits && claims_fit; }
};

// A query made ready: its window resolved, its actors and places looked up.
// The query must outlive it. It is the oracle that the store's answers are
// compared with, and so shares nothing with the store, though it says much of
// the same. Of a text it knows words of ASCII, all of which must occur whole;
// tests/store compares the rest of that language with a plain scan of its own.
class EventMatcher {
 public:
  // InvalidArgument if the query's `when` cannot be resolved.
  static absl::StatusOr<EventMatcher> Make(const Query& query, Store& store,
                                           const AsOf& as_of);

  // An error only if the store holds an event that is not valid.
  absl::StatusOr<Verdict> Match(StoredRecord stored) const;

 private:
  // Everything that an asked name may stand for: ids and lower-case names.
  struct Named {
    std::set<std::string> ids;
    std::string lower_name;
  };

  explicit EventMatcher(const Query& query) : query_(query) {}

  absl::Status ResolveWindow(Store& store, const AsOf& as_of);
  absl::Status ResolveNames(Store& store, const AsOf& as_of);

  bool FitsPeople(const Event& event) const;
  bool FitsPlaces(const Event& event) const;
  bool FitsCodes(const Event& event) const;
  bool FitsSource(const Event& event) const;
  bool FitsText(const Event& event) const;
  bool FitsClaims(const Event& event) const;
  bool FitsTime(const Answer& answer) const;

  const Query& query_;
  std::optional<TimeSet> window_;
  // The event that the window is taken from; it is no answer itself.
  std::string window_event_;
  std::vector<Named> actors_;
  std::vector<Named> places_;
  std::vector<std::string> words_;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_TIMELINE_EVENT_MATCHER_H_
