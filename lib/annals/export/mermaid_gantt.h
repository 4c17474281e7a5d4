// Mermaid gantt: events as bars to scale, inside a Markdown file.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_MERMAID_GANTT_H_
#define ANNALS_EXPORT_MERMAID_GANTT_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// A Mermaid diagram of the kind `gantt`, as GitHub and many editors draw it
// inside a Markdown fence (not part of the bytes):
//
//   gantt
//     dateFormat YYYY-MM-DD
//     section occurrence
//       China suspends oil supply (some time in 2013) :2013-01-01, 2014-01-01
//
// A bar reaches from the earliest start to the latest end, which is exclusive;
// its words say what of that is uncertain. One that would be too short to see
// is a milestone, a diamond in its middle. Sections are the kinds of event.
// Bars of what nobody asserts are grey (`done`), and bear their mark: "feared:
// refugees rush to China".
//
// Dates are days, or seconds if one of them has a time of day; Mermaid reads
// and shows both in the reader's zone, so they look the same everywhere. If a
// year is before 1000 or after 9999, which Mermaid would misread, all dates are
// milliseconds since 1970; the axis then shows the reader's zone. It writes the
// year 44 BCE as -0043.
//
// Lost, and counted: events without a date, or with none that JavaScript can
// hold (-271821 to 275760); open ends, which are closed at the edge of the
// data; holes inside dates that are sets; fractions of a millisecond, by which
// a bar is widened; causal links. Not told: quotes, participants, places, tags.
//
// Mermaid draws at most 50,000 characters. Beyond that the result is a Markdown
// file with several diagrams in fences, one after another in time, which is
// counted as a loss. An event is in that of its earliest start; each has its
// own scale, and its own edge of the data at which open ends are closed.
// ResourceExhausted if one event alone is too much.
absl::StatusOr<ExportResult> ExportMermaidGantt(const Selection& selection,
                                                const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_MERMAID_GANTT_H_
