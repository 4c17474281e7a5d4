// Fuzzes the reader of protobuf's text format.
//
// SPDX-License-Identifier: Apache-2.0

#include <string_view>

#include "annals/record/read.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/fuzz/record_checks.h"

namespace annals::testing {

void FuzzText(std::string_view input) {
  RequireReadHolds(ReadTextFormat(input), input);
}

}  // namespace annals::testing
