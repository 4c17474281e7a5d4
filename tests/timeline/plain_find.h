// PlainFind() holds every live event against a query, one after the other.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_TIMELINE_PLAIN_FIND_H_
#define ANNALS_TESTS_TIMELINE_PLAIN_FIND_H_

#include "absl/status/statusor.h"
#include "annals/store/store.h"
#include "annals/timeline/query.h"
#include "annals/timeline/timeline.h"

namespace annals::testing {

// What Timeline::Find() must answer, by a scan that decodes every record: the
// oracle that every faster way is compared with.
absl::StatusOr<Found> PlainFind(const Query& query, Store& store);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_TIMELINE_PLAIN_FIND_H_
