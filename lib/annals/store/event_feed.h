// An EventFeed is what an index of a store's events is made of, and kept up by.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_EVENT_FEED_H_
#define ANNALS_STORE_EVENT_FEED_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/record/record.h"
#include "annals/store/event_criteria.h"
#include "annals/store/state_row.h"
#include "annals/store/store.h"
#include "annals/store/term.h"
#include "annals/time/allen.h"

namespace annals {

// An answer that has not been read yet.
struct EventMatch {
  int64_t sequence = 0;
  // By what it is ordered: the bounds of its date as it is written.
  bool is_undated = false;
  int64_t earliest_start = 0;
  int64_t latest_end = 0;
  Certainty certainty = Certainty::kCertain;
  // The less, the better it matches the text that is asked for.
  int64_t rank = 0;
};

// What Timeline::MakeResident() asks of a store (Store::event_feed). Whoever
// wants to ask questions wants a Timeline.
//
// A put is known by its sequence number. What it says never changes; it is live
// until another revision of its record ends it. So an index follows a store by
// reading what is new:
//
//   absl::StatusOr<Point> point = feed->ReadAll(receiver);
//   ...
//   auto news = feed->ReadSince(point->sequence, receiver);
//
// Each function sees one state of the store from beginning to end. Errors are
// those of the Store, of whatever it calls, and what is said below.
// Thread-safe.
class EventFeed {
 public:
  // Is told what there is. Its errors end the reading.
  class Receiver {
   public:
    virtual ~Receiver() = default;
    // An event that is live, or an entity, whose id is given; ascending.
    virtual absl::Status Put(int64_t sequence, const StateRow& row,
                             std::string_view entity_id) = 0;
    // Of a record that was put or was never told of: it is live no longer.
    virtual absl::Status End(int64_t sequence) = 0;
    // These puts, ascending, bear the term. A term may come several times; puts
    // that are live no longer, or are no events, are among them. Comes after
    // every Put() of the reading.
    virtual absl::Status Bear(const Term& term,
                              absl::Span<const int64_t> sequences) = 0;
  };

  virtual ~EventFeed() = default;

  // All that is live now. One pass over the tables beside the log; no record is
  // decoded but the few whose terms are still to be sorted in.
  virtual absl::StatusOr<Point> ReadAll(Receiver& receiver) = 0;

  // What has changed after the revision `sequence`, the last of its batch. Each
  // revision is read and decoded.
  struct News {
    Point point;
    // Something was redacted: nothing has been told, and what was told before
    // is to be forgotten, and all to be read anew.
    bool has_redacted = false;
  };
  virtual absl::StatusOr<News> ReadSince(int64_t sequence,
                                         Receiver& receiver) = 0;

  // The page that the criteria want of these answers, as FindEvents() orders
  // them. Aborted if anything was redacted after criteria.sequence: some may be
  // gone, and the question is to be put again. Ordered by time or by id.
  virtual absl::StatusOr<std::vector<FoundEvent>> ReadPage(
      const EventCriteria& criteria, std::vector<EventMatch> matches) = 0;

  // Calls `visit` with what FindEvents(criteria) would have on its page, so
  // many events at a time (at least one), in the same order. All are of one
  // state, and no more of them are in memory than `visit` was given; of each
  // answer about fifty bytes are, to put them in order. `visit` may use the
  // store; while it runs, a journal that others write cannot be emptied.
  // Errors as of FindEvents(); what was visited before one may not be right.
  virtual absl::Status VisitFound(
      const EventCriteria& criteria, int64_t events_at_once,
      absl::FunctionRef<absl::Status(std::vector<FoundEvent>)> visit) = 0;

  // Calls `visit` with the event of each of these puts. Aborted as ReadPage(),
  // by `point`.
  virtual absl::Status VisitEvents(
      int64_t point, absl::Span<const int64_t> sequences,
      absl::FunctionRef<absl::Status(int64_t sequence, const Event& event)>
          visit) = 0;

  // Bytes that stand for the store, all that was in it until this revision, and
  // the rules by which its rows were made of it: of another store, another
  // history or another version of the rules they are others. NotFound if there
  // is no such revision.
  virtual absl::StatusOr<std::string> KeyOf(int64_t sequence) = 0;

  // A file beside the store may keep what an index was made of, in words of
  // whoever wrote it. The store knows nothing of them, but that they may be
  // those of records: a redaction deletes the file.
  //
  // What it holds now, mapped and not read: the bytes live as long as `owner`,
  // whatever takes the file's place meanwhile. NotFound if there is none;
  // DataLoss if it is no file, or empty; FailedPrecondition if more may read it
  // than the store; else what the system says, as PermissionDenied.
  struct KeptIndex {
    std::string path;
    std::string_view bytes;
    std::shared_ptr<const void> owner;
  };
  virtual absl::StatusOr<KeptIndex> MapIndex() = 0;

  // Puts what `write` gives to its sink into that file, in the place of what
  // was there, all or nothing, while nobody else writes the store. It must say
  // nothing that came after the revision `sequence`, and nothing that was
  // redacted until then: Aborted if anything was redacted since.
  // FailedPrecondition if the store is only read, or has several names, or
  // something that is no index has the file's name; ResourceExhausted if the
  // disk is full, PermissionDenied for the folder: the old file stays. The name
  // of the file. `write` may read the store and must not write it, which would
  // wait for itself; writers of other processes wait as long
  // (StoreOptions::busy_timeout_ms).
  using Sink = absl::FunctionRef<absl::Status(std::string_view bytes)>;
  virtual absl::StatusOr<std::string> KeepIndex(
      int64_t sequence, absl::FunctionRef<absl::Status(Sink sink)> write) = 0;

  // Deletes it. OK if there is none; FailedPrecondition if the store is only
  // read.
  virtual absl::Status DropIndex() = 0;
};

}  // namespace annals

#endif  // ANNALS_STORE_EVENT_FEED_H_
