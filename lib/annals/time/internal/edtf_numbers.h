// Whether the numbers of an expression can be reckoned with.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_NUMBERS_H_
#define ANNALS_TIME_INTERNAL_EDTF_NUMBERS_H_

#include "absl/status/status.h"
#include "annals/time/edtf.h"

namespace annals::edtf_internal {

// InvalidArgument if the tree does not have some number as it was written.
absl::Status CheckNumbers(const Edtf& date);

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_NUMBERS_H_
