// What protobuf's text parser says, in our words.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/parser_words.h"

#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "annals/base/string_view.h"
#include "annals/record/closest.h"
#include "annals/record/internal/descriptor_names.h"
#include "annals/record/record.h"
#include "annals/record/utf8.h"
#include "google/protobuf/descriptor.h"

namespace annals::record_internal {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr size_t kMessageBytesMax = 300;

std::string UnknownField(const std::string& type_name,
                         const std::string& field) {
  const Descriptor* const type =
      Record::descriptor()->file()->pool()->FindMessageTypeByName(type_name);
  if (type == nullptr) return absl::StrCat("unknown field ", Quoted(field));
  return absl::StrCat("unknown field ", Quoted(field), " of ", type->name(),
                      DidYouMean(field, FieldNames(type)));
}

// The values of all enum fields of this name, in `type` and below it: the
// parser does not say of which message the field is.
void CollectValues(const Descriptor* type, const std::string& field_name,
                   std::set<const Descriptor*>& seen,
                   std::vector<std::string>& values) {
  if (!seen.insert(type).second) return;
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor* const field = type->field(i);
    if (field->message_type() != nullptr) {
      CollectValues(field->message_type(), field_name, seen, values);
    } else if (field->enum_type() != nullptr && field->name() == field_name) {
      for (std::string& name : ValueNames(field->enum_type())) {
        values.push_back(std::move(name));
      }
    }
  }
}

std::string UnknownValue(const std::string& value, const std::string& field) {
  std::set<const Descriptor*> seen;
  std::vector<std::string> values;
  CollectValues(Record::descriptor(), field, seen, values);
  const std::string closest = Closest(value, values);
  return absl::StrCat(
      "unknown value ", Quoted(value), " of ", Printable(field, 60),
      closest.empty() ? "" : absl::StrCat("; did you mean \"", closest, "\"?"));
}

std::string AsItIs(std::string_view message) {
  if (!message.empty() && message.back() == '.') message.remove_suffix(1);
  std::string words = Printable(message, kMessageBytesMax);
  if (!words.empty()) {
    words[0] = absl::ascii_tolower(static_cast<unsigned char>(words[0]));
  }
  return words;
}

}  // namespace

std::string ParserWords(const std::string& message) {
  const std::vector<std::string> parts = absl::StrSplit(message, '"');
  if (parts.size() == 5 && parts[2] == " has no field named ") {
    return UnknownField(parts[1], parts[3]);
  }
  if (parts.size() == 5 && parts[2] == " for field ") {
    return UnknownValue(parts[1], parts[3]);
  }
  return AsItIs(message);
}

}  // namespace annals::record_internal
