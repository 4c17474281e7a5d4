// Timeline::Causes, Effects, Paths and Graph: questions to the causal links.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/timeline/internal/causal_question.h"
#include "annals/timeline/internal/link_filter.h"
#include "annals/timeline/internal/link_reach.h"
#include "annals/timeline/timeline.h"

namespace annals {
namespace {

using timeline_internal::CausalQuestion;
using timeline_internal::LinkFilter;
using timeline_internal::LinkReach;
using timeline_internal::ReachOptions;

absl::StatusOr<CausalWalk> WalkFrom(Store& store, std::string_view id,
                                    int depth_max, const CausalScope& scope,
                                    bool to_causes) {
  ANNALS_ASSIGN_OR_RETURN(const CausalQuestion question,
                          CausalQuestion::Settle(store, scope));
  ANNALS_RETURN_IF_ERROR(question.CheckCanBeCause(id));
  LinkReach reach = question.ReachFrom({std::string(id)}, to_causes);
  for (int depth = 0; depth < depth_max && !reach.frontier().empty(); ++depth) {
    ANNALS_RETURN_IF_ERROR(reach.Advance());
  }
  ANNALS_RETURN_IF_ERROR(reach.LookBeyond());
  ANNALS_RETURN_IF_ERROR(reach.CountAtEnds());
  const CausalGraph graph(reach.TakeLinks());
  CausalWalk walk =
      to_causes ? graph.Causes(id, depth_max) : graph.Effects(id, depth_max);
  static_cast<LinksLeftOut&>(walk) = reach.left_out();
  return walk;
}

// Every link of every path leads from what `from` reaches to what reaches `to`:
// whichever of the two is found whole first is enough.
absl::StatusOr<std::vector<CausalLink>> LinksBetween(
    const CausalQuestion& question, std::string_view from,
    std::string_view to) {
  LinkReach forwards = question.ReachFrom({std::string(from)}, false);
  ReachOptions options = question.options();
  options.any_link_at_start = true;
  LinkReach backwards(question.store(), {std::string(to)}, question.filter(),
                      options);
  while (!forwards.frontier().empty() && !backwards.frontier().empty()) {
    const bool is_less =
        forwards.frontier().size() < backwards.frontier().size();
    ANNALS_RETURN_IF_ERROR((is_less ? forwards : backwards).Advance());
  }
  return (forwards.frontier().empty() ? forwards : backwards).TakeLinks();
}

}  // namespace

absl::StatusOr<CausalWalk> Timeline::Causes(std::string_view id, int depth_max,
                                            const CausalScope& scope) const {
  return WalkFrom(*store_, id, depth_max, scope, /*to_causes=*/true);
}

absl::StatusOr<CausalWalk> Timeline::Effects(std::string_view id, int depth_max,
                                             const CausalScope& scope) const {
  return WalkFrom(*store_, id, depth_max, scope, /*to_causes=*/false);
}

absl::StatusOr<CausalPaths> Timeline::Paths(std::string_view from,
                                            std::string_view to,
                                            const PathLimits& limits,
                                            const CausalScope& scope) const {
  ANNALS_ASSIGN_OR_RETURN(const CausalQuestion question,
                          CausalQuestion::Settle(*store_, scope));
  ANNALS_RETURN_IF_ERROR(question.CheckCanBeCause(from));
  ANNALS_RETURN_IF_ERROR(question.CheckCanBeCause(to));
  ANNALS_ASSIGN_OR_RETURN(std::vector<CausalLink> links,
                          LinksBetween(question, from, to));
  return CausalGraph(std::move(links)).Paths(from, to, limits);
}

absl::StatusOr<CausalGraph> Timeline::Graph(const CausalScope& scope) const {
  ANNALS_ASSIGN_OR_RETURN(const CausalQuestion question,
                          CausalQuestion::Settle(*store_, scope));
  std::vector<CausalLink> links;
  const auto visit = [&](StoredRecord stored) -> absl::Status {
    CausalLink& link = *stored.record.mutable_causal_link();
    if (question.filter().Apply(link) != LinkFilter::Verdict::kCounts) {
      return absl::OkStatus();
    }
    links.push_back(std::move(link));
    if (static_cast<int64_t>(links.size()) <= scope.links_max) {
      return absl::OkStatus();
    }
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", scope.links_max,
                     " causal links; want fewer, or a higher links_max"));
  };
  ANNALS_RETURN_IF_ERROR(
      store_->Scan(RecordKind::kCausalLink, question.options().as_of, visit));
  return CausalGraph(std::move(links));
}

}  // namespace annals
