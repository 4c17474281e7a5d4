// What must hold of any record, and of whatever a reader of records gives back.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_FUZZ_RECORD_CHECKS_H_
#define ANNALS_TESTS_FUZZ_RECORD_CHECKS_H_

#include <string_view>

#include "annals/record/read.h"
#include "annals/record/record.h"

namespace annals::testing {

// All functions of annals/record end on it. If it is valid it can be stored:
// its bytes, its JSON and its text format give back the same record. `input` is
// where it came from, for the message.
void RequireRecordHolds(const Record& record, std::string_view input);

// Records and faults lie in lines of the text; faults are in words; and all
// that holds of records.
void RequireReadHolds(const ReadResult& read, std::string_view text);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_FUZZ_RECORD_CHECKS_H_
