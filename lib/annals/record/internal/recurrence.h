// IsRecurrence(): the form of "each Monday" and "every year from 2015 on".
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_RECURRENCE_H_
#define ANNALS_RECORD_INTERNAL_RECURRENCE_H_

#include <string_view>

namespace annals::record_internal {

// True for
//   an ISO 8601 repeating interval   R/2015-02/P1Y  R5/2015/2016  R/P1Y
//   a TIMEX3 set: a duration         P1Y  PT12H
//   or a date with gaps              XXXX-WXX-1  XXXX-10  XXXX-SU XXXX-XX-XXTNI
// A plain date is none: it happens once.
bool IsRecurrence(std::string_view text);

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_RECURRENCE_H_
