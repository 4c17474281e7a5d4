// The names of a message's fields and of an enum's values.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/descriptor_names.h"

#include <cstddef>

namespace annals::record_internal {

std::vector<std::string> FieldNames(const google::protobuf::Descriptor* type) {
  std::vector<std::string> names;
  names.reserve(static_cast<size_t>(type->field_count()));
  for (int i = 0; i < type->field_count(); ++i) {
    names.emplace_back(type->field(i)->name());
  }
  return names;
}

std::vector<std::string> ValueNames(
    const google::protobuf::EnumDescriptor* type) {
  std::vector<std::string> names;
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() == 0) continue;
    names.emplace_back(type->value(i)->name());
  }
  return names;
}

}  // namespace annals::record_internal
