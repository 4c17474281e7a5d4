// A stranger's program that has Hinnant's date types beside ours.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/date_interop.h"
#include "annals/time/instant.h"
#include "date/date.h"

int main() {
  const date::sys_days day = date::year(2013) / 1 / 31;
  const auto instant = annals::InstantFrom(day);
  return instant && annals::ToSysDays(*instant) == day ? 0 : 1;
}
