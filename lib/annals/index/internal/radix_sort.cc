// RadixSort(): least significant digits first.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/radix_sort.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"

namespace annals::index_internal {
namespace {

constexpr int kDigitBits = 11;
constexpr size_t kDigits = size_t{1} << kDigitBits;

// Below this, comparing is cheaper than counting.
constexpr size_t kRadixRowsMin = 512;

using Counts = std::array<uint32_t, kDigits>;

// What there is to know of the keys before they are sorted.
struct Keys {
  uint64_t least;
  uint64_t greatest;
  // In which bits some of them differ from the first.
  uint64_t differing;
  bool is_sorted;

  // Below this one all bits of all keys are the same. (What happened on a day
  // or in a second is some power of two of ticks apart.)
  int first_bit() const { return absl::countr_zero(differing); }

  int bits() const {
    return static_cast<int>(absl::bit_width(greatest - least)) - first_bit();
  }

  size_t Digit(uint64_t key, int pass) const {
    return (key - least) >> (first_bit() + pass * kDigitBits) & (kDigits - 1);
  }
};

Keys LookAt(absl::Span<const KeyedRow> rows) {
  const uint64_t first = rows.front().key;
  Keys keys{first, first, 0, true};
  uint64_t before = first;
  for (const KeyedRow& row : rows) {
    keys.is_sorted = keys.is_sorted & (row.key >= before);
    keys.least = std::min(keys.least, row.key);
    keys.greatest = std::max(keys.greatest, row.key);
    keys.differing |= row.key ^ first;
    before = row.key;
  }
  return keys;
}

// How often each digit occurs, for all passes at once.
std::vector<Counts> CountDigits(absl::Span<const KeyedRow> rows,
                                const Keys& keys, int passes) {
  std::vector<Counts> counts(static_cast<size_t>(passes), Counts{});
  for (const KeyedRow& row : rows) {
    for (int pass = 0; pass < passes; ++pass) {
      ++counts[static_cast<size_t>(pass)][keys.Digit(row.key, pass)];
    }
  }
  return counts;
}

void Scatter(absl::Span<const KeyedRow> from, KeyedRow* to, const Keys& keys,
             int pass, const Counts& counts) {
  std::array<uint32_t, kDigits> place;
  uint32_t sum = 0;
  for (size_t digit = 0; digit < kDigits; ++digit) {
    place[digit] = sum;
    sum += counts[digit];
  }
  for (const KeyedRow& row : from) {
    to[place[keys.Digit(row.key, pass)]++] = row;
  }
}

}  // namespace

absl::Span<KeyedRow> RadixSort(absl::Span<KeyedRow> rows,
                               absl::Span<KeyedRow> spare) {
  if (rows.size() < kRadixRowsMin) {
    std::stable_sort(
        rows.begin(), rows.end(),
        [](const KeyedRow& a, const KeyedRow& b) { return a.key < b.key; });
    return rows;
  }
  const Keys keys = LookAt(rows);
  if (keys.is_sorted) return rows;
  const int passes = (keys.bits() + kDigitBits - 1) / kDigitBits;
  const std::vector<Counts> counts = CountDigits(rows, keys, passes);
  for (int pass = 0; pass < passes; ++pass) {
    const Counts& of_pass = counts[static_cast<size_t>(pass)];
    // All keys agree in this digit.
    if (of_pass[keys.Digit(rows.front().key, pass)] == rows.size()) continue;
    Scatter(rows, spare.data(), keys, pass, of_pass);
    std::swap(rows, spare);
  }
  return rows;
}

}  // namespace annals::index_internal
