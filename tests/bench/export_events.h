// Events for the benchmarks of exports: drawn by number, the same each time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_BENCH_EXPORT_EVENTS_H_
#define ANNALS_TESTS_BENCH_EXPORT_EVENTS_H_

#include <cstdint>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "annals/record/build.h"

namespace annals::testing {

// A day, month, year or interval of two centuries.
inline std::string DrawDate(std::mt19937_64& random) {
  const int year = 1800 + static_cast<int>(random() % 200);
  const int month = 1 + static_cast<int>(random() % 12);
  const int day = 1 + static_cast<int>(random() % 28);
  switch (random() % 4) {
    case 0:
      return absl::StrFormat("%04d", year);
    case 1:
      return absl::StrFormat("%04d-%02d~", year, month);
    case 2:
      return absl::StrFormat("%04d/%04d", year, year + month);
    default:
      return absl::StrFormat("%04d-%02d-%02d", year, month, day);
  }
}

inline Event DrawEvent(std::mt19937_64& random, int64_t number) {
  Event event =
      MakeEvent(absl::StrCat("event-", number),
                absl::StrCat("Talks about oil, round ", number, " of many"),
                DrawDate(random));
  AddParticipant(event, "China", Participant::AGENT);
  AddParticipant(event, "North Korea", Participant::TARGET);
  event.add_tags("energy");
  return event;
}

}  // namespace annals::testing

#endif  // ANNALS_TESTS_BENCH_EXPORT_EVENTS_H_
