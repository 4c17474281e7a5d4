// Diff() says what changed in a store between two points of transaction time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_DIFF_H_
#define ANNALS_STORE_DIFF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "annals/record/field_diff.h"
#include "annals/record/record.h"
#include "annals/store/store.h"

namespace annals {

// How one record differs between two points.
struct RecordDiff {
  enum class What {
    kAdded,      // was not there before
    kChanged,    // was there and has other content
    kRetracted,  // was there and is not
    kRestored,   // had been retracted and is there again
    kRedacted,   // its content was deleted in between
  };
  What what = What::kAdded;
  std::string id;
  RecordKind kind = RecordKind::kEvent;
  // The record's newest revision at each point; 0 if it had none yet.
  int64_t sequence_before = 0;
  int64_t sequence_after = 0;
  // As it was at each point; nothing if it was not there, or if what it was has
  // been redacted since.
  std::optional<Record> before;
  std::optional<Record> after;
  // Of a change, what differs. Empty if one of the two was redacted since.
  std::vector<FieldChange> fields;
};

// Calls `visit` for every record that differs between the two points, in the
// order of ids. What changed and changed back is no difference. Stops at the
// first error of `visit` and returns it.
//
//   annals::AsOf last_week;
//   last_week.time = absl::ToUnixMicros(absl::Now() - absl::Hours(7 * 24));
//   absl::Status status = annals::Diff(
//       *store, last_week, {}, [](const annals::RecordDiff& diff) {
//         std::cout << diff.id << "\n";
//         return absl::OkStatus();
//       });
//
// InvalidArgument if the first point is after the second, or there is no such
// point. Both points are settled at the start: what is appended meanwhile is
// not seen. Takes time in proportion to the revisions between the two, and
// memory for the ids of the records that they touch. As thread-safe as the
// store is; `visit` is called on the caller's thread.
absl::Status Diff(Store& store, const AsOf& before, const AsOf& after,
                  absl::FunctionRef<absl::Status(const RecordDiff&)> visit);

}  // namespace annals

#endif  // ANNALS_STORE_DIFF_H_
