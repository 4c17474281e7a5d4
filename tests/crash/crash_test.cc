// Crash tests, the short form: see crash_runs.h.
//
// SPDX-License-Identifier: Apache-2.0

#include <iostream>

#include "gtest/gtest.h"
#include "tests/crash/crash_runs.h"
#include "tests/crash/damage_runs.h"
#include "tests/store/support.h"
#include "tests/support/stride.h"

namespace annals::testing {
namespace {

TEST(CrashTest, AKilledWriterLosesNothingItAcknowledged) {
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << '\n';
  std::cout << KillWriters(100, seed).ToString() << '\n';
}

TEST(CrashTest, AWriterOfLargeBatchesLosesNothingItAcknowledged) {
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << '\n';
  std::cout << KillWriters(4, seed, kLargeBatch).ToString() << '\n';
}

TEST(CrashTest, ADiskThatFailsLosesNothingAcknowledged) {
  DiskRuns runs;
  runs.seed = SeedOfTest();
  runs.stride = StrideOfTest();
  runs.reads_share = 8;
  std::cout << "ANNALS_TEST_SEED=" << runs.seed << '\n';
  std::cout << FailDisks(runs).ToString() << '\n';
}

TEST(DamageTest, ChangedBytesGiveAnErrorWithAPlaceOrTheRightAnswer) {
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << '\n';
  std::cout << DamageStores(2000 / StrideOfTest(), seed).ToString() << '\n';
}

TEST(DamageTest, APageInThePlaceOfAnotherIsFoundByVerify) {
  const unsigned seed = SeedOfTest();
  std::cout << "ANNALS_TEST_SEED=" << seed << '\n';
  std::cout << SwapPages(100, seed).ToString() << '\n';
}

}  // namespace
}  // namespace annals::testing
