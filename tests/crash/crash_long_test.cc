// Crash tests, the long form: see crash_runs.h. Each prints a line to keep.
//
// SPDX-License-Identifier: Apache-2.0

#include <iostream>

#include "gtest/gtest.h"
#include "tests/crash/crash_runs.h"
#include "tests/crash/damage_runs.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

// Work that is cut into parts, each a test of its own with its own seed, so
// that ctest has some for every processor.
class DamageLongTest : public ::testing::TestWithParam<unsigned> {};
class DiskLongTest : public ::testing::TestWithParam<unsigned> {};

unsigned SeedOfPart(unsigned part) { return SeedOfTest() + part; }

TEST_P(DamageLongTest, ChangedBytesGiveAnErrorWithAPlaceOrTheRightAnswer) {
  const unsigned seed = SeedOfPart(GetParam());
  std::cout << "summary: damaged files, seed " << seed << ": "
            << DamageStores(25'000, seed).ToString() << '\n';
}

INSTANTIATE_TEST_SUITE_P(Part, DamageLongTest, ::testing::Range(0u, 4u));

TEST_P(DiskLongTest, ADiskThatFailsAtEveryStepLosesNothingAcknowledged) {
  DiskRuns runs;
  runs.seed = SeedOfPart(GetParam());
  std::cout << "summary: failing disks, seed " << runs.seed << ": "
            << FailDisks(runs).ToString() << '\n';
}

INSTANTIATE_TEST_SUITE_P(Part, DiskLongTest, ::testing::Range(0u, 20u));

TEST(CrashLongTest, TwoThousandKilledWritersLoseNothingTheyAcknowledged) {
  const unsigned seed = SeedOfTest();
  std::cout << "summary: killed writers, seed " << seed << ": "
            << KillWriters(2000, seed).ToString() << '\n';
}

TEST(CrashLongTest, WritersOfLargeBatchesLoseNothingTheyAcknowledged) {
  const unsigned seed = SeedOfTest();
  std::cout << "summary: killed writers of large batches, seed " << seed << ": "
            << KillWriters(200, seed, kLargeBatch).ToString() << '\n';
}

TEST(CrashLongTest, APageInThePlaceOfAnotherIsFoundByVerify) {
  const unsigned seed = SeedOfTest();
  std::cout << "summary: misplaced pages, seed " << seed << ": "
            << SwapPages(5000, seed).ToString() << '\n';
}

}  // namespace
}  // namespace annals::testing
