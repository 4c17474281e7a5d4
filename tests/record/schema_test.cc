// Tests of proto/annals/v1: what its messages must not have, so that every
// record can be read back and equal ones are equal bytes.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <set>
#include <string>

#include "annals/record/record.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::FieldDescriptor;

// How deep messages of this type nest, itself counted. `open` are those that
// it stands in.
int DepthOf(const Descriptor* type, std::set<const Descriptor*> open) {
  EXPECT_TRUE(open.insert(type).second) << type->full_name() << " holds itself";
  if (::testing::Test::HasFailure()) return 0;
  int depth = 0;
  for (int i = 0; i < type->field_count(); ++i) {
    const Descriptor* const inner = type->field(i)->message_type();
    if (inner != nullptr) depth = std::max(depth, DepthOf(inner, open));
  }
  return depth + 1;
}

template <typename Visit>
void VisitFields(const Descriptor* type, const Visit& visit) {
  for (int i = 0; i < type->field_count(); ++i) {
    visit(type->field(i));
    const Descriptor* const inner = type->field(i)->message_type();
    if (inner != nullptr) VisitFields(inner, visit);
  }
}

// Text format of recursive messages overflows the stack, and protobuf reads no
// bytes that nest deeper than 100.
TEST(SchemaTest, NoMessageHoldsItselfAndNoneNestsDeep) {
  EXPECT_LE(DepthOf(RecordSet::descriptor(), {}), 6);
}

// The order of a map's bytes is nobody's promise.
TEST(SchemaTest, NoFieldIsAMap) {
  VisitFields(RecordSet::descriptor(), [](const FieldDescriptor* field) {
    EXPECT_FALSE(field->is_map()) << field->full_name();
  });
}

// Any, Struct and the like have a JSON form of their own, and an Any may hold
// bytes that nobody here can read.
TEST(SchemaTest, AllMessagesAreOurOwn) {
  VisitFields(RecordSet::descriptor(), [](const FieldDescriptor* field) {
    if (field->message_type() == nullptr) return;
    EXPECT_EQ(field->message_type()->file()->package(), "annals.v1")
        << field->full_name();
  });
}

// Those that annals/record writes and reads in JSON, checks and compares.
TEST(SchemaTest, FieldsAreOfTheTypesThatTheTextFormsKnow) {
  VisitFields(RecordSet::descriptor(), [](const FieldDescriptor* field) {
    switch (field->type()) {
      case FieldDescriptor::TYPE_MESSAGE:
      case FieldDescriptor::TYPE_STRING:
      case FieldDescriptor::TYPE_ENUM:
        return;
      case FieldDescriptor::TYPE_BOOL:
      case FieldDescriptor::TYPE_INT32:
      case FieldDescriptor::TYPE_INT64:
      case FieldDescriptor::TYPE_DOUBLE:
        EXPECT_FALSE(field->is_repeated()) << field->full_name();
        return;
      default:
        ADD_FAILURE() << field->full_name() << " is a " << field->type_name();
    }
  });
}

}  // namespace
}  // namespace annals
