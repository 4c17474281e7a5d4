// Batches with an idempotency key, so that none of them is made twice.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/keyed_batch.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/content.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/record_index.h"

namespace annals::store_internal {
namespace {

std::string RequestHash(const std::string& salt, const std::string& digest) {
  return Sha256(absl::StrCat(salt, digest));
}

// A digest as the library of format 1 made it, which knew puts and retractions
// only. The keys that it left behind still stand for the same requests.
std::string DigestOfFormat1(const PreparedBatch& prepared) {
  std::string digests;
  for (const PreparedChange& change : prepared.changes) {
    digests += Sha256(absl::StrCat(
        change.IsPut() ? "put " : "retract ", change.cascade ? 1 : 0, " ",
        change.expected_revision.value_or(-1), " ", change.id.size(), " ",
        change.id, change.content));
  }
  return Sha256(digests);
}

bool IsOfFormat1(const PreparedBatch& prepared) {
  return std::all_of(prepared.changes.begin(), prepared.changes.end(),
                     [](const PreparedChange& change) {
                       return change.IsPut() ||
                              change.operation == Change::Operation::kRetract;
                     });
}

bool IsSameRequest(const KeyedBatch& known, const PreparedBatch& prepared) {
  return RequestHash(known.salt, prepared.digest) == known.request_hash ||
         (IsOfFormat1(prepared) &&
          RequestHash(known.salt, DigestOfFormat1(prepared)) ==
              known.request_hash);
}

// What the batch made of one record, which it changed by revision `head`.
absl::StatusOr<Outcome::What> WhatBecameOf(Database& database,
                                           const PreparedChange& change,
                                           const Head& head,
                                           const KeyedBatch& known) {
  if (head.is_redaction) return Outcome::What::kRedacted;
  if (!head.is_live) return Outcome::What::kRetracted;
  if (change.operation == Change::Operation::kRestore) {
    return Outcome::What::kRestored;
  }
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Head> before,
                          FindHead(database, change.id, known.sequence_before));
  if (before.has_value() && before->is_live) return Outcome::What::kChanged;
  ANNALS_ASSIGN_OR_RETURN(
      const std::optional<Revision> last,
      FindNewestPut(database, change.id, known.sequence_before));
  const bool is_back = last.has_value() && last->content() == change.content;
  return is_back ? Outcome::What::kRestored : Outcome::What::kAdded;
}

absl::StatusOr<Outcome> RepeatedOutcome(Database& database,
                                        const PreparedChange& change,
                                        const KeyedBatch& known) {
  const std::string& id = change.id;
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Head> head,
                          FindHead(database, id, known.sequence_after));
  if (!head.has_value()) {
    return absl::DataLossError(absl::StrCat(
        database.location(), ": the batch with key ", Quoted(known.key),
        " left no record ", Quoted(id), "; want it in the log"));
  }
  Outcome outcome = {Outcome::What::kUnchanged, id, head->sequence};
  if (head->sequence > known.sequence_before) {
    ANNALS_ASSIGN_OR_RETURN(outcome.what,
                            WhatBecameOf(database, change, *head, known));
  }
  return outcome;
}

// The records that the batch changed although no change of it named them.
absl::Status AddCascaded(Database& database, const KeyedBatch& known,
                         const absl::flat_hash_set<std::string>& named,
                         AppendResult& result) {
  Statement query = database.Prepare(
      "SELECT record_id, sequence FROM revision "
      "WHERE sequence > ?1 AND sequence <= ?2 ORDER BY sequence");
  query.Bind(1, known.sequence_before).Bind(2, known.sequence_after);
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return absl::OkStatus();
    std::string id(query.Text(0));
    if (named.contains(id)) continue;
    result.outcomes.push_back(
        {Outcome::What::kRetracted, std::move(id), query.Int(1)});
  }
}

}  // namespace

absl::StatusOr<std::optional<KeyedBatch>> FindKeyedBatch(Database& database,
                                                         std::string_view key) {
  Statement query = database.Prepare(
      "SELECT salt, request_hash, sequence_before, sequence_after "
      "FROM keyed_batch WHERE idempotency_key = ?1");
  query.Bind(1, key);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return std::optional<KeyedBatch>();
  return KeyedBatch{std::string(key), std::string(query.Blob(0)),
                    std::string(query.Blob(1)), query.Int(2), query.Int(3)};
}

absl::Status InsertKeyedBatch(Database& database, std::string_view key,
                              const PreparedBatch& prepared,
                              int64_t sequence_before, int64_t sequence_after) {
  ANNALS_ASSIGN_OR_RETURN(const std::string salt, RandomSalts(1));
  Statement insert = database.Prepare(
      "INSERT INTO keyed_batch (idempotency_key, salt, request_hash, "
      "sequence_before, sequence_after) VALUES (?1, ?2, ?3, ?4, ?5)");
  insert.Bind(1, key).BindBlob(2, salt);
  insert.BindBlob(3, RequestHash(salt, prepared.digest));
  insert.Bind(4, sequence_before).Bind(5, sequence_after);
  return insert.Run();
}

absl::StatusOr<AppendResult> RepeatedResult(Database& database,
                                            const KeyedBatch& known,
                                            const PreparedBatch& prepared) {
  if (known.request_hash.empty()) {
    return absl::AlreadyExistsError(absl::StrCat(
        "idempotency key ", Quoted(known.key),
        ": came before, with changes that a redaction has made the store "
        "forget; want a key of its own"));
  }
  if (!IsSameRequest(known, prepared)) {
    return absl::AlreadyExistsError(
        absl::StrCat("idempotency key ", Quoted(known.key),
                     ": came with other changes "
                     "before; want the same again, or a key of its own"));
  }
  AppendResult result;
  result.repeated = true;
  result.sequence = known.sequence_after;
  absl::flat_hash_set<std::string> named;
  for (const PreparedChange& change : prepared.changes) {
    ANNALS_ASSIGN_OR_RETURN(Outcome outcome,
                            RepeatedOutcome(database, change, known));
    if (!named.insert(change.id).second) {
      outcome.what = Outcome::What::kUnchanged;
    }
    result.outcomes.push_back(std::move(outcome));
  }
  ANNALS_RETURN_IF_ERROR(AddCascaded(database, known, named, result));
  return result;
}

}  // namespace annals::store_internal
