// Whether the numbers of an expression can be reckoned with.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_numbers.h"

#include <cstdlib>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_form.h"

namespace annals::edtf_internal {

absl::Status CheckNumbers(const Edtf& date) {
  bool is_held = HasHeldNumber(date.expression());
  for (const EdtfDate* part : DatesOf(date.expression())) {
    is_held = is_held || std::abs(part->year.value) >= kEdtfYearMax;
  }
  if (!is_held) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("edtf \"", AsAbsl(date.text()),
                   "\": a number too large to reckon with; want less than "
                   "10^18"));
}

}  // namespace annals::edtf_internal
