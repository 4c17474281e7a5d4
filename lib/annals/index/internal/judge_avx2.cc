// Judges for x86-64 processors with AVX2.
//
// Only the functions in here are compiled for AVX2; whether the processor has
// it is asked when the program runs.
//
// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/numeric/bits.h"
#include "annals/index/internal/judge.h"
#include "annals/index/internal/kernels.h"
#include "annals/index/internal/possible_relations.h"
#include "annals/index/internal/set_lanes.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))

#include <immintrin.h>

#define ANNALS_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

namespace annals::index_internal {
namespace {

constexpr uint32_t kRowsAtOnce = 4;
constexpr int kClasses = PossibleInWindow::kClasses;

// A class is a number from 0 to 4; here each is less by 2. An entry of the
// table is so much further on, for each bound that this is true of.
constexpr int kMiddleOfThree = 2 * (kClasses * kClasses + kClasses + 1);
constexpr int kMiddleOfFour =
    kMiddleOfThree + 2 * kClasses * kClasses * kClasses;

ANNALS_AVX2 inline __m256i TimesFive(__m256i number) {
  return _mm256_add_epi64(_mm256_slli_epi64(number, 2), number);
}

ANNALS_AVX2 inline __m256i Load4(const int64_t* from) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

ANNALS_AVX2 inline __m256i LoadEight(const uint32_t* values) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values));
}

// Judges four rows at once, and keeps two bits of each.
class FourJudge {
 public:
  ANNALS_AVX2 FourJudge(const JudgedWindow& window, size_t middle)
      : start_(_mm256_set1_epi64x(window.window.start())),
        end_(_mm256_set1_epi64x(window.window.end())),
        asked_(_mm_set1_epi32(window.asked.mask())),
        not_asked_(_mm_set1_epi32(window.asked.Complement().mask())),
        middle_(window.window.table().data() + middle) {}

  // Of each bound the class, less 2.
  ANNALS_AVX2 __m256i Classes(__m256i bounds) const {
    const __m256i below = _mm256_add_epi64(_mm256_cmpgt_epi64(start_, bounds),
                                           _mm256_cmpgt_epi64(end_, bounds));
    const __m256i above = _mm256_add_epi64(_mm256_cmpgt_epi64(bounds, start_),
                                           _mm256_cmpgt_epi64(bounds, end_));
    return _mm256_sub_epi64(below, above);
  }

  // Of rows `i` to `i` + 3, whose entries are so far from the middle.
  ANNALS_AVX2 void Add(__m256i entries, uint32_t i) {
    // 16 bits each, and what comes next, which is never asked for.
    const __m128i possible = _mm256_i64gather_epi32(
        reinterpret_cast<const int*>(middle_), entries, sizeof(uint16_t));
    none_ |= IsZero(_mm_and_si128(possible, asked_)) << i;
    all_ |= IsZero(_mm_and_si128(possible, not_asked_)) << i;
  }

  // Of the rows of the mask.
  Verdicts Finish(uint64_t mask) const {
    return Verdicts{mask & ~none_ & all_, mask & ~none_ & ~all_};
  }

 private:
  ANNALS_AVX2 static uint64_t IsZero(__m128i numbers) {
    return static_cast<uint64_t>(_mm_movemask_ps(
        _mm_castsi128_ps(_mm_cmpeq_epi32(numbers, _mm_setzero_si128()))));
  }

  __m256i start_;
  __m256i end_;
  __m128i asked_;
  __m128i not_asked_;
  const uint16_t* middle_;
  // Whether no possible relation is asked, and whether each is.
  uint64_t none_ = 0;
  uint64_t all_ = 0;
};

// Three bounds of each of four rows, in the order of rows, come in three loads
//
//   s0 e0 l0 s1 | e1 l1 s2 e2 | l2 s3 e3 l3
//
// of which one bound of all four takes every lane once; in which order, the
// permutation of what was found says.
ANNALS_AVX2 inline __m256i EntriesOfThree(const FourJudge& judge,
                                          const int64_t* bounds) {
  const __m256i a = Load4(bounds);
  const __m256i b = Load4(bounds + 4);
  const __m256i c = Load4(bounds + 8);
  const __m256i starts =
      _mm256_blend_epi32(_mm256_blend_epi32(a, b, 0x30), c, 0x0c);
  const __m256i ends =
      _mm256_blend_epi32(_mm256_blend_epi32(a, b, 0xc3), c, 0x30);
  const __m256i last_ends =
      _mm256_blend_epi32(_mm256_blend_epi32(a, b, 0x0c), c, 0xc3);
  const __m256i start_classes =
      _mm256_permute4x64_epi64(judge.Classes(starts), _MM_SHUFFLE(1, 2, 3, 0));
  const __m256i end_classes =
      _mm256_permute4x64_epi64(judge.Classes(ends), _MM_SHUFFLE(2, 3, 0, 1));
  const __m256i last_end_classes = _mm256_permute4x64_epi64(
      judge.Classes(last_ends), _MM_SHUFFLE(3, 0, 1, 2));
  const __m256i two = _mm256_add_epi64(TimesFive(start_classes), end_classes);
  return _mm256_add_epi64(TimesFive(two), last_end_classes);
}

