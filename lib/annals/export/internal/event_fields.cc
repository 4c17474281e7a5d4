// What formats with room for named values of one's own carry of an event.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/event_fields.h"

#include <algorithm>
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

struct FieldKind {
  std::string_view name;
  bool is_list;
  Values (*values)(const Selection&, const Answer&);
};

const FieldKind kFields[] = {
    {"id", false,
     [](const Selection&, const Answer& a) { return Values{a.event.id()}; }},
    {"title", false,
     [](const Selection&, const Answer& a) { return Values{a.event.title()}; }},
    {"description", false,
     [](const Selection&, const Answer& a) {
       return Values{a.event.description()};
     }},
    {"kind", false,
     [](const Selection&, const Answer& a) {
       return Values{EventKindName(a.event.kind())};
     }},
    {"mark", false,
     [](const Selection&, const Answer& a) {
       return Values{MarkOfEvent(a.event)};
     }},
    {"date", false,
     [](const Selection&, const Answer& a) {
       return Values{DateInWords(a.event)};
     }},
    {"edtf", false,
     [](const Selection&, const Answer& a) {
       return Values{a.event.when().edtf()};
     }},
    {"extent", false,
     [](const Selection&, const Answer& a) {
       return Values{ExtentName(a.event.when())};
     }},
    {"earliest_start", false,
     [](const Selection&, const Answer& a) {
       return Values{BoundOf(a, &Span::earliest_start)};
     }},
    {"latest_start", false,
     [](const Selection&, const Answer& a) {
       return Values{BoundOf(a, &Span::latest_start)};
     }},
    {"earliest_end", false,
     [](const Selection&, const Answer& a) {
       return Values{BoundOf(a, &Span::earliest_end)};
     }},
    {"latest_end", false,
     [](const Selection&, const Answer& a) {
       return Values{BoundOf(a, &Span::latest_end)};
     }},
    {"zone", false,
     [](const Selection&, const Answer& a) {
       return Values{a.event.when().zone()};
     }},
    {"duration", false,
     [](const Selection&, const Answer& a) {
       return Values{a.event.when().duration()};
     }},
    {"recurrence", false,
     [](const Selection&, const Answer& a) {
       return Values{a.event.when().recurrence()};
     }},
    {"words", false,
     [](const Selection&, const Answer& a) {
       return Values{a.event.when().words()};
     }},
    {"calendar", false,
     [](const Selection&, const Answer& a) {
       return Values{CalendarName(a.event.when())};
     }},
    {"basis", false,
     [](const Selection&, const Answer& a) {
       return Values{BasisName(a.event.when())};
     }},
    {"participants", true,
     [](const Selection& s, const Answer& a) {
       return ParticipantsOf(s, a.event);
     }},
    {"places", true,
     [](const Selection& s, const Answer& a) { return PlacesOf(s, a.event); }},
    {"tags", true,
     [](const Selection&, const Answer& a) {
       return Values(a.event.tags().begin(), a.event.tags().end());
     }},
    {"sources", true,
     [](const Selection& s, const Answer& a) { return SourcesOf(s, a.event); }},
    {"part_of", false,
     [](const Selection&, const Answer& a) {
       return Values{a.event.part_of()};
     }},
    {"series", false,
     [](const Selection&, const Answer& a) {
       return Values{a.event.series()};
     }},
    {"ordinal", false,
     [](const Selection&, const Answer& a) {
       return Values{a.event.has_ordinal() ? absl::StrCat(a.event.ordinal())
                                           : ""};
     }},
};

}  // namespace

std::vector<EventField> EventFields(const Selection& selection,
                                    const Answer& answer) {
  std::vector<EventField> fields;
  for (const FieldKind& kind : kFields) {
    Values values = kind.values(selection, answer);
    values.erase(std::remove(values.begin(), values.end(), ""), values.end());
    if (values.empty()) continue;
    fields.push_back({kind.name, kind.is_list, std::move(values)});
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
  if (!field.is_list) return field.values.front();
  for (const std::string& value : field.values) {
    if (value.find(';') == std::string::npos) continue;
    losses.Add("list item", "with a semicolon, which reads as two");
  }
  return absl::StrJoin(field.values, "; ");
}

}  // namespace annals::export_internal
