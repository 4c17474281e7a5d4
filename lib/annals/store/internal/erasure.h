// Erasure: what a redaction deletes, and how it is kept from coming back.
//
// A row that is deleted is still in the file: in free pages, in the free parts
// of pages, in the journal. So a redaction has two halves. The first is part
// of the batch: the content goes from the log, everything derived is made
// anew, and a note in `meta` says that the second half is due. The second
// deletes an index kept beside the store, writes the whole file anew and cuts
// the journal off. It may be interrupted, and is taken up where the note says.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_ERASURE_H_
#define ANNALS_STORE_INTERNAL_ERASURE_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"

namespace annals::store_internal {

// Deletes content, salt and readable columns of every put of the record; a
// redaction of it must stand in the log already. In a write transaction, which
// ends with CompleteErasure().
absl::Status EraseContent(Database& database, std::string_view id);

// Makes everything derived anew, and notes that the second half is due.
absl::Status CompleteErasure(Database& database);

// Whether the second half of an erasure is due.
absl::StatusOr<bool> IsErasurePending(Database& database);

// Takes one step of the second half; true if that was the last, or there was
// none to take. Not in a transaction, by the connection of a writer.
// Unavailable if a reader is in the way.
absl::StatusOr<bool> TakeErasureStep(Database& database);

// Takes all of them.
absl::Status FinishErasure(Database& database);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_ERASURE_H_
