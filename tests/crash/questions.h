// Questions to a store, to be asked before and after something happened to it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_CRASH_QUESTIONS_H_
#define ANNALS_TESTS_CRASH_QUESTIONS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "annals/store/store.h"

namespace annals::testing {

// Puts the events e<first> to e<end - 1>, each with dates, names, tags and
// words of its own, and changes the event "often" and links between them as
// often; then retracts the first. Call it with rising numbers; 2 * (end -
// first) + 1 revisions or more.
void FillStore(Store& store, int first, int end);

// What a store answers to some questions, each under its name: kError, where
// the error is among the faults.
struct Answers {
  static constexpr char kError[] = "error";

  std::map<std::string, std::string> of;
  std::vector<absl::Status> faults;
};

// Asks one question of every kind: records by id, now and then; histories and
// differences; events by time, claim, name, place, tag, code, kind, source and
// words; causes and effects. `events` is how many FillStore() put.
Answers Ask(Store& store, int events);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_CRASH_QUESTIONS_H_
