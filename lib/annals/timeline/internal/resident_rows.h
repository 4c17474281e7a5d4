// ResidentRows are the rows of a store's events, kept by sequence number.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_RESIDENT_ROWS_H_
#define ANNALS_TIMELINE_INTERNAL_RESIDENT_ROWS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "annals/store/state_row.h"

namespace annals::timeline_internal {

// What a put says never changes; what changes is that it is live no longer.
// So rows are added and never moved, by pages that writer and readers share;
// and from which point on one is not live is kept apart: whoever reads as of an
// earlier one need not care whether that is written yet. Pages may lie in a
// mapped file, and are copied when a row is added to them.
class ResidentRows {
 public:
  static constexpr size_t kPageRows = 4096;
  static constexpr uint32_t kNever = std::numeric_limits<uint32_t>::max();

  // A StateRow in 40 bytes. Frozen: it is in files.
  struct Row {
    std::array<int64_t, 4> bounds;
    uint32_t claims;
    // kHasSpan is one of them.
    uint16_t flags;
    // 0: there is none.
    uint8_t kind;
    uint8_t event_kind;
  };
  static constexpr uint16_t kHasSpan = 1 << 15;

  // Since when the rows of a page are live no longer.
  using Untils = std::array<std::atomic<uint32_t>, kPageRows>;

  // What readers have: the pages as they were when it was copied, which costs
  // two pointers for each.
  class View {
   public:
    // False for what there is not, or not as of this revision.
    bool IsLive(uint32_t sequence, uint32_t as_of) const;
    // Whether there is one, live or not. For the writer.
    bool Has(uint32_t sequence) const;
    // Asks for the memory that the two below and above read.
    void Prefetch(uint32_t sequence) const;
    // Of what there is.
    StateRow At(uint32_t sequence) const;
    // Calls f(sequence) for all that are live as of then, ascending.
    template <typename Function>
    void ForEachLive(uint32_t as_of, Function f) const;

    // How many pages there may be, and the rows of one; null if it has none.
    size_t pages() const { return pages_.size(); }
    const Row* page(size_t number) const { return pages_[number].rows.get(); }

   private:
    friend class ResidentRows;
    struct Page {
      // kPageRows of them.
      std::shared_ptr<const Row> rows;
      // Null if all that are there are live.
      std::shared_ptr<Untils> untils;
    };
    const Row* Find(uint32_t sequence) const;

    std::vector<Page> pages_;
  };

  // Page `number` has these kPageRows rows, which live as long as `rows`.
  void LoadPage(uint32_t number, std::shared_ptr<const Row> rows);

  // ResourceExhausted for a sequence number of more than 32 bits, DataLoss for
  // what no store writes.
  absl::Status Put(int64_t sequence, const StateRow& row);
  // From the revision `until` on it is live no longer.
  void End(uint32_t sequence, uint32_t until);

  const View& view() const { return view_; }

 private:
  Row* RowToWrite(uint32_t sequence);

  View view_;
  // The rows of each page, if they are in memory and may be written.
  std::vector<Row*> own_;
};

template <typename Function>
void ResidentRows::View::ForEachLive(uint32_t as_of, Function f) const {
  for (size_t page = 0; page < pages_.size(); ++page) {
    if (pages_[page].rows == nullptr) continue;
    const auto first = static_cast<uint32_t>(page * kPageRows);
    for (uint32_t i = 0; i < kPageRows; ++i) {
      if (IsLive(first + i, as_of)) f(first + i);
    }
  }
}

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_RESIDENT_ROWS_H_
