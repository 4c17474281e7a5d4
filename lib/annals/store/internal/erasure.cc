// Erasure: what a redaction deletes, and how it is kept from coming back.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/erasure.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/busy.h"
#include "annals/store/internal/derived.h"
#include "annals/store/internal/index_file.h"
#include "annals/store/internal/text_index.h"

namespace annals::store_internal {
namespace {

// What is due, as `meta` has it under the name "erasure": to write the file
// anew, and then to cut off the journal, which has the old pages and the new.
constexpr std::string_view kRewrite = "rewrite";
constexpr std::string_view kTruncate = "truncate";

absl::StatusOr<std::string> DueStep(Database& database) {
  Statement query =
      database.Prepare("SELECT value FROM meta WHERE name = 'erasure'");
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  return found ? std::string(query.Text(0)) : std::string();
}

absl::Status SetDueStep(Database& database, std::string_view step) {
  Statement replace = database.Prepare(
      "REPLACE INTO meta (name, value) VALUES ('erasure', ?1)");
  return replace.Bind(1, step).Run();
}

absl::Status TryToTruncateJournal(Database& database) {
  Statement query = database.Prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  ANNALS_RETURN_IF_ERROR(query.Step().status());
  if (query.Int(0) == 0) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat(database.location(),
                   ": somebody reads what was redacted; want to be alone with "
                   "the file for a moment: try again"));
}

// Copies the journal into the file and cuts it to nothing. SQLite does not wait
// for somebody else who is copying it.
absl::Status TruncateJournal(Database& database) {
  return TryWhileBusy(database.busy_timeout_ms(),
                      [&database] { return TryToTruncateJournal(database); });
}

// The copy that SQLite makes on the way may be larger than the memory; it holds
// nothing that was redacted.
absl::Status RewriteFile(Database& database) {
  ANNALS_RETURN_IF_ERROR(database.Execute("PRAGMA temp_store = FILE"));
  const absl::Status rewritten = database.Execute("VACUUM");
  ANNALS_RETURN_IF_ERROR(database.Execute("PRAGMA temp_store = MEMORY"));
  return rewritten;
}

// Batches with a key that may have brought what is redacted, also those that
// found it there and changed nothing. A hash of what they asked for would let
// one confirm a guess.
absl::Status ForgetRequests(Database& database, std::string_view id) {
  Statement update = database.Prepare(
      "UPDATE keyed_batch SET salt = x'', request_hash = x'' "
      "WHERE sequence_after >= "
      "(SELECT min(sequence) FROM revision WHERE record_id = ?1)");
  return update.Bind(1, id).Run();
}

}  // namespace

absl::Status EraseContent(Database& database, std::string_view id) {
  Statement update = database.Prepare(
      "UPDATE revision SET salt = NULL, content = NULL, title = NULL, "
      "earliest_start = NULL, latest_start = NULL, earliest_end = NULL, "
      "latest_end = NULL "
      "WHERE record_id = ?1 AND operation = 1 AND salt IS NOT NULL");
  ANNALS_RETURN_IF_ERROR(update.Bind(1, id).Run());
  return ForgetRequests(database, id);
}

absl::Status CompleteErasure(Database& database) {
  ANNALS_RETURN_IF_ERROR(ForgetTextSums(database));
  ANNALS_RETURN_IF_ERROR(RebuildDerived(database));
  return SetDueStep(database, kRewrite);
}

absl::StatusOr<bool> IsErasurePending(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const std::string due, DueStep(database));
  return !due.empty();
}

absl::StatusOr<bool> TakeErasureStep(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(const std::string due, DueStep(database));
  if (due.empty()) return true;
  // If it cannot be deleted, that is said once the store's own bytes are gone.
  const absl::Status index_deleted = DeleteIndexFile(database);
  // First of all: while a reader is in the way, a rewritten file would only
  // make the journal longer.
  ANNALS_RETURN_IF_ERROR(TruncateJournal(database));
  if (due == kRewrite) {
    ANNALS_RETURN_IF_ERROR(RewriteFile(database));
    ANNALS_RETURN_IF_ERROR(SetDueStep(database, kTruncate));
    return false;
  }
  ANNALS_RETURN_IF_ERROR(index_deleted);
  ANNALS_RETURN_IF_ERROR(
      database.Execute("DELETE FROM meta WHERE name = 'erasure'"));
  return true;
}

absl::Status FinishErasure(Database& database) {
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool is_done, TakeErasureStep(database));
    if (is_done) return absl::OkStatus();
  }
}

}  // namespace annals::store_internal
