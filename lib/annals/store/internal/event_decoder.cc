// An EventDecoder checks and decodes the events of many puts.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/event_decoder.h"

#include <system_error>
#include <utility>

#include "annals/base/status_macros.h"

namespace annals::store_internal {
namespace {

// So many that handing them over costs little beside decoding them; fewer of
// long ones.
constexpr size_t kBatchSize = 64;
constexpr size_t kBatchBytes = 131'072;
constexpr size_t kBatchesMax = 6;

// What held more is let go of: its memory would stay as large.
constexpr size_t kSpareBytesMax = 16'384;

}  // namespace

EventDecoder::~EventDecoder() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_over_ = true;
  }
  changed_.notify_all();
  if (helper_.joinable()) helper_.join();
}

Revision EventDecoder::TakeSpare() {
  if (spares_.empty()) return Revision();
  Revision spare = std::move(spares_.back());
  spares_.pop_back();
  return spare;
}

absl::Status EventDecoder::Add(UndecodedEvent put) {
  if (gathered_ == nullptr) gathered_ = std::make_unique<Batch>();
  gathered_bytes_ += put.revision.content().size();
  gathered_->puts.push_back(std::move(put));
  if (gathered_->puts.size() < kBatchSize && gathered_bytes_ < kBatchBytes) {
    return absl::OkStatus();
  }
  Submit();
  return VisitDone(kBatchesMax);
}

absl::Status EventDecoder::Finish() {
  if (gathered_ != nullptr) Submit();
  return VisitDone(0);
}

// A few events are decoded sooner than a thread is started.
void EventDecoder::Submit() {
  size_t waiting = 0;
  gathered_bytes_ = 0;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    batches_.push_back(std::move(gathered_));
    waiting = batches_.size();
  }
  if (waiting > 1 && !helper_was_asked_for_) StartHelper();
  changed_.notify_all();
}

absl::Status EventDecoder::VisitDone(size_t max) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!batches_.empty()) {
    if (batches_.size() > max) FinishFront(lock);
    if (batches_.front()->state != Batch::State::kDone) break;
    const std::unique_ptr<Batch> batch = std::move(batches_.front());
    batches_.pop_front();
    lock.unlock();
    for (size_t i = 0; i < batch->puts.size(); ++i) {
      ANNALS_RETURN_IF_ERROR(batch->events[i].status());
      ANNALS_RETURN_IF_ERROR(
          visit_(batch->puts[i], *std::move(batch->events[i])));
      Revision& done = batch->puts[i].revision;
      if (done.content().size() <= kSpareBytesMax) {
        spares_.push_back(std::move(done));
      }
    }
    lock.lock();
  }
  return absl::OkStatus();
}

// Rather than wait for the helper, takes one off it.
void EventDecoder::FinishFront(std::unique_lock<std::mutex>& lock) {
  while (batches_.front()->state != Batch::State::kDone) {
    if (!DecodeNext(lock)) changed_.wait(lock);
  }
}

bool EventDecoder::DecodeNext(std::unique_lock<std::mutex>& lock) {
  for (const std::unique_ptr<Batch>& each : batches_) {
    if (each->state != Batch::State::kWaiting) continue;
    // Batches stay where they are while others come and go.
    Batch& batch = *each;
    batch.state = Batch::State::kTaken;
    lock.unlock();
    Decode(batch);
    lock.lock();
    batch.state = Batch::State::kDone;
    changed_.notify_all();
    return true;
  }
  return false;
}

void EventDecoder::Decode(Batch& batch) const {
  batch.events.reserve(batch.puts.size());
  for (UndecodedEvent& put : batch.puts) {
    batch.events.push_back(decode_(put));
  }
}

void EventDecoder::StartHelper() {
  helper_was_asked_for_ = true;
  try {
    helper_ = std::thread([this] { RunHelper(); });
  } catch (const std::system_error&) {
    // Then there is none.
  }
}

void EventDecoder::RunHelper() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!is_over_) {
    if (!DecodeNext(lock)) changed_.wait(lock);
  }
}

}  // namespace annals::store_internal
