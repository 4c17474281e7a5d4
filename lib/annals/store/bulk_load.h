// BulkLoad() puts any number of records into a store, a batch at a time.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_BULK_LOAD_H_
#define ANNALS_STORE_BULK_LOAD_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/record/validate.h"
#include "annals/store/store.h"

namespace annals {

// How far a load has come.
struct BulkProgress {
  int64_t read = 0;
  int64_t added = 0;
  int64_t changed = 0;
  int64_t unchanged = 0;
  int64_t restored = 0;
  int64_t rejected = 0;
  // Read, and waiting for what they name.
  int64_t held_back = 0;
};

struct BulkOptions {
  // A batch is full when it has so many records or bytes. In a store of a
  // million records nearly every record of a batch costs the writing of a page
  // of each index, unless it shares that page with others of its batch. The
  // first batches of a load are smaller: of a quarter, but not below 10,000,
  // then of twice that.
  size_t batch_records_max = 50'000;
  size_t batch_bytes_max = size_t{64} << 20;
  // So many bytes of records may wait for what they name.
  size_t held_back_bytes_max = size_t{256} << 20;
  // Kept with every revision.
  std::string author;
  std::string reason;
  std::string correlation_id;
  // Called after each batch.
  std::function<void(const BulkProgress&)> progress;
  // Asked before each record; true ends the load. What was committed stays.
  std::function<bool()> stop;
};

// What became of one record.
struct BulkOutcome {
  // The record's place among those read, from 0.
  int64_t index = 0;
  // Nothing if it was rejected; then `faults` says why.
  std::optional<Outcome> outcome;
  std::vector<Fault> faults;
};

struct BulkResult {
  BulkProgress counts;
  // True if `stop` ended it. What is held back has then not been put.
  bool is_stopped = false;
};

// Takes records from `next` until it returns nothing, and appends them in
// batches, each of them whole and durable. `tell` hears what became of every
// record, once its batch is committed. A batch is committed by another thread,
// while the next is read and prepared.
//
// A record may name others that come later: it is held back, and put at the
// end. One that has faults of its own, or names what never came, is rejected,
// and the rest goes on. After a stop or a crash the same load may be begun
// again: what is in the store already is `unchanged`, and nothing is added
// twice.
//
//   std::ifstream file("events.jsonl");
//   absl::StatusOr<annals::BulkResult> result = annals::BulkLoad(
//       *store, [&file] { return NextRecord(file); }, {}, Tell);
//
// An error of `next` or of the store ends it and is returned; so does
// ResourceExhausted if more is held back than the options allow: sort the
// records then, so that sources, entities and events come before what names
// them. Memory is bounded by the options: two batches, several times their
// bytes, and what is held back.
//
// While it runs, another thread copies what was committed from the journal into
// the file. The journal may grow to 256 MB and what one batch writes; when the
// load ends, whatever ended it, all of one longer than 32 MB has been copied,
// unless a reader needs it or the disk is full; its file may stay that long
// until the next commit.
//
// Other threads may use the store meanwhile, and load into it too; `next`,
// `tell` and the functions of the options are called by the thread that loads,
// one at a time.
absl::StatusOr<BulkResult> BulkLoad(
    Store& store,
    absl::FunctionRef<absl::StatusOr<std::optional<Record>>()> next,
    const BulkOptions& options,
    absl::FunctionRef<void(const BulkOutcome&)> tell);

}  // namespace annals

#endif  // ANNALS_STORE_BULK_LOAD_H_
