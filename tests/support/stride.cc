// StrideOfTest(), from the environment.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/stride.h"

#include <algorithm>
#include <cstdlib>

namespace annals::testing {

int StrideOfTest() {
  const char* const given = std::getenv("ANNALS_TEST_STRIDE");
  return given != nullptr ? std::max(std::atoi(given), 1) : 1;
}

}  // namespace annals::testing
