// Sequences of operations on indexes, beside plain lists of rows.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/index_operations.h"

#include <cstdint>
#include <random>
#include <string>

#include "gtest/gtest.h"

namespace annals::testing {
namespace {

TEST(IndexOperationsTest, AnySequenceAgreesWithAPlainList) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 300 && !::testing::Test::HasFailure(); ++i) {
    std::string bytes(random() % 1500, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    EXPECT_EQ(RunIndexOperations(bytes), "");
  }
}

TEST(IndexOperationsTest, BytesThatWereNeverSealedAreRefused) {
  AskSealedBytes("");
  AskSealedBytes("annalsix");
  AskSealedBytes(std::string(640, 'a'));
}

}  // namespace
}  // namespace annals::testing
