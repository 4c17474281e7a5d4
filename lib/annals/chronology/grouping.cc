// A Grouping says under what headings a chronology tells its events.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/grouping.h"

#include <iterator>

#include "absl/strings/str_join.h"

namespace annals {
namespace {

// In the order of Grouping.
constexpr std::string_view kNames[] = {
    "auto",        "day", "month", "year",   "decade",
    "participant", "tag", "place", "series", "kind"};

}  // namespace

std::string_view GroupingName(Grouping grouping) {
  return kNames[static_cast<size_t>(grouping)];
}

std::optional<Grouping> GroupingNamed(std::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == name) return static_cast<Grouping>(i);
  }
  return std::nullopt;
}

std::string GroupingNames() {
  return absl::StrJoin(kNames, ", ", [](std::string* out, auto name) {
    out->append(name.data(), name.size());
  });
}

}  // namespace annals
