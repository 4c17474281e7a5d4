// SalvageStore() makes a new store of what is left of a damaged one.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/content.h"
#include "annals/record/record.h"
#include "annals/store/backup.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/derived.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/log_copy.h"
#include "annals/store/internal/new_file.h"
#include "annals/store/internal/row_carving.h"
#include "annals/store/internal/schema.h"

namespace annals {
namespace store_internal {
namespace {

namespace fs = std::filesystem;

// A row of the log takes up more than this.
constexpr int64_t kRowBytesMin = 128;

// Hashes fit whatever they were made for; what follows from the log must fit
// too.
bool CanFollow(const Revision& revision, const Tip& tip) {
  if (revision.commit_time() < tip.commit_time) return false;
  if (revision.content().empty()) return true;
  const absl::StatusOr<Record> record = Decode(revision.content());
  return record.ok() && IdOf(*record) == revision.record_id();
}

// Where in the new store each revision came from. Beside the tables of a store
// (docs/format.md), which allows others.
constexpr char kMakeSalvaged[] =
    "CREATE TABLE salvaged (sequence INTEGER PRIMARY KEY, "
    "damaged_sequence INTEGER NOT NULL, damaged_hash BLOB NOT NULL)";

// Old rows of puts that were redacted since: what was to be forgotten must not
// come back.
constexpr char kEraseRedacted[] =
    "UPDATE revision SET salt = NULL, content = NULL WHERE operation = 1 AND "
    "EXISTS (SELECT 1 FROM revision AS later WHERE later.operation = 3 AND "
    "later.record_id = revision.record_id AND later.sequence > "
    "revision.sequence)";

// Of two rows of one revision the one whose content was redacted is right. One
// that holds no record is none.
absl::Status AddCarved(Database& carved, const Revision& revision,
                       int64_t kind) {
  Statement query =
      carved.Prepare("SELECT salt IS NULL FROM revision WHERE sequence = ?1");
  query.Bind(1, revision.sequence());
  ANNALS_ASSIGN_OR_RETURN(const bool is_there, query.Step());
  if (is_there) {
    if (!revision.salt().empty() || query.Int(0) != 0) return absl::OkStatus();
    query.Reset();
    Statement remove =
        carved.Prepare("DELETE FROM revision WHERE sequence = ?1");
    ANNALS_RETURN_IF_ERROR(remove.Bind(1, revision.sequence()).Run());
  }
  const absl::Status copied = CopyRevision(carved, revision, kind);
  return absl::IsDataLoss(copied) ? absl::OkStatus() : copied;
}

// A store of the rows that are found without SQLite's help, each under its old
// number.
absl::StatusOr<std::unique_ptr<Database>> CarveStore(const std::string& path) {
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> carved, OpenScratch());
  ANNALS_RETURN_IF_ERROR(
      carved->Execute("DROP TRIGGER revision_is_appended;"
                      "DROP TRIGGER revision_is_not_deleted;"
                      "DROP TRIGGER revision_is_not_changed"));
  Transaction transaction(*carved, Transaction::Kind::kWrite);
  ANNALS_RETURN_IF_ERROR(transaction.begun());
  ANNALS_RETURN_IF_ERROR(
      CarveRevisions(path, [&carved](const Revision& revision, int64_t kind) {
        return AddCarved(*carved, revision, kind);
      }));
  ANNALS_RETURN_IF_ERROR(carved->Execute(kEraseRedacted));
  ANNALS_RETURN_IF_ERROR(transaction.Commit());
  return carved;
}

// A revision, and the kind that its row says.
struct FoundRevision {
  Revision revision;
  int64_t kind = 1;
};

absl::StatusOr<FoundRevision> FindIn(Database& database, int64_t sequence) {
  FoundRevision found;
  ANNALS_ASSIGN_OR_RETURN(found.revision, ReadRevision(database, sequence));
  ANNALS_ASSIGN_OR_RETURN(found.kind, KindInRow(database, sequence));
  return found;
}

class Salvager {
 public:
  // `damaged` is null if SQLite cannot even open the file at `path`, which is
  // called `location`.
  Salvager(std::string_view location, const std::string& path,
           Database* damaged, Database& saved)
      : location_(location), path_(path), damaged_(damaged), saved_(saved) {}

  absl::StatusOr<SalvageReport> Salvage() {
    Transaction transaction(saved_, Transaction::Kind::kWrite);
    ANNALS_RETURN_IF_ERROR(transaction.begun());
    ANNALS_RETURN_IF_ERROR(saved_.Execute(kMakeSalvaged));
    ANNALS_ASSIGN_OR_RETURN(const int64_t last, FindLast());
    for (int64_t i = 1; i <= last; ++i) {
      ANNALS_RETURN_IF_ERROR(SaveOrCount(i));
    }
    if (tip_.sequence == 0) {
      return absl::DataLossError(absl::StrCat(
          location_,
          ": no revision can be read; want one at least: restore a backup"));
    }
    if (damaged_ != nullptr) CopyKeyedBatches().IgnoreError();
    ANNALS_RETURN_IF_ERROR(RebuildDerived(saved_));
    ANNALS_RETURN_IF_ERROR(transaction.Commit());
    report_.saved_revisions = tip_.sequence;
    return std::move(report_);
  }

