// Diff() says what changed in a store between two points of transaction time.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/diff.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/content.h"

namespace annals {
namespace {

// What stops Follow() at the second point; nobody gets to see it.
absl::Status PastTheEnd() { return absl::CancelledError("past the end"); }

absl::StatusOr<std::set<std::string>> IdsTouched(Store& store,
                                                 const Point& before,
                                                 const Point& after) {
  std::set<std::string> ids;
  if (before.sequence == after.sequence) return ids;
  FollowOptions options;
  options.from = before.sequence + 1;
  options.until_now = true;
  const absl::Status status =
      store.Follow(options, [&](const Followed& followed) {
        ids.insert(followed.revision.record_id());
        return followed.revision.sequence() < after.sequence ? absl::OkStatus()
                                                             : PastTheEnd();
      });
  if (!status.ok() && status != PastTheEnd()) return status;
  return ids;
}

// The newest revision up to `sequence`; null if there is none.
const Revision* NewestUpTo(const std::vector<Revision>& history,
                           int64_t sequence) {
  const Revision* newest = nullptr;
  for (const Revision& revision : history) {
    if (revision.sequence() <= sequence) newest = &revision;
  }
  return newest;
}

bool IsLive(const Revision* revision) {
  return revision != nullptr && revision->operation() == Revision::PUT;
}

bool WasRedacted(const std::vector<Revision>& history, const Point& before,
                 const Point& after) {
  for (const Revision& revision : history) {
    if (revision.operation() == Revision::REDACT &&
        revision.sequence() > before.sequence &&
        revision.sequence() <= after.sequence) {
      return true;
    }
  }
  return false;
}

// Nothing if it makes no difference.
std::optional<RecordDiff::What> WhatOf(const Revision* before,
                                       const Revision* after,
                                       bool was_redacted) {
  using What = RecordDiff::What;
  if (IsLive(after)) {
    if (IsLive(before)) return What::kChanged;
    const bool was_retracted =
        before != nullptr && before->operation() == Revision::RETRACT;
    return was_retracted ? What::kRestored : What::kAdded;
  }
  if (was_redacted) return What::kRedacted;
  if (IsLive(before)) return What::kRetracted;
  return std::nullopt;
}

absl::StatusOr<std::optional<Record>> RecordOf(const Revision* revision) {
  if (!IsLive(revision) || revision->salt().empty()) {
    return std::optional<Record>();
  }
  ANNALS_ASSIGN_OR_RETURN(Record record, Decode(revision->content()));
  return std::optional<Record>(std::move(record));
}

RecordKind KindIn(const RecordDiff& diff) {
  const std::optional<Record>& record =
      diff.after.has_value() ? diff.after : diff.before;
  if (!record.has_value()) return RecordKind::kEvent;
  return KindOf(*record).value_or(RecordKind::kEvent);
}

// Nothing if the record is the same at both points.
absl::StatusOr<std::optional<RecordDiff>> DiffOf(Store& store,
                                                 const std::string& id,
                                                 const Point& before,
                                                 const Point& after) {
  ANNALS_ASSIGN_OR_RETURN(const std::vector<Revision> history,
                          store.History(id));
  const Revision* const then = NewestUpTo(history, before.sequence);
  const Revision* const now = NewestUpTo(history, after.sequence);
  const auto what = WhatOf(then, now, WasRedacted(history, before, after));
  if (!what.has_value()) return std::optional<RecordDiff>();
  RecordDiff diff;
  diff.what = *what;
  diff.id = id;
  if (then != nullptr) diff.sequence_before = then->sequence();
  if (now != nullptr) diff.sequence_after = now->sequence();
  ANNALS_ASSIGN_OR_RETURN(diff.before, RecordOf(then));
  ANNALS_ASSIGN_OR_RETURN(diff.after, RecordOf(now));
  diff.kind = KindIn(diff);
  if (diff.before.has_value() && diff.after.has_value()) {
    diff.fields = FieldsChanged(*diff.before, *diff.after);
    if (diff.fields.empty() && then->content() == now->content()) {
      return std::optional<RecordDiff>();
    }
  }
  return diff;
}

}  // namespace

absl::Status Diff(Store& store, const AsOf& before, const AsOf& after,
                  absl::FunctionRef<absl::Status(const RecordDiff&)> visit) {
  ANNALS_ASSIGN_OR_RETURN(const Point to, store.Resolve(after));
  ANNALS_ASSIGN_OR_RETURN(const Point from, store.Resolve(before));
  if (from.sequence > to.sequence) {
    return absl::InvalidArgumentError(
        absl::StrCat("difference from revision ", from.sequence, " to ",
                     to.sequence, "; want the older point first"));
  }
  ANNALS_ASSIGN_OR_RETURN(const std::set<std::string> ids,
                          IdsTouched(store, from, to));
  for (const std::string& id : ids) {
    ANNALS_ASSIGN_OR_RETURN(const std::optional<RecordDiff> diff,
                            DiffOf(store, id, from, to));
    if (diff.has_value()) ANNALS_RETURN_IF_ERROR(visit(*diff));
  }
  return absl::OkStatus();
}

}  // namespace annals
