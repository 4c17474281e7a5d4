// TryWhileBusy() waits where SQLite does not wait by itself.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_BUSY_H_
#define ANNALS_STORE_INTERNAL_BUSY_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace annals::store_internal {

// Tries until it is not Unavailable any more, or so much time has passed.
absl::Status TryWhileBusy(int busy_timeout_ms,
                          absl::FunctionRef<absl::Status()> attempt);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_BUSY_H_
