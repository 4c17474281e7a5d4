// Sources of spans too many to list: X in every place, long ranges, and the
// pairs of an interval's two sides.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_SOURCES_H_
#define ANNALS_TIME_INTERNAL_EDTF_SOURCES_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "annals/time/edtf_ast.h"
#include "annals/time/instant.h"
#include "annals/time/internal/edtf_units.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals::edtf_internal {

// The instants that an endpoint may be, both ends included.
struct Range {
  Instant low;
  Instant high;
};

// One span for each unit that `date` may mean from `first` to `last`. Not for
// seasons.
//
// Why a few suffice: a unit that lies between two bounds of the other span,
// and touches neither, has the relations that any such unit has. So those
// matter that hold a bound, and the nearest few on either side.
class UnitSource : public SpanSource {
 public:
  using SpanOfUnit = std::function<Span(const Unit&)>;
  UnitSource(const EdtfDate& date, const Unit& first, const Unit& last,
             SpanOfUnit span_of);

  std::vector<Span> Near(const Span& other) const override;
  std::vector<Span> All(size_t max) const override;

 private:
  void AddNear(const Unit& day, std::vector<Span>& spans) const;

  EdtfDate date_;
  Unit first_;
  Unit last_;
  SpanOfUnit span_of_;
};

// The spans that start in one range and end in another. The ranges are sorted
// and do not touch, and each start has some end after it, and each end some
// start before it.
//
// Why a few suffice: as for units, and an end that must be after a start is
// best tried with the earliest start and the latest end between two bounds.
class PairSource : public SpanSource {
 public:
  PairSource(std::vector<Range> starts, std::vector<Range> ends);

  std::vector<Span> Near(const Span& other) const override;
  std::vector<Span> All(size_t max) const override;

 private:
  std::vector<Range> starts_;
  std::vector<Range> ends_;
};

// The spans that start in one of `starts` and end in one of `ends`.
std::vector<Span> Pairs(const std::vector<Range>& starts,
                        const std::vector<Range>& ends);

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_SOURCES_H_
