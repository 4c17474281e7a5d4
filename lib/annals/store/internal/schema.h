// The tables of a store's file: made, recognised, and checked when opened.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_SCHEMA_H_
#define ANNALS_STORE_INTERNAL_SCHEMA_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"

namespace annals::store_internal {

// Frozen: docs/format.md tells strangers to look for them.
// "Annl" as four bytes, in SQLite's header field for the kind of file.
inline constexpr int64_t kApplicationId = 0x416e6e6c;
// The version of the format that this library writes. A file with a greater
// one is refused.
inline constexpr int64_t kFormatVersion = 3;
// The first one whose pages have room for checksums: a file that has them is
// brought up to date in place.
inline constexpr int64_t kFirstFormatWithChecksums = 2;

// What a store says of itself.
struct Versions {
  int64_t format = 0;
  // Of the rules by which dates became bounds.
  int64_t time_rules = 0;
};

// Of a store, or of another file: then some numbers, or an error.
absl::StatusOr<Versions> VersionsOf(Database& database);

// True if the file holds nothing at all, not even another program's tables.
absl::StatusOr<bool> IsBlank(Database& database);

// Makes the tables in a blank file. If another process makes them at the same
// time, the second one finds them made.
absl::Status CreateSchema(Database& database);

// Makes the table `text` alone.
absl::Status CreateTextTable(Database& database);

// OK if the file is a store that this library can use: InvalidArgument if it
// is something else, FailedPrecondition if it is of another format or from a
// newer library, DataLoss if a table is not as it should be.
absl::Status CheckSchema(Database& database);

// DataLoss unless the tables that are truth are there as they should be, which
// are the same in all formats.
absl::Status CheckLogTables(Database& database);

// Gives a store of an older format, whose pages have checksums, the tables of
// this one. In a write transaction; the log stays as it is. Takes time in
// proportion to the events.
absl::Status UpdateSchema(Database& database);

// Writes down that all bounds are by the time rules of this library.
absl::Status SetTimeRules(Database& database);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_SCHEMA_H_
