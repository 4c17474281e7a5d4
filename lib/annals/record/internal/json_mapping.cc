// FillFromJson(): a JSON value laid onto a protobuf message, fault by fault.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/json_mapping.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/record/closest.h"
#include "annals/record/internal/descriptor_names.h"
#include "annals/record/internal/fault_list.h"
#include "annals/record/utf8.h"
#include "google/protobuf/descriptor.h"

namespace annals::record_internal {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;
using Kind = JsonNode::Kind;

// Of a key in the text that names no field, what a message shows.
constexpr size_t kKeyBytesMax = 60;

const FieldDescriptor* FieldNamed(const Descriptor* type,
                                  const std::string& name) {
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor* const field = type->field(i);
    if (field->name() == name || field->json_name() == name) return field;
  }
  return nullptr;
}

// A whole number, given as a number (3, 3.0) or as digits in a string.
std::optional<int64_t> IntegerOf(const JsonNode& node) {
  // Beyond 2^53 a double does not say which integer was meant.
  constexpr double kExactMax = 9007199254740992.0;
  if (node.kind == Kind::kInteger) return node.integer;
  if (node.kind == Kind::kNumber && std::abs(node.number) <= kExactMax &&
      std::trunc(node.number) == node.number) {
    return static_cast<int64_t>(node.number);
  }
  if (node.kind != Kind::kString) return std::nullopt;
  int64_t value = 0;
  const char* const end = node.text.data() + node.text.size();
  const auto [rest, error] = std::from_chars(node.text.data(), end, value);
  if (error != std::errc() || rest != end) return std::nullopt;
  return value;
}

std::optional<double> DoubleOf(const JsonNode& node) {
  if (node.kind == Kind::kInteger) return static_cast<double>(node.integer);
  if (node.kind == Kind::kNumber || node.kind == Kind::kUnsigned) {
    return node.number;
  }
  return std::nullopt;
}

// Sets a field, or adds to a repeated one, by the type of the value.
class FieldWriter {
 public:
  FieldWriter(Message& message, const FieldDescriptor* field)
      : message_(message),
        field_(field),
        reflection_(*message.GetReflection()) {}

  void Write(const std::string& value) {
    if (field_->is_repeated()) {
      reflection_.AddString(&message_, field_, value);
    } else {
      reflection_.SetString(&message_, field_, value);
    }
  }
  void Write(const EnumValueDescriptor* value) {
    if (field_->is_repeated()) {
      reflection_.AddEnum(&message_, field_, value);
    } else {
      reflection_.SetEnum(&message_, field_, value);
    }
  }
  Message& Child() {
    return field_->is_repeated()
               ? *reflection_.AddMessage(&message_, field_)
               : *reflection_.MutableMessage(&message_, field_);
  }
  // The schema repeats no numbers and no booleans.
  void Write(bool value) { reflection_.SetBool(&message_, field_, value); }
  void Write(int32_t value) { reflection_.SetInt32(&message_, field_, value); }
  void Write(int64_t value) { reflection_.SetInt64(&message_, field_, value); }
  void Write(double value) { reflection_.SetDouble(&message_, field_, value); }

 private:
  Message& message_;
  const FieldDescriptor* field_;
  const Reflection& reflection_;
};

class Mapper {
 public:
  Mapper(const JsonTree& tree, LocatedFaultList& faults)
      : tree_(tree), faults_(faults) {}

  void FillMessage(size_t index, Message& message, const Path& at) {
    const JsonNode& node = tree_[index];
    if (node.kind != Kind::kObject) return Want(node, at, "an object");
    std::set<const void*> given;
    for (const size_t child : tree_.ChildrenOf(index)) {
      FillMember(child, message, at, given);
    }
  }

 private:
  void Fault(const JsonNode& node, const Path& at, std::string message) {
    faults_.Add(node.line, at.ToString(), std::move(message));
  }

  void Want(const JsonNode& node, const Path& at, const std::string& wanted) {
    Fault(node, at, absl::StrCat("found ", Describe(node), "; want ", wanted));
  }

  void UnknownField(const JsonNode& node, const Descriptor* type,
                    const Path& parent) {
    if (faults_.IsFull()) return faults_.Add(0, "", "");
    Fault(node, parent.Field(Printable(node.key, kKeyBytesMax)),
          "unknown field" + DidYouMean(node.key, FieldNames(type)));
  }

