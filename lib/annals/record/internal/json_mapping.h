// FillFromJson(): a JSON value laid onto a protobuf message, fault by fault.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_JSON_MAPPING_H_
#define ANNALS_RECORD_INTERNAL_JSON_MAPPING_H_

#include "annals/record/internal/json_tree.h"
#include "annals/record/internal/located_faults.h"
#include "google/protobuf/message.h"

namespace annals::record_internal {

// Fills `message` with what `tree` says, and adds every fault with its line and
// path: unknown fields, values of a wrong type or out of range, unknown enum
// values, a field or a oneof given twice. Stricter than protobuf's own JSON:
//
//   names      as in the schema (part_of), or in lower camel case (partOf)
//   enums      by name, or by a number that the schema knows
//   integers   as numbers, or as strings of digits
//   null       as a field: as if it were not there; in a list: a fault
void FillFromJson(const JsonTree& tree, google::protobuf::Message& message,
                  LocatedFaultList& faults);

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_JSON_MAPPING_H_
