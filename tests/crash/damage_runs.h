// The damage tests' runs, short and long: bytes of a store that have changed.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_CRASH_DAMAGE_RUNS_H_
#define ANNALS_TESTS_CRASH_DAMAGE_RUNS_H_

#include <cstdint>
#include <string>

namespace annals::testing {

// What became of so many damaged files. Each read that was not right was an
// error with a place, or the calling test fails.
struct DamageSummary {
  int64_t runs = 0;
  // Opened, and every question answered rightly.
  int64_t all_right = 0;
  int64_t refused_to_open = 0;
  int64_t refused_a_read = 0;

  std::string ToString() const;
};

// Flips bits, and tears, zeroes and cuts pages, of a closed store and of one
// that was left with its log, each time from the sound file; then opens it and
// asks a question of every kind (questions.h). A torn page that turns out to be
// wholly as it was earlier counts as one in the place of another.
DamageSummary DamageStores(int times, unsigned seed);

// Puts a page in the place of another. What is asked may then be answered
// wrongly (docs/promises.md says so), but then verify must say that something
// is wrong, and nothing may crash. (Two empty pages may change places.)
DamageSummary SwapPages(int times, unsigned seed);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_CRASH_DAMAGE_RUNS_H_
