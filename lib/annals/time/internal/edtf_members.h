// The spans that an expression means: members, extents and the four bounds.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_MEMBERS_H_
#define ANNALS_TIME_INTERNAL_EDTF_MEMBERS_H_

#include <optional>

#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_dates.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals::edtf_internal {

// The members; none if the expression is an interval that runs backwards.
TimeSet MembersOf(const EdtfExpression& expression, Extent extent,
                  Reading reading);

// The four bounds as written; none if it is an interval that runs backwards.
std::optional<Span> BoundsOf(const EdtfExpression& expression, Extent extent);

// True if an instant of the expression is out of range.
bool IsSaturated(const EdtfExpression& expression);

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_MEMBERS_H_
