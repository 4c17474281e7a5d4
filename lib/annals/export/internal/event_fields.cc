// What formats with room for named values of one's own carry of an event.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/event_fields.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/export/internal/describe.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"

namespace annals::export_internal {
namespace {

using Values = std::vector<std::string>;

// "INFERRED_FROM_CONTEXT" becomes "inferred from context".
std::string InWords(std::string name) {
  absl::AsciiStrToLower(&name);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string MarkOfEvent(const Event& event) {
  return IsAsserted(event) ? "" : MarkOf(event.claims());
}

// Nothing where the record leaves it to the default.
std::string ExtentName(const When& when) {
  if (when.extent() == When::EXTENT_UNSPECIFIED) return "";
  return InWords(When::Extent_Name(when.extent()));
}

std::string BasisName(const When& when) {
  if (when.basis() == When::BASIS_UNSPECIFIED) return "";
  return InWords(When::Basis_Name(when.basis()));
}

std::string CalendarName(const When& when) {
  if (when.calendar() == When::CALENDAR_UNSPECIFIED) return "";
  return InWords(When::Calendar_Name(when.calendar()));
}

std::string BoundOf(const Answer& answer, Instant Span::*bound) {
  return answer.span.has_value() ? ((*answer.span).*bound).ToString() : "";
}

Values ParticipantsOf(const Selection& selection, const Event& event) {
  Values participants;
  for (const Participant& participant : event.participants()) {
    const std::string name = participant.entity().empty()
                                 ? participant.name()
                                 : selection.NameOf(participant.entity());
    const std::string role = RoleName(participant.role());
    participants.push_back(role.empty() ? name
                                        : absl::StrCat(name, " (", role, ")"));
  }
  return participants;
}

Values PlacesOf(const Selection& selection, const Event& event) {
  Values places;
  for (const std::string& place : event.places()) {
    places.push_back(selection.NameOf(place));
  }
  return places;
}

std::string OrdinalOf(const Event& event) {
  return event.has_ordinal() ? absl::StrCat(event.ordinal()) : "";
}

Values SourcesOf(const Selection& selection, const Event& event) {
  Values sources;
  for (const Claim& claim : event.claims()) {
    for (const Evidence& evidence : claim.evidence()) {
      std::string name = selection.NameOf(evidence.source());
      if (std::find(sources.begin(), sources.end(), name) == sources.end()) {
        sources.push_back(std::move(name));
      }
    }
  }
  return sources;
}

// One of the two functions is null.
struct FieldKind {
  std::string_view name;
  std::string (*text)(const Answer&);
  Values (*items)(const Selection&, const Event&);
};

Values TagsOf(const Selection&, const Event& event) {
  return {event.tags().begin(), event.tags().end()};
}

const FieldKind kFields[] = {
    {"id", [](const Answer& a) { return a.event.id(); }, nullptr},
    {"title", [](const Answer& a) { return a.event.title(); }, nullptr},
    {"description", [](const Answer& a) { return a.event.description(); },
     nullptr},
    {"kind", [](const Answer& a) { return EventKindName(a.event.kind()); },
     nullptr},
    {"mark", [](const Answer& a) { return MarkOfEvent(a.event); }, nullptr},
    {"date", [](const Answer& a) { return DateInWords(a); }, nullptr},
    {"edtf", [](const Answer& a) { return a.event.when().edtf(); }, nullptr},
    {"extent", [](const Answer& a) { return ExtentName(a.event.when()); },
     nullptr},
    {"earliest_start",
     [](const Answer& a) { return BoundOf(a, &Span::earliest_start); },
     nullptr},
    {"latest_start",
     [](const Answer& a) { return BoundOf(a, &Span::latest_start); }, nullptr},
    {"earliest_end",
     [](const Answer& a) { return BoundOf(a, &Span::earliest_end); }, nullptr},
    {"latest_end",
     [](const Answer& a) { return BoundOf(a, &Span::latest_end); }, nullptr},
    {"zone", [](const Answer& a) { return a.event.when().zone(); }, nullptr},
    {"duration", [](const Answer& a) { return a.event.when().duration(); },
     nullptr},
    {"recurrence", [](const Answer& a) { return a.event.when().recurrence(); },
     nullptr},
    {"words", [](const Answer& a) { return a.event.when().words(); }, nullptr},
    {"calendar", [](const Answer& a) { return CalendarName(a.event.when()); },
     nullptr},
    {"basis", [](const Answer& a) { return BasisName(a.event.when()); },
     nullptr},
    {"participants", nullptr, ParticipantsOf},
    {"places", nullptr, PlacesOf},
    {"tags", nullptr, TagsOf},
    {"sources", nullptr, SourcesOf},
    {"part_of", [](const Answer& a) { return a.event.part_of(); }, nullptr},
    {"series", [](const Answer& a) { return a.event.series(); }, nullptr},
    {"ordinal", [](const Answer& a) { return OrdinalOf(a.event); }, nullptr},
};

Values WithoutEmpty(Values values) {
  values.erase(std::remove(values.begin(), values.end(), ""), values.end());
  return values;
}

}  // namespace

std::vector<EventField> EventFields(const Selection& selection,
                                    const Answer& answer) {
  std::vector<EventField> fields;
  fields.reserve(std::size(kFields));
  for (const FieldKind& kind : kFields) {
    EventField field;
    field.name = kind.name;
    if (kind.text != nullptr) {
      field.text = kind.text(answer);
      if (field.text.empty()) continue;
    } else {
      field.is_list = true;
      field.items = WithoutEmpty(kind.items(selection, answer.event));
      if (field.items.empty()) continue;
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

const std::vector<std::string_view>& EventFieldNames() {
  static const auto* const names = [] {
    auto* all = new std::vector<std::string_view>;
    for (const FieldKind& kind : kFields) all->push_back(kind.name);
    return all;
  }();
  return *names;
}

std::string Joined(const EventField& field, LossTally& losses) {
  if (!field.is_list) return field.text;
  for (const std::string& item : field.items) {
    if (item.find(';') == std::string::npos) continue;
    losses.Add("list item", "with a semicolon, which reads as two");
  }
  return absl::StrJoin(field.items, "; ");
}

}  // namespace annals::export_internal
