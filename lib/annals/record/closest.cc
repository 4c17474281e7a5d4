// Closest(): the name that somebody probably meant, of those that there are.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/closest.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"

namespace annals {
namespace {

// Longer words are not looked at: they are no slip of the hand.
constexpr size_t kWordBytesMax = 40;
constexpr size_t kDistanceMax = 2;

// Levenshtein's distance, row by row.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string Closest(std::string_view text,
                    const std::vector<std::string>& names) {
  if (text.size() > kWordBytesMax) return "";
  const std::string lower = absl::AsciiStrToLower(AsAbsl(text));
  size_t least = std::min(kDistanceMax, text.size() / 2) + 1;
  std::string closest;
  for (const std::string& name : names) {
    const size_t distance = Distance(lower, absl::AsciiStrToLower(name));
    if (distance >= least) continue;
    least = distance;
    closest = name;
  }
  return closest;
}

std::string DidYouMean(std::string_view text,
                       const std::vector<std::string>& names) {
  const std::string closest = Closest(text, names);
  if (!closest.empty())
    return absl::StrCat("; did you mean \"", closest, "\"?");
  return absl::StrCat("; want one of ", absl::StrJoin(names, ", "));
}

}  // namespace annals
