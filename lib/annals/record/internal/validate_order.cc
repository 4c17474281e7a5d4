// CheckLink() and CheckConstraint(): what led to what, what came when.
//
// SPDX-License-Identifier: Apache-2.0

#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "annals/record/event_time.h"
#include "annals/record/internal/checks.h"
#include "annals/record/internal/validators.h"
#include "annals/record/limits.h"
#include "annals/record/utf8.h"

namespace annals::record_internal {
namespace {

// Both ends of a link share `seen`: nothing is named twice, and no cause is an
// effect too.
void CheckLinkEnd(FaultList& faults, const Path& at, std::string_view field,
                  const Strings& ids, std::string_view own,
                  std::unordered_set<std::string_view>& seen) {
  if (ids.empty()) faults.Add(at.Field(field), "missing; want at least one id");
  if (ids.size() > kLinkEndsMax) {
    faults.Add(at.Field(field),
               absl::StrCat(ids.size(), " ids; want at most ", kLinkEndsMax));
    return;
  }
  CheckOtherIds(faults, at, field, ids, own);
  for (int i = 0; i < ids.size(); ++i) {
    if (ids[i].empty() || seen.insert(ids[i]).second) continue;
    faults.Add(at.Item(field, i), absl::StrCat(Quoted(ids[i]),
                                               " is named twice; want it once, "
                                               "as a cause or as an effect"));
  }
}

void CheckInstant(FaultList& faults, const Path& at, const Endpoint& endpoint) {
  if (!CheckLine(faults, at, endpoint.instant(), kEdtfBytesMax)) return;
  const absl::Status status = FixedInstantOf(endpoint).status();
  if (!status.ok()) faults.Add(at, std::string(status.message()));
}

void CheckEndpoint(FaultList& faults, const Path& at,
                   const Endpoint& endpoint) {
  const bool has_event = !endpoint.event().empty();
  const bool has_instant = !endpoint.instant().empty();
  if (has_event == has_instant) {
    faults.Add(at, has_event ? "both event and instant; want one of them"
                             : "missing; want an event with a side, or an "
                               "instant");
  }
  CheckId(faults, at.Field("event"), endpoint.event());
  CheckEnum(faults, at.Field("side"), endpoint.side());
  if (has_event && endpoint.side() == Endpoint::SIDE_UNSPECIFIED) {
    faults.Add(at.Field("side"), "missing; want START or END of the event");
  }
  if (!has_event && endpoint.side() != Endpoint::SIDE_UNSPECIFIED) {
    faults.Add(at.Field("side"), "set without an event");
  }
  if (has_instant) CheckInstant(faults, at.Field("instant"), endpoint);
}

void CheckDistance(FaultList& faults, const Path& at,
                   const Distance& distance) {
  CheckEndpoint(faults, at.Field("from"), distance.from());
  CheckEndpoint(faults, at.Field("to"), distance.to());
  if (!distance.from().instant().empty() && !distance.to().instant().empty()) {
    faults.Add(at, "between two instants; want an event at one end at least");
  }
  if (distance.min().empty() && distance.max().empty()) {
    faults.Add(at, "neither min nor max; want at least one");
  }
  CheckDurationBounds(faults, at, "min", distance.min(), "max", distance.max());
}

void CheckRelations(FaultList& faults, const Path& at,
                    const AllenConstraint& constraint) {
  if (constraint.relations().empty()) {
    faults.Add(at.Field("relations"), "missing; want at least one relation");
  }
  CheckCount(faults, at.Field("relations"), constraint.relations_size());
  for (int i = 0; i < constraint.relations_size(); ++i) {
    const auto relation = constraint.relations(i);
    CheckEnum(faults, at.Item("relations", i), relation);
    if (relation == AllenConstraint::RELATION_UNSPECIFIED) {
      faults.Add(at.Item("relations", i), "unspecified; want BEFORE to AFTER");
    }
  }
}

void CheckAllenConstraint(FaultList& faults, const Path& at,
                          const AllenConstraint& constraint) {
  CheckRequiredId(faults, at.Field("a"), constraint.a());
  CheckRelations(faults, at, constraint);
  CheckRequiredId(faults, at.Field("b"), constraint.b());
  if (!constraint.b().empty() && constraint.a() == constraint.b()) {
    faults.Add(at.Field("b"), absl::StrCat(Quoted(constraint.b()),
                                           " is `a` too; want two events"));
  }
}

}  // namespace

void CheckLink(FaultList& faults, const Path& at, const CausalLink& link) {
  const std::string& id = link.id();
  std::unordered_set<std::string_view> seen;
  CheckId(faults, at.Field("id"), id);
  CheckLinkEnd(faults, at, "causes", link.causes(), id, seen);
  CheckLinkEnd(faults, at, "effects", link.effects(), id, seen);
  CheckEnum(faults, at.Field("kind"), link.kind());
  CheckEnum(faults, at.Field("combination"), link.combination());
  CheckClaims(faults, at, link.claims(), {id});
  CheckDurationBounds(faults, at, "lag_min", link.lag_min(), "lag_max",
                      link.lag_max());
  CheckLines(faults, at, "signals", link.signals());
  CheckText(faults, at.Field("mechanism"), link.mechanism(), Shape::kProse,
            kProseBytesMax);
}

void CheckConstraint(FaultList& faults, const Path& at,
                     const Constraint& constraint) {
  CheckId(faults, at.Field("id"), constraint.id());
  switch (constraint.knowledge_case()) {
    case Constraint::kDistance:
      CheckDistance(faults, at.Field("distance"), constraint.distance());
      break;
    case Constraint::kRelation:
      CheckAllenConstraint(faults, at.Field("relation"), constraint.relation());
      break;
    case Constraint::KNOWLEDGE_NOT_SET:
      faults.Add(at, "neither distance nor relation; want one of them");
  }
  CheckClaims(faults, at, constraint.claims(), {constraint.id()});
}

}  // namespace annals::record_internal
