// ResidentRows are the rows of a store's events, kept by sequence number.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/resident_rows.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/record/record.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"

namespace annals::timeline_internal {
namespace {

template <typename Number>
bool Fits(int64_t value) {
  return value >= 0 && value <= int64_t{std::numeric_limits<Number>::max()};
}

}  // namespace

const ResidentRows::Row* ResidentRows::View::Find(uint32_t sequence) const {
  const size_t page = sequence / kPageRows;
  if (page >= pages_.size() || pages_[page] == nullptr) return nullptr;
  return &(*pages_[page])[sequence % kPageRows];
}

// What is newer than `as_of` may be written meanwhile: it is not looked at.
bool ResidentRows::View::IsLive(uint32_t sequence, uint32_t as_of) const {
  if (sequence > as_of) return false;
  const Row* const row = Find(sequence);
  return row != nullptr && row->kind != 0 &&
         row->until.load(std::memory_order_relaxed) > as_of;
}

bool ResidentRows::View::Has(uint32_t sequence) const {
  const Row* const row = Find(sequence);
  return row != nullptr && row->kind != 0;
}

StateRow ResidentRows::View::At(uint32_t sequence) const {
  const Row& row = *Find(sequence);
  StateRow state;
  state.kind = static_cast<RecordKind>(row.kind);
  state.event_kind = row.event_kind;
  state.flags = row.flags;
  state.claims = row.claims;
  if (row.has_span) {
    state.span = Span{
        Instant::FromCode(row.bounds[0]), Instant::FromCode(row.bounds[1]),
        Instant::FromCode(row.bounds[2]), Instant::FromCode(row.bounds[3])};
  }
  return state;
}

absl::Status ResidentRows::Put(int64_t sequence, const StateRow& row) {
  if (sequence < 0 || sequence >= int64_t{kNever}) {
    return absl::ResourceExhaustedError(
        absl::StrCat("resident: revision ", sequence, "; want less than ",
                     kNever, ", or answers from the store"));
  }
  if (!Fits<uint8_t>(row.event_kind) || !Fits<uint16_t>(row.flags) ||
      !Fits<uint32_t>(row.claims)) {
    return absl::DataLossError(absl::StrCat("resident: revision ", sequence,
                                            ": numbers that no store writes"));
  }
  const size_t page = static_cast<size_t>(sequence) / kPageRows;
  auto& pages = view_.pages_;
  if (page >= pages.size()) pages.resize(page + 1);
  if (pages[page] == nullptr) pages[page] = std::make_shared<Page>();
  Row& kept = (*pages[page])[static_cast<size_t>(sequence) % kPageRows];
  kept.kind = static_cast<uint8_t>(row.kind);
  kept.event_kind = static_cast<uint8_t>(row.event_kind);
  kept.flags = static_cast<uint16_t>(row.flags);
  kept.claims = static_cast<uint32_t>(row.claims);
  kept.has_span = row.span.has_value();
  if (row.span.has_value()) {
    kept.bounds = {row.span->earliest_start.code(),
                   row.span->latest_start.code(), row.span->earliest_end.code(),
                   row.span->latest_end.code()};
  }
  kept.until.store(kNever, std::memory_order_relaxed);
  return absl::OkStatus();
}

void ResidentRows::End(uint32_t sequence, uint32_t until) {
  const size_t page = sequence / kPageRows;
  if (view_.Find(sequence) == nullptr) return;
  (*view_.pages_[page])[sequence % kPageRows].until.store(
      until, std::memory_order_relaxed);
}

}  // namespace annals::timeline_internal
