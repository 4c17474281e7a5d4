// ZoneNamed(): time zones by their IANA names.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_ZONE_H_
#define ANNALS_RECORD_INTERNAL_ZONE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace annals::record_internal {

// "Asia/Pyongyang". InvalidArgument for a name that the zone data of this
// machine does not have, for "localtime", and for whatever might be a path.
absl::StatusOr<absl::TimeZone> ZoneNamed(const std::string& name);

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_ZONE_H_
