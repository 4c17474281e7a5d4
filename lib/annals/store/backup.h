// BackupStore() copies a store, SalvageStore() what is left of a damaged one.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_BACKUP_H_
#define ANNALS_STORE_BACKUP_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace annals {

struct BackupOptions {
  // Put the copy in the place of a file that is there. Otherwise AlreadyExists.
  bool replace = false;
};

// Makes `file` a copy of the store as it is now, while others use it. The copy
// is sealed: one file without a journal, which can be read without the right to
// write it or its folder, and from a medium that cannot be written. It is made
// under another name in the same folder, put on the disk, and then given its
// name: it is there whole or not at all. Every page of the store that is in use
// is read and checked on the way; damage is DataLoss, and there is no copy.
//
//   absl::Status copied = annals::BackupStore("korea.annals", "/mnt/k.annals");
//
// NotFound if there is no store or no such folder; AlreadyExists if `file` is
// there and not to be replaced; FailedPrecondition if `file` is a store that is
// in use or was not closed; InvalidArgument if it is the store itself or no
// plain file, or `location` is no store; PermissionDenied if one may not be
// read or the other's folder not be written; ResourceExhausted if the disk is
// full; DataLoss if the store is damaged: see SalvageStore().
//
// Thread-safe: it opens the store for itself, and never holds up its writers.
// Takes time in proportion to the file.
absl::Status BackupStore(std::string_view location, std::string_view file,
                         const BackupOptions& options = {});

// What SalvageStore() could save.
struct SalvageReport {
  int64_t saved_revisions = 0;
  // Of the damaged store's revisions: first and last number of each stretch
  // that could not be saved, in order; at most kLostMax stretches.
  struct Stretch {
    int64_t first = 0;
    int64_t last = 0;
  };
  static constexpr size_t kLostMax = 1000;
  std::vector<Stretch> lost;
  int64_t lost_revisions = 0;
  // True if not even the number of revisions could be read, so that some may
  // be missing at the end unnoticed.
  bool end_is_unknown = false;
};

// Makes a new store of what can be read of a damaged one: every revision whose
// bytes agree with its hashes, in their order, with their authors, reasons,
// times and batches. They are found in their pages where what leads to them is
// damaged: the file's header, its schema, the upper pages of the log's table.
// `damaged` is only read, and first copied whole.
//
// Revisions are numbered and chained anew; the new file's table `salvaged` says
// which revision of the damaged store each was, and what hash it had there. A
// record whose newest revisions are lost is as of the last one that was saved,
// and may name records that are lost.
//
// NotFound if there is no damaged file; AlreadyExists if `file` is there;
// FailedPrecondition if a journal lies beside that name, or the damaged file
// is of a newer format, and not because of damage; InvalidArgument if either
// is no plain file; DataLoss if so much is damaged that nothing can be read;
// PermissionDenied and ResourceExhausted as above. After an error there is no
// new file.
//
// Thread-safe. Nobody should be writing the damaged store: the copy is not made
// at one moment. Takes time in proportion to the file, room for a copy of
// it beside the new one, and perhaps for another in the folder for temporary
// files.
absl::StatusOr<SalvageReport> SalvageStore(std::string_view damaged,
                                           std::string_view file);

}  // namespace annals

#endif  // ANNALS_STORE_BACKUP_H_
