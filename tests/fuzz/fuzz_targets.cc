// The list of what is fuzzed.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/fuzz_targets.h"

#include <cstdlib>
#include <iostream>
#include <string_view>
#include <vector>

namespace annals::testing {

const std::vector<FuzzTarget>& FuzzTargets() {
  static const auto& targets = *new std::vector<FuzzTarget>{
      {"constraints", FuzzConstraints},
      {"edtf", FuzzEdtf},
      {"index", FuzzIndex},
      {"json", FuzzJson},
      {"record", FuzzRecord},
      {"store", FuzzStore},
      {"text", FuzzText},
      {"text_query", FuzzTextQuery},
  };
  return targets;
}

void Require(bool holds, std::string_view what, std::string_view input) {
  if (holds) return;
  std::cerr << "fuzz: it does not hold that " << what << ", for:\n"
            << input << '\n';
  std::abort();
}

}  // namespace annals::testing
