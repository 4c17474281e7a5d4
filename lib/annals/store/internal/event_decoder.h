// An EventDecoder checks and decodes the events of many puts.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_EVENT_DECODER_H_
#define ANNALS_STORE_INTERNAL_EVENT_DECODER_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/event_judge.h"
#include "annals/store/internal/event_page.h"
#include "annals/store/state_row.h"
#include "annals/time/span.h"

namespace annals::store_internal {

// A put whose event is wanted: as it was read, not checked yet, and what has
// been found out of it so far.
struct UndecodedEvent {
  Revision revision;
  StateRow row;
  EventJudge::Verdict verdict;
  // What the judge found besides: the bounds of its date.
  std::optional<Span> span;
};

// To check an event against its hash, and decode it, takes longer than to read
// it. So, where there are many, a second thread does that while the first reads
// on:
//
//   EventDecoder decoder(decode, visit);
//   while (...) ANNALS_RETURN_IF_ERROR(decoder.Add(std::move(put)));
//   ANNALS_RETURN_IF_ERROR(decoder.Finish());
//
// `decode` is called in either thread, and returns an empty event if it is not
// wanted: what is let go of in the thread that made it costs less than in
// another. `visit` is called in this thread, by Add() and Finish(), with one
// put after the other in the order in which they were added. Only some are held
// at a time: if the second thread does not keep up, the first decodes too, and
// a system that has no second to give is served all the same. Used by one
// thread.
class EventDecoder {
 public:
  using Decoder =
      std::function<absl::StatusOr<DecodedEvent>(UndecodedEvent& put)>;

  using Visitor = std::function<absl::Status(const UndecodedEvent& put,
                                             DecodedEvent event)>;

  EventDecoder(Decoder decode, Visitor visit)
      : decode_(std::move(decode)), visit_(std::move(visit)) {}
  ~EventDecoder();
  EventDecoder(const EventDecoder&) = delete;
  EventDecoder& operator=(const EventDecoder&) = delete;

  // A revision that is done with, or a new one: fifteen strings that need not
  // be made again.
  Revision TakeSpare();

  // An error of `visit`, or of `decode` about a put that was added before, is
  // the end.
  absl::Status Add(UndecodedEvent put);

  // Visits all that are left.
  absl::Status Finish();

 private:
  struct Batch {
    enum class State { kWaiting, kTaken, kDone };
    State state = State::kWaiting;
    std::vector<UndecodedEvent> puts;
    std::vector<absl::StatusOr<DecodedEvent>> events;
  };

  // Adds what has been gathered to those that wait.
  void Submit();
  // Visits from the front until at most `max` batches are left.
  absl::Status VisitDone(size_t max);
  // Sees to it that the batch at the front is done.
  void FinishFront(std::unique_lock<std::mutex>& lock);
  // Decodes the first that waits, if any does, without the lock.
  bool DecodeNext(std::unique_lock<std::mutex>& lock);
  void Decode(Batch& batch) const;
  void StartHelper();
  void RunHelper();

  const Decoder decode_;
  const Visitor visit_;
  // Not handed over yet, and the bytes of their records.
  std::unique_ptr<Batch> gathered_;
  size_t gathered_bytes_ = 0;
  std::vector<Revision> spares_;
  std::thread helper_;
  bool helper_was_asked_for_ = false;

  std::mutex mutex_;
  std::condition_variable changed_;
  // These under the mutex; what is in a batch belongs to whoever took it.
  std::deque<std::unique_ptr<Batch>> batches_;
  bool is_over_ = false;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_EVENT_DECODER_H_
