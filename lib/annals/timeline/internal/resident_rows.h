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
// So rows are added and never moved, by pages that writer and readers share,
// and each says from which point on it is not live: whoever reads as of an
// earlier one need not care whether that is written yet.
class ResidentRows {
 public:
  static constexpr size_t kPageRows = 4096;
  static constexpr uint32_t kNever = std::numeric_limits<uint32_t>::max();

  // A StateRow in 48 bytes.
  struct Row {
    std::array<int64_t, 4> bounds;
    uint32_t claims;
    std::atomic<uint32_t> until;
    uint16_t flags;
    // 0: there is none.
    uint8_t kind;
    uint8_t event_kind;
    bool has_span;
  };
  using Page = std::array<Row, kPageRows>;

  // What readers have: the pages as they were when it was copied, which costs a
  // pointer for each.
  class View {
   public:
    // False for what there is not, or not as of this revision.
    bool IsLive(uint32_t sequence, uint32_t as_of) const;
    // Whether there is one, live or not. For the writer.
    bool Has(uint32_t sequence) const;
    // Of what there is.
    StateRow At(uint32_t sequence) const;
    // Calls f(sequence) for all that are live as of then, ascending.
    template <typename Function>
    void ForEachLive(uint32_t as_of, Function f) const;

   private:
    friend class ResidentRows;
    const Row* Find(uint32_t sequence) const;

    std::vector<std::shared_ptr<Page>> pages_;
  };

  // ResourceExhausted for a sequence number of more than 32 bits, DataLoss for
  // what no store writes.
  absl::Status Put(int64_t sequence, const StateRow& row);
  // From the revision `until` on it is live no longer.
  void End(uint32_t sequence, uint32_t until);

  const View& view() const { return view_; }

 private:
  View view_;
};

template <typename Function>
void ResidentRows::View::ForEachLive(uint32_t as_of, Function f) const {
  for (size_t page = 0; page < pages_.size(); ++page) {
    if (pages_[page] == nullptr) continue;
    const auto first = static_cast<uint32_t>(page * kPageRows);
    for (uint32_t i = 0; i < kPageRows; ++i) {
      if (IsLive(first + i, as_of)) f(first + i);
    }
  }
}

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_RESIDENT_ROWS_H_
