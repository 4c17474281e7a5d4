// Rivals: dates and claims that cannot all be right, side by side.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/rivals.h"

#include <algorithm>
#include <optional>

#include "absl/container/btree_map.h"
#include "annals/base/status_macros.h"
#include "annals/causal/internal/union_find.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/time/allen.h"
#include "annals/time/time_set.h"

namespace annals::causal_internal {
namespace {

struct GivenDate {
  RivalDate date;
  TimeSet times;
  bool is_rival = false;
};

absl::Status AddDate(const When& when, std::string claim,
                     std::vector<GivenDate>& dates) {
  if (dates.size() >= kRivalDatesMax) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(std::optional<TimeSet> times, TimeSetOf(when));
  if (!times.has_value()) return absl::OkStatus();
  if (!times->sources.empty() || times->members.size() > kRivalMembersMax) {
    times = TimeSet::Of(times->Hull());
  }
  dates.push_back({{std::move(claim), when.edtf()}, *std::move(times)});
  return absl::OkStatus();
}

// The event's own date and those by claims that stand.
absl::StatusOr<std::vector<GivenDate>> DatesOf(const Event& event,
                                               const Voices& voices) {
  std::vector<GivenDate> dates;
  ANNALS_RETURN_IF_ERROR(AddDate(event.when(), "", dates));
  for (const Claim* const claim : voices.claims) {
    if (!claim->has_when() || claim->negated() || HasFallen(*claim)) continue;
    ANNALS_RETURN_IF_ERROR(
        AddDate(claim->when(), ClaimName(event.id(), claim->id()), dates));
  }
  return dates;
}

bool CanBothBeRight(const TimeSet& a, const TimeSet& b) {
  return PossibleRelations(a, b).Contains(AllenRelation::kEquals);
}

}  // namespace

absl::Status JudgeDates(const Event& event, const Voices& voices,
                        FindingList& findings) {
  const bool has_rivals =
      std::any_of(voices.claims.begin(), voices.claims.end(),
                  [](const Claim* claim) { return claim->has_when(); });
  if (!has_rivals) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(std::vector<GivenDate> dates, DatesOf(event, voices));
  bool any = false;
  for (size_t i = 0; i < dates.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (CanBothBeRight(dates[i].times, dates[j].times)) continue;
      any = dates[i].is_rival = dates[j].is_rival = true;
    }
  }
  Finding* const finding =
      any ? findings.Add(FindingKind::kRivalDates) : nullptr;
  if (finding == nullptr) return absl::OkStatus();
  finding->records = {event.id()};
  for (GivenDate& date : dates) {
    if (!date.is_rival) continue;
    if (!date.date.claim.empty()) finding->claims.push_back(date.date.claim);
    finding->dates.push_back(std::move(date.date));
  }
  return absl::OkStatus();
}

void RivalClaims::Oppose(const std::string& a, const std::string& b) {
  pairs_.emplace_back(names_.NumberOf(a), names_.NumberOf(b));
}

void RivalClaims::Add(const std::string& record, const Claims& all,
                      const Voices& voices) {
  size_t chosen = 0;
  for (const Claim& claim : all) {
    const bool is_chosen =
        chosen < voices.claims.size() && voices.claims[chosen] == &claim;
    if (is_chosen) ++chosen;
    if (!is_chosen || HasFallen(claim)) {
      out_.insert(ClaimName(record, claim.id()));
    }
  }
  const Claim* asserted = nullptr;
  const Claim* denied = nullptr;
  for (const Claim* const claim : voices.claims) {
    const std::string name = ClaimName(record, claim->id());
    for (const std::string& other : claim->contradicts()) {
      Oppose(name, ClaimName(record, other));
    }
    if (asserted == nullptr && IsAsserted(*claim)) asserted = claim;
    if (denied == nullptr && IsDenial(*claim)) denied = claim;
  }
  if (asserted == nullptr || denied == nullptr) return;
  // Each that asserts stands against each that denies: one group.
  for (const Claim* const claim : voices.claims) {
    const std::string name = ClaimName(record, claim->id());
    if (IsAsserted(*claim)) Oppose(name, ClaimName(record, denied->id()));
    if (IsDenial(*claim)) Oppose(name, ClaimName(record, asserted->id()));
  }
}

bool RivalClaims::Stands(
    uint32_t claim, absl::FunctionRef<bool(std::string_view)> was_heard) const {
  const std::string_view name = names_.IdOf(claim);
  return out_.count(std::string(name)) == 0 &&
         was_heard(name.substr(0, name.find('#')));
}

void RivalClaims::Judge(absl::FunctionRef<bool(std::string_view)> was_heard,
                        FindingList& findings) {
  UnionFind groups(names_.size());
  std::vector<bool> is_rival(names_.size());
  for (const auto& [a, b] : pairs_) {
    if (!Stands(a, was_heard) || !Stands(b, was_heard)) continue;
    groups.Unite(a, b);
    is_rival[a] = is_rival[b] = true;
  }
  std::vector<std::vector<std::string>> by_group(names_.size());
  for (uint32_t claim = 0; claim < names_.size(); ++claim) {
    if (!is_rival[claim]) continue;
    by_group[groups.Find(claim)].emplace_back(names_.IdOf(claim));
  }
  for (std::vector<std::string>& group : by_group) {
    std::sort(group.begin(), group.end());
  }
  std::sort(by_group.begin(), by_group.end());
  for (std::vector<std::string>& group : by_group) {
    if (group.empty()) continue;
    Finding* const finding = findings.Add(FindingKind::kRivalClaims);
    if (finding == nullptr) continue;
    for (const std::string& name : group) {
      std::string record = name.substr(0, name.find('#'));
      if (finding->records.empty() || finding->records.back() != record) {
        finding->records.push_back(std::move(record));
      }
    }
    finding->claims = std::move(group);
  }
}

}  // namespace annals::causal_internal
