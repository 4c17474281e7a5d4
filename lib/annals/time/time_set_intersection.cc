// Intersection(): the choices of a start and an end that two dates share.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/time/edtf_arithmetic.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {
namespace {

constexpr size_t kListedMax = 500'000;
constexpr size_t kPairsMax = 10'000'000;

absl::Status TooMany(size_t limit, const char* what) {
  return absl::ResourceExhaustedError(
      absl::StrCat("intersection: more than ", limit, " ", what));
}

auto Key(const Span& span) {
  return std::make_tuple(span.earliest_start, span.latest_end,
                         span.latest_start, span.earliest_end);
}

bool IsEarlier(const Span& a, const Span& b) { return Key(a) < Key(b); }

// In the order of time, each once.
void Arrange(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end(), IsEarlier);
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

// Every member, those of sources too.
absl::StatusOr<std::vector<Span>> MembersOf(const TimeSet& set) {
  std::vector<Span> members;
  for (size_t i = 0; i < set.members.size(); ++i) {
    if (set.sources.empty() || set.sources[i] == nullptr) {
      members.push_back(set.members[i]);
      continue;
    }
    const std::vector<Span> made = set.sources[i]->All(kListedMax);
    if (made.empty()) return TooMany(kListedMax, "members");
    members.insert(members.end(), made.begin(), made.end());
  }
  if (members.size() > kListedMax) return TooMany(kListedMax, "members");
  Arrange(members);
  return members;
}

std::optional<Span> Shared(const Span& a, const Span& b) {
  const Span shared{std::max(a.earliest_start, b.earliest_start),
                    std::min(a.latest_start, b.latest_start),
                    std::max(a.earliest_end, b.earliest_end),
                    std::min(a.latest_end, b.latest_end)};
  if (!shared.IsSatisfiable()) return std::nullopt;
  return shared.Tightened();
}

// The latest end of each span and of all before it, so that those which end
// too early to share anything can be passed over.
std::vector<Instant> LatestEnds(const std::vector<Span>& spans) {
  std::vector<Instant> ends;
  Instant latest = Instant::InfinitePast();
  for (const Span& span : spans) {
    latest = std::max(latest, span.latest_end);
    ends.push_back(latest);
  }
  return ends;
}

}  // namespace

absl::StatusOr<std::optional<TimeSet>> Intersection(const TimeSet& a,
                                                    const TimeSet& b) {
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Span> first, MembersOf(a));
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Span> second, MembersOf(b));
  const std::vector<Instant> latest_ends = LatestEnds(second);
  TimeSet shared;
  size_t pairs = 0;
  for (const Span& span : first) {
    auto i = static_cast<size_t>(std::upper_bound(latest_ends.begin(),
                                                  latest_ends.end(),
                                                  span.earliest_start) -
                                 latest_ends.begin());
    for (; i < second.size() && second[i].earliest_start < span.latest_end;
         ++i) {
      if (++pairs > kPairsMax) return TooMany(kPairsMax, "pairs");
      const std::optional<Span> both = Shared(span, second[i]);
      if (both.has_value()) shared.members.push_back(*both);
    }
    if (shared.members.size() > kListedMax) {
      return TooMany(kListedMax, "shared members");
    }
  }
  if (shared.members.empty()) return std::optional<TimeSet>();
  Arrange(shared.members);
  return std::optional<TimeSet>(std::move(shared));
}

}  // namespace annals
