// Fuzzes indexes: changes and questions, and sealed bytes.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <string_view>

#include "tests/fuzz/fuzz_targets.h"
#include "tests/fuzz/index_operations.h"

namespace annals::testing {

void FuzzIndex(std::string_view input) {
  if (input.substr(0, 8) == "annalsix") return AskSealedBytes(input);
  const std::string wrong = RunIndexOperations(input);
  Require(wrong.empty(), wrong, input);
}

}  // namespace annals::testing
