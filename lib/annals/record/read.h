// Reading records from text: protobuf text format, JSON and JSON Lines.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_READ_H_
#define ANNALS_RECORD_READ_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "annals/record/record.h"
#include "annals/record/validate.h"

namespace annals {

// A record as it stood in a file.
struct LocatedRecord {
  Record record;
  // The line on which it begins, from 1.
  int line = 0;
};

// Something in a file that could not be read.
struct LocatedFault {
  // The line, from 1; 0 for the file as a whole.
  int line = 0;
  // What is wrong there; `fault.path` begins at the record: "event.when.edtf".
  // It is empty where only the column is known, which then stands in the
  // message.
  Fault fault;
};

// What a file holds: all that could be read, and all that is wrong with it. A
// record with a fault is not among the records: nothing is ever half read.
// Whether the records are valid is not looked at here; see Validate().
struct ReadResult {
  std::vector<LocatedRecord> records;
  // What the records need and the file only names: to be put only if there is
  // no record of that id. None from the three formats below.
  std::vector<LocatedRecord> if_missing;
  // In the order of the file; kFaultsMax of them, then one that says so.
  std::vector<LocatedFault> faults;
};

// All three take any bytes, in time and memory linear in their number, and pass
// over a byte order mark. Field names are those of the schema.

// A RecordSet in protobuf text format. A fault in one record does not hide the
// others, but where brackets or quotation marks do not match, nothing more is
// read. Within a record it may be the first fault alone that is found.
ReadResult ReadTextFormat(std::string_view text);

// One JSON document: {"records": [...]}, a list of records, or a single one.
// Strict JSON: no comments, no trailing commas, no key twice. Beyond that:
//
//   names      as in the schema (part_of) or in lower camel case (partOf)
//   enums      by name ("CAUSE"), or by a number that the schema knows
//   integers   as numbers (12, 12.0) or as strings ("12")
//   null       as if the field were not there; in a list it is a fault
//
// After a syntax error nothing more is read; all other faults are found.
ReadResult ReadJson(std::string_view text);

// One JSON record a line; blank lines are skipped. Every bad line is a fault of
// its own and the others are still read.
ReadResult ReadJsonLines(std::string_view text);

}  // namespace annals

#endif  // ANNALS_RECORD_READ_H_
