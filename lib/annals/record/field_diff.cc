// FieldsChanged() says how one record differs from another, field by field.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/field_diff.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/message_differencer.h"

namespace annals {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::util::MessageDifferencer;

std::string EnumText(const FieldDescriptor* field, int number) {
  const EnumValueDescriptor* const value =
      field->enum_type()->FindValueByNumber(number);
  return value == nullptr ? absl::StrCat(number) : std::string(value->name());
}

// The text of a value that is no message.
std::string TextOf(const Message& message, const FieldDescriptor* field) {
  const Reflection& reflection = *message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.GetString(message, field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(field, reflection.GetEnumValue(message, field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(message, field) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(reflection.GetInt32(message, field));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(reflection.GetInt64(message, field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return absl::StrCat(reflection.GetDouble(message, field));
    default:
      return "";  // The schema has no others.
  }
}

// The schema repeats strings, enums and messages.
std::string ItemText(const Message& message, const FieldDescriptor* field,
                     int index) {
  const Reflection& reflection = *message.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    return EnumText(field,
                    reflection.GetRepeatedEnumValue(message, field, index));
  }
  return reflection.GetRepeatedString(message, field, index);
}

// A list of a message, or of one that is not there.
struct List {
  const Message* owner;
  const FieldDescriptor* field;

  int size() const {
    return owner == nullptr ? 0
                            : owner->GetReflection()->FieldSize(*owner, field);
  }
  bool HasMessages() const {
    return field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  }
  const Message& MessageAt(int index) const {
    return owner->GetReflection()->GetRepeatedMessage(*owner, field, index);
  }
  std::string TextAt(int index) const { return ItemText(*owner, field, index); }
};

bool AreEqual(const List& a, int i, const List& b, int k) {
  return a.HasMessages()
             ? MessageDifferencer::Equals(a.MessageAt(i), b.MessageAt(k))
             : a.TextAt(i) == b.TextAt(k);
}

class Comparer {
 public:
  // Either may be null: then it has no fields.
  void Compare(const Message* before, const Message* after,
               const std::string& path) {
    const auto* const descriptor =
        (before != nullptr ? before : after)->GetDescriptor();
    for (int i = 0; i < descriptor->field_count(); ++i) {
      const FieldDescriptor* const field = descriptor->field(i);
      const std::string name = absl::StrCat(path, path.empty() ? "" : ".",
                                            std::string(field->name()));
      if (field->is_repeated()) {
        CompareLists({before, field}, {after, field}, name);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        CompareIfAny(PartOf(before, field), PartOf(after, field), name);
      } else {
        Add(name, ValueOf(before, field), ValueOf(after, field));
      }
    }
  }

  std::vector<FieldChange> Take() { return std::move(changes_); }

 private:
  static bool Has(const Message* message, const FieldDescriptor* field) {
    return message != nullptr &&
           message->GetReflection()->HasField(*message, field);
  }

  static const Message* PartOf(const Message* message,
                               const FieldDescriptor* field) {
    if (!Has(message, field)) return nullptr;
    return &message->GetReflection()->GetMessage(*message, field);
  }

  static std::optional<std::string> ValueOf(const Message* message,
                                            const FieldDescriptor* field) {
    if (!Has(message, field)) return std::nullopt;
    return TextOf(*message, field);
  }

  void CompareIfAny(const Message* before, const Message* after,
                    const std::string& path) {
    if (before != nullptr || after != nullptr) Compare(before, after, path);
  }

  void CompareLists(const List& a, const List& b, const std::string& path) {
    const int shorter = std::min(a.size(), b.size());
    int head = 0;
    while (head < shorter && AreEqual(a, head, b, head)) ++head;
    int tail = 0;
    while (tail < shorter - head &&
           AreEqual(a, a.size() - 1 - tail, b, b.size() - 1 - tail)) {
      ++tail;
    }
    const int longer = std::max(a.size(), b.size());
    for (int i = head; i < longer - tail; ++i) {
      CompareItems(a, i < a.size() - tail ? i : -1, b,
                   i < b.size() - tail ? i : -1,
                   absl::StrCat(path, "[", i, "]"));
    }
  }

  // An index of -1 is of an item that is not there.
  void CompareItems(const List& a, int i, const List& b, int k,
                    const std::string& path) {
    if (a.HasMessages()) {
      return Compare(i < 0 ? nullptr : &a.MessageAt(i),
                     k < 0 ? nullptr : &b.MessageAt(k), path);
    }
    std::optional<std::string> before;
    std::optional<std::string> after;
    if (i >= 0) before = a.TextAt(i);
    if (k >= 0) after = b.TextAt(k);
    Add(path, std::move(before), std::move(after));
  }

  void Add(const std::string& path, std::optional<std::string> before,
           std::optional<std::string> after) {
    if (before == after) return;
    changes_.push_back({path, std::move(before), std::move(after)});
  }

  std::vector<FieldChange> changes_;
};

}  // namespace

std::vector<FieldChange> FieldsChanged(const Record& before,
                                       const Record& after) {
  Comparer comparer;
  comparer.Compare(&before, &after, "");
  return comparer.Take();
}

}  // namespace annals
