// Fates: what is to become of each record that a batch touches.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/fates.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/content.h"
#include "annals/record/references.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/log.h"

namespace annals::store_internal {
namespace {

// A put without an id has faults, so the plan that would ask is never made.
constexpr size_t kNoFate = static_cast<size_t>(-1);

bool IsLive(const std::optional<Head>& head) {
  return head.has_value() && head->is_live;
}

absl::Status UnexpectedRevision(const PreparedChange& change, int64_t found) {
  if (change.expected_revision.value_or(found) == found) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "record ", Quoted(change.id), ": newest revision ", found, "; want ",
      *change.expected_revision, ": read it again and decide anew"));
}

absl::Status NoRecordTo(const char* operation, const std::string& id) {
  return absl::NotFoundError(
      absl::StrCat("no record ", Quoted(id), " to ", operation));
}

absl::Status NothingToRetract(const std::string& id,
                              const std::optional<Head>& head) {
  if (!head.has_value()) return NoRecordTo("retract", id);
  if (head->is_redaction) return IsRedacted(id, head->sequence);
  return absl::NotFoundError(absl::StrCat("record ", Quoted(id),
                                          ": retracted already, by revision ",
                                          head->sequence));
}

// `a RETRACT of "oil"`, `a redacted PUT of "oil"`.
std::string Describe(const Revision& revision) {
  const bool is_redacted =
      revision.operation() == Revision::PUT && revision.salt().empty();
  return absl::StrCat("a ", is_redacted ? "redacted " : "",
                      Revision::Operation_Name(revision.operation()), " of ",
                      Quoted(revision.record_id()));
}

absl::Status NotARevisionOf(const PreparedChange& change,
                            const std::string& found) {
  return absl::FailedPreconditionError(
      absl::StrCat("revision ", *change.revision, " is ", found,
                   "; want a PUT of ", Quoted(change.id), " to restore"));
}

// Whether any revision of the record still has what a redaction would delete.
absl::StatusOr<bool> HoldsContent(Database& database, std::string_view id) {
  Statement query = database.Prepare(
      "SELECT 1 FROM revision "
      "WHERE record_id = ?1 AND operation = 1 AND salt IS NOT NULL LIMIT 1");
  query.Bind(1, id);
  return query.Step();
}

absl::Status NamingIsWrong(const Database& database, const std::string& id) {
  return absl::DataLossError(
      absl::StrCat(database.location(), ": table naming has ", Quoted(id),
                   ", which is not live; want it to agree with the log"));
}

}  // namespace

std::string WithArticle(RecordKind kind) {
  const bool begins_with_vowel =
      kind == RecordKind::kEvent || kind == RecordKind::kEntity;
  return absl::StrCat(begins_with_vowel ? "an " : "a ",
                      AsAbsl(RecordKindName(kind)));
}

absl::Status Fates::Decide() {
  for (size_t i = 0; i < prepared_.changes.size(); ++i) {
    ANNALS_RETURN_IF_ERROR(DecideChange(i));
  }
  return Cascade();
}

const Fate* Fates::Find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &fates_[found->second];
}

absl::StatusOr<std::vector<std::string>> Fates::UntouchedNamersOf(
    const std::string& id) const {
  ANNALS_ASSIGN_OR_RETURN(std::vector<std::string> namers,
                          NamersOf(database_, id));
  const auto is_touched = [this](const std::string& namer) {
    return by_id_.contains(namer);
  };
  namers.erase(std::remove_if(namers.begin(), namers.end(), is_touched),
               namers.end());
  return namers;
}

