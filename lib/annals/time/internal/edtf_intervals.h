// The spans of an interval: where it may start and where it may end.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_INTERVALS_H_
#define ANNALS_TIME_INTERNAL_EDTF_INTERVALS_H_

#include <optional>

#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_dates.h"
#include "annals/time/span.h"

namespace annals::edtf_internal {

// Every pair of a start in the left side and an end in the right one; none if
// the interval runs backwards. Neighbouring dates that a side may mean count
// as one range, since an endpoint in either looks the same.
Spans IntervalSpans(const EdtfExpression& interval, Manner manner);

// Their hull; none if the interval runs backwards.
std::optional<Span> IntervalHull(const EdtfExpression& interval, Manner manner);

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_INTERVALS_H_
