// Fates: what is to become of each record that a batch touches.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/fates.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/log.h"

namespace annals::store_internal {
namespace {

// A put without an id has faults, so the plan that would ask is never made.
constexpr size_t kNoFate = static_cast<size_t>(-1);

std::optional<Head> IfLive(const std::optional<Head>& head) {
  return head.has_value() && head->is_live ? head : std::nullopt;
}

absl::Status UnexpectedRevision(const PreparedChange& change, int64_t found) {
  if (change.expected_revision.value_or(found) == found) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "record ", Quoted(change.id), ": newest revision ", found, "; want ",
      *change.expected_revision, ": read it again and decide anew"));
}

absl::Status NothingToRetract(const std::string& id,
                              const std::optional<Head>& head) {
  if (!head.has_value()) {
    return absl::NotFoundError(
        absl::StrCat("no record ", Quoted(id), " to retract"));
  }
  return absl::NotFoundError(absl::StrCat("record ", Quoted(id),
                                          ": retracted already, by revision ",
                                          head->sequence));
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
  const std::optional<Head> live = IfLive(head);
  Fate fate;
  fate.id = change.id;
  fate.change = i;
  fate.put = change.IsPut() ? &change : nullptr;
  fate.cascade = change.cascade;
  fate.is_first = !head.has_value();
  fate.sequence = live.has_value() ? live->sequence : 0;
  objections_.Refuse(UnexpectedRevision(change, fate.sequence));
  ANNALS_RETURN_IF_ERROR(change.IsPut() ? DecidePut(live, fate)
                                        : DecideRetraction(head, live, fate));
  of_changes_[i] = Add(std::move(fate));
  return absl::OkStatus();
}

// A file may well tell the same thing twice in the same words; of two different
// changes nobody could say which was meant to be the last.
void Fates::DecideAgain(size_t i, const Fate& first) {
  const PreparedChange& change = prepared_.changes[i];
  if (change.IsPut() && first.put != nullptr &&
      change.content == first.put->content) {
    return;
  }
  objections_.AddFault(
      i, "id",
      absl::StrCat("in this batch already, as change ",
                   first.change.value_or(0), "; want one change of a record"));
}

absl::Status Fates::DecidePut(const std::optional<Head>& live, Fate& fate) {
  fate.kind = fate.put->columns.kind;
  if (!live.has_value()) return absl::OkStatus();
  if (live->kind != fate.kind) {
    objections_.AddFault(
        *fate.change, "id",
        absl::StrCat("names ", WithArticle(live->kind),
                     " already; want another id for ", WithArticle(fate.kind)));
    return absl::OkStatus();
  }
  ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                          ReadLiveRevision(database_, fate.id, *live));
  if (revision.content() == fate.put->content) {
    fate.what = Outcome::What::kUnchanged;
    return absl::OkStatus();
  }
  fate.what = Outcome::What::kChanged;
  return ReadNames(*live, fate);
}

absl::Status Fates::DecideRetraction(const std::optional<Head>& head,
                                     const std::optional<Head>& live,
                                     Fate& fate) {
  fate.what = Outcome::What::kRetracted;
  if (live.has_value()) {
    fate.kind = live->kind;
    return ReadNames(*live, fate);
  }
  objections_.Refuse(NothingToRetract(fate.id, head));
  return absl::OkStatus();
}

// Adds to the fates while it goes through them. It ends, since each record is
// added once at most.
absl::Status Fates::Cascade() {
  for (size_t i = 0; i < fates_.size(); ++i) {
    if (fates_[i].put != nullptr || !fates_[i].cascade) continue;
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
  const std::optional<Head> live = IfLive(head);
  if (!live.has_value()) return NamingIsWrong(database_, id);
  Fate fate;
  fate.id = id;
  fate.cascade = true;
  fate.sequence = live->sequence;
  ANNALS_RETURN_IF_ERROR(DecideRetraction(head, live, fate));
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
