// Rows of the log, found in the pages of a file that nothing may lead to.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_ROW_CARVING_H_
#define ANNALS_STORE_INTERNAL_ROW_CARVING_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "annals/record/record.h"

namespace annals::store_internal {

// SQLite finds a row by way of the header, the schema and the inner pages of
// the table's tree. Where one of these is damaged, the rows are still there, in
// the leaf pages, and this finds them: it takes each page of the file, and of
// what is committed in its write-ahead log, for a leaf of the log's table
// (https://www.sqlite.org/fileformat2.html#b_tree_pages), and each cell of it
// for a revision. What agrees with its hashes is one.
//
// Calls `visit` for each revision that is found, with the kind that its row
// says; in no order, and perhaps more than once, as free pages hold old rows:
// of a put that was redacted there may be one that has its content. Stops at
// the first error of `visit` and returns it. Takes time in proportion to the
// file; memory for one revision and a few numbers for each page of the log.
absl::Status CarveRevisions(
    const std::string& path,
    absl::FunctionRef<absl::Status(const Revision& revision, int64_t kind)>
        visit);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_ROW_CARVING_H_
