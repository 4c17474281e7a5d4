// The five kinds of record, by short names, and what they have in common.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/record.h"

#include <cassert>
#include <utility>

namespace annals {
namespace {

const std::string& EmptyString() {
  static const auto* const empty = new std::string;
  return *empty;
}

}  // namespace

std::string_view RecordKindName(RecordKind kind) {
  switch (kind) {
    case RecordKind::kEvent:
      return "event";
    case RecordKind::kCausalLink:
      return "causal_link";
    case RecordKind::kConstraint:
      return "constraint";
    case RecordKind::kSource:
      return "source";
    case RecordKind::kEntity:
      return "entity";
  }
  return "";
}

std::optional<RecordKind> KindOf(const Record& record) {
  if (record.record_case() == Record::RECORD_NOT_SET) return std::nullopt;
  return static_cast<RecordKind>(record.record_case());
}

const std::string& IdOf(const Record& record) {
  switch (record.record_case()) {
    case Record::kEvent:
      return record.event().id();
    case Record::kCausalLink:
      return record.causal_link().id();
    case Record::kConstraint:
      return record.constraint().id();
    case Record::kSource:
      return record.source().id();
    case Record::kEntity:
      return record.entity().id();
    case Record::RECORD_NOT_SET:
      break;
  }
  return EmptyString();
}

void SetId(Record& record, std::string_view id) {
  std::string text(id);
  switch (record.record_case()) {
    case Record::kEvent:
      return record.mutable_event()->set_id(std::move(text));
    case Record::kCausalLink:
      return record.mutable_causal_link()->set_id(std::move(text));
    case Record::kConstraint:
      return record.mutable_constraint()->set_id(std::move(text));
    case Record::kSource:
      return record.mutable_source()->set_id(std::move(text));
    case Record::kEntity:
      return record.mutable_entity()->set_id(std::move(text));
    case Record::RECORD_NOT_SET:
      assert(false && "a record without a kind has no id");
  }
}

const std::string& TitleOf(const Record& record) {
  if (record.has_event()) return record.event().title();
  if (record.has_source()) return record.source().title();
  if (record.has_entity() && record.entity().names_size() > 0) {
    return record.entity().names(0).text();
  }
  return EmptyString();
}

const google::protobuf::RepeatedPtrField<Claim>& ClaimsOf(
    const Record& record) {
  static const auto* const none = new google::protobuf::RepeatedPtrField<Claim>;
  switch (record.record_case()) {
    case Record::kEvent:
      return record.event().claims();
    case Record::kCausalLink:
      return record.causal_link().claims();
    case Record::kConstraint:
      return record.constraint().claims();
    default:
      return *none;
  }
}

Record ToRecord(Event event) {
  Record record;
  *record.mutable_event() = std::move(event);
  return record;
}

Record ToRecord(CausalLink link) {
  Record record;
  *record.mutable_causal_link() = std::move(link);
  return record;
}

Record ToRecord(Constraint constraint) {
  Record record;
  *record.mutable_constraint() = std::move(constraint);
  return record;
}

Record ToRecord(Source source) {
  Record record;
  *record.mutable_source() = std::move(source);
  return record;
}

Record ToRecord(Entity entity) {
  Record record;
  *record.mutable_entity() = std::move(entity);
  return record;
}

}  // namespace annals
