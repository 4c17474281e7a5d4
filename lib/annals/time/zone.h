// Zones: what local clocks showed, as instants.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_ZONE_H_
#define ANNALS_TIME_ZONE_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "annals/time/edtf.h"
#include "annals/time/instant.h"
#include "annals/time/time_set.h"

namespace annals {

// The longest name of a zone that is looked for, in bytes.
inline constexpr size_t kZoneNameBytesMax = 64;

// The zone of that IANA name, "Asia/Pyongyang", from this machine's zone data.
// InvalidArgument for a name that it does not have, for "localtime" (which is
// another zone on each machine), and for whatever might be a path;
// FailedPrecondition if there is no zone data at all.
absl::StatusOr<absl::TimeZone> ZoneNamed(std::string_view name);

// The instants at which clocks in the zone may have shown that second; the
// earlier one first.
//
//   one   most often
//   two   when clocks were set back, so that they showed it twice
//   two   when they were set forward past it, so that no right clock showed it:
//         the instants that a clock set too late, or too early, takes for it
//
//   InstantsOf(absl::CivilSecond(2016, 11, 6, 1, 30), new_york);
//   // 2016-11-06T05:30:00Z and T06:30:00Z
//
// Before a zone's first rule it has its local mean time, to the second. Takes
// some tens of nanoseconds; safe to call from any thread.
std::vector<Instant> InstantsOf(absl::CivilSecond local,
                                const absl::TimeZone& zone);

// What a local date-time without a zone (Edtf::IsFloating) means in the zone:
// one member for each of its instants, one of which is meant. Nothing widens
// it any more, as Edtf::Members() does by -14 to +12 hours. What is not
// floating keeps its members, and dates are days of UTC in any zone.
//
//   Edtf ceasefire = *Edtf::Parse("1953-07-27T22:00:00");
//   Settle(ceasefire, *ZoneNamed("Asia/Seoul")).Hull().earliest_start;
//   // 1953-07-27T13:00:00Z
TimeSet Settle(const Edtf& date, const absl::TimeZone& zone,
               Extent extent = Extent::kDefault);

}  // namespace annals

#endif  // ANNALS_TIME_ZONE_H_
