// Writing records as text: protobuf text format, JSON and JSON Lines.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_WRITE_H_
#define ANNALS_RECORD_WRITE_H_

#include <string>

#include "annals/record/record.h"

namespace annals {

// Field names are those of the schema (snake case); enums are names; UTF-8
// stands as it is. What is written reads back as the same record.
//
// In JSON only what is set is written, in the order of field numbers; 64-bit
// integers are plain numbers ("begin": 5230), unlike in protobuf's own JSON;
// numbers have the fewest digits that read back as the same. Of a record that
// is not valid, text that is not UTF-8 becomes U+FFFD, and numbers that are not
// finite become null. What a newer version of the schema added is left out of
// all three forms: only the store keeps it.

// A RecordSet, one record after another.
std::string WriteTextFormat(const RecordSet& records);

// {"records": [...]}, indented by two.
std::string WriteJson(const RecordSet& records);

// One line, without a line feed.
std::string WriteJson(const Record& record);

// The same, added to what is there: for many records, without a string each.
// Of an event or a link as ToRecord() makes a record of it.
void AppendJson(const Record& record, std::string& out);
void AppendJson(const Event& event, std::string& out);
void AppendJson(const CausalLink& link, std::string& out);

// One record a line.
std::string WriteJsonLines(const RecordSet& records);

}  // namespace annals

#endif  // ANNALS_RECORD_WRITE_H_
