// A LossTally counts, kind by kind, what a format could not hold.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/loss_tally.h"

#include <algorithm>

#include "annals/export/internal/describe.h"

namespace annals::export_internal {

void LossTally::Add(std::string_view noun, std::string_view rest,
                    int64_t count) {
  const auto found = std::find_if(
      lines_.begin(), lines_.end(), [noun, rest](const Line& line) {
        return line.noun == noun && line.rest == rest;
      });
  if (found != lines_.end()) {
    found->count += count;
  } else if (count > 0) {
    lines_.push_back({std::string(noun), std::string(rest), count});
  }
}

std::vector<Loss> LossTally::Losses() const {
  std::vector<Loss> losses;
  for (const Line& line : lines_) {
    Count(line.count, line.noun, line.rest, losses);
  }
  return losses;
}

}  // namespace annals::export_internal
