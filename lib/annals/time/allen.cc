// Allen's relations: names, sets, and what uncertain bounds allow.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/allen.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/time/instant.h"
#include "annals/time/internal/quoted.h"
#include "annals/time/span.h"

namespace annals {
namespace {

using time_internal::Quoted;

constexpr std::array<std::string_view, kAllenRelationCount> kNames = {
    "before",        "meets",  "overlaps",    "starts",   "during",
    "finishes",      "equals", "finished-by", "contains", "started-by",
    "overlapped-by", "met-by", "after"};

// The relations of that name; none if there is none.
AllenSet Named(std::string_view name) {
  if (name == "intersects") return AllenSet::Intersects();
  if (name == "disjoint") return AllenSet::Disjoint();
  if (name == "all") return AllenSet::All();
  const std::optional<AllenRelation> relation = AllenRelationNamed(name);
  return relation ? AllenSet{*relation} : AllenSet();
}

std::string WantedNames() {
  std::string names;
  for (const std::string_view name : kNames) {
    absl::StrAppend(&names, AsAbsl(name), ", ");
  }
  return names + "intersects, disjoint or all";
}

// A code, and the next one. Where it wraps round, nothing fits anyhow.
int64_t After(int64_t code) {
  return static_cast<int64_t>(static_cast<uint64_t>(code) + 1);
}

// The codes that an endpoint, or two equal ones, may have. Empty if low > high.
struct Range {
  int64_t low;
  int64_t high;
};

Range Equal(Range a, Range b) {
  return Range{std::max(a.low, b.low), std::min(a.high, b.high)};
}

// What the higher of two endpoints may be, given the least choice of the lower
// one. The least leaves the most room for what comes above.
Range Above(int64_t least, Range upper) {
  return Range{std::max(After(least), upper.low), upper.high};
}

unsigned Bit(bool is_possible, AllenRelation relation) {
  return static_cast<unsigned>(is_possible) << static_cast<int>(relation);
}

bool Fits(Range range) { return range.low <= range.high; }

// Whether something of `range` is below something of `upper`, which fits.
bool Below(Range range, Range upper) {
  return Fits(range) & (range.low < upper.high);
}

// The two ends of a span, as tight as each makes the other.
struct Ends {
  explicit Ends(const Span& span)
      : start{span.earliest_start.code(),
              std::min(span.latest_start.code(), span.latest_end.code() - 1)},
        end{std::max(span.earliest_end.code(), span.earliest_start.code() + 1),
            span.latest_end.code()} {}

  Range start;
  Range end;
};

// Each relation is an order of the four endpoints, such as s1 < s2 < e1 < e2,
// some of them equal. It is possible if a choice from their ranges can ascend
// so, and taking the least choice each time finds one if there is one. There
// are no branches: what is possible is not for a processor to guess.
unsigned Possible(const Ends& a, const Ends& b) {
  using R = AllenRelation;
  const Range start = Equal(a.start, b.start);
  const Range end = Equal(a.end, b.end);
  const Range later_b = Above(a.start.low, b.start);  // a starts first
  const Range later_a = Above(b.start.low, a.start);  // b starts first
  const bool is_a_first = Fits(later_b);
  const bool is_b_first = Fits(later_a);
  const bool is_same_start = Fits(start);
  const bool is_same_end = Fits(end);
  return Bit(a.end.low < b.start.high, R::kBefore) |
         Bit(Fits(Equal(a.end, b.start)), R::kMeets) |
         Bit(is_a_first & Below(Above(later_b.low, a.end), b.end),
             R::kOverlaps) |
         Bit(is_same_start & Below(Above(start.low, a.end), b.end),
             R::kStarts) |
         Bit(is_b_first & Below(Above(later_a.low, a.end), b.end), R::kDuring) |
         Bit(is_same_end & Below(later_a, end), R::kFinishes) |
         Bit(is_same_start & is_same_end & Below(start, end), R::kEquals) |
         Bit(is_same_end & Below(later_b, end), R::kFinishedBy) |
         Bit(is_a_first & Below(Above(later_b.low, b.end), a.end),
             R::kContains) |
         Bit(is_same_start & Below(Above(start.low, b.end), a.end),
             R::kStartedBy) |
         Bit(is_b_first & Below(Above(later_a.low, b.end), a.end),
             R::kOverlappedBy) |
         Bit(Fits(Equal(b.end, a.start)), R::kMetBy) |
         Bit(b.end.low < a.start.high, R::kAfter);
}

}  // namespace

std::string_view AllenRelationName(AllenRelation relation) {
  return kNames[static_cast<size_t>(relation)];
}

std::optional<AllenRelation> AllenRelationNamed(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<AllenRelation>(found - kNames.begin());
}

absl::StatusOr<AllenSet> AllenSet::Parse(std::string_view text) {
  AllenSet relations;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view name = text.substr(begin, end - begin);
    const AllenSet named = Named(name);
    if (named.IsEmpty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("relations ", Quoted(text), ": ",
                       name.empty() ? "no name" : Quoted(name), " at column ",
                       begin + 1, "; want ", WantedNames()));
    }
    relations = relations | named;
    begin = end + 1;
  }
  return relations;
}

int AllenSet::Size() const {
  int size = 0;
  for (unsigned rest = mask_; rest != 0; rest &= rest - 1) ++size;
  return size;
}

AllenSet AllenSet::Converse() const {
  unsigned reversed = 0;
  for (int i = 0; i < kAllenRelationCount; ++i) {
    reversed |= (mask_ >> i & 1u) << (kAllenRelationCount - 1 - i);
  }
  return AllenSet(reversed);
}

std::string AllenSet::ToString() const {
  std::string text;
  for (int i = 0; i < kAllenRelationCount; ++i) {
    if ((mask_ >> i & 1u) == 0) continue;
    if (!text.empty()) text += ',';
    text += kNames[static_cast<size_t>(i)];
  }
  return text;
}

std::string_view CertaintyName(Certainty certainty) {
  switch (certainty) {
    case Certainty::kNo:
      return "no";
    case Certainty::kPossible:
      return "possible";
    case Certainty::kCertain:
      return "certain";
  }
  return "";
}

AllenSet PossibleRelations(const Span& a, const Span& b) {
  return AllenSet::FromMask(static_cast<uint16_t>(Possible(Ends(a), Ends(b))));
}

}  // namespace annals
