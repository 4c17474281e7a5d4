// Where libFuzzer comes in. ANNALS_FUZZ_TARGET names what is fuzzed.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "tests/fuzz/fuzz_targets.h"

namespace annals::testing {
namespace {

FuzzFunction ChosenTarget() {
  const char* const name = std::getenv("ANNALS_FUZZ_TARGET");
  for (const FuzzTarget& target : FuzzTargets()) {
    if (name != nullptr && target.name == name) return target.run;
  }
  std::cerr << "ANNALS_FUZZ_TARGET is to be one of:\n";
  for (const FuzzTarget& target : FuzzTargets()) {
    std::cerr << "  " << target.name << '\n';
  }
  std::exit(2);
}

}  // namespace
}  // namespace annals::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const annals::testing::FuzzFunction run =
      annals::testing::ChosenTarget();
  run(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
