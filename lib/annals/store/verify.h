// VerifyStore() says whether a store is as it was written, and what is not.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_VERIFY_H_
#define ANNALS_STORE_VERIFY_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace annals {

struct VerifyOptions {
  // Called now and then, by the thread that verifies: what is looked at, how
  // far it is, and how far it goes.
  std::function<void(std::string_view what, int64_t done, int64_t of)> progress;
};

// What VerifyStore() found.
struct VerifyReport {
  // More than these are not looked for.
  static constexpr size_t kFaultsMax = 20;

  // What is wrong, in words that name the place: "korea.annals, revision 213:
  // hash 9a3c11f0..., want 5be0c2d7...". Empty if all is well.
  std::vector<std::string> faults;
  // How many revisions the log has, 0 if that cannot be read.
  int64_t revisions = 0;
  // How many of them, from the first, are sound: all, or those before the first
  // bad one.
  int64_t sound_revisions = 0;
  // The hash of the newest revision, in hexadecimal digits; empty if there is
  // none or it is bad. Whoever keeps it elsewhere can tell later that nothing
  // was taken off the end or written anew.
  std::string hash;
  int64_t pages = 0;

  bool is_sound() const { return faults.empty(); }
};

// Looks at all of the file: the checksum of every page; SQLite's structure, and
// its indexes against the tables; every revision's hashes, and that each goes
// on from the one before; that each record can be read, and that the readable
// columns, the derived tables and the text index are what the log says.
//
//   absl::StatusOr<annals::VerifyReport> report =
//       annals::VerifyStore("korea.annals");
//   if (report.ok() && !report->is_sound()) Show(report->faults);
//
// Damage is no error of this function: it is in the report. An error is what
// keeps it from looking: there is no file, it is no store, it may not be read.
// Thread-safe: it opens the store for itself. The store may be in use, by this
// process too; what is looked at is its state when this begins. Takes time in
// proportion to the file, several times that of reading it, and room for a copy
// of the store in the folder for temporary files; memory is bounded. The log of
// an older file is looked at as it is copied into the current format (see
// OpenStore()), up to the first bad revision; format 1 has no checksums.
absl::StatusOr<VerifyReport> VerifyStore(std::string_view location,
                                         const VerifyOptions& options = {});

namespace store_internal {

// The same on another disk than the system's, for tests; see
// OpenSqliteStoreWithClock().
absl::StatusOr<VerifyReport> VerifyStoreOn(const std::string& vfs,
                                           std::string_view location,
                                           const VerifyOptions& options = {});

}  // namespace store_internal

}  // namespace annals

#endif  // ANNALS_STORE_VERIFY_H_
