// Judges say which of many rows are in a relation that is asked, by their four
// bounds.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_JUDGE_H_
#define ANNALS_INDEX_INTERNAL_JUDGE_H_

#include <cstddef>
#include <cstdint>

#include "annals/index/internal/possible_relations.h"
#include "annals/time/allen.h"

namespace annals::index_internal {

// What is asked of a window with known ends.
struct JudgedWindow {
  PossibleInWindow window;
  AllenSet asked;
};

// Bit i is that of the i-th row: whether it is certain, or only possible.
struct Verdicts {
  uint64_t certain = 0;
  uint64_t possible = 0;
};

// So many rows at most are judged together: one for each bit.
inline constexpr uint32_t kJudgedRows = 64;

inline uint64_t LowestBits(uint32_t size) {
  return size >= kJudgedRows ? ~uint64_t{0} : (uint64_t{1} << size) - 1;
}

// Rows of a list: the latest start, earliest end and latest end of each.
struct ListedRows {
  const int64_t* bounds;
  // Which of them count: the highest bit says how many there are.
  uint64_t mask;
  // Of the earliest start of each row that counts.
  size_t start_class;
};

// Rows from `first` on, by arrays with a number, or a pair of them, for each
// row of an index. Starts and ends are read up to kReadPadding past the last.
struct NeighbouringRows {
  const int64_t* starts;
  // Latest start and earliest end of each.
  const int64_t* inner;
  const int64_t* ends;
  uint32_t first;
  uint64_t mask;  // as that of ListedRows
};

// Where the values of certain rows are written, and of those that are only
// possible.
struct TwoLists {
  uint32_t* certain;
  uint32_t* possible;
};

// One set for each kind of processor; all give the same answers, which are
// those of Judge(window.asked, window.window.Of(bounds)). None branches on what
// it compares.
struct Judges {
  Verdicts (*of_list)(const JudgedWindow& window, const ListedRows& rows);
  Verdicts (*of_neighbours)(const JudgedWindow& window,
                            const NeighbouringRows& rows);

  // How the first `size` of these bounds in short lie to x, 64 to a word: sets
  // the bits of those that are above it, or the same. Of the latter it is not
  // said whether they count as above. Bounds are read up to kReadPadding past
  // the last, and what bits these get is not said.
  void (*sides)(const uint16_t* briefs, uint32_t size, uint16_t x,
                uint64_t* above, uint64_t* same);

  // Which of the first `size` numbers are not less than `least`, read likewise.
  uint64_t (*from)(const uint32_t* numbers, uint32_t size, uint32_t least);

  // Writes those of the 64 values that are set in the mask, side by side, and
  // returns where they end. May write up to kPackPadding more, and read
  // kReadPadding past the last that is set.
  uint32_t* (*pack)(const uint32_t* values, uint64_t mask, uint32_t* out);

  // The same for both, of the first `size` values.
  TwoLists (*split)(const uint32_t* values, uint32_t size,
                    const Verdicts& verdicts, TwoLists out);
};

inline constexpr size_t kPackPadding = 8;

// Plain C++.
const Judges& PortableJudges();

// For x86-64 processors with AVX2; null on all others.
const Judges* Avx2Judges();

// The fastest that this processor has. Decided once.
const Judges& BestJudges();

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_JUDGE_H_
