// ReadStatistics() counts what a store's file holds.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_STATISTICS_H_
#define ANNALS_STORE_INTERNAL_STATISTICS_H_

#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// In a read transaction. Takes the same time for any store.
absl::StatusOr<StoreStatistics> ReadStatistics(Database& database);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_STATISTICS_H_
