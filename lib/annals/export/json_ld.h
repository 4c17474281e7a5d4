// JSON-LD: events, times and claims as linked data.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_JSON_LD_H_
#define ANNALS_EXPORT_JSON_LD_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// One JSON-LD 1.1 document: {"@context", "@graph"}. The context is inside, so
// that nothing is fetched. A record is urn:annals:record:ID, a claim
// urn:annals:record:ID#CLAIM; what other vocabularies have no word for is in
// urn:annals:vocabulary#.
//
//   event     schema:Event, save one that nobody asserts: that is an
//             annals:UnassertedEvent, with its mark, so that no reader takes a
//             forecast for an event. schema:name, description, keywords,
//             location, superEvent; startDate and endDate for plain dates of
//             the years 1 to 9999.
//   its time  time:hasTime: a time:ProperInterval (OWL-Time), with the EDTF
//             text, and beginning and end as precise as they were written
//             (time:inXSDgYear, inXSDgYearMonth, inXSDDate; to the second
//             inXSDDateTimeStamp). It is a crm:E52_Time-Span too, whose four
//             bounds CIDOC CRM has properties for: P82a_begin_of_the_begin,
//             P81a_end_of_the_begin, P81b_begin_of_the_end,
//             P82b_end_of_the_end.
//   link      annals:CausalLink with cause, effect, linkKind, combination
//   claim     prov:Entity: wasAttributedTo its innermost holder, wasQuotedFrom
//             its sources; all holders as a list, certainty, modality, negated,
//             status, confidence, evidence
//   source    schema:CreativeWork and prov:Entity
//   entity    prov:Agent with schema's Person, Organization or Place
//
// Years are those of XML Schema 1.1, which RDF 1.1 stands on: 44 BCE is -0043.
// Some readers are older and take it for 43 BCE; `edtf` says what is meant. An
// infinite bound is left out.
//
// Nothing is lost of events, their dates and links. Not told: codes,
// quantities, ranks of participants, prefixes and suffixes of quotes.
absl::StatusOr<ExportResult> ExportJsonLd(const Selection& selection,
                                          const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_JSON_LD_H_
