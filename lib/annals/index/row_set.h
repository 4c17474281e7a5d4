// A RowSet is a set of row numbers, compressed, for terms beside time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_ROW_SET_H_
#define ANNALS_INDEX_ROW_SET_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"

namespace annals {

// The rows of an index that bear a term (a tag, a participant, a place), to be
// combined with other terms and with a window of time:
//
//   RowSet energy = RowSet::OfIds(index, ids_with_that_tag);
//   RowSet asked = (energy | trade) - rumours;
//   asked.Count(index, window);
//   for (uint32_t row : asked.Find(index, window)) Use(index.id(row));
//
// Rows that touch a window are mostly ranges of row numbers, so a set of row
// numbers is cut by them without a look at what is outside; that is why a set
// holds an index's rows and not its ids.
//
// How: row numbers with the same upper 16 bits share a chunk, which keeps their
// lower 16 bits as a sorted list while there are at most 4,096, and as 65,536
// bits from there on (Chambi, Lemire, Kaser and Godin, "Better bitmap
// performance with Roaring bitmaps", Software: Practice and Experience 46(5),
// 2016). So a row costs two bytes at most, and a bit at least.
//
// Threads: a plain value; safe to read from many.
class RowSet {
 public:
  // Nothing.
  RowSet() = default;

  // These rows, in any order; repeats are one. n log n.
  static RowSet Of(std::vector<uint32_t> rows);

  // The rows of `index` with these ids, in any order. An id that several rows
  // have stands for all of them, and one that none has for nothing. Goes
  // through the whole index; for many terms at once use OfEach().
  static RowSet OfIds(const IntervalIndex& index,
                      absl::Span<const uint32_t> ids);

  // The set of each of many terms, by the ids that bear it. As OfIds() of each,
  // in one pass over the index.
  static std::vector<RowSet> OfEach(
      const IntervalIndex& index,
      absl::Span<const std::vector<uint32_t>> ids_of_terms);

  // All rows of an index of this size.
  static RowSet All(size_t size);

  size_t Count() const { return count_; }
  bool IsEmpty() const { return count_ == 0; }
  bool Contains(uint32_t row) const;

  // How many rows, and which, are from `first` up to, and without, `last`.
  size_t CountBetween(uint32_t first, uint32_t last) const;
  template <typename Function>
  void ForEachBetween(uint32_t first, uint32_t last, Function f) const;

  // All rows, ascending.
  std::vector<uint32_t> Rows() const;

  // The rows of the set that touch the window, in no promised order. `index` is
  // the one that the rows are of. What starts in the window is cut out of the
  // set whole; what started before and goes on is asked for one by one, either
  // the rows of a list whether they are in the set, or the rows of the set
  // whether they go on.
  size_t Count(const IntervalIndex& index, const Interval& window) const;
  std::vector<uint32_t> Find(const IntervalIndex& index,
                             const Interval& window) const;

  // How many rows are in both. Linear in the rows of one where they are few,
  // and in the words of both elsewhere.
  size_t CountCommon(const RowSet& other) const;

  // In both; in either; in the first and not in the second. Linear in the
  // chunks of both.
  friend RowSet operator&(const RowSet& a, const RowSet& b);
  friend RowSet operator|(const RowSet& a, const RowSet& b);
  friend RowSet operator-(const RowSet& a, const RowSet& b);

  friend bool operator==(const RowSet& a, const RowSet& b) {
    return a.Rows() == b.Rows();
  }

  // How many bytes it takes.
  size_t bytes() const;

  // Writes it behind `bytes`, as docs/index.md has it; and reads what was
  // written so. DataLoss for bytes that are no set. Linear.
  void AppendTo(std::string& bytes) const;
  static absl::StatusOr<RowSet> FromBytes(std::string_view bytes);

 private:
  friend class RowLookup;

  static constexpr uint32_t kChunkRows = 1 << 16;
  static constexpr uint32_t kListMax = 4096;

  // The rows of the set from first_row, a multiple of kChunkRows, on: their
  // distances from it, or if they are more than kListMax, a bit for each row
  // there might be.
  struct Chunk {
    uint32_t first_row;
    std::vector<uint16_t> list;
    std::vector<uint64_t> words;
  };

  // The place of the first chunk that ends after `row`.
  size_t ChunkFrom(uint32_t row) const;

  // How many numbers of the list are less than `low`. Nobody can guess how the
  // comparisons go, so that there are no branches on them.
  static std::ptrdiff_t CountBelow(const std::vector<uint16_t>& list,
                                   uint32_t low) {
    const uint16_t* at = list.data();
    size_t size = list.size();
    while (size > 1) {
      const size_t half = size / 2;
      at += half & (size_t{0} - static_cast<size_t>(at[half - 1] < low));
      size -= half;
    }
    return at - list.data() + (size == 1 && *at < low ? 1 : 0);
  }

