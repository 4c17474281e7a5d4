// Timeline::Causes, Effects, Paths and Graph: questions to the causal links.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/timeline/internal/link_reach.h"
#include "annals/timeline/timeline.h"

namespace annals {
namespace {

using timeline_internal::LinkReach;
using timeline_internal::ReachOptions;

// Settled once, so that a batch appended meanwhile is seen by every read of a
// question or by none.
absl::StatusOr<ReachOptions> OptionsOf(Store& store, const CausalScope& scope) {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store.Resolve(scope.as_of));
  ReachOptions options;
  options.all = scope.all;
  options.as_of.sequence = point.sequence;
  options.links_max = scope.links_max;
  return options;
}

// NotFound unless it is a live event or link.
absl::Status CheckCanBeCause(Store& store, std::string_view id,
                             const AsOf& as_of) {
  ANNALS_ASSIGN_OR_RETURN(const StoredRecord stored, store.Get(id, as_of));
  if (stored.record.has_event() || stored.record.has_causal_link()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", AsAbsl(id), "\": ", AsAbsl(RecordKindName(*KindOf(stored.record))),
      " found; want an event or a causal_link"));
}

absl::StatusOr<CausalWalk> WalkFrom(Store& store, std::string_view id,
                                    int depth_max, const CausalScope& scope,
                                    bool to_causes) {
  ANNALS_ASSIGN_OR_RETURN(ReachOptions options, OptionsOf(store, scope));
  ANNALS_RETURN_IF_ERROR(CheckCanBeCause(store, id, options.as_of));
  options.to_causes = to_causes;
  LinkReach reach(store, id, options);
  for (int depth = 0; depth < depth_max && !reach.frontier().empty(); ++depth) {
    ANNALS_RETURN_IF_ERROR(reach.Advance());
  }
  ANNALS_RETURN_IF_ERROR(reach.LookBeyond());
  ANNALS_RETURN_IF_ERROR(reach.CountAtEnds());
  const CausalGraph graph(reach.TakeLinks());
  CausalWalk walk =
      to_causes ? graph.Causes(id, depth_max) : graph.Effects(id, depth_max);
  walk.unasserted = static_cast<int>(reach.unasserted());
  return walk;
}

// Every link of every path leads from what `from` reaches to what reaches `to`:
// whichever of the two is found whole first is enough.
absl::StatusOr<std::vector<CausalLink>> LinksBetween(Store& store,
                                                     std::string_view from,
                                                     std::string_view to,
                                                     ReachOptions options) {
  options.to_causes = false;
  LinkReach forwards(store, from, options);
  options.to_causes = true;
  options.any_link_at_start = true;
  LinkReach backwards(store, to, options);
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
  ANNALS_ASSIGN_OR_RETURN(const ReachOptions options,
                          OptionsOf(*store_, scope));
  ANNALS_RETURN_IF_ERROR(CheckCanBeCause(*store_, from, options.as_of));
  ANNALS_RETURN_IF_ERROR(CheckCanBeCause(*store_, to, options.as_of));
  ANNALS_ASSIGN_OR_RETURN(std::vector<CausalLink> links,
                          LinksBetween(*store_, from, to, options));
  return CausalGraph(std::move(links)).Paths(from, to, limits);
}

absl::StatusOr<CausalGraph> Timeline::Graph(const CausalScope& scope) const {
  ANNALS_ASSIGN_OR_RETURN(const ReachOptions options,
                          OptionsOf(*store_, scope));
  std::vector<CausalLink> links;
  const auto visit = [&](StoredRecord stored) -> absl::Status {
    CausalLink& link = *stored.record.mutable_causal_link();
    if (!scope.all && !IsAsserted(link)) return absl::OkStatus();
    links.push_back(std::move(link));
    if (static_cast<int64_t>(links.size()) <= scope.links_max) {
      return absl::OkStatus();
    }
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", scope.links_max,
                     " causal links; want fewer, or a higher links_max"));
  };
  ANNALS_RETURN_IF_ERROR(
      store_->Scan(RecordKind::kCausalLink, options.as_of, visit));
  return CausalGraph(std::move(links));
}

}  // namespace annals
