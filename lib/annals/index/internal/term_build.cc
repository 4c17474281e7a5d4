// BuildTermData(): sorts the rows of each term into cells.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "annals/index/internal/radix_sort.h"
#include "annals/index/internal/rank_directory.h"
#include "annals/index/internal/term_cells.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/time/instant.h"

namespace annals::index_internal {
namespace {

class TermBuilder {
 public:
  TermBuilder(absl::Span<const Interval> intervals, TermData& data)
      : intervals_(intervals), data_(data) {}

  void Add(const std::vector<uint32_t>& ids) {
    data_.heads.push_back(TermHead{});
    if (ids.empty()) return;
    SortByStart(ids);
    TermHead& head = data_.heads.back();
    MakeHead(head);
    if (Suits(head)) {
      AddRows();
      AddCells(head);
      AddCarried(head);
    } else {
      AddOther(head, ids);
    }
  }

 private:
  const Interval& At(uint32_t row) const {
    return intervals_[sorted_[row].row];
  }

  void SortByStart(const std::vector<uint32_t>& ids) {
    sorted_.clear();
    for (const uint32_t id : ids) {
      sorted_.push_back(KeyedRow{Unsigned(intervals_[id].start.code()), id});
    }
    std::sort(sorted_.begin(), sorted_.end(),
              [](const KeyedRow& a, const KeyedRow& b) {
                return a.key != b.key ? a.key < b.key : a.row < b.row;
              });
  }

  void MakeHead(TermHead& head) const {
    const auto rows = static_cast<uint32_t>(sorted_.size());
    const uint32_t cells = std::max(1u, rows / kRowsPerCell);
    head.node = MakeRankNode(sorted_.front().key, sorted_.back().key, cells);
    head.first_cell = static_cast<uint32_t>(data_.cells.size());
    head.cells = cells + 1;
    head.first_row = static_cast<uint32_t>(data_.ids.size());
    head.rows = rows;
  }

  // The first cell and the last that a row touches.
  static std::pair<uint32_t, uint32_t> CellsOf(const TermHead& head,
                                               const Interval& row) {
    return {head.PlaceOf(Unsigned(row.start.code())).cell,
            head.PlaceOf(Unsigned(row.end.code()) - 1).cell};
  }

  bool Suits(const TermHead& head) const {
    uint64_t carried = 0;
    uint32_t cell = 0;
    uint32_t rows = 0;
    for (uint32_t row = 0; row < sorted_.size(); ++row) {
      const auto [first, last] = CellsOf(head, At(row));
      carried += last - first;
      rows = row > 0 && first == cell ? rows + 1 : 1;
      cell = first;
      if (rows > kCellRowsMax) return false;
    }
    return carried <= kCarriedPerRowMax * sorted_.size();
  }

  void AddRows() {
    for (uint32_t row = 0; row < sorted_.size(); ++row) {
      data_.starts.push_back(At(row).start.code());
      data_.ends.push_back(At(row).end.code());
      data_.ids.push_back(sorted_[row].row);
    }
  }

  void AddCells(const TermHead& head) {
    TermCell none{};
    none.starts.fill(kLaneMax);
    data_.cells.resize(size_t{head.first_cell} + head.cells, none);
    for (uint32_t row = 0; row < head.rows; ++row) {
      const TermHead::Place start =
          head.PlaceOf(Unsigned(At(row).start.code()));
      const TermHead::Place end = head.PlaceOf(Unsigned(At(row).end.code()));
      TermCell& cell = data_.cells[start.cell];
      if (cell.rows < kLanes) {
        cell.starts[cell.rows] = start.brief;
        cell.ends[cell.rows] = end.cell == start.cell ? end.brief : kLaneMax;
      }
      ++cell.rows;
    }
    uint32_t first_row = head.first_row;
    for (uint32_t i = 0; i < head.cells; ++i) {
      TermCell& cell = data_.cells[head.first_cell + i];
      cell.first_row = first_row;
      first_row += cell.rows;
    }
  }

  void AddCarried(const TermHead& head) {
    for (uint32_t row = 0; row < head.rows; ++row) {
      const auto [first, last] = CellsOf(head, At(row));
      for (uint32_t i = first; i < last; ++i) ++data_.cells[i + 1].carried;
    }
    auto size = static_cast<uint32_t>(data_.carry_ids.size());
    for (uint32_t i = 0; i < head.cells; ++i) {
      TermCell& cell = data_.cells[head.first_cell + i];
      cell.carry_first = size;
      size += std::exchange(cell.carried, 0);
    }
    data_.carry_ids.resize(size);
    data_.carry_ends.resize(size);
    // Rows go into all their lists in the order of their ends.
    std::sort(sorted_.begin(), sorted_.end(),
              [&](const KeyedRow& a, const KeyedRow& b) {
                const Instant a_end = intervals_[a.row].end;
                const Instant b_end = intervals_[b.row].end;
                return a_end != b_end ? a_end > b_end : a.row < b.row;
              });
    for (uint32_t row = 0; row < head.rows; ++row) {
      const auto [first, last] = CellsOf(head, At(row));
      for (uint32_t i = first; i < last; ++i) {
        TermCell& cell = data_.cells[i + 1];
        const uint32_t at = cell.carry_first + cell.carried++;
        data_.carry_ids[at] = sorted_[row].row;
        data_.carry_ends[at] = At(row).end.code();
      }
    }
  }

  void AddOther(TermHead& head, const std::vector<uint32_t>& ids) {
    std::vector<Interval> rows;
    rows.reserve(ids.size());
    for (const uint32_t id : ids) rows.push_back(intervals_[id]);
    // Nothing that Build() would refuse comes here.
    data_.others.push_back(*IntervalIndex::Build(rows, ids));
    head.other = static_cast<uint32_t>(data_.others.size());
  }

  const absl::Span<const Interval> intervals_;
  TermData& data_;
  std::vector<KeyedRow> sorted_;
};

}  // namespace

TermData BuildTermData(absl::Span<const Interval> intervals,
                       absl::Span<const std::vector<uint32_t>> ids_of_terms) {
  TermData data;
  TermBuilder builder(intervals, data);
  for (const std::vector<uint32_t>& ids : ids_of_terms) builder.Add(ids);
  data.ids.resize(data.ids.size() + kIdsPadding);
  data.carry_ids.resize(data.carry_ids.size() + kIdsPadding);
  data.carry_ends.resize(data.carry_ends.size() + kIdsPadding);
  return data;
}

}  // namespace annals::index_internal
