// Kernels for x86-64 processors with AVX2.
//
// Only the functions in here are compiled for AVX2; whether the processor has
// it is asked when the program runs.
//
// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <cstdint>

#include "annals/index/internal/kernels.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))

#include <immintrin.h>

#define ANNALS_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

namespace annals::index_internal {
namespace {

// For each mask of eight lanes, the numbers of those that are set, in order,
// a byte each. There is no instruction for this before AVX-512.
constexpr std::array<uint64_t, 256> MakeLanes() {
  std::array<uint64_t, 256> lanes{};
  for (unsigned mask = 0; mask < 256; ++mask) {
    int count = 0;
    for (uint64_t lane = 0; lane < 8; ++lane) {
      if ((mask >> lane & 1) == 0) continue;
      lanes[mask] |= lane << (8 * count++);
    }
  }
  return lanes;
}
alignas(64) constexpr std::array<uint64_t, 256> kLanes = MakeLanes();

ANNALS_AVX2 inline __m256i Load(const void* from) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(from));
}

// Stores the lanes of `rows` that are set in `mask`, side by side, and writes
// eight lanes in any case.
ANNALS_AVX2 inline uint32_t* StoreLanes(__m256i rows, unsigned mask,
                                        uint32_t* out) {
  const __m256i lanes = _mm256_cvtepu8_epi32(
      _mm_cvtsi64_si128(static_cast<long long>(kLanes[mask])));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                      _mm256_permutevar8x32_epi32(rows, lanes));
  return out + _mm_popcnt_u32(mask);
}

// Compares eight values with both bounds at once.
class Sieve {
 public:
  ANNALS_AVX2 explicit Sieve(Bounds bounds)
      : low_(_mm256_set1_epi64x(bounds.low)),
        high_(_mm256_set1_epi64x(bounds.high)) {}

  ANNALS_AVX2 unsigned Mask(const int64_t* values) const {
    return ~(Fails(values) | Fails(values + 4) << 4) & 0xff;
  }

 private:
  ANNALS_AVX2 unsigned Fails(const int64_t* values) const {
    const __m256i value = Load(values);
    const __m256i fails = _mm256_or_si256(_mm256_cmpgt_epi64(low_, value),
                                          _mm256_cmpgt_epi64(value, high_));
    return static_cast<unsigned>(
        _mm256_movemask_pd(_mm256_castsi256_pd(fails)));
  }

  __m256i low_;
  __m256i high_;
};

ANNALS_AVX2 inline __m256i EightFrom(uint32_t first) {
  return _mm256_add_epi32(_mm256_set1_epi32(static_cast<int>(first)),
                          _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

ANNALS_AVX2 uint32_t* Fill(uint32_t first, uint32_t last, uint32_t* out) {
  __m256i rows = EightFrom(first);
  for (; last - first >= 8; first += 8, out += 8) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), rows);
    rows = _mm256_add_epi32(rows, _mm256_set1_epi32(8));
  }
  return PortableKernels().fill(first, last, out);
}

ANNALS_AVX2 uint32_t* Sift(const int64_t* values, uint32_t first, uint32_t last,
                           Bounds bounds, uint32_t* out) {
  const Sieve sieve(bounds);
  __m256i rows = EightFrom(first);
  for (; last - first >= 8; first += 8) {
    out = StoreLanes(rows, sieve.Mask(values + first), out);
    rows = _mm256_add_epi32(rows, _mm256_set1_epi32(8));
  }
  return PortableKernels().sift(values, first, last, bounds, out);
}

ANNALS_AVX2 uint32_t Count(const int64_t* values, uint32_t first, uint32_t last,
                           Bounds bounds) {
  const Sieve sieve(bounds);
  uint32_t count = 0;
  for (; last - first >= 8; first += 8) {
    count += static_cast<uint32_t>(_mm_popcnt_u32(sieve.Mask(values + first)));
  }
  return count + PortableKernels().count(values, first, last, bounds);
}

ANNALS_AVX2 uint64_t Mask(const int64_t* values, uint32_t first, uint32_t last,
                          Bounds bounds) {
  const Sieve sieve(bounds);
  uint64_t mask = 0;
  unsigned shift = 0;
  for (; last - first >= 8; first += 8, shift += 8) {
    mask |= uint64_t{sieve.Mask(values + first)} << shift;
  }
  if (first == last) return mask;
  return mask | PortableKernels().mask(values, first, last, bounds) << shift;
}

ANNALS_AVX2 uint32_t* SiftList(const uint32_t* rows, uint32_t size,
                               uint32_t least, uint32_t* out) {
  const __m256i bound = _mm256_set1_epi32(static_cast<int>(least));
  uint32_t i = 0;
  for (; size - i >= 8; i += 8) {
    const __m256i some = Load(rows + i);
    // At least `bound`, unsigned: the greater of the two is the row itself.
    const __m256i passes =
        _mm256_cmpeq_epi32(_mm256_max_epu32(some, bound), some);
    const int mask = _mm256_movemask_ps(_mm256_castsi256_ps(passes));
    out = StoreLanes(some, static_cast<unsigned>(mask), out);
  }
  return PortableKernels().sift_list(rows + i, size - i, least, out);
}

}  // namespace

const Kernels* Avx2Kernels() {
  static const Kernels kKernels{Fill, Sift,     Count,
                                Mask, SiftList, PortableKernels().look_up};
  static const bool has_avx2 = __builtin_cpu_supports("avx2") &&
                               __builtin_cpu_supports("bmi2") &&
                               __builtin_cpu_supports("popcnt");
  return has_avx2 ? &kKernels : nullptr;
}

}  // namespace annals::index_internal

#else  // no x86-64

namespace annals::index_internal {

const Kernels* Avx2Kernels() { return nullptr; }

}  // namespace annals::index_internal

#endif