// How many rows there are.
inline uint32_t SizeOf(uint64_t mask) {
  return 64 - static_cast<uint32_t>(absl::countl_zero(mask));
}

ANNALS_AVX2 Verdicts OfList(const JudgedWindow& window,
                            const ListedRows& rows) {
  constexpr size_t kBounds = 3;
  FourJudge judge(window, rows.start_class * kClasses * kClasses * kClasses +
                              kMiddleOfThree);
  const uint32_t size = SizeOf(rows.mask);
  const uint32_t whole = size / kRowsAtOnce * kRowsAtOnce;
  for (uint32_t i = 0; i < whole; i += kRowsAtOnce) {
    if ((rows.mask >> i & 0xf) == 0) continue;
    judge.Add(EntriesOfThree(judge, rows.bounds + kBounds * i), i);
  }
  if (whole < size) {
    std::array<int64_t, kBounds * kRowsAtOnce> last{};
    std::memcpy(last.data(), rows.bounds + kBounds * whole,
                (size - whole) * kBounds * sizeof(int64_t));
    judge.Add(EntriesOfThree(judge, last.data()), whole);
  }
  return judge.Finish(rows.mask);
}

// Of four rows side by side; their inner bounds come in pairs.
ANNALS_AVX2 inline __m256i EntriesOfFour(const FourJudge& judge,
                                         const int64_t* starts,
                                         const int64_t* inner,
                                         const int64_t* ends) {
  const __m256i a = Load4(inner);
  const __m256i b = Load4(inner + 4);
  // In the order 0, 2, 1, 3.
  const __m256i of_inner =
      _mm256_add_epi64(TimesFive(judge.Classes(_mm256_unpacklo_epi64(a, b))),
                       judge.Classes(_mm256_unpackhi_epi64(a, b)));
  const __m256i first = TimesFive(TimesFive(judge.Classes(Load4(starts))));
  const __m256i three = _mm256_add_epi64(
      first, _mm256_permute4x64_epi64(of_inner, _MM_SHUFFLE(3, 1, 2, 0)));
  return _mm256_add_epi64(TimesFive(three), judge.Classes(Load4(ends)));
}

ANNALS_AVX2 Verdicts OfNeighbours(const JudgedWindow& window,
                                  const NeighbouringRows& rows) {
  FourJudge judge(window, kMiddleOfFour);
  const int64_t* const starts = rows.starts + rows.first;
  const int64_t* const inner = rows.inner + 2 * size_t{rows.first};
  const int64_t* const ends = rows.ends + rows.first;
  const uint32_t size = SizeOf(rows.mask);
  const uint32_t whole = size / kRowsAtOnce * kRowsAtOnce;
  for (uint32_t i = 0; i < whole; i += kRowsAtOnce) {
    if ((rows.mask >> i & 0xf) == 0) continue;
    judge.Add(EntriesOfFour(judge, starts + i, inner + 2 * i, ends + i), i);
  }
  if (whole < size) {
    std::array<int64_t, 2 * kRowsAtOnce> last{};
    std::memcpy(last.data(), inner + 2 * whole,
                2 * (size - whole) * sizeof(int64_t));
    judge.Add(EntriesOfFour(judge, starts + whole, last.data(), ends + whole),
              whole);
  }
  return judge.Finish(rows.mask);
}

// Bit i says whether 16-bit lane i is set, of two vectors of lanes that are all
// ones or zeros.
ANNALS_AVX2 inline uint32_t Signs(__m256i low, __m256i high) {
  // Packed, the four quarters are in the order 0, 2, 1, 3.
  return static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_permute4x64_epi64(
      _mm256_packs_epi16(low, high), _MM_SHUFFLE(3, 1, 2, 0))));
}

// Compares 32 numbers with one.
class BriefComparer {
 public:
  ANNALS_AVX2 BriefComparer(const uint16_t* briefs, __m256i all)
      : low_(Load(briefs)), high_(Load(briefs + 16)), all_(all) {}

