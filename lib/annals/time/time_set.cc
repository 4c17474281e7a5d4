// TimeSets: questions answered over all pairs of members.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/time_set.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <tuple>
#include <vector>

#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"

namespace annals {
namespace {

// The most that one question may take: pairs of spans that are held against
// each other, spans that the sources of one side list, and times that a source
// is asked for a few spans. What would take more is answered by the hulls.
constexpr size_t kPairsMax = 10'000'000;
constexpr size_t kListedMax = 500'000;
constexpr size_t kAskedMax = 25'000;

using Sources = std::vector<std::shared_ptr<const SpanSource>>;

// A TimeSet taken apart: its true members, and what makes more of them.
struct Parts {
  std::vector<Span> spans;
  Sources sources;
};

Parts PartsOf(const TimeSet& set) {
  if (set.sources.empty()) return Parts{set.members, {}};
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

  void Add(const Span& a, const Span& b) {
    if (pairs_left_ == 0) return GiveUp();
    --pairs_left_;
    Add(PossibleRelations(a, b));
  }
  void Add(AllenSet relations) { found_ = found_ | relations; }

  // Takes everything to be possible that the hulls allow.
  void GiveUp() { found_ = limit_; }

  bool IsFull() const { return limit_.IsSubsetOf(found_); }
  AllenSet found() const { return found_; }

 private:
  AllenSet limit_;
  AllenSet found_;
  size_t pairs_left_ = kPairsMax;
};

// The latest ends of a list of spans: a binary tree in which every node has the
// latest of all below it. The children of node n are 2n and 2n + 1.
class LatestEnds {
 public:
  explicit LatestEnds(const std::vector<Span>& spans) {
    while (leaves_ < spans.size()) leaves_ *= 2;
    latest_.assign(2 * leaves_, Instant::InfinitePast());
    for (size_t i = 0; i < spans.size(); ++i) {
      latest_[leaves_ + i] = spans[i].latest_end;
    }
    for (size_t node = leaves_ - 1; node > 0; --node) {
      latest_[node] = std::max(latest_[2 * node], latest_[2 * node + 1]);
    }
  }

  // The first span, from `i` on, that may end at this instant or later; if
  // there is none, a number beyond the last.
  size_t Next(size_t i, Instant instant) const {
    size_t node = leaves_ + i;
    if (node >= 2 * leaves_) return leaves_;
    while (latest_[node] < instant) {
      while (node % 2 == 1) node /= 2;
      if (node == 0) return leaves_;
      ++node;
    }
    while (node < leaves_) {
      node *= 2;
      if (latest_[node] < instant) ++node;
    }
    return node - leaves_;
  }

