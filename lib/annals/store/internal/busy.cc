// TryWhileBusy() waits where SQLite does not wait by itself.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/busy.h"

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace annals::store_internal {

absl::Status TryWhileBusy(int busy_timeout_ms,
                          absl::FunctionRef<absl::Status()> attempt) {
  constexpr absl::Duration kPause = absl::Milliseconds(10);
  const absl::Time deadline = absl::Now() + absl::Milliseconds(busy_timeout_ms);
  while (true) {
    absl::Status status = attempt();
    if (!absl::IsUnavailable(status) || absl::Now() >= deadline) {
      return status;
    }
    absl::SleepFor(kPause);
  }
}

}  // namespace annals::store_internal
