// InnerBriefs are the inner bounds of uncertain rows in short.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_INNER_BRIEFS_H_
#define ANNALS_INDEX_INTERNAL_INNER_BRIEFS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/prefetch.h"

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

// Asks ahead for what is looked at of a block: of the rows before `first` that
// may go on there, ...
inline void FetchGoingOn(const IndexData& data, const InnerBriefs& briefs,
                         const Block& block, uint32_t first) {
  const uint32_t at = block.carry_first;
  PrefetchSome(data.carry_briefs.data() + at, block.carry_size);
  PrefetchSome(briefs.carried_latest_starts.data() + at, block.carry_size);
  PrefetchSome(briefs.carried_earliest_ends.data() + at, block.carry_size);
  PrefetchSome(data.carry_ids.data() + at, block.carry_size);
  const uint32_t row = block.window_first;
  PrefetchSome(data.window_briefs.data() + row, first - row);
  PrefetchSome(briefs.latest_starts.data() + row, first - row);
  PrefetchSome(briefs.earliest_ends.data() + row, first - row);
}

// ... and of the rows from `first` to `last`, of which it has the last one.
inline void FetchStarted(const IndexData& data, const InnerBriefs& briefs,
                         const Block& block, uint32_t first, uint32_t last) {
  const uint32_t at = block.carry_first;
  PrefetchSome(data.carry_briefs.data() + at, block.carry_size);
  PrefetchSome(briefs.carried_latest_starts.data() + at, block.carry_size);
  const uint32_t row = std::max(first, block.window_first);
  PrefetchSome(briefs.latest_starts.data() + row, last - row);
  PrefetchSome(data.ids.data() + row, last - row);
}

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_INNER_BRIEFS_H_
