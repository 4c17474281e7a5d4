// Validation: every fault of a record, each with its field path.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_VALIDATE_H_
#define ANNALS_RECORD_VALIDATE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "annals/record/record.h"

namespace annals {

// One thing that is wrong with a record.
struct Fault {
  // The field: "when.edtf", "claims[0].evidence[1].begin"; empty for the
  // record as a whole.
  std::string path;
  // What was found and what was wanted: `month 13 at column 6; want 01-12`.
  std::string message;
};

// Everything that is wrong with the record by itself, in the order of its
// fields; empty if it is valid. Whether the ids that it names exist is the
// store's matter. An empty id is legal: it is derived on the way into a store
// (DeriveId). limits.h has the bounds; beyond kFaultsMax faults are not listed.
//
// Linear in the record's size.
std::vector<Fault> Validate(const Record& record);

// OK, or InvalidArgument that names the record and lists all faults.
absl::Status CheckValid(const Record& record);

}  // namespace annals

#endif  // ANNALS_RECORD_VALIDATE_H_
