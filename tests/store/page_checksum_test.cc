// Tests of annals/store/internal/page_checksum.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/page_checksum.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace annals {
namespace {

using store_internal::ByteOrder;
using store_internal::Checksum;
using store_internal::Continue;
using store_internal::kPageBytes;

uint32_t NumberAt(const std::vector<unsigned char>& bytes, size_t offset,
                  ByteOrder order) {
  uint32_t number = 0;
  for (size_t i = 0; i < 4; ++i) {
    const size_t byte = order == ByteOrder::kLittleEndian ? 3 - i : i;
    number = number << 8 | bytes[offset + byte];
  }
  return number;
}

// As docs/format.md has it, one number after the other.
Checksum PlainSum(Checksum sum, const std::vector<unsigned char>& bytes,
                  ByteOrder order) {
  for (size_t i = 0; i < bytes.size(); i += 8) {
    sum.first += NumberAt(bytes, i, order) + sum.second;
    sum.second += NumberAt(bytes, i + 4, order) + sum.first;
  }
  return sum;
}

TEST(PageChecksumTest, IsThePlainSumOfAnyBytesHoweverMany) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  for (size_t pairs = 0; pairs <= 3 * kPageBytes / 8; ++pairs) {
    std::vector<unsigned char> bytes(8 * pairs);
    for (unsigned char& byte : bytes) byte = random() & 0xff;
    const Checksum before = {static_cast<uint32_t>(random()),
                             static_cast<uint32_t>(random())};
    for (const ByteOrder order :
         {ByteOrder::kLittleEndian, ByteOrder::kBigEndian}) {
      ASSERT_EQ(Continue(before, bytes.data(), bytes.size(), order),
                PlainSum(before, bytes, order))
          << pairs << " pairs";
    }
  }
}

TEST(PageChecksumTest, ChangesWithEveryBitOfAPage) {
  std::vector<unsigned char> page(kPageBytes, 0x5a);
  const Checksum whole = store_internal::PageChecksum(page.data());
  for (size_t bit = 0; bit < 8 * store_internal::kUsableBytes; ++bit) {
    const auto flip = static_cast<unsigned char>(1 << bit % 8);
    page[bit / 8] ^= flip;
    ASSERT_NE(store_internal::PageChecksum(page.data()), whole) << bit;
    page[bit / 8] ^= flip;
  }
}

}  // namespace
}  // namespace annals
