// What formats with coarser or shorter time ask of an instant.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_INSTANTS_H_
#define ANNALS_EXPORT_INTERNAL_INSTANTS_H_

#include "annals/time/instant.h"

namespace annals::export_internal {

// True for an instant of the years 1 to 9999. 0 has four digits too, but means
// 1 BCE, which formats without a sign (RFC 3339, section 1; RFC 5545) do not
// know.
bool IsFourDigitYear(Instant instant);

// True if both are finite and less than a second apart: the bounds of a start
// or an end that is known as finely as EDTF can state it.
bool IsSameSecond(Instant earliest, Instant latest);

// True at the beginning of a day in UTC. Only for finite instants.
bool IsMidnight(Instant instant);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_INSTANTS_H_
