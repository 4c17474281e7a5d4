// Choose() makes a selection by hand, as Timeline::Select() would.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_EXPORT_SUPPORT_H_
#define ANNALS_TESTS_EXPORT_SUPPORT_H_

#include <string>
#include <utility>
#include <vector>

#include "annals/record/build.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/timeline/selection.h"

namespace annals::testing {

inline Selection Choose(std::vector<Event> events,
                        std::vector<CausalLink> links = {}) {
  Selection selection;
  for (Event& event : events) {
    Answer answer;
    answer.date = *DateOf(event.when());
    answer.span = *SpanOf(event);
    answer.asserted = IsAsserted(event);
    answer.event = std::move(event);
    selection.events.push_back(std::move(answer));
  }
  selection.links = std::move(links);
  return selection;
}

// The same, with a place of that id and coordinates.
inline Selection WithPlace(Selection selection, const std::string& id,
                           double latitude, double longitude) {
  Entity place = MakeEntity(id, Entity::PLACE, id);
  place.mutable_coordinates()->set_latitude(latitude);
  place.mutable_coordinates()->set_longitude(longitude);
  selection.named[id] = ToRecord(place);
  return selection;
}

// An event that somebody fears.
inline Event Feared(std::string_view id, std::string_view title,
                    std::string_view edtf = "") {
  Event event = MakeEvent(id, title, edtf);
  AddClaim(event, "c", {"Russia"}).set_modality(Claim::FEARED);
  return event;
}

// Titles that break formats: quotes, separators, markup, comments, keywords,
// line ends, wide and right-to-left scripts, emoji, great length, nothing.
inline std::vector<std::string> HostileTitles() {
  return {"a \"quoted\" \\N title\\",
          "Talks: a; b # c | d > e < f & g &lt; 100%",
          "<b>bold</b><script>alert(1)</script>",
          "end",
          "section one",
          "title two",
          "%%{init: {\"theme\":\"dark\"}}%%",
          "style x:#fff; classDef y",
          "line one\nline two\r\n\tthree \x1b[31m",
          "石油供给中断对朝鲜半岛局势的影响以及俄罗斯的战略利益",
          "نفط: 2013",
          "😀 emoji 👨‍👩‍👧",
          std::string(500, 'x'),
          ""};
}

// One event of the year 2013 for each hostile title; ids h0, h1, ...
inline std::vector<Event> HostileEvents() {
  std::vector<Event> events;
  for (const std::string& title : HostileTitles()) {
    events.push_back(
        MakeEvent("h" + std::to_string(events.size()), title, "2013"));
  }
  return events;
}

}  // namespace annals::testing

#endif  // ANNALS_TESTS_EXPORT_SUPPORT_H_
