// Fuzzes the reader of the plain table of constraints.
//
// SPDX-License-Identifier: Apache-2.0

#include <string_view>

#include "absl/status/statusor.h"
#include "annals/import/import.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/fuzz/record_checks.h"

namespace annals::testing {

void FuzzConstraints(std::string_view input) {
  const absl::StatusOr<ReadResult> read =
      ReadRecords("fuzzed", input, "constraints");
  if (!read.ok()) return;
  RequireReadHolds(*read, input);
  ReadResult events;
  events.records = read->if_missing;
  RequireReadHolds(events, input);
}

}  // namespace annals::testing