  // Calls f(i, word) for the words of a chunk with bits from `low` up to, and
  // without, `high`, of which there are some; all other bits are left out.
  template <typename Function>
  static void ForEachWord(const Chunk& chunk, uint32_t low, uint32_t high,
                          Function f);

  // Calls of_list(chunk, begin, end) and of_word(base, word) for all that lies
  // between the two rows.
  template <typename ListFunction, typename WordFunction>
  void ForEachPart(uint32_t first, uint32_t last, ListFunction of_list,
                   WordFunction of_word) const;

  // Calls all(first, last) for each range of which every row touches the
  // window, whether it is in the set or not, and row(row) for each other row of
  // the set that does.
  template <typename RangeFunction, typename RowFunction>
  void Cut(const IntervalIndex& index, const Interval& window,
           RangeFunction all, RowFunction row) const;

  static std::vector<uint64_t> WordsOf(const Chunk& chunk);
  // A bit for each row there might be, from 0 on, up to the last.
  std::vector<uint64_t> AllWords() const;
  void Append(Chunk chunk);
  static size_t CountOf(const Chunk& chunk);

  // What becomes of a chunk that only one of two sets has.
  struct Keep {
    bool only_a;
    bool only_b;
  };
  // combine(a, b) makes one chunk of two that begin with the same row.
  template <typename Combine>
  static RowSet Combined(const RowSet& a, const RowSet& b, Keep keep,
                         Combine combine);
  static Chunk BothOf(const Chunk& a, const Chunk& b);
  static Chunk EitherOf(const Chunk& a, const Chunk& b);
  static Chunk OnlyFirstOf(const Chunk& a, const Chunk& b);
  static size_t CountCommonOf(const Chunk& a, const Chunk& b);

  std::vector<Chunk> chunks_;
  size_t count_ = 0;
};

// Looks up many rows, in any order, in a set that outlives it, and makes a bit
// for each row there might be once that pays:
//
//   RowLookup lookup(energy);
//   for (uint32_t id : lookup.Among(ids)) Use(id);
//
// Threads: for one.
class RowLookup {
 public:
  explicit RowLookup(const RowSet& set) : set_(set) {}

  // Those that are in the set, in the same order.
  std::vector<uint32_t> Among(absl::Span<const uint32_t> rows);

 private:
  const RowSet& set_;
  std::vector<uint64_t> words_;
};

template <typename Function>
void RowSet::ForEachWord(const Chunk& chunk, uint32_t low, uint32_t high,
                         Function f) {
  for (uint32_t i = low / 64; i < (high + 63) / 64; ++i) {
    uint64_t word = chunk.words[i];
    if (i == low / 64) word &= ~uint64_t{0} << low % 64;
    if (i == high / 64) word &= (uint64_t{1} << high % 64) - 1;
    f(i, word);
  }
}

template <typename ListFunction, typename WordFunction>
void RowSet::ForEachPart(uint32_t first, uint32_t last, ListFunction of_list,
                         WordFunction of_word) const {
  for (size_t c = ChunkFrom(first);
       c < chunks_.size() && chunks_[c].first_row < last; ++c) {
    const Chunk& chunk = chunks_[c];
    const uint32_t low = std::max(first, chunk.first_row) - chunk.first_row;
    const uint32_t high = std::min(last - chunk.first_row, kChunkRows);
    if (chunk.words.empty()) {
      const std::ptrdiff_t begin = CountBelow(chunk.list, low);
      const std::ptrdiff_t end = std::max(begin, CountBelow(chunk.list, high));
      of_list(chunk, chunk.list.begin() + begin, chunk.list.begin() + end);
    } else {
      ForEachWord(chunk, low, high, [&](uint32_t i, uint64_t word) {
        of_word(chunk.first_row + i * 64, word);
      });
    }
  }
}

template <typename Function>
void RowSet::ForEachBetween(uint32_t first, uint32_t last, Function f) const {
  ForEachPart(
      first, last,
      [&](const Chunk& chunk, auto begin, auto end) {
        for (; begin != end; ++begin) f(chunk.first_row + *begin);
      },
      [&](uint32_t base, uint64_t word) {
        for (; word != 0; word &= word - 1) {
          f(base + static_cast<uint32_t>(absl::countr_zero(word)));
        }
      });
}

}  // namespace annals

#endif  // ANNALS_INDEX_ROW_SET_H_