absl::Status Fates::DecideChange(size_t i) {
  const PreparedChange& change = prepared_.changes[i];
  of_changes_.push_back(kNoFate);
  if (change.IsPut() && change.id.empty()) return absl::OkStatus();
  if (const auto known = by_id_.find(change.id); known != by_id_.end()) {
    of_changes_[i] = known->second;
    DecideAgain(i, fates_[known->second]);
    return absl::OkStatus();
  }
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Head> head,
                          FindHead(database_, change.id, kNow));
  Fate fate;
  fate.id = change.id;
  fate.change = i;
  fate.cascade = change.cascade;
  fate.is_first = !head.has_value();
  fate.sequence = IsLive(head) ? head->sequence : 0;
  objections_.Refuse(UnexpectedRevision(change, fate.sequence));
  ANNALS_RETURN_IF_ERROR(DecideBy(change, head, fate));
  of_changes_[i] = Add(std::move(fate));
  return absl::OkStatus();
}

absl::Status Fates::DecideBy(const PreparedChange& change,
                             const std::optional<Head>& head, Fate& fate) {
  switch (change.operation) {
    case Change::Operation::kPut:
      fate.put = &change;
      return DecidePut(head, fate);
    case Change::Operation::kRetract:
      return DecideRetraction(head, fate);
    case Change::Operation::kRestore:
      return DecideRestoration(change, head, fate);
    case Change::Operation::kRedact:
      return DecideRedaction(head, fate);
  }
  return absl::OkStatus();
}

// A file may well tell the same thing twice in the same words; of two different
// changes nobody could say which was meant to be the last.
void Fates::DecideAgain(size_t i, const Fate& first) {
  const PreparedChange& change = prepared_.changes[i];
  if (change.IsPut() && first.put != nullptr && first.put->IsPut() &&
      change.content == first.put->content) {
    return;
  }
  objections_.AddFault(
      i, "id",
      absl::StrCat("in this batch already, as change ",
                   first.change.value_or(0), "; want one change of a record"));
}

absl::Status Fates::DecidePut(const std::optional<Head>& head, Fate& fate) {
  fate.kind = fate.put->columns.kind;
  if (!IsLive(head)) return DecideAddition(head, fate);
  if (head->kind != fate.kind) {
    objections_.AddFault(
        *fate.change, "id",
        absl::StrCat("names ", WithArticle(head->kind),
                     " already; want another id for ", WithArticle(fate.kind)));
    return absl::OkStatus();
  }
  ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                          ReadLiveRevision(database_, fate.id, *head));
  if (revision.content() == fate.put->content) {
    fate.what = Outcome::What::kUnchanged;
    return absl::OkStatus();
  }
  fate.what = Outcome::What::kChanged;
  return ReadNames(*head, fate);
}

// Whoever imports a file again after a retraction is to be told that it brings
// something back.
absl::Status Fates::DecideAddition(const std::optional<Head>& head,
                                   Fate& fate) {
  fate.what = Outcome::What::kAdded;
  if (!head.has_value()) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Revision> last,
                          FindNewestPut(database_, fate.id, kNow));
  if (last.has_value() && last->content() == fate.put->content) {
    fate.what = Outcome::What::kRestored;
  }
  return absl::OkStatus();
}

absl::Status Fates::DecideRestoration(const PreparedChange& change,
                                      const std::optional<Head>& head,
                                      Fate& fate) {
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Revision> revision,
                          FindWhatToRestore(change, head));
  if (!revision.has_value()) return absl::OkStatus();
  const absl::StatusOr<Record> record = Decode(revision->content());
  if (!record.ok()) {
    return database_.Damaged(revision->sequence(),
                             std::string(record.status().message()));
  }
  ANNALS_ASSIGN_OR_RETURN(PreparedChange put,
                          PrepareRestored(*record, revision->content()));
  put.operation = Change::Operation::kRestore;
  restored_.push_back(std::make_unique<PreparedChange>(std::move(put)));
  fate.put = restored_.back().get();
  ANNALS_RETURN_IF_ERROR(DecidePut(head, fate));
  if (fate.what != Outcome::What::kUnchanged) {
    fate.what = Outcome::What::kRestored;
  }
  return absl::OkStatus();
}

