// PathOfBadUtf8(): the first string of a message that is not UTF-8.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/string_walk.h"

#include <vector>

#include "annals/record/internal/fault_list.h"
#include "annals/record/utf8.h"
#include "google/protobuf/descriptor.h"

namespace annals::record_internal {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// `index` is -1 for a field that is not repeated.
bool IsBad(const Message& message, const FieldDescriptor* field, int index) {
  const Reflection* const reflection = message.GetReflection();
  std::string scratch;
  const std::string& text =
      index < 0 ? reflection->GetStringReference(message, field, &scratch)
                : reflection->GetRepeatedStringReference(message, field, index,
                                                         &scratch);
  return Utf8PrefixLength(text) != text.size();
}

const Message& Child(const Message& message, const FieldDescriptor* field,
                     int index) {
  const Reflection* const reflection = message.GetReflection();
  return index < 0 ? reflection->GetMessage(message, field)
                   : reflection->GetRepeatedMessage(message, field, index);
}

std::string Find(const Message& message, const Path& at);

std::string FindInItem(const Message& message, const FieldDescriptor* field,
                       int index, const Path& at) {
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return IsBad(message, field, index) ? at.ToString() : "";
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Find(Child(message, field, index), at);
    default:
      return "";
  }
}

std::string Find(const Message& message, const Path& at) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!field->is_repeated()) {
      std::string path =
          FindInItem(message, field, -1, at.Field(field->name()));
      if (!path.empty()) return path;
      continue;
    }
    const int size = message.GetReflection()->FieldSize(message, field);
    for (int i = 0; i < size; ++i) {
      std::string path =
          FindInItem(message, field, i, at.Item(field->name(), i));
      if (!path.empty()) return path;
    }
  }
  return "";
}

}  // namespace

std::string PathOfBadUtf8(const Message& message) {
  return Find(message, Path());
}

}  // namespace annals::record_internal
