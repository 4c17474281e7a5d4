// SalvageStore() makes a new store of what is left of a damaged one.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/backup.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/derived.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/log_copy.h"
#include "annals/store/internal/new_file.h"
#include "annals/store/internal/schema.h"

namespace annals {
namespace store_internal {
namespace {

namespace fs = std::filesystem;

// A row of the log takes up more than this.
constexpr int64_t kRowBytesMin = 128;

// Where in the new store each revision came from. Beside the tables of a store
// (docs/format.md), which allows others.
constexpr char kMakeSalvaged[] =
    "CREATE TABLE salvaged (sequence INTEGER PRIMARY KEY, "
    "damaged_sequence INTEGER NOT NULL, damaged_hash BLOB NOT NULL)";

class Salvager {
 public:
  Salvager(Database& damaged, Database& saved, int64_t file_bytes)
      : damaged_(damaged), saved_(saved), file_bytes_(file_bytes) {}

  absl::StatusOr<SalvageReport> Salvage() {
    Transaction transaction(saved_, Transaction::Kind::kWrite);
    ANNALS_RETURN_IF_ERROR(transaction.begun());
    ANNALS_RETURN_IF_ERROR(saved_.Execute(kMakeSalvaged));
    const int64_t last = FindLast();
    for (int64_t i = 1; i <= last; ++i) {
      ANNALS_RETURN_IF_ERROR(SaveOrCount(i));
    }
    if (report_.end_is_unknown) ForgetTail();
    if (tip_.sequence == 0) {
      return absl::DataLossError(absl::StrCat(
          damaged_.location(),
          ": no revision can be read; want one at least: restore a backup"));
    }
    CopyKeyedBatches().IgnoreError();
    ANNALS_RETURN_IF_ERROR(RebuildDerived(saved_));
    ANNALS_RETURN_IF_ERROR(transaction.Commit());
    report_.saved_revisions = tip_.sequence;
    return std::move(report_);
  }

 private:
  // From the table, else from its index, else as many as could be.
  int64_t FindLast() {
    for (const char* sql :
         {"SELECT max(sequence) FROM revision NOT INDEXED",
          "SELECT max(sequence) FROM revision INDEXED BY revision_by_record "
          "WHERE record_id >= ''"}) {
      const absl::StatusOr<int64_t> last = damaged_.SelectInt(sql);
      if (last.ok() && *last > 0) return std::min(*last, SequenceMax());
    }
    report_.end_is_unknown = true;
    return SequenceMax();
  }

  int64_t SequenceMax() const { return file_bytes_ / kRowBytesMin + 1; }

  // After the last that was found nobody knows whether there were more.
  void ForgetTail() {
    if (report_.lost.empty()) return;
    const SalvageReport::Stretch tail = report_.lost.back();
    report_.lost.pop_back();
    report_.lost_revisions -= tail.last - tail.first + 1;
  }

  absl::Status SaveOrCount(int64_t sequence) {
    absl::StatusOr<Revision> revision = ReadRevision(damaged_, sequence);
    if (revision.ok()) {
      ANNALS_ASSIGN_OR_RETURN(const bool is_saved,
                              Save(*std::move(revision), sequence));
      if (is_saved) return absl::OkStatus();
    }
    ++report_.lost_revisions;
    auto& lost = report_.lost;
    if (!lost.empty() && lost.back().last == sequence - 1) {
      lost.back().last = sequence;
    } else if (lost.size() < SalvageReport::kLostMax) {
      lost.push_back({sequence, sequence});
    }
    return absl::OkStatus();
  }

  // False if what is in it cannot be a record, or cannot follow the one before.
  absl::StatusOr<bool> Save(Revision revision, int64_t sequence) {
    if (revision.commit_time() < tip_.commit_time) return false;
    const std::string damaged_hash = revision.hash();
    if (revision.batch() != damaged_batch_) {
      damaged_batch_ = revision.batch();
      batch_ = tip_.sequence + 1;
    }
    revision.set_batch(batch_);
    revision.set_sequence(tip_.sequence + 1);
    revision.set_previous_hash(tip_.hash);
    revision.set_hash(ChainHash(revision));
    const absl::StatusOr<int64_t> kind = KindInRow(damaged_, sequence);
    const absl::Status copied =
        CopyRevision(saved_, revision, kind.ok() ? *kind : 1);
    if (absl::IsDataLoss(copied)) return false;
    ANNALS_RETURN_IF_ERROR(copied);
    tip_ = {revision.sequence(), revision.commit_time(), revision.hash()};
    Statement insert = saved_.Prepare("INSERT INTO salvaged VALUES (?1,?2,?3)");
    insert.Bind(1, tip_.sequence).Bind(2, sequence).BindBlob(3, damaged_hash);
    ANNALS_RETURN_IF_ERROR(insert.Run());
    return true;
  }

