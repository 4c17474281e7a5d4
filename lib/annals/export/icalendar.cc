// iCalendar: events for calendar programs.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/icalendar.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/content_line.h"
#include "annals/export/internal/describe.h"
#include "annals/export/internal/event_fields.h"
#include "annals/export/internal/event_graph.h"
#include "annals/export/internal/instants.h"
#include "annals/export/internal/json.h"
#include "annals/export/internal/loss_tally.h"
#include "annals/export/internal/places.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"

namespace annals {
namespace {

using export_internal::AppendContentLine;
using export_internal::ContentText;
using export_internal::CoordinatesOf;
using export_internal::DateInWords;
using export_internal::EventField;
using export_internal::EventFields;
using export_internal::IsFloating;
using export_internal::IsFourDigitYear;
using export_internal::IsMidnight;
using export_internal::Joined;
using export_internal::Json;
using export_internal::LossTally;
using export_internal::MarkOfLink;

constexpr int64_t kMicrosecondsPerSecond = 1'000'000;

// Fields that have a property of iCalendar's own.
bool IsStandard(std::string_view field) {
  return field == "id" || field == "title" || field == "description" ||
         field == "tags" || field == "part_of";
}

std::string DateText(Instant instant) {
  const absl::CivilSecond civil = instant.Civil();
  return absl::StrFormat("%04d%02d%02d", civil.year(), civil.month(),
                         civil.day());
}

std::string DateTimeText(Instant instant, bool is_floating) {
  const absl::CivilSecond civil = instant.Civil();
  return absl::StrFormat("%sT%02d%02d%02d%s", DateText(instant), civil.hour(),
                         civil.minute(), civil.second(),
                         is_floating ? "" : "Z");
}

bool IsWholeSecond(Instant instant) {
  return instant.Microseconds() % kMicrosecondsPerSecond == 0;
}

// The first whole second that is not earlier.
Instant SecondUp(Instant instant) {
  if (IsWholeSecond(instant)) return instant;
  const absl::int128 microseconds = instant.Microseconds();
  absl::int128 seconds = microseconds / kMicrosecondsPerSecond;
  if (microseconds > 0) seconds += 1;
  return *Instant::FromSeconds(seconds);
}

// "evidence for" becomes "EVIDENCE-FOR".
std::string TokenOf(std::string name) {
  absl::AsciiStrToUpper(&name);
  return absl::StrReplaceAll(name, {{" ", "-"}, {"_", "-"}});
}

class CalendarWriter {
 public:
  CalendarWriter(const Selection& selection, const ExportOptions& options)
      : selection_(selection), options_(options) {}

  ExportResult Write() && {
    for (const Answer& answer : selection_.events) {
      if (IsHeld(answer)) held_.insert(answer.event.id());
    }
    for (const CausalLink& link : selection_.links) AddRelations(link);
    Line("BEGIN:VCALENDAR");
    Line("VERSION:2.0");
    Line("PRODID:-//Annals//Annals//EN");
    Line("CALSCALE:GREGORIAN");
    if (!options_.title.empty()) {
      // RFC 7986, and what came before it.
      Text("NAME", options_.title);
      Text("X-WR-CALNAME", options_.title);
    }
    for (const Answer& answer : selection_.events) {
      if (held_.count(answer.event.id()) > 0) WriteEvent(answer);
    }
    if (held_.empty()) WriteUtc();
    Line("END:VCALENDAR");
    return {std::move(out_), losses_.Losses()};
  }

 private:
  // A calendar must have a component (RFC 5545, section 3.6), and this one says
  // nothing that is not so.
  void WriteUtc() {
    for (const char* line :
         {"BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD",
          "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000",
          "END:STANDARD", "END:VTIMEZONE"}) {
      Line(line);
    }
  }

  // Whether a VEVENT can hold it; if not, that is counted.
  bool IsHeld(const Answer& answer) {
    if (!answer.span.has_value()) {
      losses_.Add("event", "without a date left out");
      return false;
    }
    const Span& span = *answer.span;
    if (!span.earliest_start.IsFinite()) {
      losses_.Add("event", "without a known start left out");
      return false;
    }
    if (!IsFourDigitYear(span.earliest_start) ||
        (span.latest_end.IsFinite() && !IsFourDigitYear(span.latest_end))) {
      losses_.Add("event", "outside the years 1 to 9999 left out");
      return false;
    }
    return true;
  }

  void AddRelations(const CausalLink& link) {
    for (const auto* ends : {&link.causes(), &link.effects()}) {
      for (const std::string& end : *ends) {
        if (held_.count(end) > 0) continue;
        losses_.Add("causal link",
                    "left out with an end that is not in the calendar");
        return;
      }
    }
    if (export_internal::CombinationOf(link) == "joint") {
      losses_.Add("causal link", "of which joint causes are told one by one");
    }
    for (const std::string& effect : link.effects()) {
      for (const std::string& cause : link.causes()) {
        causes_[effect].emplace_back(&link, cause);
      }
    }
  }

