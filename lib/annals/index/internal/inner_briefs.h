// InnerBriefs are the inner bounds of uncertain rows in short.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_INNER_BRIEFS_H_
#define ANNALS_INDEX_INTERNAL_INNER_BRIEFS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "annals/index/internal/index_data.h"

namespace annals::index_internal {

// What a row has beside its outer bounds.
struct InnerBounds {
  int64_t latest_start;
  int64_t earliest_end;
};

// Latest starts and earliest ends as Block::Brief() says, beside the ends that
// an index keeps so: by row, as the window that the row lies in has them, and
// by place in the carry lists, as the list's window has them. A carried row may
// have them before the edge of that window; then they count as if they were at
// it, since no question that is put to the list is about anything earlier.
//
// That is four bytes a row to be looked at instead of sixteen.
struct InnerBriefs {
  // And kReadPadding more, of each.
  absl::Span<const uint16_t> latest_starts;
  absl::Span<const uint16_t> earliest_ends;
  absl::Span<const uint16_t> carried_latest_starts;
  absl::Span<const uint16_t> carried_earliest_ends;

  size_t bytes() const {
    return (latest_starts.size() + earliest_ends.size() +
            carried_latest_starts.size() + carried_earliest_ends.size()) *
           sizeof(uint16_t);
  }
};

struct OwnedInnerBriefs {
  std::vector<uint16_t> latest_starts;
  std::vector<uint16_t> earliest_ends;
  std::vector<uint16_t> carried_latest_starts;
  std::vector<uint16_t> carried_earliest_ends;

  InnerBriefs View() const;
};

// `inner` are those of all rows of `outer`, of which there are some.
OwnedInnerBriefs MakeInnerBriefs(const IndexData& outer,
                                 absl::Span<const InnerBounds> inner);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_INNER_BRIEFS_H_
