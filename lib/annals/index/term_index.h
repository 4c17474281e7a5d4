// A TermIndex answers which rows that bear a term touch a stretch of time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_TERM_INDEX_H_
#define ANNALS_INDEX_TERM_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"

namespace annals {

class IntervalIndex;

namespace index_internal {
struct TermData;
}  // namespace index_internal

// What was found for one term and one window: a view, valid as long as some
// copy of the index it came from is, and read from any thread. Ids come in no
// promised order.
class TermMatches {
 public:
  // Nothing.
  TermMatches() = default;

  size_t Count() const;
  bool IsEmpty() const { return Count() == 0; }
  std::vector<uint32_t> Ids() const;

  // Writes the ids to `out`, which must have room for CountMax() of them, and
  // returns the end of what was written. What is after that, within CountMax(),
  // is undefined.
  uint32_t* CopyIds(uint32_t* out) const;

  // At least Count(), and mostly more: short lists are copied whole.
  size_t CountMax() const;

 private:
  friend class TermIndex;

  // Rows that started before the cell of the window's start.
  const uint32_t* carried_ = nullptr;
  // Those of the cell that started before the window; bit i is the i-th.
  const uint32_t* cell_ = nullptr;
  uint64_t of_cell_ = 0;
  // Those that start in the window.
  const uint32_t* range_ = nullptr;
  uint32_t carried_size_ = 0;
  uint32_t range_size_ = 0;
  // Or else what an index of the term's own finds in the window.
  const IntervalIndex* other_ = nullptr;
  Interval window_{};
};

// For what is asked for by one term (a tag, a participant, a place) and a
// window of time, over and over:
//
//   std::vector<std::vector<uint32_t>> ids_of_terms = ...;
//   auto index = TermIndex::Build(intervals, ids_of_terms);
//   for (uint32_t id : index->Find(kEnergy, window).Ids()) Use(intervals[id]);
//
// For terms that are combined (and, or, not) take an IntervalIndex of all rows
// and a RowSet of each term, which is a tenth as large; for one term alone this
// is several times as fast, see docs/performance.md.
//
// How: the time from a term's first start to its last is divided into cells of
// equal width, six rows to a cell on average. A cell is one line of the cache:
// where its rows start and end in the cell, in 15 bits each, and where the list
// of those stands that started before it and go on. So a short window waits for
// memory once, and a long one copies a range of ids besides. Of a term of which
// a cell would hold more than 64 rows (many starts at one instant, one row as
// old as the universe), or the lists more than three entries a row (many rows
// that last), an IntervalIndex is made instead.
//
// Memory: some 30 bytes a row, up to 70 where rows last; and at least 200 for a
// term that is borne at all. Time to build is n log n.
//
// Threads: immutable; all functions may be called at once. Copies share one
// index and cost next to nothing.
class TermIndex {
 public:
  // The most rows of all terms together; a row is counted for each that it
  // bears.
  static constexpr size_t kRowsMax = size_t{1} << 30;

  // No term.
  TermIndex();

  // Term i is borne by the intervals at the places ids_of_terms[i], in any
  // order, and these are what is found. InvalidArgument if an interval is
  // invalid, if there is none at such a place, or if there are too many.
  static absl::StatusOr<TermIndex> Build(
      absl::Span<const Interval> intervals,
      absl::Span<const std::vector<uint32_t>> ids_of_terms);

  // How many terms there are, and how many rows bear one.
  size_t terms() const;
  size_t size(uint32_t term) const;

  // How many bytes it takes in all, with the bounds.
  size_t bytes() const;

  // Those that bear the term and share an instant with the window. Of a term
  // that there is not, or a window that is reversed or empty: none.
  TermMatches Find(uint32_t term, const Interval& window) const;
  size_t Count(uint32_t term, const Interval& window) const {
    return Find(term, window).Count();
  }

  // Many at once, the work on one overlapping the memory accesses of the next:
  // calls `found` once for each, in order, with its place and its matches.
  struct Question {
    uint32_t term;
    Interval window;
  };
  void FindEach(
      absl::Span<const Question> questions,
      absl::FunctionRef<void(size_t question, const TermMatches& matches)>
          found) const;

 private:
  explicit TermIndex(std::shared_ptr<const index_internal::TermData> data);

  std::shared_ptr<const index_internal::TermData> data_;
};

}  // namespace annals

#endif  // ANNALS_INDEX_TERM_INDEX_H_
