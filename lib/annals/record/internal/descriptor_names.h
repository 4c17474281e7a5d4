// The names of a message's fields and of an enum's values.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_DESCRIPTOR_NAMES_H_
#define ANNALS_RECORD_INTERNAL_DESCRIPTOR_NAMES_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace annals::record_internal {

std::vector<std::string> FieldNames(const google::protobuf::Descriptor* type);

// Save the unspecified one, which nobody needs to write.
std::vector<std::string> ValueNames(
    const google::protobuf::EnumDescriptor* type);

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_DESCRIPTOR_NAMES_H_
