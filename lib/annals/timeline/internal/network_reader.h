// ReadNetwork() makes of the records of a store one network.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_NETWORK_READER_H_
#define ANNALS_TIMELINE_INTERNAL_NETWORK_READER_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/network/event_network.h"
#include "annals/store/store.h"
#include "annals/timeline/solve_options.h"

namespace annals::timeline_internal {

using EventVisitor = absl::FunctionRef<absl::Status(const StoredRecord&)>;

// As the options say. `visit` sees each event of the store that is among the
// network's, in their order there. Errors: EventNetwork's, and those of
// `visit`.
absl::StatusOr<EventNetwork> ReadNetwork(Store& store,
                                         const SolveOptions& options,
                                         EventVisitor visit);

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_NETWORK_READER_H_
