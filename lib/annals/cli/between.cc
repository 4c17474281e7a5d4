// What a network says of two events and one another.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/between.h"

#include <limits>
#include <optional>
#include <ostream>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "annals/cli/internal/output.h"
#include "annals/time/allen.h"

namespace annals::cli_internal {
namespace {

using Side = Endpoint::Side;
using Range = SolvedEvents::DistanceRange;

constexpr Side kSides[] = {Endpoint::START, Endpoint::END};

const char* NameOf(Side side) {
  return side == Endpoint::START ? "start" : "end";
}

Json Microseconds(const std::optional<absl::int128>& distance) {
  constexpr absl::int128 kLeast = std::numeric_limits<int64_t>::min();
  constexpr absl::int128 kMost = std::numeric_limits<int64_t>::max();
  if (!distance.has_value() || *distance < kLeast || *distance > kMost) {
    return nullptr;
  }
  return static_cast<int64_t>(*distance);
}

Json RelationNames(AllenSet relations) {
  Json names = Json::array();
  for (int i = 0; i < kAllenRelationCount; ++i) {
    const auto relation = static_cast<AllenRelation>(i);
    if (relations.Contains(relation)) {
      names.push_back(AllenRelationName(relation));
    }
  }
  return names;
}

// "10 days to 20 days after", "at least 10 days before", "within 3 days of".
std::string RangeInWords(const Range& range) {
  if (!range.least.has_value() && !range.most.has_value()) {
    return "at any distance from";
  }
  if (range.least == range.most) {
    if (*range.least == 0) return "at the same time as";
    return absl::StrCat(
        LengthInWords(*range.least < 0 ? -*range.least : *range.least),
        *range.least < 0 ? " before" : " after");
  }
  std::string words;
  if (range.least.has_value()) {
    const bool is_before = *range.least < 0;
    words = *range.least == 0
                ? "no earlier than"
                : absl::StrCat(
                      is_before ? "at most " : "at least ",
                      LengthInWords(is_before ? -*range.least : *range.least),
                      is_before ? " before" : " after");
  }
  if (range.most.has_value()) {
    const bool is_before = *range.most < 0;
    absl::StrAppend(&words, words.empty() ? "" : ", ",
                    *range.most == 0
                        ? "no later than"
                        : absl::StrCat(is_before ? "at least " : "at most ",
                                       LengthInWords(is_before ? -*range.most
                                                               : *range.most),
                                       is_before ? " before" : " after"));
  }
  return words;
}

}  // namespace

void PrintBetween(const SolvedEvents& solved, const std::string& a,
                  const std::string& b, NetworkWords& words,
                  const Session& session) {
  const AllenSet relations = solved.PossibleRelations(a, b);
  std::ostream& out = session.console.out;
  Json object;
  object["a"] = a;
  object["b"] = b;
  object["possible"] = RelationNames(relations);
  object["certain"] =
      relations.Size() == 1 ? object["possible"][0] : Json(nullptr);
  object["distances"] = Json::array();
  if (!session.WantsJson()) {
    out << words.NameOf(a) << (relations.Size() == 1 ? " is " : " may be: ")
        << relations.ToString() << ": " << words.NameOf(b) << '\n';
  }
  for (const Side from : kSides) {
    for (const Side to : kSides) {
      const Range range = solved.DistanceBetween({a, from}, {b, to});
      if (session.WantsJson()) {
        Json distance;
        distance["from"] = NameOf(from);
        distance["to"] = NameOf(to);
        distance["at_least_microseconds"] = Microseconds(range.least);
        distance["at_most_microseconds"] = Microseconds(range.most);
        object["distances"].push_back(std::move(distance));
        continue;
      }
      out << "  " << b << ' ' << NameOf(to) << "s " << RangeInWords(range)
          << ' ' << a << ' ' << NameOf(from) << "s\n";
    }
  }
  if (session.WantsJson()) PrintJson(out, object);
}

}  // namespace annals::cli_internal
