// Constraints in words: what is recorded of the order of two events.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/order_words.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/sentences.h"
#include "annals/time/duration.h"
#include "annals/time/edtf.h"
#include "annals/time/words.h"

namespace annals::chronology_internal {
namespace {

// Where an end of one event may lie by another: before its start, at it, in
// between, at its end, after it. An Allen relation is a place for each end, and
// no two relations are the same places.
constexpr int kPlaces = 5;

struct Places {
  int start;
  int end;
};

// In the order of AllenRelation.
constexpr Places kPlacesOf[kAllenRelationCount] = {
    {0, 0},  // before
    {0, 1},  // meets
    {0, 2},  // overlaps
    {1, 2},  // starts
    {2, 2},  // during
    {2, 3},  // finishes
    {1, 3},  // equals
    {0, 3},  // finished-by
    {0, 4},  // contains
    {1, 4},  // started-by
    {2, 4},  // overlapped-by
    {3, 4},  // met-by
    {4, 4},  // after
};

constexpr std::string_view kStartWords[kPlaces] = {"before", "with", "during",
                                                   "at the end of", "after"};
constexpr std::string_view kEndWords[kPlaces] = {"before", "at the start of",
                                                 "during", "with", "after"};

// A set of places, a bit each.
using PlaceMask = unsigned;
constexpr PlaceMask kAnywhere = (1u << kPlaces) - 1;

// All relations whose ends lie at such places.
AllenSet RelationsAt(PlaceMask starts, PlaceMask ends) {
  AllenSet relations;
  for (int i = 0; i < kAllenRelationCount; ++i) {
    if ((starts >> kPlacesOf[i].start & 1) != 0 &&
        (ends >> kPlacesOf[i].end & 1) != 0) {
      relations.Add(static_cast<AllenRelation>(i));
    }
  }
  return relations;
}

// "during, with or after".
std::string Listed(const std::vector<std::string>& words) {
  if (words.size() < 2) return absl::StrJoin(words, "");
  std::vector<std::string> first(words.begin(), words.end() - 1);
  return absl::StrCat(absl::StrJoin(first, ", "), " or ", words.back());
}

std::string PlacesInWords(PlaceMask places,
                          const std::string_view (&names)[kPlaces]) {
  std::vector<std::string> words;
  for (int place = 0; place < kPlaces; ++place) {
    if ((places >> place & 1) != 0) words.emplace_back(names[place]);
  }
  return Listed(words);
}

// "starts before and ends during", without what the other half implies.
std::string EndsInWords(AllenSet relations, PlaceMask starts, PlaceMask ends) {
  std::vector<std::string> halves;
  if (RelationsAt(kAnywhere, ends) != relations) {
    halves.push_back(
        absl::StrCat("starts ", PlacesInWords(starts, kStartWords)));
    if (RelationsAt(starts, kAnywhere) == relations) return halves[0];
  }
  halves.push_back(absl::StrCat("ends ", PlacesInWords(ends, kEndWords)));
  return absl::StrJoin(halves, " and ");
}

AllenSet SetOf(const AllenConstraint& constraint) {
  AllenSet relations;
  for (const int relation : constraint.relations()) {
    if (relation == AllenConstraint::RELATION_UNSPECIFIED) continue;
    relations.Add(static_cast<AllenRelation>(relation - 1));
  }
  return relations;
}

// The point that a distance is measured from, and the one that it bounds.
struct Measured {
  Endpoint of;
  Endpoint from;
  // Durations, from `from` to `of`; empty if there is no bound.
  std::string least;
  std::string most;
};

std::string Negated(std::string_view duration) {
  if (duration.empty()) return "";
  if (duration[0] == '-') return std::string(duration.substr(1));
  if (duration[0] == '+') duration.remove_prefix(1);
  return absl::StrCat("-", AsAbsl(duration));
}

// "3 February 2017"; of what is longer than a day the first instant is meant.
absl::StatusOr<std::string> InstantInWords(const std::string& instant) {
  ANNALS_ASSIGN_OR_RETURN(const Edtf date, Edtf::Parse(instant));
  const std::string words = InWords(date);
  const std::string whole(absl::StripPrefix(words, "some time in "));
  return whole == words ? words : absl::StrCat("the beginning of ", whole);
}

// "the start of", before the other event; "its start"; "3 February 2017".
absl::StatusOr<std::string> PointInWords(const Measured& measured) {
  const Endpoint& point = measured.from;
  if (point.event().empty()) return InstantInWords(point.instant());
  const char* const side = point.side() == Endpoint::END ? "end" : "start";
  if (point.event() == measured.of.event()) return absl::StrCat("its ", side);
  return absl::StrCat("the ", side, " of");
}

// How far from the point.
struct Offset {
  // "3 months"; empty for no distance.
  std::string length;
  // "before" or "after".
  const char* direction = "after";

