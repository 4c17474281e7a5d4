// CheckEvent(): an event and the messages of its own.
//
// SPDX-License-Identifier: Apache-2.0

#include <cmath>

#include "absl/strings/str_cat.h"
#include "annals/record/internal/checks.h"
#include "annals/record/internal/validators.h"

namespace annals::record_internal {
namespace {

void CheckParticipant(FaultList& faults, const Path& at,
                      const Participant& participant) {
  if (participant.entity().empty() && participant.name().empty()) {
    faults.Add(at, "neither entity nor name; want at least one");
  }
  CheckId(faults, at.Field("entity"), participant.entity());
  if (!participant.name().empty()) {
    CheckRequiredLine(faults, at.Field("name"), participant.name());
  }
  CheckEnum(faults, at.Field("role"), participant.role());
  if (participant.has_rank()) {
    CheckPositive(faults, at.Field("rank"), participant.rank());
  }
}

void CheckQuantity(FaultList& faults, const Path& at,
                   const Quantity& quantity) {
  if (!quantity.has_value()) {
    faults.Add(at.Field("value"), "missing");
  } else if (!std::isfinite(quantity.value())) {
    faults.Add(at.Field("value"),
               absl::StrCat(quantity.value(), "; want a finite number"));
  }
  CheckLine(faults, at.Field("unit"), quantity.unit());
  CheckLine(faults, at.Field("of"), quantity.of());
  CheckEnum(faults, at.Field("bound"), quantity.bound());
}

void CheckParticipants(FaultList& faults, const Path& at, const Event& event) {
  CheckCount(faults, at.Field("participants"), event.participants_size());
  for (int i = 0; i < event.participants_size(); ++i) {
    CheckParticipant(faults, at.Item("participants", i), event.participants(i));
  }
}

void CheckCodesAndQuantities(FaultList& faults, const Path& at,
                             const Event& event) {
  CheckCount(faults, at.Field("codes"), event.codes_size());
  for (int i = 0; i < event.codes_size(); ++i) {
    CheckCode(faults, at.Item("codes", i), event.codes(i));
  }
  CheckCount(faults, at.Field("quantities"), event.quantities_size());
  for (int i = 0; i < event.quantities_size(); ++i) {
    CheckQuantity(faults, at.Item("quantities", i), event.quantities(i));
  }
}

}  // namespace

void CheckCode(FaultList& faults, const Path& at, const Code& code) {
  CheckRequiredLine(faults, at.Field("scheme"), code.scheme());
  CheckRequiredLine(faults, at.Field("code"), code.code());
}

void CheckEvent(FaultList& faults, const Path& at, const Event& event) {
  const std::string& id = event.id();
  CheckId(faults, at.Field("id"), id);
  CheckRequiredLine(faults, at.Field("title"), event.title(), kTitleBytesMax);
  CheckWhen(faults, at.Field("when"), event.when());
  CheckEnum(faults, at.Field("kind"), event.kind());
  CheckParticipants(faults, at, event);
  CheckLines(faults, at, "tags", event.tags());
  CheckClaims(faults, at, event.claims(), {id, /*may_have_when=*/true});
  CheckLines(faults, at, "places", event.places());
  CheckText(faults, at.Field("description"), event.description(), Shape::kProse,
            kProseBytesMax);
  CheckCodesAndQuantities(faults, at, event);
  if (!event.part_of().empty()) {
    CheckOtherId(faults, at.Field("part_of"), event.part_of(), id);
  }
  CheckLine(faults, at.Field("series"), event.series());
  if (event.has_ordinal()) {
    CheckPositive(faults, at.Field("ordinal"), event.ordinal());
  }
  CheckOtherIds(faults, at, "about", event.about(), id);
  CheckOtherIds(faults, at, "same_as", event.same_as(), id);
}

}  // namespace annals::record_internal
