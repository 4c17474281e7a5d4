// VerifyStore() says whether a store is as it was written, and what is not.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/verify.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/content.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/derived.h"
#include "annals/store/internal/hash_chain.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/log_copy.h"
#include "annals/store/internal/store_file.h"
#include "annals/store/internal/tail.h"
#include "annals/store/internal/term.h"
#include "annals/store/internal/text_comparison.h"
#include "annals/store/store.h"

namespace annals {
namespace store_internal {
namespace {

constexpr int64_t kRevisionsPerProgress = 10'000;

// What is derived from the log, and so must be what the log makes of it. By
// the first columns rows are ordered; all columns are compared if none are
// named.
struct Derived {
  const char* table;
  const char* columns;
  int keys;
};
constexpr Derived kDerived[] = {
    {"revision",
     "sequence, kind, title, earliest_start, latest_start, earliest_end, "
     "latest_end",
     1},
    {"naming", "", 3},
    {"state", "", 1},
    // A count that came back to nothing may be there or not.
    {"(SELECT * FROM tally WHERE value <> 0)", "name, value", 1},
    {"term", "field, text", 2},
    {"link_end", "", 3},
};

class Verifier {
 public:
  // Of an older library's file the log and what is derived from it are looked
  // at in a copy that is up to date.
  Verifier(const OpenedForReading& opened, const VerifyOptions& options)
      : file_(opened.original != nullptr ? *opened.original : *opened.database),
        database_(*opened.database),
        options_(options) {}

  absl::StatusOr<VerifyReport> Verify() {
    ANNALS_RETURN_IF_ERROR(Note(CheckPages()));
    Transaction transaction(database_, Transaction::Kind::kRead);
    ANNALS_RETURN_IF_ERROR(Note(transaction.begun()));
    ANNALS_RETURN_IF_ERROR(Note(CheckStructure()));
    ANNALS_RETURN_IF_ERROR(Note(CheckLog()));
    // Of a bad log nothing can be derived.
    if (report_.is_sound()) ANNALS_RETURN_IF_ERROR(Note(CheckDerived()));
    return std::move(report_);
  }

 private:
  bool IsFull() const {
    return report_.faults.size() >= VerifyReport::kFaultsMax;
  }

  void AddFault(const std::string& fault) {
    if (!IsFull()) report_.faults.push_back(fault);
  }

  // Damage goes into the report; other errors go up.
  absl::Status Note(const absl::Status& status) {
    if (!absl::IsDataLoss(status)) return status;
    AddFault(std::string(status.message()));
    return absl::OkStatus();
  }

  void Tell(std::string_view what, int64_t done, int64_t of) const {
    if (options_.progress != nullptr) options_.progress(what, done, of);
  }

  absl::Status CheckPages() {
    Tell("pages", 0, 1);
    ANNALS_ASSIGN_OR_RETURN(report_.pages,
                            file_.CheckPages([this](const std::string& fault) {
                              AddFault(fault);
                              return !IsFull();
                            }));
    return absl::OkStatus();
  }

  absl::Status CheckStructure() {
    Tell("structure", 0, 1);
    Statement check = file_.Prepare("PRAGMA integrity_check(20)");
    while (true) {
      ANNALS_ASSIGN_OR_RETURN(const bool found, check.Step());
      if (!found || check.Text(0) == "ok") return absl::OkStatus();
      AddFault(absl::StrCat(database_.location(),
                            ": SQLite's structure: ", AsAbsl(check.Text(0))));
    }
  }

  absl::Status CheckLog() {
    ANNALS_ASSIGN_OR_RETURN(report_.revisions, LastSequence(database_));
    bool is_sound_so_far = true;
    for (int64_t i = 1; i <= report_.revisions && !IsFull(); ++i) {
      if (i % kRevisionsPerProgress == 0) Tell("log", i, report_.revisions);
      absl::Status status = CheckRevision(i);
      if (status.ok()) {
        if (is_sound_so_far) report_.sound_revisions = i;
        continue;
      }
      if (is_sound_so_far && absl::IsDataLoss(status)) {
        status = absl::DataLossError(absl::StrCat(
            status.message(), "; the ", i - 1, " before it are sound"));
      }
      is_sound_so_far = false;
      before_.reset();
      ANNALS_RETURN_IF_ERROR(Note(status));
    }
    if (before_.has_value()) {
      report_.hash = absl::BytesToHexString(before_->hash());
    }
    return absl::OkStatus();
  }

  absl::Status CheckRevision(int64_t sequence) {
    ANNALS_ASSIGN_OR_RETURN(Revision revision,
                            ReadRevision(database_, sequence));
    if (sequence == 1 && revision.previous_hash() != ZeroHash()) {
      return database_.Damaged(1, "goes on from another; want the first");
    }
    if (before_.has_value()) ANNALS_RETURN_IF_ERROR(CheckGoesOn(revision));
    if (!revision.content().empty()) {
      const absl::StatusOr<Record> record = Decode(revision.content());
      if (!record.ok() || IdOf(*record) != revision.record_id()) {
        return database_.Damaged(sequence, "holds no record of its id");
      }
    }
    before_ = std::move(revision);
    return absl::OkStatus();
  }

