// LinkReach: the causal links that a walk reaches, a frontier at a time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_LINK_REACH_H_
#define ANNALS_TIMELINE_INTERNAL_LINK_REACH_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "annals/record/record.h"
#include "annals/store/store.h"

namespace annals::timeline_internal {

// What to load.
struct ReachOptions {
  // From an effect to its causes; else from a cause to its effects.
  bool to_causes = true;
  // Links that are not asserted too.
  bool all = false;
  // Whether what opposes or aims at the start is to be gone on from: a path may
  // end in such a link.
  bool any_link_at_start = false;
  AsOf as_of;
  // At most so many links, loaded or counted.
  int64_t links_max = 0;
};

// Loads from the store what a CausalGraph needs for a walk from one record, and
// no more: with it the graph answers as if it had all links.
//
//   LinkReach reach(store, "position", options);
//   for (int depth = 0; depth < 3 && !reach.frontier().empty(); ++depth) {
//     ANNALS_RETURN_IF_ERROR(reach.Advance());
//   }
//   CausalGraph graph(reach.TakeLinks());
//
// The store must outlive it.
class LinkReach {
 public:
  LinkReach(Store& store, std::string_view start, const ReachOptions& options);

  // The records that a walk comes to next and from which it goes on; none when
  // all that is reached is loaded.
  const std::vector<std::string>& frontier() const { return frontier_; }

  // Loads the links at the frontier and finds the next one. ResourceExhausted
  // if there are more than `links_max`.
  absl::Status Advance();

  // For a walk that ends here: loads of the links at the frontier one, by
  // which a graph sees that it could go on.
  absl::Status LookBeyond();

  // Finds the links that are not asserted at what was come to and not gone on
  // from: at the last frontier, and behind links that do not lead on. Comes
  // last.
  absl::Status CountAtEnds();

  // How many links that are not asserted touch what was reached.
  int64_t unasserted() const {
    return static_cast<int64_t>(unasserted_.size());
  }

  // The links that were loaded, by id. They are no longer here then.
  std::vector<CausalLink> TakeLinks();

 private:
  bool IsInScope(const CausalLink& link) const;
  bool LeadsOn(const CausalLink& link) const;
  absl::Status Keep(CausalLink link);
  absl::Status CheckLimit() const;
  void Reach(const CausalLink& link);

  Store& store_;
  const std::string start_;
  const ReachOptions options_;
  std::vector<std::string> frontier_;
  std::vector<std::string> next_;
  // What a walk goes on from, and what it only comes to.
  std::set<std::string, std::less<>> gone_on_from_;
  std::set<std::string, std::less<>> only_come_to_;
  std::map<std::string, CausalLink, std::less<>> links_;
  std::set<std::string, std::less<>> unasserted_;
  bool is_at_start_ = true;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_LINK_REACH_H_
