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

// The lowest `size` of 32 bits, if that is less than 256.
ANNALS_AVX2 inline unsigned Lowest(unsigned bits, uint32_t size) {
  return _bzhi_u32(bits, size);
}

ANNALS_AVX2 inline unsigned Signs64(__m256i lanes) {
  return static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(lanes)));
}

ANNALS_AVX2 inline unsigned Signs32(__m256i lanes) {
  return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
}

ANNALS_AVX2 uint32_t CountBelow(const int64_t* keys, uint32_t size, int64_t x) {
  const int64_t* const at =
      Narrowed(keys, size, [x](int64_t key) { return key < x; });
  const __m256i bound = _mm256_set1_epi64x(x);
  unsigned below = 0;
  for (unsigned i = 0; i < kReadPadding; i += 4) {
    below |= Signs64(_mm256_cmpgt_epi64(bound, Load(at + i))) << i;
  }
  return static_cast<uint32_t>(at - keys) + _mm_popcnt_u32(Lowest(below, size));
}

ANNALS_AVX2 uint32_t CountBriefsBelow(const uint32_t* keys, uint32_t size,
                                      uint32_t x) {
  const uint32_t* const at =
      Narrowed(keys, size, [x](uint32_t key) { return key < x; });
  const __m256i bound = _mm256_set1_epi32(static_cast<int>(x));
  // Unsigned: the key is not below, if it is the greater of the two.
  const auto not_below = [&](const uint32_t* from) ANNALS_AVX2 {
    const __m256i some = Load(from);
    return Signs32(_mm256_cmpeq_epi32(_mm256_max_epu32(some, bound), some));
  };
  const unsigned below = ~(not_below(at) | not_below(at + 8) << 8);
  return static_cast<uint32_t>(at - keys) + _mm_popcnt_u32(Lowest(below, size));
}

ANNALS_AVX2 uint32_t CountBriefsAbove(const uint32_t* keys, uint32_t size,
                                      uint32_t x) {
  const uint32_t* const at =
      Narrowed(keys, size, [x](uint32_t key) { return key > x; });
  const __m256i bound = _mm256_set1_epi32(static_cast<int>(x));
  const auto not_above = [&](const uint32_t* from) ANNALS_AVX2 {
    const __m256i some = Load(from);
    return Signs32(_mm256_cmpeq_epi32(_mm256_min_epu32(some, bound), some));
  };
  const unsigned above = ~(not_above(at) | not_above(at + 8) << 8);
  return static_cast<uint32_t>(at - keys) + _mm_popcnt_u32(Lowest(above, size));
}

// Whether eight lanes may be written, whatever is in them.
inline bool HasRoom(const uint32_t* out, const uint32_t* room) {
  return room - out >= 8;
}

ANNALS_AVX2 inline void Store(__m256i rows, uint32_t* out) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), rows);
}

ANNALS_AVX2 uint32_t* Fill(uint32_t first, uint32_t last, uint32_t* out,
                           const uint32_t* room) {
  __m256i rows = EightFrom(first);
  for (; last - first >= 8; first += 8, out += 8) {
    Store(rows, out);
    rows = _mm256_add_epi32(rows, _mm256_set1_epi32(8));
  }
  if (!HasRoom(out, room))
    return PortableKernels().fill(first, last, out, room);
  Store(rows, out);
  return out + (last - first);
}

ANNALS_AVX2 uint32_t* Copy(const uint32_t* rows, uint32_t size, uint32_t* out,
                           const uint32_t* room) {
  for (; size >= 8; size -= 8, rows += 8, out += 8) Store(Load(rows), out);
  if (!HasRoom(out, room)) return PortableKernels().copy(rows, size, out, room);
  Store(Load(rows), out);
  return out + size;
}

ANNALS_AVX2 uint32_t* Sift(const int64_t* values, uint32_t first, uint32_t last,
                           Bounds bounds, uint32_t* out, const uint32_t* room) {
  const Sieve sieve(bounds);
  __m256i rows = EightFrom(first);
  for (; last - first >= 8; first += 8) {
    out = StoreLanes(rows, sieve.Mask(values + first), out);
    rows = _mm256_add_epi32(rows, _mm256_set1_epi32(8));
  }
  if (!HasRoom(out, room)) {
    return PortableKernels().sift(values, first, last, bounds, out, room);
  }
  return StoreLanes(rows, Lowest(sieve.Mask(values + first), last - first),
                    out);
}

ANNALS_AVX2 uint32_t Count(const int64_t* values, uint32_t first, uint32_t last,
                           Bounds bounds) {
  const Sieve sieve(bounds);
  uint32_t count = 0;
  for (; last - first >= 8; first += 8) {
    count += static_cast<uint32_t>(_mm_popcnt_u32(sieve.Mask(values + first)));
  }
  return count + static_cast<uint32_t>(_mm_popcnt_u32(
                     Lowest(sieve.Mask(values + first), last - first)));
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
                               uint32_t least, uint32_t* out,
                               const uint32_t* room) {
  const __m256i bound = _mm256_set1_epi32(static_cast<int>(least));
  // At least `bound`, unsigned: the greater of the two is the row itself.
  const auto passes = [&](__m256i some) ANNALS_AVX2 {
    return Signs32(_mm256_cmpeq_epi32(_mm256_max_epu32(some, bound), some));
  };
  for (; size >= 8; size -= 8, rows += 8) {
    const __m256i some = Load(rows);
    out = StoreLanes(some, passes(some), out);
  }
  if (!HasRoom(out, room)) {
    return PortableKernels().sift_list(rows, size, least, out, room);
  }
  const __m256i some = Load(rows);
  return StoreLanes(some, Lowest(passes(some), size), out);
}

}  // namespace

const Kernels* Avx2Kernels() {
  static const Kernels kKernels{CountBelow,
                                CountBriefsBelow,
                                CountBriefsAbove,
                                Fill,
                                Copy,
                                Sift,
                                Count,
                                Mask,
                                SiftList,
                                PortableKernels().look_up};
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
