// The time of an event: from its When to a date, a span, a set of spans.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_EVENT_TIME_H_
#define ANNALS_RECORD_EVENT_TIME_H_

#include <optional>

#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/time/edtf.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {

// Time's name for the record's extent.
Extent ExtentOf(const When& when);

// The date; nothing if `when.edtf` is empty. InvalidArgument if it cannot be
// read, or the zone is unknown. `when.zone` settles a floating date-time: the
// date's text then carries the zone's offset. The date stays floating where
// that cannot be written: where the zone's clocks showed that time twice or
// never, or where an offset of that age has seconds. Its span and time set are
// settled all the same.
absl::StatusOr<std::optional<Edtf>> DateOf(const When& when);

// The four bounds; nothing if there is no date. Same errors. With a zone, a
// local date-time is one second, or from the first of two to the last.
absl::StatusOr<std::optional<Span>> SpanOf(const When& when);
absl::StatusOr<std::optional<Span>> SpanOf(const Event& event);

// What the date may or does mean; nothing if there is none. Same errors. A
// local date-time that its zone's clocks showed twice is one of two.
absl::StatusOr<std::optional<TimeSet>> TimeSetOf(const When& when);

// All three at once, with the text read once.
struct ResolvedWhen {
  Edtf date;
  Span span;
  TimeSet times;
};
absl::StatusOr<std::optional<ResolvedWhen>> Resolve(const When& when);

// The fixed instant that an endpoint of a constraint names: the first instant
// of a plain date, or a date-time with its zone. InvalidArgument if
// `endpoint.instant` is not one.
absl::StatusOr<Instant> FixedInstantOf(const Endpoint& endpoint);

}  // namespace annals

#endif  // ANNALS_RECORD_EVENT_TIME_H_
