// A PreparedBatch is a batch made ready before any lock is taken.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_PREPARED_BATCH_H_
#define ANNALS_STORE_INTERNAL_PREPARED_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/derived.h"
#include "annals/store/internal/revision_row.h"
#include "annals/store/store.h"

namespace annals::store_internal {

// The bounds of what is kept beside the records.
inline constexpr size_t kIdempotencyKeyBytesMax = 256;
inline constexpr size_t kEnvelopeTextBytesMax = 65'536;

// One change, and all that can be known of it without looking into the store.
// Of a put with faults, what could be made out.
struct PreparedChange {
  Change::Operation operation = Change::Operation::kPut;
  std::string id;
  std::optional<int64_t> revision;
  bool cascade = false;
  std::optional<int64_t> expected_revision;

  // Of a put: its bytes with their salt and hash, what is derived from them,
  // the references that must hold, its claims' ids.
  std::string content;
  std::string salt;
  std::string content_hash;
  ReadableColumns columns;
  Derivation derivation;
  std::vector<Reference> references;
  std::vector<std::string> claims;

  bool IsPut() const { return operation == Change::Operation::kPut; }
};

struct PreparedBatch {
  // One for each change of the batch, in its order.
  std::vector<PreparedChange> changes;
  // What is wrong with the records by themselves.
  std::vector<BatchFault> faults;
  // A digest of the changes, for comparing with the request that came with the
  // same idempotency key. Empty if the batch has no key.
  std::string digest;
};

// Checks and encodes every record of the batch. InvalidArgument if an author,
// a reason, a key cannot be kept; faults of records are gathered instead.
// Unavailable if the system has no randomness to give.
absl::StatusOr<PreparedBatch> Prepare(const Batch& batch);

// The put that brings back a record which the store holds as `content`.
absl::StatusOr<PreparedChange> PrepareRestored(const Record& record,
                                               std::string_view content);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_PREPARED_BATCH_H_
