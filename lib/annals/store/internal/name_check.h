// CheckNames() sees to it that nothing a record names is missing.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_NAME_CHECK_H_
#define ANNALS_STORE_INTERNAL_NAME_CHECK_H_

#include "absl/status/status.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/fates.h"
#include "annals/store/internal/objections.h"

namespace annals::store_internal {

// Looks at the live records as they would be after the batch, and objects if
// a put record names one that is not there, is of a kind that the field does
// not admit, or lacks the claim; if a claim goes that others name; if a record
// is retracted that others name. An error is the store's.
absl::Status CheckNames(Database& database, const Fates& fates,
                        Objections& objections);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_NAME_CHECK_H_