  void WriteEvent(const Answer& answer) {
    const Event& event = answer.event;
    Line("BEGIN:VEVENT");
    Text("UID", event.id());
    Line(absl::StrCat("DTSTAMP:", DateTimeText(Instant::FromMicroseconds(
                                                   selection_.commit_time)
                                                   .value_or(Instant()),
                                               /*is_floating=*/false)));
    WriteTime(answer);
    WriteSummary(event);
    WriteDescription(event);
    WritePlaces(event);
    WriteTags(event);
    Line("TRANSP:TRANSPARENT");
    WriteRelations(event);
    WriteOwnFields(answer);
    Line("END:VEVENT");
  }

  void WriteTime(const Answer& answer) {
    const Instant start = answer.span->earliest_start;
    const Instant end = answer.span->latest_end;
    const bool is_open = !end.IsFinite();
    const bool is_floating = IsFloating(answer);
    if (!IsWholeSecond(start) || (!is_open && !IsWholeSecond(end))) {
      losses_.Add("date", "widened to whole seconds");
    }
    if (IsMidnight(start) && (is_open || IsMidnight(end))) {
      Line(absl::StrCat("DTSTART;VALUE=DATE:", DateText(start)));
      if (!is_open) Line(absl::StrCat("DTEND;VALUE=DATE:", DateText(end)));
    } else {
      Line(absl::StrCat("DTSTART:", DateTimeText(start, is_floating)));
      if (!is_open) {
        Line(absl::StrCat("DTEND:", DateTimeText(SecondUp(end), is_floating)));
      }
    }
    if (is_open) losses_.Add("open end", "drawn as a day or an instant");
    if (!answer.event.when().recurrence().empty()) {
      losses_.Add("recurrence", "not made a rule");
    }
  }

  void WriteSummary(const Event& event) {
    const bool asserted = IsAsserted(event);
    const std::string& title =
        event.title().empty() ? event.id() : event.title();
    Text("SUMMARY",
         asserted ? title : absl::StrCat(MarkOf(event.claims()), ": ", title));
    if (!asserted) Line("STATUS:TENTATIVE");
  }

  void WriteDescription(const Event& event) {
    std::vector<std::string> parts = {DateInWords(event)};
    if (!event.description().empty()) parts.push_back(event.description());
    Text("DESCRIPTION", absl::StrJoin(parts, "\n\n"));
  }

  void WritePlaces(const Event& event) {
    std::vector<std::string> names;
    for (const std::string& place : event.places()) {
      names.push_back(selection_.NameOf(place));
    }
    if (!names.empty()) Text("LOCATION", absl::StrJoin(names, "; "));
    const std::vector<const Coordinates*> places =
        CoordinatesOf(selection_, event);
    if (places.empty()) return;
    Line(absl::StrCat("GEO:", Json(places.front()->latitude()).dump(), ";",
                      Json(places.front()->longitude()).dump()));
  }

  void WriteTags(const Event& event) {
    if (event.tags().empty()) return;
    std::vector<std::string> tags;
    for (const std::string& tag : event.tags()) {
      tags.push_back(ContentText(tag, losses_));
    }
    Line(absl::StrCat("CATEGORIES:", absl::StrJoin(tags, ",")));
  }

  void WriteRelations(const Event& event) {
    // Ids hold nothing that a quoted parameter could not (section 3.2).
    for (const auto& [link, cause] : causes_[event.id()]) {
      const std::string mark = MarkOfLink(*link);
      Line(absl::StrCat(
          "RELATED-TO;RELTYPE=X-", TokenOf(LinkKindName(link->kind())),
          ";X-ANNALS-LINK=\"", link->id(), "\"",
          mark.empty() ? "" : absl::StrCat(";X-ANNALS-MARK=\"", mark, "\""),
          ":", ContentText(cause, losses_)));
    }
    if (!event.part_of().empty()) {
      Line(absl::StrCat("RELATED-TO;RELTYPE=PARENT:",
                        ContentText(event.part_of(), losses_)));
    }
  }

  void WriteOwnFields(const Answer& answer) {
    for (const EventField& field : EventFields(selection_, answer)) {
      if (IsStandard(field.name)) continue;
      // By RFC 5545 such properties are texts anyhow (section 3.8.8.2); readers
      // that do not know them leave the escapes of a text in them, unless told.
      const std::string name(field.name);
      Text(absl::StrCat(name == "edtf" ? "X-EDTF" : "X-ANNALS-" + TokenOf(name),
                        ";VALUE=TEXT"),
           Joined(field, losses_));
    }
  }

  void Text(std::string_view property, std::string_view value) {
    Line(absl::StrCat(AsAbsl(property), ":", ContentText(value, losses_)));
  }

  void Line(std::string_view line) { AppendContentLine(line, out_); }

  const Selection& selection_;
  const ExportOptions& options_;
  // The ids of the events that are written.
  std::set<std::string> held_;
  // By the id of the effect.
  std::map<std::string, std::vector<std::pair<const CausalLink*, std::string>>>
      causes_;
  LossTally losses_;
  std::string out_;
};

}  // namespace

absl::StatusOr<ExportResult> ExportICalendar(const Selection& selection,
                                             const ExportOptions& options) {
  return CalendarWriter(selection, options).Write();
}

}  // namespace annals