  // `given` holds the fields and the oneofs that the object has set so far.
  void FillMember(size_t index, Message& message, const Path& parent,
                  std::set<const void*>& given) {
    const JsonNode& node = tree_[index];
    const Descriptor* const type = message.GetDescriptor();
    const FieldDescriptor* const field = FieldNamed(type, node.key);
    if (field == nullptr) return UnknownField(node, type, parent);
    const Path at = parent.Field(node.key);
    if (!given.insert(field).second) {
      return Fault(node, at, "given twice; want it once");
    }
    if (node.kind == Kind::kNull) return;
    const OneofDescriptor* const oneof = field->real_containing_oneof();
    if (oneof != nullptr && !given.insert(oneof).second) {
      return Fault(node, at, "beside another kind; want one of them");
    }
    if (field->is_repeated()) return FillList(index, message, field, parent);
    FillValue(index, message, field, at);
  }

  void FillList(size_t index, Message& message, const FieldDescriptor* field,
                const Path& parent) {
    const JsonNode& node = tree_[index];
    if (node.kind != Kind::kArray) {
      return Want(node, parent.Field(node.key), "a list");
    }
    int item = 0;
    for (const size_t child : tree_.ChildrenOf(index)) {
      FillValue(child, message, field, parent.Item(node.key, item++));
    }
  }

  void FillValue(size_t index, Message& message, const FieldDescriptor* field,
                 const Path& at) {
    const JsonNode& node = tree_[index];
    FieldWriter out(message, field);
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return FillMessage(index, out.Child(), at);
      case FieldDescriptor::CPPTYPE_STRING:
        return FillString(node, out, at);
      case FieldDescriptor::CPPTYPE_ENUM:
        return FillEnum(node, field->enum_type(), out, at);
      case FieldDescriptor::CPPTYPE_BOOL:
        if (node.kind != Kind::kBool) return Want(node, at, "true or false");
        return out.Write(node.integer != 0);
      case FieldDescriptor::CPPTYPE_INT32:
        return FillInteger<int32_t>(node, out, at);
      case FieldDescriptor::CPPTYPE_INT64:
        return FillInteger<int64_t>(node, out, at);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return FillDouble(node, out, at);
      default:
        return Fault(node, at, "of a type that JSON cannot give");
    }
  }

  void FillString(const JsonNode& node, FieldWriter& out, const Path& at) {
    if (node.kind == Kind::kString) return out.Write(node.text);
    // {"edtf": 2013} is the commonest slip of all.
    Want(node, at,
         node.kind == Kind::kInteger
             ? absl::StrCat("a string, \"", node.integer, "\"")
             : "a string");
  }

  void FillEnum(const JsonNode& node, const EnumDescriptor* type,
                FieldWriter& out, const Path& at) {
    const EnumValueDescriptor* value = nullptr;
    if (node.kind == Kind::kString) value = type->FindValueByName(node.text);
    if (node.kind == Kind::kInteger && node.integer >= 0 &&
        node.integer <= std::numeric_limits<int32_t>::max()) {
      value = type->FindValueByNumber(static_cast<int>(node.integer));
    }
    if (value != nullptr) return out.Write(value);
    Fault(node, at,
          absl::StrCat("found ", Describe(node),
                       DidYouMean(node.text, ValueNames(type))));
  }

  template <typename Integer>
  void FillInteger(const JsonNode& node, FieldWriter& out, const Path& at) {
    using Limits = std::numeric_limits<Integer>;
    const std::optional<int64_t> value = IntegerOf(node);
    if (!value) return Want(node, at, "a whole number");
    if (*value < Limits::min() || *value > Limits::max()) {
      return Want(node, at,
                  absl::StrCat("a whole number from ", Limits::min(), " to ",
                               Limits::max()));
    }
    out.Write(static_cast<Integer>(*value));
  }

  void FillDouble(const JsonNode& node, FieldWriter& out, const Path& at) {
    const std::optional<double> value = DoubleOf(node);
    if (!value || !std::isfinite(*value)) return Want(node, at, "a number");
    out.Write(*value);
  }

  const JsonTree& tree_;
  LocatedFaultList& faults_;
};

}  // namespace

void FillFromJson(const JsonTree& tree, Message& message,
                  LocatedFaultList& faults) {
  Mapper(tree, faults).FillMessage(0, message, Path());
}

}  // namespace annals::record_internal
