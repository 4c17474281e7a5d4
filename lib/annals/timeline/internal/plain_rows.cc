// PlainRows are the plain events of a snapshot, as a set that changes little.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/plain_rows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "annals/index/row_set.h"

namespace annals::timeline_internal {
namespace {

// So few changes are not worth making all anew.
constexpr size_t kFew = 256;
constexpr size_t kRowsPerChange = 64;

}  // namespace

void PlainRows::Change(std::vector<uint32_t> added,
                       std::vector<uint32_t> ended) {
  if (!added.empty()) added_ = added_ | RowSet::Of(std::move(added));
  if (!ended.empty()) ended_ = ended_ | RowSet::Of(std::move(ended));
  const size_t changes = added_.Count() + ended_.Count();
  if (changes <= std::max(kFew, base_->Count() / kRowsPerChange)) return;
  base_ = std::make_shared<RowSet>(All());
  added_ = RowSet();
  ended_ = RowSet();
}

size_t PlainRows::CountCommon(const RowSet& rows) const {
  return rows.CountCommon(*base_) + rows.CountCommon(added_) -
         rows.CountCommon(ended_);
}

}  // namespace annals::timeline_internal
