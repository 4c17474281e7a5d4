// Kernels for x86-64 processors with AVX2.
//
// Only the functions in here are compiled for AVX2; whether the processor has
// it is asked when the program runs.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>

#include "annals/index/internal/kernels.h"
#include "annals/index/internal/set_lanes.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))

#include <immintrin.h>

#define ANNALS_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

namespace annals::index_internal {
namespace {

ANNALS_AVX2 inline __m256i Load(const void* from) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(from));
}

ANNALS_AVX2 inline __m256i LanesOf(unsigned mask) {
  return _mm256_cvtepu8_epi32(
      _mm_cvtsi64_si128(static_cast<long long>(kSetLanes[mask])));
}

// Stores the lanes of `rows` that are set in `mask`, side by side, and writes
// eight lanes in any case.
ANNALS_AVX2 inline uint32_t* StoreLanes(__m256i rows, unsigned mask,
                                        uint32_t* out) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                      _mm256_permutevar8x32_epi32(rows, LanesOf(mask)));
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

ANNALS_AVX2 inline unsigned Signs32(__m256i lanes) {
  return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
}

// Bit i says whether 16-bit lane i is set, of lanes that are all ones or zeros.
ANNALS_AVX2 inline unsigned Signs16(__m256i lanes) {
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(
      _mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1))));
}

ANNALS_AVX2 inline __m256i AllBriefs(uint16_t brief) {
  return _mm256_set1_epi16(static_cast<int16_t>(brief));
}

// Bit i of the result says whether first[i] is set, second[i - 16] from 16 on,
// of 16-bit lanes that are all ones or zeros.
ANNALS_AVX2 inline uint32_t Signs16(__m256i first, __m256i second) {
  // Packs each half of 128 bits by itself.
  const __m256i packed = _mm256_packs_epi16(first, second);
  return static_cast<uint32_t>(
      _mm256_movemask_epi8(_mm256_permute4x64_epi64(packed, 0xd8)));
}

// Which of 32 numbers are `x` or more, and which are `x` or less.
ANNALS_AVX2 inline uint32_t AtLeast(const uint16_t* keys, __m256i x) {
  const __m256i a = Load(keys);
  const __m256i b = Load(keys + 16);
  return Signs16(_mm256_cmpeq_epi16(_mm256_max_epu16(a, x), a),
                 _mm256_cmpeq_epi16(_mm256_max_epu16(b, x), b));
}
ANNALS_AVX2 inline uint32_t AtMost(const uint16_t* keys, __m256i x) {
  const __m256i a = Load(keys);
  const __m256i b = Load(keys + 16);
  return Signs16(_mm256_cmpeq_epi16(_mm256_min_epu16(a, x), a),
                 _mm256_cmpeq_epi16(_mm256_min_epu16(b, x), b));
}

// How many of the lowest `size` of 64 bits are not set; `size` is 64 at most.
ANNALS_AVX2 inline uint32_t CountZeros(uint64_t bits, uint32_t size) {
  return static_cast<uint32_t>(_mm_popcnt_u64(_bzhi_u64(~bits, size)));
}

// Keys that are compared at once, to find the last step of a search.
constexpr uint32_t kWide = 64;

ANNALS_AVX2 uint32_t CountBriefsBelow(const uint16_t* keys, uint32_t size,
                                      uint16_t x) {
  const __m256i bound = AllBriefs(x);
  // Nearly all leaves of a directory are as short as that, and what is beyond
  // them may have to be fetched.
  if (size <= kNarrow) {
    const __m256i some = Load(keys);
    const unsigned above =
        Signs16(_mm256_cmpeq_epi16(_mm256_max_epu16(some, bound), some));
    return CountZeros(above, size);
  }
  const uint16_t* const at =
      Narrowed<kWide>(keys, size, [x](uint16_t key) { return key < x; });
  const uint64_t low = AtLeast(at, bound);
  const uint64_t high = AtLeast(at + 32, bound);
  return static_cast<uint32_t>(at - keys) + CountZeros(low | high << 32, size);
}

ANNALS_AVX2 uint32_t CountBriefsAbove(const uint16_t* keys, uint32_t size,
                                      uint16_t x) {
  const __m256i bound = AllBriefs(x);
  // Most lists are as short as that where windows are; what is beyond them is
  // not asked for ahead.
  if (size <= kWide / 2) return CountZeros(AtMost(keys, bound), size);
  const uint16_t* const at =
      Narrowed<kWide>(keys, size, [x](uint16_t key) { return key > x; });
  const uint64_t low = AtMost(at, bound);
  const uint64_t high = AtMost(at + 32, bound);
  return static_cast<uint32_t>(at - keys) + CountZeros(low | high << 32, size);
}

