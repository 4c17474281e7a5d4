// Lanes are a dozen short numbers that are compared at once.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_LANES_H_
#define ANNALS_INDEX_INTERNAL_LANES_H_

#include <array>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace annals::index_internal {

// Up to kLaneMax each, so that it is all one whether they have a sign.
inline constexpr size_t kLanes = 12;
inline constexpr uint16_t kLaneMax = 0x7fff;
using Lanes = std::array<uint16_t, kLanes>;

// Bit i is that of lane i.
struct LaneBits {
  uint32_t less;
  uint32_t equal;
};

// Which lanes are less than x, and which are x.
inline LaneBits CompareLanesPortably(const Lanes& lanes, uint16_t x) {
  LaneBits bits{};
  for (size_t i = 0; i < kLanes; ++i) {
    bits.less |= uint32_t{lanes[i] < x ? 1u : 0u} << i;
    bits.equal |= uint32_t{lanes[i] == x ? 1u : 0u} << i;
  }
  return bits;
}

// The same. All processors of x86-64 have SSE2, so there is nothing to choose
// when the program runs; and to be inline is half of what it is for: a question
// of few instructions waits for memory while the next one does so, too.
inline LaneBits CompareLanes(const Lanes& lanes, uint16_t x) {
#if defined(__SSE2__)
  const auto* const at = reinterpret_cast<const __m128i*>(lanes.data());
  const __m128i low = _mm_loadu_si128(at);
  const __m128i high = _mm_loadl_epi64(at + 1);
  const __m128i all = _mm_set1_epi16(static_cast<int16_t>(x));
  const auto bits_of = [](__m128i of_low, __m128i of_high) {
    const int bits = _mm_movemask_epi8(_mm_packs_epi16(of_low, of_high));
    return static_cast<uint32_t>(bits) & ((1u << kLanes) - 1);
  };
  return LaneBits{
      bits_of(_mm_cmplt_epi16(low, all), _mm_cmplt_epi16(high, all)),
      bits_of(_mm_cmpeq_epi16(low, all), _mm_cmpeq_epi16(high, all))};
#else
  return CompareLanesPortably(lanes, x);
#endif
}

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_LANES_H_
