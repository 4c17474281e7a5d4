// CloudEvents: records for message brokers and event-driven programs.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_CLOUDEVENTS_H_
#define ANNALS_EXPORT_CLOUDEVENTS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/export/event_writer.h"
#include "annals/export/export.h"

namespace annals {

// A batch of CloudEvents 1.0: one for each event, in their order; before it one
// for each source and entity that it is the first to name, after it one for
// each causal link that it is the first to touch. Two formats, two names:
//
//   cloudevents            JSON (JSON event format, section 4:
//                          application/cloudevents-batch+json); `data` is the
//                          record as JSON
//   cloudevents-protobuf   a CloudEventBatch (protobuf event format, section
//                          5); `proto_data` is an Any that holds an
//                          annals.v1.Record, as `dataschema` says
//
// The attributes, whose names may have small letters and digits alone:
//
//   id, source       the record's id; "urn:annals"
//   type             "annals.v1.Event", "annals.v1.CausalLink", ...
//   time             the earliest start, of the years 1 to 9999
//   edtf, earlieststart, lateststart, earliestend, latestend
//                    the date as stated and its four bounds, as in csv.h
//   mark             how it is meant if nobody asserts it: "feared"
//   causationid      the id of the event that brought it about, by an asserted
//                    link that promotes its effect (cause, trigger, enable,
//                    ...)
//   correlationid    the least id of all events and links that are tied to it
//
// The last two are the Correlation extension of the specification, which has
// room for one cause.
//
// Lost, and counted: of an event with several causes the attribute causationid,
// since it could name but one of them; the attribute `time` of a date that it
// cannot hold. All are in the records nevertheless. Some receivers put the
// present into a `time` that is not there: where dates matter, read `edtf`.
//
// Can be written event by event. What is kept are the ids of the ends of all
// links, which are looked at first, and that of each source and entity that was
// written.
absl::StatusOr<ExportResult> ExportCloudEvents(const Selection& selection,
                                               const ExportOptions& options);
absl::StatusOr<ExportResult> ExportCloudEventsProtobuf(
    const Selection& selection, const ExportOptions& options);
std::unique_ptr<EventWriter> MakeCloudEventsWriter(const ExportOptions& options,
                                                   std::string& out);
std::unique_ptr<EventWriter> MakeCloudEventsProtobufWriter(
    const ExportOptions& options, std::string& out);

}  // namespace annals

#endif  // ANNALS_EXPORT_CLOUDEVENTS_H_
