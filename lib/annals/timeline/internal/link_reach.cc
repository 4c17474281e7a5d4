// LinkReach: the causal links that a walk reaches, a frontier at a time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/link_reach.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/causal/graph.h"
#include "annals/record/claims.h"
#include "annals/record/utf8.h"

namespace annals::timeline_internal {

LinkReach::LinkReach(Store& store, std::string_view start,
                     const ReachOptions& options)
    : store_(store), start_(start), options_(options), frontier_({start_}) {
  gone_on_from_.insert(start_);
}

absl::Status LinkReach::Advance() {
  const LinkEnd near = options_.to_causes ? LinkEnd::kEffect : LinkEnd::kCause;
  const auto visit = [this](StoredRecord stored) {
    return Keep(std::move(*stored.record.mutable_causal_link()));
  };
  ANNALS_RETURN_IF_ERROR(
      store_.VisitLinks(near, frontier_, options_.as_of, visit));
  frontier_ = std::exchange(next_, {});
  is_at_start_ = false;
  return absl::OkStatus();
}

absl::Status LinkReach::LookBeyond() {
  const LinkEnd near = options_.to_causes ? LinkEnd::kEffect : LinkEnd::kCause;
  bool goes_on = false;
  const auto visit = [&](StoredRecord stored) {
    CausalLink& link = *stored.record.mutable_causal_link();
    if (!IsInScope(link)) {
      unasserted_.insert(link.id());
    } else if (!goes_on && SenseOf(link.kind()) != CausalSense::kNotCausal) {
      goes_on = true;
      std::string id = link.id();
      links_.emplace(std::move(id), std::move(link));
    }
    return CheckLimit();
  };
  return store_.VisitLinks(near, frontier_, options_.as_of, visit);
}

absl::Status LinkReach::CountAtEnds() {
  if (options_.all) return absl::OkStatus();
  std::vector<std::string> ends;
  for (const std::string& id : only_come_to_) {
    if (gone_on_from_.count(id) == 0) ends.push_back(id);
  }
  const LinkEnd near = options_.to_causes ? LinkEnd::kEffect : LinkEnd::kCause;
  const auto visit = [this](StoredRecord stored) {
    const CausalLink& link = stored.record.causal_link();
    if (!IsInScope(link)) unasserted_.insert(link.id());
    return CheckLimit();
  };
  return store_.VisitLinks(near, ends, options_.as_of, visit);
}

std::vector<CausalLink> LinkReach::TakeLinks() {
  std::vector<CausalLink> links;
  links.reserve(links_.size());
  for (auto& [id, link] : links_) links.push_back(std::move(link));
  links_.clear();
  return links;
}

bool LinkReach::IsInScope(const CausalLink& link) const {
  return options_.all || IsAsserted(link);
}

bool LinkReach::LeadsOn(const CausalLink& link) const {
  return SenseOf(link.kind()) == CausalSense::kPromotes ||
         (is_at_start_ && options_.any_link_at_start);
}

absl::Status LinkReach::Keep(CausalLink link) {
  if (!IsInScope(link)) {
    unasserted_.insert(link.id());
  } else if (SenseOf(link.kind()) != CausalSense::kNotCausal) {
    Reach(link);
    std::string id = link.id();
    links_.emplace(std::move(id), std::move(link));
  }
  return CheckLimit();
}

absl::Status LinkReach::CheckLimit() const {
  const auto found = static_cast<int64_t>(links_.size() + unasserted_.size());
  if (found <= options_.links_max) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat(
      "more than ", options_.links_max, " causal links reached from ",
      Quoted(start_), "; want fewer: a smaller depth, or a higher links_max"));
}

void LinkReach::Reach(const CausalLink& link) {
  const bool leads_on = LeadsOn(link);
  for (const std::string& id :
       options_.to_causes ? link.causes() : link.effects()) {
    if (!leads_on) {
      only_come_to_.insert(id);
    } else if (gone_on_from_.insert(id).second) {
      next_.push_back(id);
    }
  }
}

}  // namespace annals::timeline_internal
