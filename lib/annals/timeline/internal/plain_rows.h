// PlainRows are the plain events of a snapshot, as a set that changes little.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_PLAIN_ROWS_H_
#define ANNALS_TIMELINE_INTERNAL_PLAIN_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "annals/index/row_set.h"

namespace annals::timeline_internal {

// Which puts are live and plain (see IsPlain), by their sequence numbers.
// Copies share what does not change: what was added and what has ended stand
// beside it, until they are so many that all is made anew. So a change costs as
// much as all changes since then, a sixty-fourth of the set at the most, and
// the whole set once in so many changes.
class PlainRows {
 public:
  PlainRows() : base_(std::make_shared<RowSet>()) {}
  explicit PlainRows(RowSet rows)
      : base_(std::make_shared<RowSet>(std::move(rows))) {}

  // What is added is new; what has ended is there, or among the added.
  void Change(std::vector<uint32_t> added, std::vector<uint32_t> ended);

  // How many of these rows it has.
  size_t CountCommon(const RowSet& rows) const;

  // Those of the rows that are not, and never were since it was made anew.
  RowSet Others(const RowSet& rows) const { return rows - *base_ - added_; }

  RowSet All() const { return (*base_ | added_) - ended_; }

 private:
  std::shared_ptr<const RowSet> base_;
  RowSet added_;
  // Of both.
  RowSet ended_;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_PLAIN_ROWS_H_
