// Vega-Lite: events as points and ranges on an axis of time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_VEGA_LITE_H_
#define ANNALS_EXPORT_VEGA_LITE_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// A Vega-Lite 6 specification (https://vega.github.io/vega-lite) with its data
// inside: `vegaEmbed("#element", await (await fetch("korea.json")).json())`,
// or paste it into the Vega editor. A row is an event:
//
//   pale bar      from its earliest start to its latest end
//   solid bar     what of that is certain
//   diamond       in the middle, since a day is no bar to see in fifteen years
//   dashed edge   nobody asserts it; the title says how it is meant
//
// Rows are in order of time; titles are cut at 60 characters in the picture,
// and whole in its data. Hovering shows the date in words, its EDTF text and
// the kind. In the data, `start`, `end`, `certain_from` and `certain_to` are
// milliseconds since 1970 (JavaScript misreads years before 1000); the axis is
// in UTC and writes 44 BCE as -0043.
//
// Lost, and counted: events without a date, or with none that JavaScript can
// hold (-271821 to 275760); open ends, which are closed at the edge of the
// data; holes inside dates that are sets; fractions of a millisecond, by which
// a range is widened; causal links. Not told: quotes, participants, places,
// tags.
absl::StatusOr<ExportResult> ExportVegaLite(const Selection& selection,
                                            const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_VEGA_LITE_H_
