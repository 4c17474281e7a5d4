// TermIndex: finding the rows of a term that touch a window.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/term_index.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/optimization.h"
#include "absl/functional/function_ref.h"
#include "absl/numeric/bits.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/index/internal/check_intervals.h"
#include "annals/index/internal/kernels.h"
#include "annals/index/internal/lanes.h"
#include "annals/index/internal/prefetch.h"
#include "annals/index/internal/radix_sort.h"
#include "annals/index/internal/term_cells.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/time/instant.h"

namespace annals {

using index_internal::BuildTermData;
using index_internal::CheckIntervals;
using index_internal::CompareLanes;
using index_internal::kIdsPadding;
using index_internal::kLanes;
using index_internal::LaneBits;
using index_internal::Narrowed;
using index_internal::Prefetch;
using index_internal::TermCell;
using index_internal::TermData;
using index_internal::TermHead;
using index_internal::Unsigned;

namespace {

// As many memory accesses as a core keeps under way, roughly.
constexpr size_t kBatch = 16;

// How many rows of a cell start before `code`.
uint32_t CountBefore(const TermData& data, const TermCell& cell, int64_t code) {
  const int64_t* const first = data.starts.data() + cell.first_row;
  return static_cast<uint32_t>(
      std::lower_bound(first, first + cell.rows, code) - first);
}

// Of the first `size` rows of a cell, those that end after `code`.
uint64_t EndingAfter(const TermData& data, const TermCell& cell, uint32_t size,
                     int64_t code) {
  uint64_t bits = 0;
  for (uint32_t i = 0; i < size; ++i) {
    const bool goes_on = data.ends[cell.first_row + i] > code;
    bits |= uint64_t{goes_on ? 1u : 0u} << i;
  }
  return bits;
}

// How many of the `size` ends, the latest of which come first, are after
// `code`.
uint32_t CountAfter(const int64_t* ends, uint32_t size, int64_t code) {
  const auto is_after = [code](int64_t end) { return end > code; };
  const int64_t* const near = Narrowed<16>(ends, size, is_after);
  auto count = static_cast<uint32_t>(near - ends);
  for (uint32_t i = 0; i < size; ++i) count += is_after(near[i]) ? 1 : 0;
  return count;
}

// Asks for the cells that a question reads, and returns the first of them; null
// if there is none.
const TermCell* FetchCells(const TermData& data,
                           const TermIndex::Question& question) {
  if (question.term >= data.heads.size()) return nullptr;
  const TermHead& head = data.heads[question.term];
  if (head.rows == 0 || head.other != 0) return nullptr;
  const int64_t start = question.window.start.code();
  const int64_t end = question.window.end.code();
  const TermCell* const first = &data.cells[head.PlaceOf(Unsigned(start)).cell];
  Prefetch(first);
  Prefetch(&data.cells[head.PlaceOf(Unsigned(end)).cell]);
  return first;
}

// Asks for what the cell says is read next, of which there mostly is some.
void FetchIds(const TermData& data, const TermCell* cell) {
  if (cell == nullptr) return;
  Prefetch(data.ids.data() + cell->first_row);
  Prefetch(data.carry_ends.data() + cell->carry_first);
  Prefetch(data.carry_ids.data() + cell->carry_first);
}

// Whether each term is borne by intervals that there are.
absl::Status CheckTerms(size_t intervals,
                        absl::Span<const std::vector<uint32_t>> ids_of_terms) {
  size_t rows = 0;
  for (size_t term = 0; term < ids_of_terms.size(); ++term) {
    rows += ids_of_terms[term].size();
    for (const uint32_t id : ids_of_terms[term]) {
      if (id < intervals) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("index: term ", term, " is borne by interval ", id,
                       "; want a place below ", intervals));
    }
  }
  if (rows <= TermIndex::kRowsMax) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("index: terms are borne ",
                                                 rows, " times; want at most ",
                                                 TermIndex::kRowsMax));
}

template <typename Array>
size_t BytesOf(const Array& array) {
  return array.size() * sizeof(array[0]);
}

}  // namespace

size_t TermMatches::Count() const {
  if (other_ != nullptr) return other_->Count(window_);
  return size_t{carried_size_} + range_size_ +
         static_cast<size_t>(absl::popcount(of_cell_));
}

size_t TermMatches::CountMax() const {
  if (other_ != nullptr) return other_->Find(window_).CountMax();
  return Count() + kIdsPadding;
}

uint32_t* TermMatches::CopyIds(uint32_t* out) const {
  if (ABSL_PREDICT_FALSE(other_ != nullptr)) {
    return other_->Find(window_).CopyIds(out);
  }
  // By whole blocks, and one at least, if need be of nothing: how many there
  // are of a few is guessed wrong, and then the next question waits for this
  // one.
  static constexpr std::array<uint32_t, kIdsPadding> kNothing{};
  const auto copy = [&out](const uint32_t* ids, uint32_t size) {
    const uint32_t* const from = size == 0 ? kNothing.data() : ids;
    uint32_t i = 0;
    do {
      std::memcpy(out + i, from + i, kIdsPadding * sizeof(uint32_t));
      i += kIdsPadding;
    } while (i < size);
    out += size;
  };
  copy(carried_, carried_size_);
  for (uint64_t bits = of_cell_; bits != 0; bits &= bits - 1) {
    *out++ = cell_[absl::countr_zero(bits)];
  }
  copy(range_, range_size_);
  return out;
}

