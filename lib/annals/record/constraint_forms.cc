// Constraints in the forms in which historians and archaeologists state them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/constraint_forms.h"

#include <string>

namespace annals {
namespace {

using R = AllenRelation;

constexpr char kNoTime[] = "PT0S";

Endpoint MakeEndpoint(std::string_view event, Endpoint::Side side) {
  Endpoint endpoint;
  endpoint.set_event(std::string(event));
  endpoint.set_side(side);
  return endpoint;
}

}  // namespace

Endpoint StartOf(std::string_view event) {
  return MakeEndpoint(event, Endpoint::START);
}

Endpoint EndOf(std::string_view event) {
  return MakeEndpoint(event, Endpoint::END);
}

Endpoint AtInstant(std::string_view instant) {
  Endpoint endpoint;
  endpoint.set_instant(std::string(instant));
  return endpoint;
}

Constraint MakeRelation(std::string_view id, std::string_view a,
                        AllenSet relations, std::string_view b) {
  Constraint constraint;
  constraint.set_id(std::string(id));
  AllenConstraint& said = *constraint.mutable_relation();
  said.set_a(std::string(a));
  said.set_b(std::string(b));
  for (int i = 0; i < kAllenRelationCount; ++i) {
    if (!relations.Contains(static_cast<AllenRelation>(i))) continue;
    said.add_relations(static_cast<AllenConstraint::Relation>(i + 1));
  }
  return constraint;
}

Constraint MakeDistance(std::string_view id, const Endpoint& from,
                        const Endpoint& to, std::string_view min,
                        std::string_view max) {
  Constraint constraint;
  constraint.set_id(std::string(id));
  Distance& distance = *constraint.mutable_distance();
  *distance.mutable_from() = from;
  *distance.mutable_to() = to;
  distance.set_min(std::string(min));
  distance.set_max(std::string(max));
  return constraint;
}

Constraint MakeSequence(std::string_view id, std::string_view a,
                        std::string_view b, std::string_view min,
                        std::string_view max) {
  return MakeDistance(id, EndOf(a), StartOf(b), min.empty() ? kNoTime : min,
                      max);
}

Constraint MakeContemporary(std::string_view id, std::string_view a,
                            std::string_view b) {
  return MakeRelation(id, a, AllenSet::Intersects(), b);
}

Constraint MakeStartsDuring(std::string_view id, std::string_view a,
                            std::string_view b) {
  return MakeRelation(id, a,
                      {R::kStarts, R::kDuring, R::kFinishes, R::kEquals,
                       R::kStartedBy, R::kOverlappedBy},
                      b);
}

Constraint MakeEndsDuring(std::string_view id, std::string_view a,
                          std::string_view b) {
  return MakeRelation(id, a,
                      {R::kOverlaps, R::kStarts, R::kDuring, R::kFinishes,
                       R::kEquals, R::kFinishedBy},
                      b);
}

Constraint MakeWithin(std::string_view id, std::string_view a,
                      std::string_view b) {
  return MakeRelation(id, a, {R::kStarts, R::kDuring, R::kFinishes, R::kEquals},
                      b);
}

Constraint MakeTerminusPostQuem(std::string_view id, std::string_view event,
                                std::string_view instant) {
  return MakeDistance(id, AtInstant(instant), StartOf(event), kNoTime, "");
}

Constraint MakeTerminusAnteQuem(std::string_view id, std::string_view event,
                                std::string_view instant) {
  return MakeDistance(id, EndOf(event), AtInstant(instant), kNoTime, "");
}

Constraint MakeLength(std::string_view id, std::string_view event,
                      std::string_view min, std::string_view max) {
  return MakeDistance(id, StartOf(event), EndOf(event), min, max);
}

}  // namespace annals
