// ResidentState is what a ResidentIndex writes: it takes what a feed tells.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_RESIDENT_STATE_H_
#define ANNALS_TIMELINE_INTERNAL_RESIDENT_STATE_H_

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/index/changing_index.h"
#include "annals/index/row_set.h"
#include "annals/store/event_feed.h"
#include "annals/store/store.h"
#include "annals/timeline/internal/loose_times.h"
#include "annals/timeline/internal/plain_rows.h"
#include "annals/timeline/internal/resident_rows.h"
#include "annals/timeline/internal/resident_snapshot.h"
#include "annals/timeline/internal/resident_terms.h"

namespace annals::timeline_internal {

// After an error it is neither as it was nor as it should be: throw it away.
class ResidentState : public EventFeed::Receiver {
 public:
  ResidentState();

  absl::Status Put(int64_t sequence, const StateRow& row,
                   std::string_view entity_id) override;
  absl::Status End(int64_t sequence) override;
  absl::Status Bear(const Term& term,
                    absl::Span<const int64_t> sequences) override;

  // All that was told makes the state as of `point`.
  absl::StatusOr<std::shared_ptr<const ResidentSnapshot>> Publish(
      const Point& point);

  const Point& point() const { return point_; }

  // How many puts are kept, and how many of these are live no longer.
  int64_t kept() const { return kept_; }
  int64_t ended() const { return ended_; }

 private:
  friend class ResidentSeal;

  Point point_;
  ResidentRows rows_;
  ResidentTerms terms_;
  ChangingSpans plain_;
  ChangingSpans others_;
  // What is in plain_, by revision, and what was put and ended since that was
  // published.
  PlainRows plain_rows_;
  std::vector<uint32_t> plain_added_;
  std::vector<uint32_t> plain_ended_;
  RowSet dateless_;
  std::vector<uint32_t> dateless_added_;
  std::shared_ptr<LooseTimes> loose_times_;
  int64_t kept_ = 0;
  int64_t ended_ = 0;
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_RESIDENT_STATE_H_
