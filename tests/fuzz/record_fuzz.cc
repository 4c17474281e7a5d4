// Fuzzes annals/record: the bytes of a record, and all that is done with it.
//
// SPDX-License-Identifier: Apache-2.0

#include <string_view>

#include "absl/status/statusor.h"
#include "annals/record/content.h"
#include "annals/record/record.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/fuzz/record_checks.h"

namespace annals::testing {

void FuzzRecord(std::string_view input) {
  const absl::StatusOr<Record> record = Decode(input);
  if (record.ok()) {
    RequireRecordHolds(*record, input);
  } else {
    Require(absl::IsDataLoss(record.status()), "bad bytes are DataLoss", input);
  }
}

}  // namespace annals::testing
