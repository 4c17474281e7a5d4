// StorePages read what a query chose from a store, a page at a time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/store_pages.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/store/event_feed.h"
#include "annals/timeline/internal/answer.h"
#include "annals/timeline/internal/selection_gatherer.h"

namespace annals::timeline_internal {
namespace {

absl::Status CheckPositive(const char* name, int64_t value) {
  if (value > 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, " ", value, "; want 1 or more"));
}

}  // namespace

// One call of Visit().
class StorePages::Reading {
 public:
  Reading(const StorePages& pages, const PageParts& parts)
      : pages_(pages),
        parts_(parts),
        gatherer_(pages.store_, At(pages.finder_.point()), pages.query_.all()) {
    page_.sequence = pages.finder_.point().sequence;
    page_.commit_time = pages.finder_.point().commit_time;
  }

  absl::StatusOr<const Selection*> Page(std::vector<FoundEvent> events) {
    page_.events.clear();
    page_.links.clear();
    ForgetIfMany();
    for (FoundEvent& event : events) {
      ANNALS_ASSIGN_OR_RETURN(Answer answer, ToAnswer(std::move(event)));
      page_.events.push_back(std::move(answer));
    }
    if (parts_.links) ANNALS_RETURN_IF_ERROR(gatherer_.GatherLinks(page_));
    if (parts_.names) ANNALS_RETURN_IF_ERROR(gatherer_.GatherNamed(page_));
    return &page_;
  }

 private:
  void ForgetIfMany() {
    const int64_t max = pages_.options_.names_max;
    if (static_cast<int64_t>(page_.named.size()) > max) page_.named.clear();
    if (gatherer_.words() > max) gatherer_.ForgetWords();
  }

  const StorePages& pages_;
  const PageParts parts_;
  SelectionGatherer gatherer_;
  Selection page_;
};

absl::StatusOr<std::unique_ptr<SelectionPages>> StorePages::Make(
    const Query& query, const PageOptions& options, Store& store) {
  ANNALS_RETURN_IF_ERROR(CheckPositive("events_max", options.events_max));
  ANNALS_RETURN_IF_ERROR(CheckPositive("names_max", options.names_max));
  ANNALS_ASSIGN_OR_RETURN(EventFinder finder,
                          EventFinder::Make(query, store, nullptr));
  ANNALS_ASSIGN_OR_RETURN(EventCriteria criteria, finder.Criteria(query));
  return std::unique_ptr<SelectionPages>(new StorePages(
      query, options, store, std::move(finder), std::move(criteria)));
}

absl::Status StorePages::Visit(
    const PageParts& parts,
    absl::FunctionRef<absl::Status(const Selection&)> visit) {
  Reading reading(*this, parts);
  return VisitFound([&](std::vector<FoundEvent> events) -> absl::Status {
    ANNALS_ASSIGN_OR_RETURN(const Selection* const page,
                            reading.Page(std::move(events)));
    return visit(*page);
  });
}

absl::Status StorePages::VisitFound(
    absl::FunctionRef<absl::Status(std::vector<FoundEvent>)> visit) const {
  if (!query_.solved().has_value() && store_.event_feed() != nullptr) {
    return store_.event_feed()->VisitFound(criteria_, options_.events_max,
                                           visit);
  }
  // By solved bounds, all that was found is in memory.
  ANNALS_ASSIGN_OR_RETURN(FoundEvents found, finder_.Find(criteria_));
  auto next = found.page.begin();
  while (next != found.page.end()) {
    const auto count = std::min<std::ptrdiff_t>(
        static_cast<std::ptrdiff_t>(options_.events_max),
        std::distance(next, found.page.end()));
    std::vector<FoundEvent> events(std::make_move_iterator(next),
                                   std::make_move_iterator(next + count));
    next += count;
    ANNALS_RETURN_IF_ERROR(visit(std::move(events)));
  }
  return absl::OkStatus();
}

}  // namespace annals::timeline_internal
