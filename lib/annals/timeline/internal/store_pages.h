// StorePages read what a query chose from a store, a page at a time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_STORE_PAGES_H_
#define ANNALS_TIMELINE_INTERNAL_STORE_PAGES_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/event_criteria.h"
#include "annals/store/store.h"
#include "annals/timeline/internal/event_finder.h"
#include "annals/timeline/query.h"
#include "annals/timeline/selection_pages.h"

namespace annals::timeline_internal {

// See Timeline::Pages().
class StorePages : public SelectionPages {
 public:
  static absl::StatusOr<std::unique_ptr<SelectionPages>> Make(
      const Query& query, const PageOptions& options, Store& store);

  absl::Status Visit(
      const PageParts& parts,
      absl::FunctionRef<absl::Status(const Selection&)> visit) override;

 private:
  class Reading;

  StorePages(Query query, PageOptions options, Store& store, EventFinder finder,
             EventCriteria criteria)
      : query_(std::move(query)),
        options_(options),
        store_(store),
        finder_(std::move(finder)),
        criteria_(std::move(criteria)) {}

  // What was found, so many events at a time.
  absl::Status VisitFound(
      absl::FunctionRef<absl::Status(std::vector<FoundEvent>)> visit) const;

  const Query query_;
  const PageOptions options_;
  Store& store_;
  const EventFinder finder_;
  const EventCriteria criteria_;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_STORE_PAGES_H_
