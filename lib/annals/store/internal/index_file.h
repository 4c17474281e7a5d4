// The file beside a store that keeps an index in memory over a closing.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_INDEX_FILE_H_
#define ANNALS_STORE_INTERNAL_INDEX_FILE_H_

#include <array>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/event_feed.h"
#include "annals/store/internal/database.h"

namespace annals::store_internal {

// Its name, and that under which it is written before it has it. Frozen: a
// redaction must find both.
std::array<std::string, 2> IndexFilesOf(std::string_view store_file);

// Whether a file is one of ours, by how it begins: nothing else that happens to
// have the name is written over. An empty one, or
// one of zeros, may have been left by a power failure.
bool IsAnIndex(const std::string& path);

// A new file is given the name of the old one, which lives on for whoever has
// it mapped: no byte that was mapped ever changes.
//
// See EventFeed::MapIndex.
absl::StatusOr<EventFeed::KeptIndex> MapIndexFile(Database& database);

// In a write transaction; see EventFeed::KeepIndex. FailedPrecondition if
// something that is no index has its name. Nobody may read it who may
// not read the store. It is not synced: what a power failure leaves of it does
// not have the right checksum.
absl::StatusOr<std::string> WriteIndexFile(
    Database& database,
    absl::FunctionRef<absl::Status(EventFeed::Sink sink)> write);

// Deletes it, and what was left of one that was being written, for good: any
// files of the two names, as one that is torn may have lost its beginning.
absl::Status DeleteIndexFile(Database& database);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_INDEX_FILE_H_
