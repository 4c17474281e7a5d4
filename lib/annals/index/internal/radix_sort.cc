// RadixSort(): least significant digits first.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/radix_sort.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace annals::index_internal {
namespace {

constexpr int kDigitBits = 11;
constexpr size_t kDigits = size_t{1} << kDigitBits;
constexpr int kPasses = (64 + kDigitBits - 1) / kDigitBits;

// Below this, comparing is cheaper than counting.
constexpr size_t kRadixRowsMin = 512;

using Counts = std::array<uint32_t, kDigits>;

size_t Digit(uint64_t key, int pass) {
  return key >> (pass * kDigitBits) & (kDigits - 1);
}

uint64_t LeastKey(absl::Span<const KeyedRow> rows) {
  return std::min_element(
             rows.begin(), rows.end(),
             [](const KeyedRow& a, const KeyedRow& b) { return a.key < b.key; })
      ->key;
}

// How often each digit occurs, for all passes at once.
std::vector<Counts> CountDigits(absl::Span<const KeyedRow> rows,
                                uint64_t least) {
  std::vector<Counts> counts(kPasses, Counts{});
  for (const KeyedRow& row : rows) {
    for (int pass = 0; pass < kPasses; ++pass) {
      ++counts[static_cast<size_t>(pass)][Digit(row.key - least, pass)];
    }
  }
  return counts;
}

void Scatter(absl::Span<const KeyedRow> from, KeyedRow* to, uint64_t least,
             int pass, const Counts& counts) {
  std::array<uint32_t, kDigits> place;
  uint32_t sum = 0;
  for (size_t digit = 0; digit < kDigits; ++digit) {
    place[digit] = sum;
    sum += counts[digit];
  }
  for (const KeyedRow& row : from) {
    to[place[Digit(row.key - least, pass)]++] = row;
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
  const uint64_t least = LeastKey(rows);
  const std::vector<Counts> counts = CountDigits(rows, least);
  for (int pass = 0; pass < kPasses; ++pass) {
    const Counts& of_pass = counts[static_cast<size_t>(pass)];
    // All keys agree in this digit.
    if (of_pass[Digit(rows.front().key - least, pass)] == rows.size()) continue;
    Scatter(rows, spare.data(), least, pass, of_pass);
    std::swap(rows, spare);
  }
  return rows;
}

}  // namespace annals::index_internal
