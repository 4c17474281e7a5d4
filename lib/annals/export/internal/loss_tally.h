// A LossTally counts, kind by kind, what a format could not hold.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_LOSS_TALLY_H_
#define ANNALS_EXPORT_INTERNAL_LOSS_TALLY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/export/export.h"

namespace annals::export_internal {

// The losses come out in the order in which they were first met, so that the
// same selection gives the same report. A format has a handful of kinds: each
// addition looks through them all.
class LossTally {
 public:
  // Add("event", "without a date left out"), once for each such event. The noun
  // is in the singular and takes an s.
  void Add(std::string_view noun, std::string_view rest, int64_t count = 1);

  std::vector<Loss> Losses() const;

 private:
  struct Line {
    std::string noun;
    std::string rest;
    int64_t count = 0;
  };
  std::vector<Line> lines_;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_LOSS_TALLY_H_
