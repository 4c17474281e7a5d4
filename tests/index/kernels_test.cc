// Tests of annals/index/internal/kernels.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/kernels.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace annals::index_internal {
namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

TEST(KernelsTest, FillAscends) {
  std::vector<uint32_t> out(3);
  EXPECT_EQ(PortableKernels().fill(7, 10, out.data(), out.data() + 3),
            out.data() + 3);
  EXPECT_EQ(out, (std::vector<uint32_t>{7, 8, 9}));
}

TEST(KernelsTest, BothBoundsOfASieveAreIncluded) {
  const std::vector<int64_t> values = {kMin, 4, 5, 6, 7, kMax};
  std::vector<uint32_t> out(values.size());
  uint32_t* const end = PortableKernels().sift(
      values.data(), 0, 6, Bounds{5, 6}, out.data(), out.data() + out.size());
  out.resize(static_cast<size_t>(end - out.data()));
  EXPECT_EQ(out, (std::vector<uint32_t>{2, 3}));
}

TEST(KernelsTest, TheBestAreOnesThatTheProcessorHas) {
  if (Avx2Kernels() == nullptr) {
    EXPECT_EQ(&BestKernels(), &PortableKernels());
  } else {
    EXPECT_EQ(&BestKernels(), Avx2Kernels());
  }
}

// Keys of every size, with the numbers from 0 on twice each, and beyond them
// what must not be counted.
void ExpectEveryRank(const Kernels& kernels) {
  constexpr int kTopBit = 0x8000;
  const auto brief = [](size_t x) { return static_cast<uint16_t>(x); };
  for (uint32_t size = 0; size < 200; ++size) {
    std::vector<uint16_t> up(size + kReadPadding, 0);
    std::vector<uint16_t> down(size + kReadPadding, 0xffff);
    for (uint32_t i = 0; i < size; ++i) {
      up[i] = brief(kTopBit - 20 + i / 2);
      down[i] = brief(kTopBit + 20 - i / 2);
    }
    for (uint32_t step = 0; step <= size / 2 + 1; ++step) {
      const uint32_t below = std::min(size, 2 * step);
      ASSERT_EQ(kernels.count_briefs_below(up.data(), size,
                                           brief(kTopBit - 20 + step)),
                below);
      ASSERT_EQ(kernels.count_briefs_above(down.data(), size,
                                           brief(kTopBit + 20 - step)),
                below);
    }
  }
}

TEST(KernelsTest, PortableOnesCountUpToEveryPlaceInEverySize) {
  ExpectEveryRank(PortableKernels());
}

TEST(KernelsTest, Avx2OnesCountUpToEveryPlaceInEverySize) {
  if (Avx2Kernels() == nullptr) GTEST_SKIP() << "no AVX2 here";
  ExpectEveryRank(*Avx2Kernels());
}

// Lists that are long enough to be narrowed by several keys at once.
TEST(KernelsTest, LongListsAreCountedLikeTheStandardLibraryDoes) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (uint32_t size : {1023u, 1024u, 1025u, 4999u, 20000u, 70001u}) {
    std::vector<uint16_t> up(size + kReadPadding);
    const uint64_t values = random() % 2 == 0 ? 0x10000 : 50;
    for (uint16_t& key : up) key = static_cast<uint16_t>(random() % values);
    std::sort(up.begin(), up.begin() + size);
    std::vector<uint16_t> down(up.rbegin() + kReadPadding, up.rend());
    down.resize(size + kReadPadding);
    for (int i = 0; i < 500; ++i) {
      const auto x = static_cast<uint16_t>(random() % values);
      const auto below = std::lower_bound(up.begin(), up.begin() + size, x);
      const auto above = std::upper_bound(up.begin(), up.begin() + size, x);
      for (const Kernels* kernels : {&PortableKernels(), &BestKernels()}) {
        ASSERT_EQ(kernels->count_briefs_below(up.data(), size, x),
                  below - up.begin());
        ASSERT_EQ(kernels->count_briefs_above(down.data(), size, x),
                  up.begin() + size - above);
      }
    }
  }
}

// What every kernel writes for one question, and that it wrote only where it
// may.
class Runner {
 public:
  explicit Runner(const Kernels& kernels) : kernels_(kernels) {}

  template <typename Write>
  std::vector<uint32_t> Written(uint32_t room, Write write) const {
    constexpr uint32_t kGuard = 0xabcdef01;
    constexpr uint32_t kGuards = 64;
    std::vector<uint32_t> out(room + kGuards, kGuard);
    const uint32_t* const end = write(kernels_, out.data(), out.data() + room);
    EXPECT_EQ(std::count(out.begin() + room, out.end(), kGuard), kGuards);
    return std::vector<uint32_t>(const_cast<const uint32_t*>(out.data()), end);
  }

