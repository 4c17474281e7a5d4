// The Court weighs what is said to have led to what.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CAUSAL_COURT_H_
#define ANNALS_CAUSAL_COURT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "annals/causal/finding.h"
#include "annals/record/claim_scope.h"
#include "annals/record/record.h"
#include "annals/time/instant.h"

namespace annals {

struct CourtOptions {
  // Everything is judged as if only these claims had been made. A holder's own
  // date for an event, if there is one, counts for the event's.
  ClaimScope scope;

  // Links that are not asserted are held to order too, and make circles:
  // forecasts, hypotheses. Never those that are only denied, or have fallen.
  bool all_links = false;

  // Dates with ? ~ % are certain too.
  bool as_stated = false;

  // Forecasts for the time before this are due. If it is not set, none is.
  std::optional<Instant> now;

  // Findings of one kind that are kept; the others are counted.
  size_t findings_max = 10'000;
};

// What the court found.
struct CourtReport {
  // Kind by kind, in the order of the enum; in each as the records were heard,
  // circles by their first id, rival claims by theirs.
  std::vector<Finding> findings;

  // How many there were of each kind, kept or not.
  std::array<int64_t, kFindingKindCount> counts = {};

  int64_t CountOf(FindingKind kind) const {
    return counts[static_cast<size_t>(kind)];
  }
  // Of all kinds that are problems.
  int64_t Problems() const;
};

// Hears records one by one and finds what cannot all be so, and what stands on
// weak feet; FindingKind lists it.
//
//   Court court(options);
//   for (const Record& record : records) {
//     if (auto status = court.Hear(record); !status.ok()) return status;
//   }
//   for (const Finding& finding : court.Judge().findings) {
//     std::cout << InWords(finding) << ": " << AdviceOn(finding.kind) << "\n";
//   }
//
// Order. What a kind of link says of it, SideNotBeforeCause() tells; lags are
// for the network. Where nobody gave the date that matters (an effect without a
// start, a cause that may start at any later time), nothing is suspected. A
// date-time without a zone may be that of any zone. Of several alternative
// causes one is enough: only if all of them come too late is that certain.
//
// Voices. A source speaks for a link in the evidence of its asserted claims,
// save where the passage contradicts or is only context. Two sources are one
// voice if they go back to one original (derived_from, however far), or if the
// two claims share a holder anywhere: Putin by two reporters is one voice, and
// so is a reporter in two papers. Several sources support a link independently
// as soon as two of them do. A source that goes back to more than 64 originals
// is taken for one voice with all that it is connected to; of more than 200
// passages for one link the first 200 are compared.
//
// Rivals. Dates are rivals if no time fits both; one that is only closer is
// none. Claims are rivals if one names the other in `contradicts`, or one
// asserts what the other denies, and neither has fallen (rejected, superseded,
// did not come true). Of more than 100 dates for one event the first 100 are
// compared; those with more than a thousand members by their hull.
//
// Forecasts are claims that point ahead (future, threatened, proposed). Their
// time has come when the event they foretell had to start before now; of a link
// that is when its effects had to. Settled is what has a status that says so,
// and what somebody says has or has not come to be.
//
// Linear in the records, besides the pairs of causes and effects of one link.
// A million events and a million links from one to one hold 220 MB
// (tests/bench/court_bench.cc), besides the findings that are kept; Judge()
// takes, by its arrays, some 100 MB more while it runs. Not thread-safe.
class Court {
 public:
  explicit Court(CourtOptions options);
  ~Court();
  Court(Court&&) noexcept;
  Court& operator=(Court&&) noexcept;

  // Each record once, links after all others (FailedPrecondition).
  // InvalidArgument if a date cannot be read (a valid record's can);
  // ResourceExhausted beyond 2^29 ends of links, or derivations of sources.
  absl::Status Hear(const Record& record);

  // What was found. Once, when all are heard.
  CourtReport Judge();

 private:
  class Hearing;
  std::unique_ptr<Hearing> hearing_;
};

}  // namespace annals

#endif  // ANNALS_CAUSAL_COURT_H_