  absl::Status CheckGoesOn(const Revision& revision) const {
    if (revision.previous_hash() != before_->hash()) {
      return database_.Damaged(revision.sequence(),
                               "does not go on from the one before it; want "
                               "the chain unbroken");
    }
    if (revision.batch() != before_->batch() &&
        revision.batch() != revision.sequence()) {
      return database_.Damaged(revision.sequence(),
                               "its batch does not begin where the last ends");
    }
    if (revision.commit_time() < before_->commit_time()) {
      return database_.Damaged(revision.sequence(),
                               "committed before the one before it");
    }
    return absl::OkStatus();
  }

  // Makes all that is derived once more and compares.
  absl::Status CheckDerived() {
    Tell("derived tables", 0, 1);
    ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<Database> scratch,
                            OpenScratch());
    Transaction transaction(*scratch, Transaction::Kind::kWrite);
    ANNALS_RETURN_IF_ERROR(transaction.begun());
    for (int64_t i = 1; i <= report_.revisions; ++i) {
      ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                              ReadRevision(database_, i));
      ANNALS_ASSIGN_OR_RETURN(const int64_t kind, KindInRow(database_, i));
      ANNALS_RETURN_IF_ERROR(CopyRevision(*scratch, revision, kind));
    }
    // What is still to be sorted in is in no table, here or there.
    ANNALS_ASSIGN_OR_RETURN(const TailBounds tail, ReadTailBounds(database_));
    ANNALS_RETURN_IF_ERROR(RebuildDerived(
        *scratch, [](int64_t) {}, tail.size()));
    for (const Derived& derived : kDerived) {
      ANNALS_RETURN_IF_ERROR(Note(Compare(*scratch, derived)));
    }
    ANNALS_RETURN_IF_ERROR(Note(ComparePostings(*scratch)));
    return CompareText(*scratch);
  }

  absl::Status CompareText(Database& scratch) {
    Tell("text index", 0, 1);
    ANNALS_ASSIGN_OR_RETURN(const std::string difference,
                            FirstTextDifference(database_, scratch));
    if (difference.empty()) return absl::OkStatus();
    return absl::DataLossError(absl::StrCat(database_.location(),
                                            ", table text: ", difference,
                                            ", as the log has it"));
  }

  // How they lie in rows depends on the batches they came in.
  absl::Status ComparePostings(Database& scratch) {
    Statement terms = scratch.Prepare("SELECT field, text FROM term");
    while (!IsFull()) {
      ANNALS_ASSIGN_OR_RETURN(const bool found, terms.Step());
      if (!found) break;
      const Term term = {static_cast<TermField>(terms.Int(0)),
                         std::string(terms.Text(1))};
      ANNALS_ASSIGN_OR_RETURN(const std::vector<int64_t> want,
                              ReadPostings(scratch, term, kNow));
      ANNALS_ASSIGN_OR_RETURN(const std::vector<int64_t> has,
                              ReadPostings(database_, term, kNow));
      if (has == want) continue;
      AddFault(absl::StrCat(database_.location(), ", table posting: term ",
                            Quoted(term.text), " is borne by ", has.size(),
                            " revisions; want the ", want.size(),
                            " that the log has"));
    }
    return absl::OkStatus();
  }

  absl::Status Compare(Database& scratch, const Derived& derived) {
    std::string columns = derived.columns;
    if (columns.empty()) {
      ANNALS_ASSIGN_OR_RETURN(columns, ColumnsOfTable(scratch, derived.table));
    }
    ANNALS_ASSIGN_OR_RETURN(const std::string difference,
                            FirstDifference(database_, scratch, derived.table,
                                            columns, derived.keys));
    if (difference.empty()) return absl::OkStatus();
    return absl::DataLossError(absl::StrCat(database_.location(), ", table ",
                                            derived.table, ": ", difference,
                                            ", as the log has it"));
  }

  Database& file_;
  Database& database_;
  const VerifyOptions& options_;
  VerifyReport report_;
  // The revision before, if it is sound.
  std::optional<Revision> before_;
};

}  // namespace

absl::StatusOr<VerifyReport> VerifyStoreOn(const std::string& vfs,
                                           std::string_view location,
                                           const VerifyOptions& options) {
  StoreOptions store_options;
  if (options.progress != nullptr) {
    store_options.migration_progress = [&options](const MigrationProgress& at) {
      options.progress("temporary copy", at.done, at.of);
    };
  }
  const auto opened = OpenForReading(location, store_options, vfs);
  if (absl::IsDataLoss(opened.status())) {
    VerifyReport report;
    report.faults.emplace_back(opened.status().message());
    return report;
  }
  ANNALS_RETURN_IF_ERROR(opened.status());
  return Verifier(*opened, options).Verify();
}

}  // namespace store_internal

absl::StatusOr<VerifyReport> VerifyStore(std::string_view location,
                                         const VerifyOptions& options) {
  return store_internal::VerifyStoreOn("", location, options);
}

}  // namespace annals
