// What a timeline keeps in memory, written to a file and used from there.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_RESIDENT_SEAL_H_
#define ANNALS_TIMELINE_INTERNAL_RESIDENT_SEAL_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "annals/store/event_feed.h"
#include "annals/timeline/internal/resident_snapshot.h"
#include "annals/timeline/internal/resident_state.h"

namespace annals::timeline_internal {

// docs/format.md says what the file is.
//
// Writes what the snapshot answers from beside its store; the name of the file.
// Errors: EventFeed::KeepIndex, and NotFound for a store without a revision.
absl::StatusOr<std::string> KeepResident(const ResidentSnapshot& snapshot,
                                         EventFeed& feed);

// A state as of the file's revision, which lies in the file and is to be
// followed from there. The time it takes is that of reading the file, which is
// a tenth of reading the store's tables; no row is decoded. NotFound if there
// is no file, DataLoss if it is damaged, FailedPrecondition if it is of another
// store, another history of it, or another version.
absl::StatusOr<std::unique_ptr<ResidentState>> OpenResident(EventFeed& feed);

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_RESIDENT_SEAL_H_
