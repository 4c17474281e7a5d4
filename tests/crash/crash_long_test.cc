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

TEST(CrashLongTest, DisksThatFailAtEveryStepLoseNothingAcknowledged) {
  const unsigned first = SeedOfTest();
  for (unsigned seed = first; seed < first + 20; ++seed) {
    DiskRuns runs;
    runs.seed = seed;
    std::cout << "summary: failing disks, seed " << seed << ": "
              << FailDisks(runs).ToString() << std::endl;
    if (HasFailure()) return;
  }
}

TEST(DamageLongTest, ChangedBytesGiveAnErrorWithAPlaceOrTheRightAnswer) {
  const unsigned seed = SeedOfTest();
  std::cout << "summary: damaged files, seed " << seed << ": "
            << DamageStores(100'000, seed).ToString() << '\n';
}

TEST(DamageLongTest, APageInThePlaceOfAnotherIsFoundByVerify) {
  const unsigned seed = SeedOfTest();
  std::cout << "summary: misplaced pages, seed " << seed << ": "
            << SwapPages(5000, seed).ToString() << '\n';
}

}  // namespace
}  // namespace annals::testing