  // Only those of whose batches nothing is lost, nor before them: their numbers
  // mean the same revisions then.
  absl::Status CopyKeyedBatches() {
    const int64_t last_same =
        report_.lost.empty() ? tip_.sequence : report_.lost.front().first - 1;
    Statement query = damaged_.Prepare(
        "SELECT idempotency_key, salt, request_hash, sequence_before, "
        "sequence_after FROM keyed_batch WHERE sequence_after <= ?1");
    query.Bind(1, last_same);
    while (true) {
      ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
      if (!found) return absl::OkStatus();
      Statement insert = saved_.Prepare(
          "INSERT OR IGNORE INTO keyed_batch (idempotency_key, salt, "
          "request_hash, sequence_before, sequence_after) "
          "VALUES (?1, ?2, ?3, ?4, ?5)");
      insert.Bind(1, query.Text(0)).BindBlob(2, query.Blob(1));
      insert.BindBlob(3, query.Blob(2)).Bind(4, query.Int(3));
      ANNALS_RETURN_IF_ERROR(insert.Bind(5, query.Int(4)).Run());
    }
  }

  Database& damaged_;
  Database& saved_;
  const int64_t file_bytes_;
  SalvageReport report_;
  Tip tip_ = {0, 0, ZeroHash()};
  int64_t damaged_batch_ = 0;
  int64_t batch_ = 0;
};

// With the log that belongs to it, which SQLite will copy into it.
absl::Status CopyFiles(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  if (!error && fs::exists(from + "-wal", error)) {
    fs::copy_file(from + "-wal", to + "-wal",
                  fs::copy_options::overwrite_existing, error);
  }
  if (!error) return absl::OkStatus();
  return absl::Status(
      absl::ErrnoToStatusCode(error.value()),
      absl::StrCat(from, ": cannot be copied (", error.message(), ")"));
}

// Pages are not checked: what matters is whether revisions agree with their
// hashes.
absl::StatusOr<std::unique_ptr<Database>> OpenDamaged(std::string_view location,
                                                      const std::string& path) {
  DatabaseOptions options;
  options.path = path;
  options.checks_pages = false;
  return Database::Open(location, options);
}

absl::StatusOr<std::unique_ptr<Database>> MakeStore(std::string_view name,
                                                    const std::string& path) {
  DatabaseOptions options;
  options.create = true;
  options.path = path;
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                          Database::Open(name, options));
  ANNALS_RETURN_IF_ERROR(CreateSchema(*database));
  return database;
}

absl::StatusOr<SalvageReport> Salvage(std::string_view damaged,
                                      std::string_view file) {
  ANNALS_ASSIGN_OR_RETURN(NewFile saved, NewFile::Begin(file, false));
  ANNALS_ASSIGN_OR_RETURN(const NewFile copy, NewFile::Begin(file, false));
  ANNALS_RETURN_IF_ERROR(CopyFiles(std::string(damaged), copy.path()));
  std::error_code error;
  const auto bytes = static_cast<int64_t>(fs::file_size(copy.path(), error));
  ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<Database> from,
                          OpenDamaged(damaged, copy.path()));
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> to,
                          MakeStore(file, saved.path()));
  ANNALS_ASSIGN_OR_RETURN(SalvageReport report,
                          Salvager(*from, *to, bytes).Salvage());
  to.reset();
  ANNALS_RETURN_IF_ERROR(saved.Finish());
  return report;
}

}  // namespace
}  // namespace store_internal

absl::StatusOr<SalvageReport> SalvageStore(std::string_view damaged,
                                           std::string_view file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(damaged, error)) {
    return absl::NotFoundError(
        absl::StrCat(AsAbsl(damaged), ": no such file; want a damaged store"));
  }
  return store_internal::Salvage(damaged, file);
}

}  // namespace annals
