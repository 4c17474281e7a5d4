// ResidentState is what a ResidentIndex writes: it takes what a feed tells.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/resident_state.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/index/row_set.h"
#include "annals/index/uncertain_index.h"
#include "annals/store/state_row.h"
#include "annals/store/term.h"

namespace annals::timeline_internal {

ResidentState::ResidentState() : loose_times_(std::make_shared<LooseTimes>()) {}

absl::Status ResidentState::Put(int64_t sequence, const StateRow& row,
                                std::string_view entity_id) {
  ANNALS_RETURN_IF_ERROR(rows_.Put(sequence, row));
  ++kept_;
  const auto id = static_cast<uint32_t>(sequence);
  if (row.kind == RecordKind::kEntity) {
    terms_.AddEntity(id, std::string(entity_id));
    return absl::OkStatus();
  }
  if (!row.span.has_value()) {
    dateless_added_.push_back(id);
    return absl::OkStatus();
  }
  const bool is_plain = IsPlain(row);
  if (is_plain) plain_added_.push_back(id);
  ChangingSpans& spans = is_plain ? plain_ : others_;
  return spans.Put(id, UncertainRow{*row.span, false});
}

// Whoever reads has the last state that was published, or one to come.
absl::Status ResidentState::End(int64_t sequence) {
  if (sequence < 0 || sequence >= int64_t{ResidentRows::kNever}) {
    return absl::OkStatus();
  }
  const auto id = static_cast<uint32_t>(sequence);
  if (!rows_.view().Has(id)) return absl::OkStatus();
  const StateRow row = rows_.view().At(id);
  rows_.End(id, static_cast<uint32_t>(point_.sequence) + 1);
  ++ended_;
  if (row.kind == RecordKind::kEvent && row.span.has_value()) {
    const bool is_plain = IsPlain(row);
    if (is_plain) plain_ended_.push_back(id);
    (is_plain ? plain_ : others_).Erase(id);
  }
  return absl::OkStatus();
}

// Only of what is kept: a posting remembers all that ever was.
absl::Status ResidentState::Bear(const Term& term,
                                 absl::Span<const int64_t> sequences) {
  std::vector<uint32_t> kept;
  kept.reserve(sequences.size());
  for (const int64_t sequence : sequences) {
    if (sequence < 0 || sequence >= int64_t{ResidentRows::kNever}) continue;
    const auto id = static_cast<uint32_t>(sequence);
    if (rows_.view().Has(id)) kept.push_back(id);
  }
  if (!kept.empty()) terms_.Add(term, std::move(kept));
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const ResidentSnapshot>> ResidentState::Publish(
    const Point& point) {
  if (point.sequence >= int64_t{ResidentRows::kNever}) {
    return absl::ResourceExhaustedError(
        absl::StrCat("resident: revision ", point.sequence, "; want less than ",
                     ResidentRows::kNever, ", or answers from the store"));
  }
  ANNALS_RETURN_IF_ERROR(plain_.Publish());
  ANNALS_RETURN_IF_ERROR(others_.Publish());
  plain_rows_.Change(std::move(plain_added_), std::move(plain_ended_));
  plain_added_.clear();
  plain_ended_.clear();
  terms_.Publish();
  if (!dateless_added_.empty()) {
    dateless_ = dateless_ | RowSet::Of(std::move(dateless_added_));
    dateless_added_.clear();
  }
  point_ = point;
  auto snapshot = std::make_shared<ResidentSnapshot>();
  snapshot->point = point;
  snapshot->rows = rows_.view();
  snapshot->terms = terms_.view();
  snapshot->plain = plain_.snapshot();
  snapshot->others = others_.snapshot();
  snapshot->plain_rows = plain_rows_;
  snapshot->dateless = dateless_;
  snapshot->loose_times = loose_times_;
  return snapshot;
}

}  // namespace annals::timeline_internal