// Nothing if there is none; then the batch is refused.
absl::StatusOr<std::optional<Revision>> Fates::FindWhatToRestore(
    const PreparedChange& change, const std::optional<Head>& head) {
  std::optional<Revision> revision;
  if (!head.has_value()) {
    objections_.Refuse(NoRecordTo("restore", change.id));
    return revision;
  }
  if (!change.revision.has_value()) {
    ANNALS_ASSIGN_OR_RETURN(revision,
                            FindNewestPut(database_, change.id, kNow));
    if (!revision.has_value()) {
      objections_.Refuse(IsRedacted(change.id, head->sequence));
    }
    return revision;
  }
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database_));
  if (*change.revision < 1 || *change.revision > last) {
    objections_.Refuse(NotARevisionOf(change, "not there"));
    return revision;
  }
  ANNALS_ASSIGN_OR_RETURN(revision, ReadRevision(database_, *change.revision));
  if (revision->record_id() == change.id && !revision->salt().empty() &&
      revision->operation() == Revision::PUT) {
    return revision;
  }
  objections_.Refuse(NotARevisionOf(change, Describe(*revision)));
  return std::optional<Revision>();
}

absl::Status Fates::DecideRedaction(const std::optional<Head>& head,
                                    Fate& fate) {
  fate.what = Outcome::What::kRedacted;
  if (!head.has_value()) {
    objections_.Refuse(NoRecordTo("redact", fate.id));
    return absl::OkStatus();
  }
  fate.kind = head->kind;
  if (head->is_live) return ReadNames(*head, fate);
  ANNALS_ASSIGN_OR_RETURN(const bool has_content,
                          HoldsContent(database_, fate.id));
  if (!has_content) objections_.Refuse(IsRedacted(fate.id, head->sequence));
  return absl::OkStatus();
}

absl::Status Fates::DecideRetraction(const std::optional<Head>& head,
                                     Fate& fate) {
  fate.what = Outcome::What::kRetracted;
  if (IsLive(head)) {
    fate.kind = head->kind;
    return ReadNames(*head, fate);
  }
  objections_.Refuse(NothingToRetract(fate.id, head));
  return absl::OkStatus();
}

// Adds to the fates while it goes through them. It ends, since each record is
// added once at most.
absl::Status Fates::Cascade() {
  for (size_t i = 0; i < fates_.size(); ++i) {
    const bool goes = fates_[i].what == Outcome::What::kRetracted ||
                      fates_[i].what == Outcome::What::kRedacted;
    if (!goes || !fates_[i].cascade) continue;
    ANNALS_ASSIGN_OR_RETURN(const std::vector<std::string> namers,
                            UntouchedNamersOf(fates_[i].id));
    for (const std::string& namer : namers) {
      ANNALS_RETURN_IF_ERROR(CascadeTo(namer));
    }
  }
  return absl::OkStatus();
}

absl::Status Fates::CascadeTo(const std::string& id) {
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Head> head,
                          FindHead(database_, id, kNow));
  if (!IsLive(head)) return NamingIsWrong(database_, id);
  Fate fate;
  fate.id = id;
  fate.cascade = true;
  fate.sequence = head->sequence;
  ANNALS_RETURN_IF_ERROR(DecideRetraction(head, fate));
  Add(std::move(fate));
  return absl::OkStatus();
}

absl::Status Fates::ReadNames(const Head& live, Fate& fate) const {
  ANNALS_ASSIGN_OR_RETURN(const StoredRecord stored,
                          ReadLive(database_, fate.id, live));
  fate.names_before = NamesOf(BindingReferencesOf(stored.record));
  return absl::OkStatus();
}

size_t Fates::Add(Fate fate) {
  by_id_.emplace(fate.id, fates_.size());
  fates_.push_back(std::move(fate));
  return fates_.size() - 1;
}

}  // namespace annals::store_internal
