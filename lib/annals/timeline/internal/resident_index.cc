// A ResidentIndex keeps a store's events in memory, in step with its log.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/resident_index.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/store/event_feed.h"
#include "annals/store/store.h"
#include "annals/timeline/internal/resident_seal.h"
#include "annals/timeline/internal/resident_state.h"
#include "annals/timeline/resident.h"

namespace annals::timeline_internal {
namespace {

// A revision that is read from the log costs as much as so many puts that are
// read from the tables.
constexpr int64_t kPutsPerRevision = 20;

// So few puts are not worth reading anew, however many of them have ended.
constexpr int64_t kFew = 10'000;

absl::StatusOr<EventFeed*> FeedOf(Store& store) {
  EventFeed* const feed = store.event_feed();
  if (feed != nullptr) return feed;
  return absl::UnimplementedError(
      "resident: a store of this kind cannot be followed in memory; its own "
      "answers are the same");
}

bool IsBetterReadAnew(const ResidentState& state, int64_t sequence) {
  const int64_t live = state.kept() - state.ended();
  const int64_t to_read = sequence - state.point().sequence;
  return to_read * kPutsPerRevision > std::max(live, kFew) ||
         state.ended() > std::max(live, kFew);
}

}  // namespace

ResidentIndex::ResidentIndex() = default;
ResidentIndex::~ResidentIndex() = default;

absl::StatusOr<std::unique_ptr<ResidentIndex>> ResidentIndex::Load(
    Store& store, const ResidentOptions& options) {
  using File = ResidentOptions::File;
  ANNALS_ASSIGN_OR_RETURN(EventFeed* const feed, FeedOf(store));
  auto index = std::unique_ptr<ResidentIndex>(new ResidentIndex());
  ResidentReport& report = index->report_;
  if (options.file != File::kIgnore) report.reading = index->Begin(*feed);
  const bool has_begun = index->state_ != nullptr;
  const int64_t begun_at = has_begun ? index->state_->point().sequence : 0;
  auto snapshot = index->Current(store);
  if (has_begun) {
    // What cannot be followed was forged.
    report.reading = snapshot.ok() ? index->read_anew_ : snapshot.status();
    if (!snapshot.ok()) snapshot = index->Current(store);
    report.used_file = report.reading.ok();
  }
  ANNALS_RETURN_IF_ERROR(snapshot.status());
  if (report.used_file) report.behind = (*snapshot)->point.sequence - begun_at;
  if (options.file == File::kKeep) index->Keep(*feed, options.behind_max);
  return index;
}

// OK if there is a state now.
absl::Status ResidentIndex::Begin(EventFeed& feed) {
  const std::lock_guard<std::mutex> lock(writer_mutex_);
  ANNALS_ASSIGN_OR_RETURN(state_, OpenResident(feed));
  const absl::Status status = Show(state_->point());
  if (!status.ok()) state_ = nullptr;
  return status;
}

void ResidentIndex::Keep(EventFeed& feed, int64_t behind_max) {
  if (report_.used_file && report_.behind <= behind_max) return;
  const absl::StatusOr<std::string> written = KeepResident(*shown(), feed);
  report_.writing = written.status();
  if (written.ok()) report_.written = *written;
}

absl::StatusOr<std::shared_ptr<const ResidentSnapshot>> ResidentIndex::Current(
    Store& store) {
  ANNALS_ASSIGN_OR_RETURN(const Point point, store.Resolve({}));
  std::shared_ptr<const ResidentSnapshot> snapshot = shown();
  if (snapshot != nullptr && snapshot->point.sequence >= point.sequence) {
    return snapshot;
  }
  const std::lock_guard<std::mutex> lock(writer_mutex_);
  if (state_ == nullptr || state_->point().sequence < point.sequence ||
      shown() == nullptr) {
    const absl::Status status = CatchUp(store, point.sequence);
    if (!status.ok()) {
      state_ = nullptr;
      const std::lock_guard<std::mutex> shown_lock(shown_mutex_);
      shown_ = nullptr;
      return status;
    }
  }
  return shown();
}

absl::Status ResidentIndex::CatchUp(Store& store, int64_t sequence) {
  ANNALS_ASSIGN_OR_RETURN(EventFeed* const feed, FeedOf(store));
  if (state_ != nullptr && !IsBetterReadAnew(*state_, sequence)) {
    ANNALS_ASSIGN_OR_RETURN(const EventFeed::News news,
                            feed->ReadSince(state_->point().sequence, *state_));
    if (!news.has_redacted) return Show(news.point);
  }
  read_anew_ = absl::FailedPreconditionError(
      "resident: what was kept is too old to be followed, or something was "
      "redacted since; want all read anew");
  state_ = std::make_unique<ResidentState>();
  ANNALS_ASSIGN_OR_RETURN(const Point point, feed->ReadAll(*state_));
  return Show(point);
}

absl::Status ResidentIndex::Show(const Point& point) {
  ANNALS_ASSIGN_OR_RETURN(std::shared_ptr<const ResidentSnapshot> snapshot,
                          state_->Publish(point));
  const std::lock_guard<std::mutex> lock(shown_mutex_);
  shown_.swap(snapshot);
  return absl::OkStatus();
}

std::shared_ptr<const ResidentSnapshot> ResidentIndex::shown() const {
  const std::lock_guard<std::mutex> lock(shown_mutex_);
  return shown_;
}

}  // namespace annals::timeline_internal
