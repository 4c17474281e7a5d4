// LinkReach: the causal links that a walk reaches, a frontier at a time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_LINK_REACH_H_
#define ANNALS_TIMELINE_INTERNAL_LINK_REACH_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "annals/causal/walk.h"
#include "annals/record/record.h"
#include "annals/store/store.h"
#include "annals/timeline/internal/link_filter.h"

namespace annals::timeline_internal {

// What to load.
struct ReachOptions {
  // From an effect to its causes; else from a cause to its effects.
  bool to_causes = true;
  // A walk that comes to a link goes on to what that link leads to: for what
  // hangs on whether the link holds. Only to effects.
  bool through_links = false;
  // Whether what opposes or aims at the start is to be gone on from: a path may
  // end in such a link.
  bool any_link_at_start = false;
  AsOf as_of;
  // At most so many links, loaded or counted.
  int64_t links_max = 0;
};

// Loads from the store what a CausalGraph needs for a walk from some records,
// and no more: with it the graph answers as if it had all links.
//
//   LinkReach reach(store, {"position"}, filter, options);
//   for (int depth = 0; depth < 3 && !reach.frontier().empty(); ++depth) {
//     ANNALS_RETURN_IF_ERROR(reach.Advance());
//   }
//   CausalGraph graph(reach.TakeLinks());
//
// The store and the filter must outlive it.
class LinkReach {
 public:
  LinkReach(Store& store, const std::vector<std::string>& starts,
            const LinkFilter& filter, const ReachOptions& options);

  // The records that a walk comes to next and from which it goes on; none when
  // all that is reached is loaded.
  const std::vector<std::string>& frontier() const { return frontier_; }

  // Loads the links at the frontier and finds the next one. ResourceExhausted
  // if there are more than `links_max`.
  absl::Status Advance();

  // For a walk that ends here: loads of the links at the frontier one, by
  // which a graph sees that it could go on.
  absl::Status LookBeyond();

  // Goes on until all that is reached is loaded.
  absl::Status Finish();

  // Loads the links that lead to what a walk to effects has reached, too.
  absl::Status LoadWhatLeadsThere();

  // Finds the links that are left out at what was come to and not gone on from:
  // at the last frontier, and behind links that do not lead on. Comes last.
  absl::Status CountAtEnds();

  // How many links that are left out touch what was reached.
  LinksLeftOut left_out() const;

  // The links that were loaded, by id. They are no longer here then.
  std::vector<CausalLink> TakeLinks();

 private:
  LinkEnd near() const {
    return options_.to_causes ? LinkEnd::kEffect : LinkEnd::kCause;
  }
  // False if the link is left out, and then it is counted.
  bool IsInScope(CausalLink& link);
  bool LeadsOn(const CausalLink& link) const;
  absl::Status Keep(CausalLink link);
  absl::Status KeepIfLink(const std::string& id);
  absl::Status CheckLimit() const;
  void Reach(const CausalLink& link);

  Store& store_;
  const std::string start_;  // for messages
  const LinkFilter& filter_;
  const ReachOptions options_;
  std::vector<std::string> frontier_;
  std::vector<std::string> next_;
  // What a walk goes on from, and what it only comes to.
  std::set<std::string, std::less<>> gone_on_from_;
  std::set<std::string, std::less<>> only_come_to_;
  std::map<std::string, CausalLink, std::less<>> links_;
  std::set<std::string, std::less<>> unasserted_;
  std::set<std::string, std::less<>> disregarded_;
  bool is_at_start_ = true;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_LINK_REACH_H_
