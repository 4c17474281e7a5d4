// iCalendar: events for calendar programs.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_ICALENDAR_H_
#define ANNALS_EXPORT_ICALENDAR_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// One VCALENDAR of RFC 5545 with a VEVENT for each event:
//
//   UID          the record's id, so that a later export brings changes of what
//                an earlier one brought
//   DTSTAMP      when the store was last written to
//   SUMMARY      the title; "feared: " or the like before it, and
//                STATUS:TENTATIVE, if nobody asserts the event
//   DTSTART      the earliest start, and
//   DTEND        the latest end. It is exclusive (section 3.6.1): 2013 ends on
//                20140101. Whole days are dates; else UTC, or a floating time
//                for a date-time of which no zone is known.
//   DESCRIPTION  the date in words, and what the description says
//   LOCATION, GEO, CATEGORIES   the places; the first that has coordinates; the
//                tags
//   RELATED-TO   in an effect: its cause, with RELTYPE=X-CAUSE, X-TRIGGER or
//                whatever the link's kind is; in a part: its whole (PARENT)
//   X-EDTF       the date as the record states it
//   X-ANNALS-... all other columns of csv.h, X-ANNALS-EARLIEST-START and so on;
//                with VALUE=TEXT, so that readers take the escapes out of them
//
// A calendar of which no event is left has the time zone UTC in it, since it
// must have a component (section 3.6).
//
// Time is TRANSPARENT: nobody is busy because of the year 2013.
//
// Lost, and counted: events without a date; those BCE or after 9999, which
// iCalendar cannot write (section 3.3.4), with a bound out of those years;
// those without a known start, which a VEVENT must have; open ends, where the
// event is drawn as one day or one instant (section 3.6.1); dates widened to
// whole seconds; recurrences, not made a rule; causal links of which an end is
// not in the calendar, or is a link; joint causes, told one by one; items of
// lists that have a semicolon; control characters. Not told: claims, quotes,
// codes, quantities.
absl::StatusOr<ExportResult> ExportICalendar(const Selection& selection,
                                             const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_ICALENDAR_H_
