// TimeSets: questions answered over all pairs of members.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/time_set.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"

namespace annals {
namespace {

// Two sources of up to so many spans are listed to be compared.
constexpr size_t kSourceListedMax = 500'000;

using Sources = std::vector<std::shared_ptr<const SpanSource>>;

// A TimeSet taken apart: its true members, and what makes more of them.
struct Parts {
  std::vector<Span> spans;
  Sources sources;
};

Parts PartsOf(const TimeSet& set) {
  Parts parts;
  for (size_t i = 0; i < set.members.size(); ++i) {
    if (set.sources[i] == nullptr) {
      parts.spans.push_back(set.members[i]);
    } else {
      parts.sources.push_back(set.sources[i]);
    }
  }
  return parts;
}

// Gathers relations until there can be no more.
class Union {
 public:
  // `limit` holds every relation that may be found.
  explicit Union(AllenSet limit) : limit_(limit) {}

  void Add(AllenSet relations) { found_ = found_ | relations; }
  bool IsFull() const { return limit_.IsSubsetOf(found_); }
  AllenSet found() const { return found_; }
  AllenSet limit() const { return limit_; }

 private:
  AllenSet limit_;
  AllenSet found_;
};

// For each span, the latest end of it and of all before it. Where this is
// before an instant, so are they.
std::vector<Instant> LatestEndsSoFar(const std::vector<Span>& spans) {
  std::vector<Instant> latest;
  latest.reserve(spans.size());
  for (const Span& span : spans) {
    latest.push_back(latest.empty() ? span.latest_end
                                    : std::max(latest.back(), span.latest_end));
  }
  return latest;
}

bool EndsEarlier(const Span& a, const Span& b) {
  return a.latest_end < b.latest_end;
}

// Adds what pairs of `a` and `b`, both sorted by earliest start, may be. Pairs
// that neither overlap nor touch can only be before or after one another.
void AddPairs(const std::vector<Span>& a, const std::vector<Span>& b,
              Union& relations) {
  if (a.empty() || b.empty()) return;
  const std::vector<Instant> latest_end = LatestEndsSoFar(a);
  const Instant first_end =
      std::min_element(a.begin(), a.end(), EndsEarlier)->latest_end;
  const Instant last_start = a.back().earliest_start;
  for (const Span& other : b) {
    if (relations.IsFull()) return;
    if (first_end < other.earliest_start) {
      relations.Add({AllenRelation::kBefore});
    }
    if (last_start > other.latest_end) relations.Add({AllenRelation::kAfter});
    auto i = static_cast<size_t>(std::lower_bound(latest_end.begin(),
                                                  latest_end.end(),
                                                  other.earliest_start) -
                                 latest_end.begin());
    for (; i < a.size() && a[i].earliest_start <= other.latest_end; ++i) {
      if (a[i].latest_end < other.earliest_start) continue;
      relations.Add(PossibleRelations(a[i], other));
    }
  }
}

void AddSources(const Sources& a, const std::vector<Span>& b,
                Union& relations) {
  for (const std::shared_ptr<const SpanSource>& source : a) {
    for (const Span& other : b) {
      if (relations.IsFull()) return;
      for (const Span& span : source->Near(other)) {
        relations.Add(PossibleRelations(span, other));
      }
    }
  }
}

// Adds what spans of two sources may be. False if they are too many to tell.
bool AddSourcePair(const SpanSource& a, const SpanSource& b, Union& relations) {
  const std::vector<Span> first = a.All(kSourceListedMax);
  const std::vector<Span> second = b.All(kSourceListedMax);
  AddPairs(first, second, relations);
  return !first.empty() && !second.empty();
}

// As above for all pairs of sources. Most often a few spans near the other
// hull are enough to find all that the hulls allow.
bool AddSourcePairs(const Sources& a, const Sources& b, const Span& hull,
                    Union& relations) {
  Union converse(relations.limit().Converse());
  converse.Add(relations.found().Converse());
  for (const auto& source : a) AddSources(b, source->Near(hull), converse);
  relations.Add(converse.found().Converse());
  bool is_exact = true;
  for (const auto& first : a) {
    for (const auto& second : b) {
      if (relations.IsFull()) return true;
      is_exact = AddSourcePair(*first, *second, relations) && is_exact;
    }
  }
  return is_exact;
}

AllenSet PossibleOfSources(const TimeSet& a, const TimeSet& b, Union found) {
  const Parts first = a.sources.empty() ? Parts{a.members, {}} : PartsOf(a);
  const Parts second = b.sources.empty() ? Parts{b.members, {}} : PartsOf(b);
  AddPairs(first.spans, second.spans, found);
  AddSources(first.sources, second.spans, found);
  Union converse(found.limit().Converse());
  AddSources(second.sources, first.spans, converse);
  found.Add(converse.found().Converse());
  const bool is_exact =
      AddSourcePairs(first.sources, second.sources, b.Hull(), found);
  return is_exact ? found.found() : found.limit();
}

bool CertainlyIntersect(const Span& a, const Span& b) {
  return PossibleRelations(a, b).IsSubsetOf(AllenSet::Intersects());
}

const std::vector<Span>& OccurrencesOf(const TimeSet& set) {
  return set.occurrences.empty() ? set.members : set.occurrences;
}

// Whether some occurrence of the set certainly intersects the span.
bool SomeIntersects(const TimeSet& set, const Span& span) {
  const std::vector<Span>& occurrences = OccurrencesOf(set);
  return std::any_of(occurrences.begin(), occurrences.end(),
                     [&span](const Span& occurrence) {
                       return CertainlyIntersect(occurrence, span);
                     });
}

// Whether some occurrence of a kEach set certainly intersects the other side:
// all that it may be, if it is one of several; one of them, if it is each.
bool CertainlyIntersects(const TimeSet& each, const TimeSet& other) {
  const auto intersects = [&each](const Span& span) {
    return SomeIntersects(each, span);
  };
  if (other.choice == TimeSet::Choice::kEach) {
    const std::vector<Span>& occurrences = OccurrencesOf(other);
    return std::any_of(occurrences.begin(), occurrences.end(), intersects);
  }
  return std::all_of(other.members.begin(), other.members.end(), intersects);
}

}  // namespace

TimeSet TimeSet::Of(const Span& span) {
  return TimeSet{Choice::kOneOf, {span}, {}, {}};
}

Span TimeSet::Hull() const {
  Span hull = members.front();
  for (const Span& member : members) hull = Span::Hull(hull, member);
  return hull;
}

AllenSet PossibleRelations(const TimeSet& a, const TimeSet& b) {
  if (a.members.size() == 1 && b.members.size() == 1 && a.sources.empty() &&
      b.sources.empty()) {
    return PossibleRelations(a.members.front(), b.members.front());
  }
  Union relations(PossibleRelations(a.Hull(), b.Hull()));
  if (!a.sources.empty() || !b.sources.empty()) {
    return PossibleOfSources(a, b, relations);
  }
  AddPairs(a.members, b.members, relations);
  return relations.found();
}

Certainty Relate(AllenSet asked, const TimeSet& a, const TimeSet& b) {
  const Certainty certainty = Judge(asked, PossibleRelations(a, b));
  if (certainty != Certainty::kPossible || asked != AllenSet::Intersects()) {
    return certainty;
  }
  const bool is_certain =
      (a.choice == TimeSet::Choice::kEach && CertainlyIntersects(a, b)) ||
      (b.choice == TimeSet::Choice::kEach && CertainlyIntersects(b, a));
  return is_certain ? Certainty::kCertain : certainty;
}

}  // namespace annals