 private:
  size_t leaves_ = 1;
  std::vector<Instant> latest_;
};

bool EndsEarlier(const Span& a, const Span& b) {
  return a.latest_end < b.latest_end;
}

// Adds what pairs of `a` and `b`, both sorted by earliest start, may be. Pairs
// that neither overlap nor touch can only be before or after one another.
void AddPairs(const std::vector<Span>& a, const std::vector<Span>& b,
              Union& relations) {
  if (a.empty() || b.empty()) return;
  const LatestEnds latest_ends(a);
  const Instant first_end =
      std::min_element(a.begin(), a.end(), EndsEarlier)->latest_end;
  const Instant last_start = a.back().earliest_start;
  for (const Span& other : b) {
    if (relations.IsFull()) return;
    if (first_end < other.earliest_start) {
      relations.Add({AllenRelation::kBefore});
    }
    if (last_start > other.latest_end) relations.Add({AllenRelation::kAfter});
    for (size_t i = latest_ends.Next(0, other.earliest_start);
         i < a.size() && a[i].earliest_start <= other.latest_end;
         i = latest_ends.Next(i + 1, other.earliest_start)) {
      relations.Add(a[i], other);
    }
  }
}

enum class Side { kFirst, kSecond };

// Adds what spans of the sources, which are on that side of the question, may
// be to spans of the other side.
void AddSources(const Sources& sources, Side side,
                const std::vector<Span>& others, Union& relations) {
  for (const auto& source : sources) {
    for (const Span& other : others) {
      if (relations.IsFull()) return;
      for (const Span& span : source->Near(other)) {
        if (side == Side::kFirst) {
          relations.Add(span, other);
        } else {
          relations.Add(other, span);
        }
      }
    }
  }
}

// All spans, in order and each once; none if they are too many.
std::vector<Span> Listed(const Parts& parts) {
  std::vector<Span> listed = parts.spans;
  size_t left = kListedMax;
  for (const auto& source : parts.sources) {
    const std::vector<Span> spans = source->All(left);
    if (spans.empty()) return {};
    left -= spans.size();
    listed.insert(listed.end(), spans.begin(), spans.end());
  }
  std::sort(listed.begin(), listed.end(), [](const Span& a, const Span& b) {
    return std::tie(a.earliest_start, a.latest_end, a.latest_start,
                    a.earliest_end) < std::tie(b.earliest_start, b.latest_end,
                                               b.latest_start, b.earliest_end);
  });
  listed.erase(std::unique(listed.begin(), listed.end()), listed.end());
  return listed;
}

void AddListed(const Parts& a, const Parts& b, Union& relations) {
  if (relations.IsFull()) return;
  const std::vector<Span> first = Listed(a);
  if (first.empty()) return relations.GiveUp();
  const std::vector<Span> second = Listed(b);
  if (second.empty()) return relations.GiveUp();
  AddPairs(first, second, relations);
}

// Adds what spans of two sides' sources may be. Most often a few that are near
// the other hull are enough to find all that the hulls allow.
void AddSourcePairs(const Sources& a, const Sources& b, const Span& hull,
                    Union& relations) {
  if (a.empty() || b.empty()) return;
  std::vector<Span> near;
  for (const auto& source : a) {
    const std::vector<Span> spans = source->Near(hull);
    near.insert(near.end(), spans.begin(), spans.end());
  }
  if (near.size() * b.size() <= kAskedMax) {
    AddSources(b, Side::kSecond, near, relations);
  }
  AddListed(Parts{{}, a}, Parts{{}, b}, relations);
}

void AddParts(const Parts& a, const Parts& b, const Span& hull,
              Union& relations) {
  const size_t asked =
      a.sources.size() * b.spans.size() + b.sources.size() * a.spans.size();
  if (asked > kAskedMax) return AddListed(a, b, relations);
  AddPairs(a.spans, b.spans, relations);
  AddSources(a.sources, Side::kFirst, b.spans, relations);
  AddSources(b.sources, Side::kSecond, a.spans, relations);
  AddSourcePairs(a.sources, b.sources, hull, relations);
}

// A span as far as it is certain to be there: from its latest start to its
// earliest end, each as tight as the other bounds make it.
struct Core {
  explicit Core(const Span& span)
      : start(std::min(span.latest_start.code(), span.latest_end.code() - 1)),
        end(std::max(span.earliest_end.code(),
                     span.earliest_start.code() + 1)) {}

  int64_t start;
  int64_t end;
};

// Two spans certainly intersect if each certainly ends after the other starts.
// Finds whether some span of a list certainly intersects another one.
class Intersector {
 public:
  explicit Intersector(const std::vector<Span>& spans)
      : cores_(spans.begin(), spans.end()) {
    std::sort(cores_.begin(), cores_.end(),
              [](const Core& a, const Core& b) { return a.start < b.start; });
    // From here on: the latest end of it and of all before it.
    for (size_t i = 1; i < cores_.size(); ++i) {
      cores_[i].end = std::max(cores_[i].end, cores_[i - 1].end);
    }
  }

  bool CertainlyIntersects(const Span& span) const {
    const Core other(span);
    const auto found = std::lower_bound(
        cores_.begin(), cores_.end(), other.end,
        [](const Core& core, int64_t end) { return core.start < end; });
    return found != cores_.begin() && std::prev(found)->end > other.start;
  }

 private:
  std::vector<Core> cores_;
};

const std::vector<Span>& OccurrencesOf(const TimeSet& set) {
  return set.occurrences.empty() ? set.members : set.occurrences;
}

// Whether some occurrence of a kEach set certainly intersects the other side:
// all that it may be, if it is one of several; one of them, if it is each.
bool CertainlyIntersects(const TimeSet& each, const TimeSet& other) {
  const Intersector occurrences_of_each(OccurrencesOf(each));
  const auto intersects = [&occurrences_of_each](const Span& span) {
    return occurrences_of_each.CertainlyIntersects(span);
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
  if (a.sources.empty() && b.sources.empty()) {
    AddPairs(a.members, b.members, relations);
  } else {
    AddParts(PartsOf(a), PartsOf(b), b.Hull(), relations);
  }
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
