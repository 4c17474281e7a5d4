// Spans: making them, and what their bounds imply.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/span.h"

#include <algorithm>

#include "annals/time/instant.h"

namespace annals {

Span Span::Unbounded() { return Span(); }

Span Span::Exactly(Instant start, Instant end) {
  return Span{start, start, end, end};
}

Span Span::Within(Instant first, Instant last) {
  return Span{first, last.Previous(), first.Next(), last};
}

Span Span::Hull(const Span& a, const Span& b) {
  return Span{std::min(a.earliest_start, b.earliest_start),
              std::max(a.latest_start, b.latest_start),
              std::min(a.earliest_end, b.earliest_end),
              std::max(a.latest_end, b.latest_end)};
}

bool Span::IsSatisfiable() const {
  return earliest_start <= latest_start && earliest_end <= latest_end &&
         earliest_start < latest_end;
}

Span Span::Tightened() const {
  return Span{earliest_start, std::min(latest_start, latest_end.Previous()),
              std::max(earliest_end, earliest_start.Next()), latest_end};
}

}  // namespace annals
