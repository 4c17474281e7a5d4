// RowSet: making sets, combining them, and cutting them by time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/row_set.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"

namespace annals {
namespace {

using Words = std::vector<uint64_t>;
using List = std::vector<uint16_t>;

uint32_t CountBits(const Words& words) {
  uint32_t count = 0;
  for (uint64_t word : words) {
    count += static_cast<uint32_t>(absl::popcount(word));
  }
  return count;
}

uint64_t BitOf(uint16_t low) { return uint64_t{1} << low % 64; }

// Those of the list whose bit is set, or of which it is not.
List Sifted(const List& list, const Words& words, bool is_set) {
  List sifted(list.size() + 1);
  uint16_t* out = sifted.data();
  const uint64_t passes = is_set ? 1 : 0;
  for (uint16_t low : list) {
    *out = low;
    out += (words[low / 64] >> low % 64 & 1) == passes ? 1 : 0;
  }
  sifted.resize(static_cast<size_t>(out - sifted.data()));
  return sifted;
}

// All rows of an index, by id.
std::vector<uint32_t> RowsById(const IntervalIndex& index) {
  std::vector<uint32_t> rows(index.size());
  std::iota(rows.begin(), rows.end(), 0u);
  std::sort(rows.begin(), rows.end(),
            [&](uint32_t a, uint32_t b) { return index.id(a) < index.id(b); });
  return rows;
}

}  // namespace

RowSet RowSet::Of(std::vector<uint32_t> rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  RowSet set;
  for (size_t i = 0; i < rows.size();) {
    const uint32_t first_row = rows[i] - rows[i] % kChunkRows;
    List list;
    for (; i < rows.size() && rows[i] - first_row < kChunkRows; ++i) {
      list.push_back(static_cast<uint16_t>(rows[i] - first_row));
    }
    set.Append(Chunk{first_row, std::move(list), {}});
  }
  return set;
}

RowSet RowSet::OfIds(const IntervalIndex& index,
                     absl::Span<const uint32_t> ids) {
  const std::vector<uint32_t> one(ids.begin(), ids.end());
  return OfEach(index, absl::MakeConstSpan(&one, 1)).front();
}

std::vector<RowSet> RowSet::OfEach(
    const IntervalIndex& index,
    absl::Span<const std::vector<uint32_t>> ids_of_terms) {
  const std::vector<uint32_t> by_id = RowsById(index);
  std::vector<RowSet> sets;
  for (const std::vector<uint32_t>& ids : ids_of_terms) {
    std::vector<uint32_t> rows;
    for (uint32_t id : ids) {
      auto at = std::lower_bound(by_id.begin(), by_id.end(), id,
                                 [&](uint32_t row, uint32_t wanted) {
                                   return index.id(row) < wanted;
                                 });
      for (; at != by_id.end() && index.id(*at) == id; ++at) {
        rows.push_back(*at);
      }
    }
    sets.push_back(Of(std::move(rows)));
  }
  return sets;
}

RowSet RowSet::All(size_t size) {
  RowSet set;
  for (size_t row = 0; row < size; row += kChunkRows) {
    const size_t count = std::min<size_t>(kChunkRows, size - row);
    Words words(kChunkRows / 64);
    std::fill_n(words.begin(), count / 64, ~uint64_t{0});
    if (count % 64 != 0) words[count / 64] = (uint64_t{1} << count % 64) - 1;
    set.Append(Chunk{static_cast<uint32_t>(row), {}, std::move(words)});
  }
  return set;
}

size_t RowSet::CountOf(const Chunk& chunk) {
  return chunk.list.size() + CountBits(chunk.words);
}

// Keeps the chunk as a list or as bits, whichever is right for its rows.
void RowSet::Append(Chunk chunk) {
  const size_t count = CountOf(chunk);
  if (count == 0) return;
  if (count > kListMax && chunk.words.empty()) {
    chunk.words = WordsOf(chunk);
    chunk.list = List();
  } else if (count <= kListMax && !chunk.words.empty()) {
    ForEachWord(chunk, 0, kChunkRows, [&](uint32_t i, uint64_t word) {
      for (; word != 0; word &= word - 1) {
        chunk.list.push_back(static_cast<uint16_t>(
            i * 64 + static_cast<uint32_t>(absl::countr_zero(word))));
      }
    });
    chunk.words = Words();
  }
  count_ += count;
  chunks_.push_back(std::move(chunk));
}

std::vector<uint64_t> RowSet::WordsOf(const Chunk& chunk) {
  if (!chunk.words.empty()) return chunk.words;
  Words words(kChunkRows / 64);
  for (uint16_t low : chunk.list) words[low / 64] |= uint64_t{1} << low % 64;
  return words;
}

size_t RowSet::ChunkFrom(uint32_t row) const {
  // Where no chunk is missing, each is at its own number.
  const size_t guess = row / kChunkRows;
  if (guess < chunks_.size() &&
      chunks_[guess].first_row / kChunkRows == guess) {
    return guess;
  }
  return static_cast<size_t>(
      std::partition_point(chunks_.begin(), chunks_.end(),
                           [&](const Chunk& chunk) {
                             return chunk.first_row + (kChunkRows - 1) < row;
                           }) -
      chunks_.begin());
}

bool RowSet::Contains(uint32_t row) const {
  const size_t c = ChunkFrom(row);
  if (c == chunks_.size() || chunks_[c].first_row > row) return false;
  const Chunk& chunk = chunks_[c];
  const auto low = static_cast<uint16_t>(row - chunk.first_row);
  if (!chunk.words.empty()) return (chunk.words[low / 64] >> low % 64 & 1) != 0;
  const auto at = static_cast<size_t>(CountBelow(chunk.list, low));
  return at < chunk.list.size() && chunk.list[at] == low;
}

std::vector<uint64_t> RowSet::AllWords() const {
  if (chunks_.empty()) return {};
  Words all((size_t{chunks_.back().first_row} + kChunkRows) / 64);
  for (const Chunk& chunk : chunks_) {
    const auto first = all.begin() + chunk.first_row / 64;
    std::copy(chunk.words.begin(), chunk.words.end(), first);
    for (uint16_t low : chunk.list) first[low / 64] |= BitOf(low);
  }
  return all;
}

std::vector<uint32_t> RowLookup::Among(absl::Span<const uint32_t> rows) {
  // Bits for all cost as much as to search for so many.
  constexpr size_t kWordsPerSearch = 64;
  std::vector<uint32_t> among(rows.size());
  uint32_t* out = among.data();
  const auto take = [&](auto contains) {
    for (const uint32_t row : rows) {
      *out = row;
      out += contains(row) ? 1 : 0;
    }
  };
  const size_t last = set_.chunks_.empty() ? 0 : set_.chunks_.back().first_row;
  const bool pays = rows.size() * kWordsPerSearch >= last / 64 + set_.Count();
  if (pays && words_.empty()) words_ = set_.AllWords();
  if (words_.empty()) {
    take([this](uint32_t row) { return set_.Contains(row); });
  } else {
    const size_t bits = words_.size() * 64;
    take([&](uint32_t row) {
      return row < bits && (words_[row / 64] >> row % 64 & 1) != 0;
    });
  }
  among.resize(static_cast<size_t>(out - among.data()));
  return among;
}

size_t RowSet::CountBetween(uint32_t first, uint32_t last) const {
  size_t count = 0;
  ForEachPart(
      first, last,
      [&](const Chunk&, auto begin, auto end) {
        count += static_cast<size_t>(end - begin);
      },
      [&](uint32_t, uint64_t word) {
        count += static_cast<size_t>(absl::popcount(word));
      });
  return count;
}

std::vector<uint32_t> RowSet::Rows() const {
  std::vector<uint32_t> rows;
  rows.reserve(count_);
  if (chunks_.empty()) return rows;
  const uint32_t last = chunks_.back().first_row + (kChunkRows - 1);
  ForEachBetween(0, last, [&](uint32_t row) { rows.push_back(row); });
  if (Contains(last)) rows.push_back(last);
  return rows;
}

size_t RowSet::bytes() const {
  size_t bytes = chunks_.size() * sizeof(Chunk);
  for (const Chunk& chunk : chunks_) {
    bytes += chunk.list.size() * sizeof(uint16_t) +
             chunk.words.size() * sizeof(uint64_t);
  }
  return bytes;
}

template <typename RangeFunction, typename RowFunction>
void RowSet::Cut(const IntervalIndex& index, const Interval& window,
                 RangeFunction all, RowFunction row) const {
  const auto ask = [&](uint32_t asked) {
    const Interval interval = index.interval(asked);
    if (interval.start < window.end && interval.end > window.start) row(asked);
  };
  const Matches matches = index.Find(window);
  matches.ForEachPart(
      all,
      [&](uint32_t first, uint32_t last) { ForEachBetween(first, last, ask); },
      [&](uint32_t of_list) {
        if (Contains(of_list)) row(of_list);
      });
}

size_t RowSet::Count(const IntervalIndex& index, const Interval& window) const {
  size_t count = 0;
  Cut(
      index, window,
      [&](uint32_t first, uint32_t last) {
        count += CountBetween(first, last);
      },
      [&](uint32_t) { ++count; });
  return count;
}

std::vector<uint32_t> RowSet::Find(const IntervalIndex& index,
                                   const Interval& window) const {
  std::vector<uint32_t> rows;
  const auto add = [&](uint32_t row) { rows.push_back(row); };
  const auto add_list = [&](const Chunk& chunk, auto begin, auto end) {
    size_t next = rows.size();
    rows.resize(next + static_cast<size_t>(end - begin));
    for (; begin != end; ++begin) rows[next++] = chunk.first_row + *begin;
  };
  const auto add_word = [&](uint32_t base, uint64_t word) {
    for (; word != 0; word &= word - 1) {
      add(base + static_cast<uint32_t>(absl::countr_zero(word)));
    }
  };
  Cut(
      index, window,
      [&](uint32_t first, uint32_t last) {
        ForEachPart(first, last, add_list, add_word);
      },
      add);
  return rows;
}

RowSet::Chunk RowSet::BothOf(const Chunk& a, const Chunk& b) {
  if (a.words.empty() && !b.words.empty()) return BothOf(b, a);
  Chunk chunk{a.first_row, {}, {}};
  if (a.words.empty()) {
    std::set_intersection(a.list.begin(), a.list.end(), b.list.begin(),
                          b.list.end(), std::back_inserter(chunk.list));
  } else if (b.words.empty()) {
    chunk.list = Sifted(b.list, a.words, true);
  } else {
    chunk.words = a.words;
    for (size_t i = 0; i < b.words.size(); ++i) chunk.words[i] &= b.words[i];
  }
  return chunk;
}

RowSet::Chunk RowSet::EitherOf(const Chunk& a, const Chunk& b) {
  if (a.words.empty() && !b.words.empty()) return EitherOf(b, a);
  Chunk chunk{a.first_row, {}, a.words};
  if (a.words.empty()) {
    std::set_union(a.list.begin(), a.list.end(), b.list.begin(), b.list.end(),
                   std::back_inserter(chunk.list));
  } else if (b.words.empty()) {
    for (uint16_t low : b.list) chunk.words[low / 64] |= BitOf(low);
  } else {
    for (size_t i = 0; i < b.words.size(); ++i) chunk.words[i] |= b.words[i];
  }
  return chunk;
}

RowSet::Chunk RowSet::OnlyFirstOf(const Chunk& a, const Chunk& b) {
  Chunk chunk{a.first_row, {}, a.words};
  if (a.words.empty() && b.words.empty()) {
    std::set_difference(a.list.begin(), a.list.end(), b.list.begin(),
                        b.list.end(), std::back_inserter(chunk.list));
  } else if (a.words.empty()) {
    chunk.list = Sifted(a.list, b.words, false);
  } else if (b.words.empty()) {
    for (uint16_t low : b.list) chunk.words[low / 64] &= ~BitOf(low);
  } else {
    for (size_t i = 0; i < b.words.size(); ++i) chunk.words[i] &= ~b.words[i];
  }
  return chunk;
}

size_t RowSet::CountCommonOf(const Chunk& a, const Chunk& b) {
  if (a.words.empty() && !b.words.empty()) return CountCommonOf(b, a);
  if (a.words.empty()) return BothOf(a, b).list.size();
  size_t count = 0;
  for (uint16_t low : b.list) {
    count += static_cast<size_t>(a.words[low / 64] >> low % 64 & 1);
  }
  for (size_t i = 0; i < b.words.size(); ++i) {
    count += static_cast<size_t>(absl::popcount(a.words[i] & b.words[i]));
  }
  return count;
}

size_t RowSet::CountCommon(const RowSet& other) const {
  size_t count = 0;
  auto at = chunks_.begin();
  auto bt = other.chunks_.begin();
  while (at != chunks_.end() && bt != other.chunks_.end()) {
    if (at->first_row == bt->first_row) {
      count += CountCommonOf(*at++, *bt++);
    } else if (at->first_row < bt->first_row) {
      ++at;
    } else {
      ++bt;
    }
  }
  return count;
}

template <typename Combine>
RowSet RowSet::Combined(const RowSet& a, const RowSet& b, Keep keep,
                        Combine combine) {
  RowSet set;
  auto at = a.chunks_.begin();
  auto bt = b.chunks_.begin();
  while (at != a.chunks_.end() || bt != b.chunks_.end()) {
    if (bt == b.chunks_.end() ||
        (at != a.chunks_.end() && at->first_row < bt->first_row)) {
      if (keep.only_a) set.Append(*at);
      ++at;
    } else if (at == a.chunks_.end() || bt->first_row < at->first_row) {
      if (keep.only_b) set.Append(*bt);
      ++bt;
    } else {
      set.Append(combine(*at++, *bt++));
    }
  }
  return set;
}

RowSet operator&(const RowSet& a, const RowSet& b) {
  return RowSet::Combined(a, b, RowSet::Keep{false, false}, RowSet::BothOf);
}

RowSet operator|(const RowSet& a, const RowSet& b) {
  return RowSet::Combined(a, b, RowSet::Keep{true, true}, RowSet::EitherOf);
}

RowSet operator-(const RowSet& a, const RowSet& b) {
  return RowSet::Combined(a, b, RowSet::Keep{true, false}, RowSet::OnlyFirstOf);
}

}  // namespace annals
