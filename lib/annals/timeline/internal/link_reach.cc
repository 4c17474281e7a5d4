// LinkReach: the causal links that a walk reaches, a frontier at a time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/link_reach.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/causal/graph.h"
#include "annals/record/utf8.h"

namespace annals::timeline_internal {

LinkReach::LinkReach(Store& store, const std::vector<std::string>& starts,
                     const LinkFilter& filter, const ReachOptions& options)
    : store_(store),
      start_(starts.empty() ? "" : starts.front()),
      filter_(filter),
      options_(options) {
  for (const std::string& id : starts) {
    if (gone_on_from_.insert(id).second) frontier_.push_back(id);
  }
}

absl::Status LinkReach::Advance() {
  if (options_.through_links) {
    for (const std::string& id : frontier_) {
      ANNALS_RETURN_IF_ERROR(KeepIfLink(id));
    }
  }
  const auto visit = [this](StoredRecord stored) {
    return Keep(std::move(*stored.record.mutable_causal_link()));
  };
  ANNALS_RETURN_IF_ERROR(
      store_.VisitLinks(near(), frontier_, options_.as_of, visit));
  frontier_ = std::exchange(next_, {});
  is_at_start_ = false;
  return absl::OkStatus();
}

absl::Status LinkReach::Finish() {
  while (!frontier_.empty()) ANNALS_RETURN_IF_ERROR(Advance());
  return absl::OkStatus();
}

absl::Status LinkReach::LookBeyond() {
  bool goes_on = false;
  const auto visit = [&](StoredRecord stored) {
    CausalLink& link = *stored.record.mutable_causal_link();
    if (IsInScope(link) && !goes_on &&
        SenseOf(link.kind()) != CausalSense::kNotCausal) {
      goes_on = true;
      std::string id = link.id();
      links_.emplace(std::move(id), std::move(link));
    }
    return CheckLimit();
  };
  return store_.VisitLinks(near(), frontier_, options_.as_of, visit);
}

absl::Status LinkReach::LoadWhatLeadsThere() {
  const std::vector<std::string> reached(gone_on_from_.begin(),
                                         gone_on_from_.end());
  const auto visit = [this](StoredRecord stored) {
    CausalLink& link = *stored.record.mutable_causal_link();
    if (IsInScope(link) && SenseOf(link.kind()) == CausalSense::kPromotes) {
      std::string id = link.id();
      links_.emplace(std::move(id), std::move(link));
    }
    return CheckLimit();
  };
  return store_.VisitLinks(LinkEnd::kEffect, reached, options_.as_of, visit);
}

absl::Status LinkReach::CountAtEnds() {
  if (filter_.TakesAll()) return absl::OkStatus();
  std::vector<std::string> ends;
  for (const std::string& id : only_come_to_) {
    if (gone_on_from_.count(id) == 0) ends.push_back(id);
  }
  const auto visit = [this](StoredRecord stored) {
    IsInScope(*stored.record.mutable_causal_link());
    return CheckLimit();
  };
  return store_.VisitLinks(near(), ends, options_.as_of, visit);
}

LinksLeftOut LinkReach::left_out() const {
  return {static_cast<int>(unasserted_.size()),
          static_cast<int>(disregarded_.size())};
}

std::vector<CausalLink> LinkReach::TakeLinks() {
  std::vector<CausalLink> links;
  links.reserve(links_.size());
  for (auto& [id, link] : links_) links.push_back(std::move(link));
  links_.clear();
  return links;
}

bool LinkReach::IsInScope(CausalLink& link) {
  switch (filter_.Apply(link)) {
    case LinkFilter::Verdict::kCounts:
      return true;
    case LinkFilter::Verdict::kUnasserted:
      unasserted_.insert(link.id());
      return false;
    case LinkFilter::Verdict::kDisregarded:
      disregarded_.insert(link.id());
      return false;
    case LinkFilter::Verdict::kLeftOut:
      return false;
  }
  return false;
}

bool LinkReach::LeadsOn(const CausalLink& link) const {
  return SenseOf(link.kind()) == CausalSense::kPromotes ||
         (is_at_start_ && options_.any_link_at_start);
}

absl::Status LinkReach::Keep(CausalLink link) {
  if (IsInScope(link) && SenseOf(link.kind()) != CausalSense::kNotCausal) {
    Reach(link);
    std::string id = link.id();
    links_.emplace(std::move(id), std::move(link));
  }
  return CheckLimit();
}

absl::Status LinkReach::KeepIfLink(const std::string& id) {
  absl::StatusOr<StoredRecord> stored = store_.Get(id, options_.as_of);
  if (absl::IsNotFound(stored.status())) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(stored.status());
  if (!stored->record.has_causal_link()) return absl::OkStatus();
  return Keep(std::move(*stored->record.mutable_causal_link()));
}

absl::Status LinkReach::CheckLimit() const {
  const auto found = static_cast<int64_t>(links_.size() + unasserted_.size() +
                                          disregarded_.size());
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