// Whether eight lanes may be written, whatever is in them.
inline bool HasRoom(const uint32_t* out, const uint32_t* room) {
  return room - out >= 8;
}

ANNALS_AVX2 inline void Store(__m256i rows, uint32_t* out) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), rows);
}

// How many numbers from `out` on come before a multiple of 32 bytes. A store
// that lies in two lines of the cache takes twice as long.
inline uint32_t ToAlignment(const uint32_t* out) {
  return static_cast<uint32_t>(-reinterpret_cast<intptr_t>(out) & 31) / 4;
}

// From this many on it pays to align what is written.
constexpr uint32_t kLong = 64;

// And up to this many are written as so many, where there is room: how many
// they are would be guessed wrong.
constexpr uint32_t kShort = 32;

ANNALS_AVX2 uint32_t* Fill(uint32_t first, uint32_t last, uint32_t* out,
                           const uint32_t* room) {
  __m256i rows = EightFrom(first);
  if (last - first >= kLong) {
    Store(rows, out);
    const uint32_t skip = ToAlignment(out);
    first += skip;
    out += skip;
    rows = EightFrom(first);
    const __m256i eight = _mm256_set1_epi32(8);
    const __m256i sixteen = _mm256_set1_epi32(16);
    __m256i next = _mm256_add_epi32(rows, eight);
    for (; last - first >= 32; first += 32, out += 32) {
      Store(rows, out);
      Store(next, out + 8);
      rows = _mm256_add_epi32(rows, sixteen);
      next = _mm256_add_epi32(next, sixteen);
      Store(rows, out + 16);
      Store(next, out + 24);
      rows = _mm256_add_epi32(rows, sixteen);
      next = _mm256_add_epi32(next, sixteen);
    }
  }
  if (last - first <= kShort && room - out >= kShort) {
    const __m256i eight = _mm256_set1_epi32(8);
    for (uint32_t i = 0; i < kShort; i += 8) {
      Store(rows, out + i);
      rows = _mm256_add_epi32(rows, eight);
    }
    return out + (last - first);
  }
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
  if (size >= kLong) {
    Store(Load(rows), out);
    const uint32_t skip = ToAlignment(out);
    size -= skip;
    rows += skip;
    out += skip;
    for (; size >= 32; size -= 32, rows += 32, out += 32) {
      for (uint32_t i = 0; i < 32; i += 8) Store(Load(rows + i), out + i);
    }
  }
  if (size <= kShort && room - out >= kShort) {
    for (uint32_t i = 0; i < kShort; i += 8) Store(Load(rows + i), out + i);
    return out + size;
  }
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

// Compares the ends of 64 rows in short.
class BriefSieve {
 public:
  ANNALS_AVX2 explicit BriefSieve(const GoingOn& going_on)
      : going_on_(going_on), bound_(AllBriefs(going_on.brief)) {}

  ANNALS_AVX2 uint64_t Mask(uint32_t first) const {
    const uint16_t* const briefs = going_on_.briefs + first;
    __m256i same = _mm256_setzero_si256();
    const uint64_t low = Passing(briefs, same);
    const uint64_t high = Passing(briefs + 32, same);
    const uint64_t mask = low | high << 32;
    if (__builtin_expect(_mm256_testz_si256(same, same), 1)) return mask;
    return WithoutLesserTies(first, mask);
  }

 private:
  // Of 32 rows, which are not below the bound; adds to `same` where one is like
  // it.
  ANNALS_AVX2 uint32_t Passing(const uint16_t* briefs, __m256i& same) const {
    const __m256i a = Load(briefs);
    const __m256i b = Load(briefs + 16);
    same =
        _mm256_or_si256(same, _mm256_or_si256(_mm256_cmpeq_epi16(a, bound_),
                                              _mm256_cmpeq_epi16(b, bound_)));
    // Packs each half of 128 bits by itself.
    const __m256i packed =
        _mm256_packs_epi16(_mm256_cmpeq_epi16(_mm256_max_epu16(a, bound_), a),
                           _mm256_cmpeq_epi16(_mm256_max_epu16(b, bound_), b));
    return static_cast<uint32_t>(
        _mm256_movemask_epi8(_mm256_permute4x64_epi64(packed, 0xd8)));
  }

  uint64_t WithoutLesserTies(uint32_t first, uint64_t mask) const {
    for (uint32_t i = 0; i < 64; ++i) {
      if (going_on_.briefs[first + i] == going_on_.brief &&
          going_on_.ends[first + i] < going_on_.low) {
        mask &= ~(uint64_t{1} << i);
      }
    }
    return mask;
  }

  const GoingOn& going_on_;
  const __m256i bound_;
};

// Writes one(i) for each bit i that is set in a mask, of which there are
// `count`: eight, whatever they are (i is 64 where there is none), if there is
// room, and then as many. Written out, as compilers keep short loops.
template <typename One>
ANNALS_AVX2 inline uint32_t* StoreFew(uint64_t mask, uint32_t count,
                                      uint32_t* out, const uint32_t* room,
                                      One one) {
  uint32_t* const end = out + count;
  const auto next = [&]() ANNALS_AVX2 {
    *out++ = one(static_cast<uint32_t>(_tzcnt_u64(mask)));
    mask = _blsr_u64(mask);
  };
  if (room - out >= 8) {
    next();
    next();
    next();
    next();
    next();
    next();
    next();
    next();
  }
  while (out < end) next();
  return end;
}

// Writes what goes on, 64 rows at a time: eight(i, mask, out) writes what there
// is of the rows row + i to row + i + 7 that are set in the mask, and one(i) is
// what there is of row + i. Where few go on, each is written by itself.
template <typename Eight, typename One>
ANNALS_AVX2 inline uint32_t* StoreGoingOn(uint64_t mask, uint32_t* out,
                                          const uint32_t* room, Eight eight,
                                          One one) {
  constexpr uint32_t kFew = 12;
  const auto count = static_cast<uint32_t>(_mm_popcnt_u64(mask));
  if (count <= kFew || room - out < 64) {
    return StoreFew(mask, count, out, room, one);
  }
  __builtin_prefetch(out + 256, 1);
  __builtin_prefetch(out + 272, 1);
  __builtin_prefetch(out + 288, 1);
  const auto store = [&](uint32_t i) ANNALS_AVX2 {
    const unsigned some = mask >> i & 0xff;
    eight(i, some, out);
    out += _mm_popcnt_u32(some);
  };
  store(0);
  store(8);
  store(16);
  store(24);
  store(32);
  store(40);
  store(48);
  store(56);
  return out;
}

ANNALS_AVX2 uint32_t* SiftGoingOn(const GoingOn& going_on, uint32_t first,
                                  uint32_t last, uint32_t* out,
                                  const uint32_t* room) {
  const BriefSieve sieve(going_on);
  for (uint32_t row = first; row < last; row += 64) {
    uint64_t mask = sieve.Mask(row);
    if (last - row < 64) mask = _bzhi_u64(mask, last - row);
    __m256i base = _mm256_set1_epi32(static_cast<int>(row));
    out = StoreGoingOn(
        mask, out, room,
        [&base](uint32_t, unsigned some, uint32_t* to) ANNALS_AVX2 {
          Store(_mm256_add_epi32(LanesOf(some), base), to);
          base = _mm256_add_epi32(base, _mm256_set1_epi32(8));
        },
        [row](uint32_t i) { return row + i; });
  }
  return out;
}

ANNALS_AVX2 uint32_t* PickGoingOn(const GoingOn& going_on,
                                  const uint32_t* table, uint32_t first,
                                  uint32_t last, uint32_t* out,
                                  const uint32_t* room) {
  const BriefSieve sieve(going_on);
  for (uint32_t row = first; row < last; row += 64) {
    uint64_t mask = sieve.Mask(row);
    if (last - row < 64) mask = _bzhi_u64(mask, last - row);
    const uint32_t* const from = table + row;
    out = StoreGoingOn(
        mask, out, room,
        [from](uint32_t i, unsigned some, uint32_t* to)
            ANNALS_AVX2 { StoreLanes(Load(from + i), some, to); },
        [from](uint32_t i) { return from[i & 63]; });
  }
  return out;
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
  static const Kernels kKernels{CountBriefsBelow,
                                CountBriefsAbove,
                                Fill,
                                Copy,
                                Sift,
                                SiftGoingOn,
                                PickGoingOn,
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
