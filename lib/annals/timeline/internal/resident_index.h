// A ResidentIndex keeps a store's events in memory, in step with its log.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIMELINE_INTERNAL_RESIDENT_INDEX_H_
#define ANNALS_TIMELINE_INTERNAL_RESIDENT_INDEX_H_

#include <cstdint>
#include <memory>
#include <mutex>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/event_feed.h"
#include "annals/store/store.h"
#include "annals/timeline/internal/resident_snapshot.h"
#include "annals/timeline/resident.h"

namespace annals::timeline_internal {

class ResidentState;

// One thread at a time brings it up to date; others that need as new a state
// wait for it. Thread-safe.
class ResidentIndex {
 public:
  // Begins with the file beside the store, if that is good and the options say
  // so, or reads all from the store. Unimplemented if it has no feed.
  static absl::StatusOr<std::unique_ptr<ResidentIndex>> Load(
      Store& store, const ResidentOptions& options);
  ~ResidentIndex();

  // What came of loading it.
  const ResidentReport& report() const { return report_; }

  // All that the store holds now, or a little later.
  absl::StatusOr<std::shared_ptr<const ResidentSnapshot>> Current(Store& store);

 private:
  ResidentIndex();

  absl::Status Begin(EventFeed& feed);
  void Keep(EventFeed& feed, int64_t behind_max);
  absl::Status CatchUp(Store& store, int64_t sequence);
  std::shared_ptr<const ResidentSnapshot> shown() const;
  absl::Status Show(const Point& point);

  // Does not change once it is loaded.
  ResidentReport report_;

  std::mutex writer_mutex_;
  std::unique_ptr<ResidentState> state_;  // guarded by writer_mutex_
  // Of all that was read anew, why; guarded by writer_mutex_.
  absl::Status read_anew_;

  mutable std::mutex shown_mutex_;
  std::shared_ptr<const ResidentSnapshot> shown_;  // guarded by shown_mutex_
};

}  // namespace annals::timeline_internal

#endif  // ANNALS_TIMELINE_INTERNAL_RESIDENT_INDEX_H_