 private:
  // From the table and from its index, which should agree; else also from the
  // rows that are there.
  absl::StatusOr<int64_t> FindLast() {
    int64_t last = 0;
    bool is_sound = damaged_ != nullptr;
    for (const char* sql :
         {"SELECT max(sequence) FROM revision NOT INDEXED",
          "SELECT max(sequence) FROM revision INDEXED BY revision_by_record "
          "WHERE record_id >= ''"}) {
      if (damaged_ == nullptr) break;
      const absl::StatusOr<int64_t> found = damaged_->SelectInt(sql);
      is_sound = is_sound && found.ok() && (last == 0 || *found == last);
      last = std::max(last, found.value_or(0));
    }
    report_.end_is_unknown = last == 0;
    if (!is_sound || last == 0) {
      ANNALS_ASSIGN_OR_RETURN(Database* const carved, Carved());
      ANNALS_ASSIGN_OR_RETURN(const int64_t found, LastSequence(*carved));
      last = std::max(last, found);
    }
    return std::min(last, SequenceMax());
  }

  // However much a damaged page promises.
  int64_t SequenceMax() const {
    int64_t bytes = 0;
    for (const char* suffix : {"", "-wal"}) {
      std::error_code error;
      const auto size = fs::file_size(path_ + suffix, error);
      if (!error) bytes += static_cast<int64_t>(size);
    }
    return bytes / kRowBytesMin + 1;
  }

  // Made when it is needed first.
  absl::StatusOr<Database*> Carved() {
    if (carved_ == nullptr) {
      ANNALS_ASSIGN_OR_RETURN(carved_, CarveStore(path_));
    }
    return carved_.get();
  }

  absl::StatusOr<FoundRevision> Find(int64_t sequence) {
    if (damaged_ != nullptr) {
      absl::StatusOr<FoundRevision> found = FindIn(*damaged_, sequence);
      if (found.ok()) return found;
    }
    ANNALS_ASSIGN_OR_RETURN(Database* const carved, Carved());
    return FindIn(*carved, sequence);
  }

  absl::Status SaveOrCount(int64_t sequence) {
    absl::StatusOr<FoundRevision> found = Find(sequence);
    if (found.ok()) {
      ANNALS_ASSIGN_OR_RETURN(
          const bool is_saved,
          Save(std::move(found->revision), found->kind, sequence));
      if (is_saved) return absl::OkStatus();
    } else if (!absl::IsDataLoss(found.status())) {
      return found.status();
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
  absl::StatusOr<bool> Save(Revision revision, int64_t kind, int64_t sequence) {
    if (!CanFollow(revision, tip_)) return false;
    const std::string damaged_hash = revision.hash();
    if (revision.batch() != damaged_batch_) {
      damaged_batch_ = revision.batch();
      batch_ = tip_.sequence + 1;
    }
    revision.set_batch(batch_);
    revision.set_sequence(tip_.sequence + 1);
    revision.set_previous_hash(tip_.hash);
    revision.set_hash(ChainHash(revision));
    const absl::Status copied = CopyRevision(saved_, revision, kind);
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
    Statement query = damaged_->Prepare(
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

  const std::string location_;
  const std::string path_;
  Database* const damaged_;
  Database& saved_;
  std::unique_ptr<Database> carved_;
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
// hashes. Null if it is too damaged for SQLite.
absl::StatusOr<std::unique_ptr<Database>> OpenDamaged(std::string_view location,
                                                      const std::string& path) {
  DatabaseOptions options;
  options.path = path;
  options.checks_pages = false;
  absl::StatusOr<std::unique_ptr<Database>> opened =
      Database::Open(location, options);
  if (absl::IsDataLoss(opened.status()) ||
      absl::IsInvalidArgument(opened.status())) {
    return nullptr;
  }
  return opened;
}

// Of a newer library's file nobody here knows what there is to save. If its
// first page has changed since it was written, its version tells nothing.
absl::Status CheckIsNotNewer(Database* damaged, const std::string& path) {
  if (damaged == nullptr ||
      damaged->SelectInt("PRAGMA user_version").value_or(0) <= kFormatVersion) {
    return absl::OkStatus();
  }
  DatabaseOptions options;
  options.path = path;
  options.read_only = true;
  const absl::StatusOr<std::unique_ptr<Database>> checked =
      Database::Open(damaged->location(), options);
  if (!checked.ok()) return absl::OkStatus();
  const absl::Status status = CheckSchema(**checked);
  return absl::IsFailedPrecondition(status) ? status : absl::OkStatus();
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
  ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<Database> from,
                          OpenDamaged(damaged, copy.path()));
  ANNALS_RETURN_IF_ERROR(CheckIsNotNewer(from.get(), copy.path()));
  ANNALS_ASSIGN_OR_RETURN(std::unique_ptr<Database> to,
                          MakeStore(file, saved.path()));
  ANNALS_ASSIGN_OR_RETURN(
      SalvageReport report,
      Salvager(damaged, copy.path(), from.get(), *to).Salvage());
  to.reset();
  saved.TakeModeOf(std::string(damaged));
  ANNALS_RETURN_IF_ERROR(saved.Finish());
  return report;
}

}  // namespace
}  // namespace store_internal

absl::StatusOr<SalvageReport> SalvageStore(std::string_view damaged,
                                           std::string_view file) {
  std::error_code error;
  if (std::filesystem::is_directory(damaged, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(AsAbsl(damaged), ": a folder; want a damaged store"));
  }
  if (!std::filesystem::exists(damaged, error)) {
    return absl::NotFoundError(
        absl::StrCat(AsAbsl(damaged), ": no such file; want a damaged store"));
  }
  if (!std::filesystem::is_regular_file(damaged, error)) {
    return absl::InvalidArgumentError(absl::StrCat(
        AsAbsl(damaged), ": not a plain file; want a damaged store"));
  }
  return store_internal::Salvage(damaged, file);
}

}  // namespace annals
