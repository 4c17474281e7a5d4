// Perfetto: events as slices on tracks, causal links as arrows between them.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_PERFETTO_H_
#define ANNALS_EXPORT_PERFETTO_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// A trace in protobuf, for https://ui.perfetto.dev: zoom and search through
// many thousands of events. The messages are Trace, TracePacket,
// TrackDescriptor, TrackEvent and DebugAnnotation of
// https://perfetto.dev/docs/reference/trace-packet-proto, of which we write the
// few fields that we need ourselves.
//
// An event is a slice from its earliest start to its latest end; its name is
// the title, with its mark before it if nobody asserts it; its category the
// kind of event; its arguments are the columns of csv.h. Each kind has a track,
// and as many more as it takes for no two slices on a track to overlap: slices
// on one track must nest, and nesting would say that one event is part of the
// other. An open end is a slice that does not end.
//
// A causal link is a flow from each cause to each effect, each with an id of
// its own, since a flow cannot fork. Perfetto draws flows in the order of time
// alone, so that there is none to an effect that may have started no later
// than its cause. The effect's arguments have every one: "prevent" and the
// cause's id.
//
// Time is counted from the earliest bound of all, in 64 bits of nanoseconds,
// which hold 292 years. If the events take longer, a nanosecond of the trace
// stands for a microsecond of history (a day is drawn as 86.4 seconds), which
// is told as a loss. `earliest_start` and its like have the true
// time.
//
// Lost, and counted: events without a date, or without a bound; those with a
// bound more than 146,000 years from 1970; open starts, drawn from the trace's
// beginning; the scale of time; arrows, if an end is not drawn or the order is
// wrong; items of lists that have a semicolon. Not told: claims, quotes, codes,
// quantities.
absl::StatusOr<ExportResult> ExportPerfetto(const Selection& selection,
                                            const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_PERFETTO_H_
