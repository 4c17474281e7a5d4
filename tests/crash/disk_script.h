// The script that the failing disk is to meet: operations, and their outcomes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_CRASH_DISK_SCRIPT_H_
#define ANNALS_TESTS_CRASH_DISK_SCRIPT_H_

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "annals/store/store.h"

namespace annals::testing {

// What a store holds: all that the script relies on.
struct Model {
  // Of the live records, by id.
  std::map<std::string, std::string> titles;
  int64_t sequence = 0;

  friend bool operator==(const Model& a, const Model& b) {
    return a.titles == b.titles && a.sequence == b.sequence;
  }
};

// One operation of the script: a batch, and what there is after it.
struct Step {
  Batch batch;
  Model after;
  // A word of a record that the batch redacts, and of no other; else empty.
  std::string erased_word;
};

// A step after what there is: mostly it puts two records anew that are always
// changed together, and others beside them; now and then it retracts or redacts
// one of those. `number` makes ids differ.
Step NextStep(const Model& before, int number, std::mt19937& random);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_CRASH_DISK_SCRIPT_H_
