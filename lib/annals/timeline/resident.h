// How a timeline is made resident, and what came of it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_RESIDENT_H_
#define ANNALS_TIMELINE_RESIDENT_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace annals {

// What Timeline::MakeResident() does with the index file beside the store
// (`korea.annals-index`), which holds what memory does: it is mapped and used
// where it lies, and what was committed since is read from the log.
//
//   annals::ResidentOptions options;
//   options.file = annals::ResidentOptions::File::kKeep;
//   absl::StatusOr<annals::ResidentReport> report =
//       timeline->MakeResident(options);
//
// The file is derived, and may be deleted at any time. It holds words of
// records (names, places, tags), so a redaction deletes it.
struct ResidentOptions {
  enum class File {
    // Does not look at it.
    kIgnore,
    // Begins with it, if it is there, whole, and of this store.
    kUse,
    // The same, and writes it if it was not, or is too far behind.
    kKeep,
  };
  File file = File::kUse;
  // With kKeep: it is left as it is while no more revisions came since. Each
  // takes some 20 microseconds to follow.
  int64_t behind_max = 1000;
};

// A plain value.
struct ResidentReport {
  // Whether it began with the file, and how many revisions came since that was
  // written.
  bool used_file = false;
  int64_t behind = 0;
  // Why the file was not used: NotFound if there is none, DataLoss if it is
  // damaged, FailedPrecondition if it is of another store, another history,
  // another version, too old to be followed, or may be read by more than the
  // store; or what the system says (as PermissionDenied). OK if it was used, or
  // was not looked at.
  absl::Status reading;
  // With kKeep: the name of the file, if it was written; else why it could not
  // be (FailedPrecondition if the store is only read, or something that is no
  // index has the name; else as EventFeed::KeepIndex), or OK if it was good as
  // it was.
  std::string written;
  absl::Status writing;
};

}  // namespace annals

#endif  // ANNALS_TIMELINE_RESIDENT_H_
