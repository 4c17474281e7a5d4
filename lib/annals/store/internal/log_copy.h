// Revisions of one store, put into another.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_LOG_COPY_H_
#define ANNALS_STORE_INTERNAL_LOG_COPY_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"

namespace annals::store_internal {

// A store in a temporary file that has no name and goes when it is closed.
absl::StatusOr<std::unique_ptr<Database>> OpenScratch();

// Adds the revision as it is, with its readable columns made anew. `kind` is
// for one without content, whose kind nothing else tells.
absl::Status CopyRevision(Database& to, const Revision& revision, int64_t kind);

// The kind that a revision's row says.
absl::StatusOr<int64_t> KindInRow(Database& database, int64_t sequence);

// "a, b": the columns of a table.
absl::StatusOr<std::string> ColumnsOfTable(Database& database,
                                           const std::string& table);

// The first difference between these columns ("a, b") of a table in two stores,
// both read in the order of the first `keys` columns; empty if there is none.
// "row 7,'x'; want 8,'x'", where what `want` holds is wanted.
absl::StatusOr<std::string> FirstDifference(Database& found, Database& want,
                                            const std::string& table,
                                            const std::string& columns,
                                            int keys);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_LOG_COPY_H_