  // Not below is what the greater of the two is.
  ANNALS_AVX2 uint64_t NotBelow() const {
    return Signs(_mm256_cmpeq_epi16(_mm256_max_epu16(low_, all_), low_),
                 _mm256_cmpeq_epi16(_mm256_max_epu16(high_, all_), high_));
  }
  ANNALS_AVX2 __m256i AnySame() const {
    return _mm256_or_si256(_mm256_cmpeq_epi16(low_, all_),
                           _mm256_cmpeq_epi16(high_, all_));
  }
  ANNALS_AVX2 uint64_t Same() const {
    return Signs(_mm256_cmpeq_epi16(low_, all_),
                 _mm256_cmpeq_epi16(high_, all_));
  }

 private:
  ANNALS_AVX2 static __m256i Load(const uint16_t* briefs) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(briefs));
  }

  __m256i low_;
  __m256i high_;
  __m256i all_;
};

// What is the same counts as above. That some number is is rare, which is worth
// a branch.
ANNALS_AVX2 void Sides(const uint16_t* briefs, uint32_t size, uint16_t x,
                       uint64_t* above, uint64_t* same) {
  const __m256i all = _mm256_set1_epi16(static_cast<int16_t>(x));
  for (; size > 32; briefs += 64) {
    const BriefComparer low(briefs, all);
    const BriefComparer high(briefs + 32, all);
    *above++ = low.NotBelow() | high.NotBelow() << 32;
    const __m256i any = _mm256_or_si256(low.AnySame(), high.AnySame());
    *same = 0;
    if (__builtin_expect(_mm256_testz_si256(any, any) == 0, 0)) {
      *same = low.Same() | high.Same() << 32;
    }
    ++same;
    if (size <= 64) return;
    size -= 64;
  }
  // What is not asked for may be as far as is not read.
  const BriefComparer last(briefs, all);
  *above = last.NotBelow();
  *same = last.Same();
}

// Not less is what the greater of the two is.
ANNALS_AVX2 uint64_t From(const uint32_t* numbers, uint32_t size,
                          uint32_t least) {
  const __m256i all = _mm256_set1_epi32(static_cast<int>(least));
  uint64_t from = 0;
  for (uint32_t i = 0; i < size; i += 8) {
    const __m256i some = LoadEight(numbers + i);
    const __m256i passes =
        _mm256_cmpeq_epi32(_mm256_max_epu32(some, all), some);
    from |= uint64_t{static_cast<unsigned>(
                _mm256_movemask_ps(_mm256_castsi256_ps(passes)))}
            << i;
  }
  return from;
}

// Stores the lanes of `eight` that are set in `mask`, side by side, and writes
// all eight in any case.
ANNALS_AVX2 inline uint32_t* StoreSet(__m256i eight, uint8_t mask,
                                      uint32_t* out) {
  const __m256i lanes = _mm256_cvtepu8_epi32(
      _mm_cvtsi64_si128(static_cast<int64_t>(kSetLanes[mask])));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                      _mm256_permutevar8x32_epi32(eight, lanes));
  return out + _mm_popcnt_u32(mask);
}

ANNALS_AVX2 uint32_t* Pack(const uint32_t* values, uint64_t mask,
                           uint32_t* out) {
  for (; mask != 0; mask >>= 8, values += 8) {
    out = StoreSet(LoadEight(values), static_cast<uint8_t>(mask), out);
  }
  return out;
}

// How often it goes round, nobody need guess.
ANNALS_AVX2 TwoLists Split(const uint32_t* values, uint32_t size,
                           const Verdicts& verdicts, TwoLists out) {
  for (uint32_t i = 0; i < size; i += 8) {
    const __m256i eight = LoadEight(values + i);
    out.certain = StoreSet(eight, static_cast<uint8_t>(verdicts.certain >> i),
                           out.certain);
    out.possible = StoreSet(eight, static_cast<uint8_t>(verdicts.possible >> i),
                            out.possible);
  }
  return out;
}

}  // namespace

const Judges* Avx2Judges() {
  static const Judges kJudges{OfList, OfNeighbours, Sides, From, Pack, Split};
  static const bool has_avx2 = Avx2Kernels() != nullptr;
  return has_avx2 ? &kJudges : nullptr;
}

}  // namespace annals::index_internal

#else  // no x86-64

namespace annals::index_internal {

const Judges* Avx2Judges() { return nullptr; }

}  // namespace annals::index_internal

#endif
