// PlainFind() holds every live event against a query, one after the other.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/timeline/plain_find.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "annals/base/status_macros.h"
#include "tests/timeline/event_matcher.h"

namespace annals::testing {
namespace {

// Earliest start, latest end, id; without a date last.
bool IsEarlier(const Answer& a, const Answer& b) {
  const auto key = [](const Answer& answer) {
    const bool is_undated = !answer.span.has_value();
    const Span span = answer.span.value_or(Span::Unbounded());
    return std::make_tuple(is_undated, span.earliest_start.code(),
                           span.latest_end.code());
  };
  const auto key_a = key(a);
  const auto key_b = key(b);
  return key_a != key_b ? key_a < key_b : a.event.id() < b.event.id();
}

// The page of the answers that the query wants.
void CutToPage(const Query& query, std::vector<Answer>& answers) {
  const auto size = static_cast<int64_t>(answers.size());
  const int64_t begin = std::clamp<int64_t>(query.offset(), 0, size);
  const int64_t length =
      std::clamp<int64_t>(query.limit().value_or(size), 0, size - begin);
  answers.erase(answers.begin() + begin + length, answers.end());
  answers.erase(answers.begin(), answers.begin() + begin);
}

// True unless the query says itself which claims it wants.
bool SpeaksOfAsserted(const Query& query) {
  return !query.all() && query.modalities().empty() && query.statuses().empty();
}

}  // namespace

absl::StatusOr<Found> PlainFind(const Query& query, Store& store) {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store.Resolve(query.as_of()));
  AsOf as_of;
  as_of.sequence = point.sequence;
  ANNALS_ASSIGN_OR_RETURN(const EventMatcher matcher,
                          EventMatcher::Make(query, store, as_of));
  Found found;
  const auto visit = [&](StoredRecord stored) -> absl::Status {
    ANNALS_ASSIGN_OR_RETURN(Verdict verdict, matcher.Match(std::move(stored)));
    if (!verdict.fits) return absl::OkStatus();
    const bool has_date_enough = verdict.is_dated || query.undated();
    if (verdict.time_fits && verdict.claims_fit && !has_date_enough) {
      ++found.undated;
    }
    if (verdict.time_fits && !verdict.claims_fit && SpeaksOfAsserted(query)) {
      ++found.unasserted;
    }
    if (!has_date_enough) return absl::OkStatus();
    if (verdict.Matches()) found.answers.push_back(std::move(verdict.answer));
    return absl::OkStatus();
  };
  ANNALS_RETURN_IF_ERROR(store.Scan(RecordKind::kEvent, as_of, visit));
  found.total = static_cast<int64_t>(found.answers.size());
  if (query.order() == Query::Order::kTime) {
    std::sort(found.answers.begin(), found.answers.end(), IsEarlier);
  }
  CutToPage(query, found.answers);
  return found;
}

}  // namespace annals::testing