  // "3 months after ", before the point.
  std::string Words() const {
    return length.empty() ? "" : absl::StrCat(length, " ", direction, " ");
  }
};

absl::StatusOr<Offset> OffsetOf(const std::string& duration) {
  ANNALS_ASSIGN_OR_RETURN(const Duration length, Duration::Parse(duration));
  Offset offset;
  if (length.microseconds_min == 0 && length.microseconds_max == 0) {
    return offset;
  }
  const bool is_before = absl::StartsWith(duration, "-");
  if (is_before) offset.direction = "before";
  ANNALS_ASSIGN_OR_RETURN(
      offset.length, DurationInWords(is_before ? Negated(duration) : duration));
  return offset;
}

// "within 3 months after ", "between 1 day before and 2 days after ".
std::string RangeInWords(const Offset& least, const Offset& most) {
  if (least.length.empty() || most.length.empty()) {
    return absl::StrCat("within ", least.Words(), most.Words());
  }
  const bool is_one_way = std::string_view(least.direction) == most.direction;
  return absl::StrCat("between ", least.length,
                      is_one_way ? "" : absl::StrCat(" ", least.direction),
                      " and ", most.Words());
}

// "no earlier than 1 day after the start of", "exactly 3 months after its end".
absl::StatusOr<std::string> BoundsInWords(const Measured& measured) {
  ANNALS_ASSIGN_OR_RETURN(const std::string point, PointInWords(measured));
  Offset least;
  Offset most;
  if (!measured.least.empty()) {
    ANNALS_ASSIGN_OR_RETURN(least, OffsetOf(measured.least));
  }
  if (!measured.most.empty()) {
    ANNALS_ASSIGN_OR_RETURN(most, OffsetOf(measured.most));
  }
  if (measured.most.empty()) {
    return absl::StrCat("no earlier than ", least.Words(), point);
  }
  if (measured.least.empty()) {
    return absl::StrCat("no later than ", most.Words(), point);
  }
  if (least.Words() == most.Words()) {
    return absl::StrCat(least.length.empty() ? "at " : "exactly ",
                        least.Words(), point);
  }
  return absl::StrCat(RangeInWords(least, most), point);
}

absl::StatusOr<OrderStatement> StatementOf(const Measured& measured) {
  OrderStatement statement;
  statement.event = measured.of.event();
  if (measured.from.event() != statement.event) {
    statement.other = measured.from.event();
  }
  ANNALS_ASSIGN_OR_RETURN(const std::string bounds, BoundsInWords(measured));
  statement.words = absl::StrCat(
      measured.of.side() == Endpoint::END ? "Ends " : "Starts ", bounds);
  return statement;
}

absl::StatusOr<std::vector<OrderStatement>> StatementsOf(
    const Distance& distance) {
  std::vector<Measured> views;
  const bool is_within = distance.from().event() == distance.to().event();
  if (!distance.to().event().empty()) {
    views.push_back(
        {distance.to(), distance.from(), distance.min(), distance.max()});
  }
  if (!distance.from().event().empty() && !is_within) {
    views.push_back({distance.from(), distance.to(), Negated(distance.max()),
                     Negated(distance.min())});
  }
  std::vector<OrderStatement> statements;
  for (const Measured& measured : views) {
    ANNALS_ASSIGN_OR_RETURN(OrderStatement statement, StatementOf(measured));
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

std::string RelationsInWords(AllenSet relations) {
  if (relations == AllenSet::Intersects()) return "shares time with";
  if (relations == AllenSet::Disjoint()) return "shares no time with";
  if (relations == AllenSet{AllenRelation::kEquals}) {
    return "starts and ends with";
  }
  if (relations == AllenSet{AllenRelation::kDuring}) return "falls within";
  PlaceMask starts = 0;
  PlaceMask ends = 0;
  for (int i = 0; i < kAllenRelationCount; ++i) {
    if (!relations.Contains(static_cast<AllenRelation>(i))) continue;
    starts |= 1u << kPlacesOf[i].start;
    ends |= 1u << kPlacesOf[i].end;
  }
  if (RelationsAt(starts, ends) == relations) {
    return EndsInWords(relations, starts, ends);
  }
  std::vector<std::string> cases;
  for (int i = 0; i < kAllenRelationCount; ++i) {
    const AllenSet one{static_cast<AllenRelation>(i)};
    if (one.IsSubsetOf(relations)) cases.push_back(RelationsInWords(one));
  }
  return Listed(cases);
}

absl::StatusOr<std::vector<OrderStatement>> StatementsOf(
    const Constraint& constraint) {
  if (constraint.has_distance()) return StatementsOf(constraint.distance());
  const AllenConstraint& relation = constraint.relation();
  const AllenSet set = SetOf(relation);
  return std::vector<OrderStatement>{
      {relation.a(), Capitalised(RelationsInWords(set)), relation.b()},
      {relation.b(), Capitalised(RelationsInWords(set.Converse())),
       relation.a()}};
}

}  // namespace annals::chronology_internal