 private:
  const Kernels& kernels_;
};

TEST(KernelsTest, Avx2KernelsAnswerLikePortableOnes) {
  if (Avx2Kernels() == nullptr) GTEST_SKIP() << "no AVX2 here";
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const Runner plain(PortableKernels());
  const Runner fast(*Avx2Kernels());
  for (int round = 0; round < 3000 && !testing::Test::HasFailure(); ++round) {
    // A few values, so that bounds are often met exactly.
    std::vector<int64_t> values(400);
    for (int64_t& value : values) {
      const uint64_t kind = random() % 20;
      value = kind == 0   ? kMin
              : kind == 1 ? kMax
              : kind == 2 ? static_cast<int64_t>(random())
                          : static_cast<int64_t>(random() % 9) - 4;
    }
    const Bounds bounds{values[random() % 400], values[random() % 400]};
    const auto first = static_cast<uint32_t>(random() % 200);
    const auto size = static_cast<uint32_t>(random() % 200);
    const uint32_t last = first + size;
    const auto sift = [&](const Kernels& kernels, uint32_t* out,
                          const uint32_t* room) {
      return kernels.sift(values.data(), first, last, bounds, out, room);
    };
    EXPECT_EQ(plain.Written(size, sift), fast.Written(size, sift));
    const auto fill = [&](const Kernels& kernels, uint32_t* out,
                          const uint32_t* room) {
      return kernels.fill(first, last, out, room);
    };
    EXPECT_EQ(plain.Written(size, fill), fast.Written(size, fill));
    EXPECT_EQ(plain.Written(size + 40, fill), fast.Written(size + 40, fill));
    values.resize(400 + kReadPadding);
    std::vector<uint16_t> briefs(400 + kReadPadding);
    for (uint16_t& brief : briefs) {
      brief = static_cast<uint16_t>(random() % 3 == 0 ? 7 : random());
    }
    const GoingOn going_on{
        briefs.data(), values.data(), bounds.low,
        random() % 2 == 0 ? uint16_t{7} : briefs[random() % 400]};
    const auto sift_going_on = [&](const Kernels& kernels, uint32_t* out,
                                   const uint32_t* room) {
      return kernels.sift_going_on(going_on, first, last, out, room);
    };
    EXPECT_EQ(plain.Written(size, sift_going_on),
              fast.Written(size, sift_going_on));
    for (uint32_t more : {8u, 19u, 80u}) {
      EXPECT_EQ(plain.Written(size + more, sift_going_on),
                fast.Written(size + more, sift_going_on));
    }
    std::vector<uint32_t> table(400 + kReadPadding);
    for (uint32_t& entry : table) entry = static_cast<uint32_t>(random());
    const auto pick_going_on = [&](const Kernels& kernels, uint32_t* out,
                                   const uint32_t* room) {
      return kernels.pick_going_on(going_on, table.data(), first, last, out,
                                   room);
    };
    EXPECT_EQ(plain.Written(size, pick_going_on),
              fast.Written(size, pick_going_on));
    for (uint32_t more : {8u, 19u, 80u}) {
      EXPECT_EQ(plain.Written(size + more, pick_going_on),
                fast.Written(size + more, pick_going_on));
    }
    EXPECT_EQ(PortableKernels().count(values.data(), first, last, bounds),
              Avx2Kernels()->count(values.data(), first, last, bounds));
    const uint32_t part = first + std::min(size, 64u);
    EXPECT_EQ(PortableKernels().mask(values.data(), first, part, bounds),
              Avx2Kernels()->mask(values.data(), first, part, bounds));
    std::vector<uint32_t> rows(size + kReadPadding);
    for (uint32_t& row : rows) row = static_cast<uint32_t>(random());
    const uint32_t least = size == 0 ? 0 : rows[random() % size];
    const auto sift_list = [&](const Kernels& kernels, uint32_t* out,
                               const uint32_t* room) {
      return kernels.sift_list(rows.data(), size, least, out, room);
    };
    EXPECT_EQ(plain.Written(size, sift_list), fast.Written(size, sift_list));
    const auto copy = [&](const Kernels& kernels, uint32_t* out,
                          const uint32_t* room) {
      return kernels.copy(rows.data(), size, out, room);
    };
    EXPECT_EQ(plain.Written(size, copy), fast.Written(size, copy));
    // With more room than is needed, no more is written there than allowed.
    EXPECT_EQ(plain.Written(size + 11, copy), fast.Written(size + 11, copy));
    EXPECT_EQ(plain.Written(size + 40, copy), fast.Written(size + 40, copy));
    EXPECT_EQ(plain.Written(size + 5, sift), fast.Written(size + 5, sift));
  }
}

}  // namespace
}  // namespace annals::index_internal
