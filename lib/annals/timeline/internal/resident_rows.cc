// ResidentRows are the rows of a store's events, kept by sequence number.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/resident_rows.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

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
  if (page >= pages_.size() || pages_[page].rows == nullptr) return nullptr;
  return pages_[page].rows.get() + sequence % kPageRows;
}

// What is newer than `as_of` may be written meanwhile: it is not looked at. Nor
// is anything missed if nothing had ended when the view was copied.
bool ResidentRows::View::IsLive(uint32_t sequence, uint32_t as_of) const {
  if (sequence > as_of) return false;
  const Row* const row = Find(sequence);
  if (row == nullptr || row->kind == 0) return false;
  const Untils* const untils = pages_[sequence / kPageRows].untils.get();
  return untils == nullptr || (*untils)[sequence % kPageRows].load(
                                  std::memory_order_relaxed) > as_of;
}

void ResidentRows::View::Prefetch(uint32_t sequence) const {
#if defined(__GNUC__) || defined(__clang__)
  const Row* const row = Find(sequence);
  if (row == nullptr) return;
  // It may lie in two lines of the cache.
  __builtin_prefetch(row);
  __builtin_prefetch(&row->event_kind);
  const Untils* const untils = pages_[sequence / kPageRows].untils.get();
  if (untils != nullptr) __builtin_prefetch(&(*untils)[sequence % kPageRows]);
#endif
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
  state.flags = row.flags & ~kHasSpan;
  state.claims = row.claims;
  if ((row.flags & kHasSpan) != 0) {
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
  if (!Fits<uint8_t>(row.event_kind) || row.flags < 0 ||
      row.flags >= kHasSpan || !Fits<uint32_t>(row.claims)) {
    return absl::DataLossError(absl::StrCat("resident: revision ", sequence,
                                            ": numbers that no store writes"));
  }
  Row& kept = *RowToWrite(static_cast<uint32_t>(sequence));
  kept.kind = static_cast<uint8_t>(row.kind);
  kept.event_kind = static_cast<uint8_t>(row.event_kind);
  kept.flags = static_cast<uint16_t>(row.flags);
  kept.claims = static_cast<uint32_t>(row.claims);
  if (row.span.has_value()) {
    kept.flags |= kHasSpan;
    kept.bounds = {row.span->earliest_start.code(),
                   row.span->latest_start.code(), row.span->earliest_end.code(),
                   row.span->latest_end.code()};
  }
  return absl::OkStatus();
}

ResidentRows::Row* ResidentRows::RowToWrite(uint32_t sequence) {
  const size_t page = sequence / kPageRows;
  auto& pages = view_.pages_;
  if (page >= pages.size()) pages.resize(page + 1);
  if (page >= own_.size()) own_.resize(page + 1);
  if (own_[page] == nullptr) {
    const std::shared_ptr<Row> rows(new Row[kPageRows](),
                                    std::default_delete<Row[]>());
    const Row* const loaded = pages[page].rows.get();
    if (loaded != nullptr) std::copy_n(loaded, kPageRows, rows.get());
    own_[page] = rows.get();
    pages[page].rows = rows;
  }
  return own_[page] + sequence % kPageRows;
}

void ResidentRows::LoadPage(uint32_t number, std::shared_ptr<const Row> rows) {
  if (number >= view_.pages_.size()) view_.pages_.resize(number + 1);
  view_.pages_[number].rows = std::move(rows);
}

void ResidentRows::End(uint32_t sequence, uint32_t until) {
  if (view_.Find(sequence) == nullptr) return;
  std::shared_ptr<Untils>& untils = view_.pages_[sequence / kPageRows].untils;
  if (untils == nullptr) {
    untils = std::make_shared<Untils>();
    for (std::atomic<uint32_t>& each : *untils) {
      each.store(kNever, std::memory_order_relaxed);
    }
  }
  (*untils)[sequence % kPageRows].store(until, std::memory_order_relaxed);
}

}  // namespace annals::timeline_internal
