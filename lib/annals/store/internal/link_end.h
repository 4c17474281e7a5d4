// The table `link_end`: which causal links have a record among their ends.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_LINK_END_H_
#define ANNALS_STORE_INTERNAL_LINK_END_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// What a causal link joins, each once; of other records nothing.
struct LinkEnds {
  std::vector<std::string> causes;
  std::vector<std::string> effects;
};

// Pure.
LinkEnds EndsOf(const Record& record);

// Adds the rows of a put.
absl::Status InsertLinkEnds(Database& database, int64_t sequence,
                            const LinkEnds& ends);

// Empties the table.
absl::Status ClearLinkEnds(Database& database);

// Calls `visit` for every causal link that is live as of `sequence`, the end of
// a batch, and has one of these records at that end; each link once, in the
// order of their revisions. Takes time in proportion to the ids, and to all
// revisions of links that ever had them there; memory for a number of each.
absl::Status VisitLinks(Database& database, LinkEnd end,
                        const std::vector<std::string>& ids, int64_t sequence,
                        absl::FunctionRef<absl::Status(StoredRecord)> visit);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_LINK_END_H_