std::vector<uint32_t> TermMatches::Ids() const {
  if (other_ != nullptr) return other_->Find(window_).Ids();
  std::vector<uint32_t> ids(CountMax());
  ids.resize(static_cast<size_t>(CopyIds(ids.data()) - ids.data()));
  return ids;
}

TermIndex::TermIndex() : data_(std::make_shared<TermData>()) {}

TermIndex::TermIndex(std::shared_ptr<const TermData> data)
    : data_(std::move(data)) {}

absl::StatusOr<TermIndex> TermIndex::Build(
    absl::Span<const Interval> intervals,
    absl::Span<const std::vector<uint32_t>> ids_of_terms) {
  ANNALS_RETURN_IF_ERROR(CheckIntervals(intervals));
  ANNALS_RETURN_IF_ERROR(CheckTerms(intervals.size(), ids_of_terms));
  return TermIndex(
      std::make_shared<TermData>(BuildTermData(intervals, ids_of_terms)));
}

size_t TermIndex::terms() const { return data_->heads.size(); }

size_t TermIndex::size(uint32_t term) const {
  return term < terms() ? data_->heads[term].rows : 0;
}

size_t TermIndex::bytes() const {
  size_t bytes = BytesOf(data_->heads) + BytesOf(data_->cells) +
                 BytesOf(data_->starts) + BytesOf(data_->ends) +
                 BytesOf(data_->ids) + BytesOf(data_->carry_ends) +
                 BytesOf(data_->carry_ids);
  for (const IntervalIndex& other : data_->others) bytes += other.bytes();
  return bytes;
}

TermMatches TermIndex::Find(uint32_t term, const Interval& window) const {
  TermMatches matches;
  const TermData& data = *data_;
  if (term >= data.heads.size() || !window.IsValid()) return matches;
  const TermHead& head = data.heads[term];
  if (head.rows == 0) return matches;
  if (ABSL_PREDICT_FALSE(head.other != 0)) {
    matches.other_ = &data.others[head.other - 1];
    matches.window_ = window;
    return matches;
  }
  const int64_t start = window.start.code();
  const int64_t end = window.end.code();
  const TermHead::Place from = head.PlaceOf(Unsigned(start));
  const TermHead::Place to = head.PlaceOf(Unsigned(end));
  const TermCell& first = data.cells[from.cell];
  const TermCell& last = data.cells[to.cell];
  const LaneBits before_start = CompareLanes(first.starts, from.brief);
  const LaneBits before_end = CompareLanes(last.starts, to.brief);
  const LaneBits over = CompareLanes(first.ends, from.brief);
  // Starts ascend, so that those which are less are the first ones.
  auto skipped = static_cast<uint32_t>(absl::countr_one(before_start.less));
  auto started = static_cast<uint32_t>(absl::countr_one(before_end.less));
  matches.of_cell_ = before_start.less & ~(over.less | over.equal);
  const bool is_tie = (before_start.equal | before_end.equal |
                       (before_start.less & over.equal)) != 0;
  if (ABSL_PREDICT_FALSE(is_tie || std::max(first.rows, last.rows) > kLanes)) {
    skipped = CountBefore(data, first, start);
    started = CountBefore(data, last, end);
    matches.of_cell_ = EndingAfter(data, first, skipped, start);
  }
  const uint32_t* const ids = data.ids.data();
  matches.cell_ = ids + first.first_row;
  matches.range_ = matches.cell_ + skipped;
  matches.range_size_ = last.first_row + started - first.first_row - skipped;
  if (first.carried != 0) {
    matches.carried_ = data.carry_ids.data() + first.carry_first;
    matches.carried_size_ = CountAfter(
        data.carry_ends.data() + first.carry_first, first.carried, start);
  }
  return matches;
}

void TermIndex::FindEach(
    absl::Span<const Question> questions,
    absl::FunctionRef<void(size_t question, const TermMatches& matches)> found)
    const {
  const TermData& data = *data_;
  for (size_t at = 0; at < questions.size(); at += kBatch) {
    const auto batch = questions.subspan(at, kBatch);
    std::array<const TermCell*, kBatch> firsts;
    for (size_t i = 0; i < batch.size(); ++i) {
      firsts[i] = FetchCells(data, batch[i]);
    }
    for (size_t i = 0; i < batch.size(); ++i) FetchIds(data, firsts[i]);
    for (size_t i = 0; i < batch.size(); ++i) {
      found(at + i, Find(batch[i].term, batch[i].window));
    }
  }
}

}  // namespace annals
