// The five kinds of record, by short names, and what they have in common.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_RECORD_H_
#define ANNALS_RECORD_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/v1/record.pb.h"
#include "annals/v1/revision.pb.h"

namespace annals {

// The generated classes *are* the record types; the functions of this folder
// build, check, read and write them. All of these functions are pure and may
// be called from any thread.
using v1::AllenConstraint;
using v1::CausalLink;
using v1::Claim;
using v1::Code;
using v1::Constraint;
using v1::Coordinates;
using v1::Distance;
using v1::Endpoint;
using v1::Entity;
using v1::Event;
using v1::Evidence;
using v1::Name;
using v1::Participant;
using v1::Quantity;
using v1::Record;
using v1::RecordSet;
using v1::Revision;
using v1::Source;
using v1::When;

// Numbered as the fields of Record; stored in files, never renumbered.
enum class RecordKind : uint8_t {
  kEvent = 1,
  kCausalLink = 2,
  kConstraint = 3,
  kSource = 4,
  kEntity = 5,
};

// "event", "causal_link", "constraint", "source", "entity".
std::string_view RecordKindName(RecordKind kind);

// The kind of a record; nothing if none of the five is set.
std::optional<RecordKind> KindOf(const Record& record);

// The record's id; empty if it has none.
const std::string& IdOf(const Record& record);

// Gives the record this id. Only for records of a kind.
void SetId(Record& record, std::string_view id);

// What to call it in a list: the title of an event or a source, the first name
// of an entity; empty for links and constraints.
const std::string& TitleOf(const Record& record);

// Its claims; none for sources and entities.
const google::protobuf::RepeatedPtrField<Claim>& ClaimsOf(const Record& record);

// An id that a record names, and where.
struct Reference {
  // Field path: "causes[0]", "claims[1].evidence[0].source".
  std::string path;
  // The id that is named; for RECORD#CLAIM the part before the #.
  std::string id;
  // The part after the #; empty if a whole record is named.
  std::string claim;
  // True if the field may hold words instead of an id (a holder, a place, a
  // condition): nothing is wrong then if there is no such record.
  bool may_be_words = false;
  // The kinds of record that the field may name: an event's `about` any, an
  // evidence's `source` only a Source. Bit 1 << k stands for RecordKind k.
  uint8_t kinds = 0;

  bool Admits(RecordKind kind) const {
    return (kinds >> static_cast<int>(kind) & 1) != 0;
  }
};

// All ids that the record names, field by field as in the schema, its claims
// last. What a claim says of another claim of the same record (CLAIM, or
// RECORD#CLAIM with this record's id) is not among them: Validate() sees to it.
std::vector<Reference> ReferencesOf(const Record& record);

// A record around one of the five.
Record ToRecord(Event event);
Record ToRecord(CausalLink link);
Record ToRecord(Constraint constraint);
Record ToRecord(Source source);
Record ToRecord(Entity entity);

}  // namespace annals

#endif  // ANNALS_RECORD_RECORD_H_
