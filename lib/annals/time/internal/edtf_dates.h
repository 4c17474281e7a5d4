// The spans of one date: in each extent, as written and for judging.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_DATES_H_
#define ANNALS_TIME_INTERNAL_EDTF_DATES_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_units.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals::edtf_internal {

// Whether spans are for showing, as they read, or for questions of certainty,
// for which floating and saturated times are widened.
enum class Reading { kAsWritten, kWidened };

// How a date is read: how it holds its event, and to what end.
struct Manner {
  Extent extent;  // Not kDefault.
  Reading reading;
};

// Spans, or the source of too many: then `spans` has their hull alone.
struct Spans {
  std::vector<Span> spans;
  std::shared_ptr<const SpanSource> source;
};

// True if the date names one unit, and not one of several.
bool IsSingle(const EdtfDate& date);

bool IsFloating(const EdtfDate& date);

// True if an instant of the date is out of range.
bool IsSaturated(const EdtfDate& date);

// The span of one granule of the date.
Span SpanIn(const Granule& granule, const EdtfDate& date, Manner manner);

// The hull of all that the date may mean.
Span HullOf(const EdtfDate& date, Manner manner);

// One for each unit that the date may mean, in the order of time; their source
// if they are more than `listed_max`.
Spans SpansOf(const EdtfDate& date, Manner manner,
              size_t listed_max = kTimeSetMembersMax);

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_DATES_H_
