// CheckNames() sees to it that nothing a record names is missing.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/name_check.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/naming.h"
#include "annals/store/internal/record_index.h"

namespace annals::store_internal {
namespace {

constexpr size_t kNamersShownMax = 3;

// A record that is named, as it will be after the batch.
struct Target {
  bool exists = false;
  RecordKind kind = RecordKind::kEvent;
  // Of a record in the store: where to read its claims, if anybody asks.
  Head head;
  std::optional<std::vector<std::string>> claims;
};

std::string KindsInWords(const Reference& reference) {
  std::vector<std::string> kinds;
  for (const RecordKind kind :
       {RecordKind::kEvent, RecordKind::kCausalLink, RecordKind::kConstraint,
        RecordKind::kSource, RecordKind::kEntity}) {
    if (reference.Admits(kind)) kinds.push_back(WithArticle(kind));
  }
  return absl::StrJoin(kinds, " or ");
}

// `"l1", "l2", "l3" and 4 more`
std::string InWords(const std::vector<std::string>& ids) {
  std::vector<std::string> shown;
  for (size_t i = 0; i < ids.size() && i < kNamersShownMax; ++i) {
    shown.push_back(Quoted(ids[i]));
  }
  std::string words = absl::StrJoin(shown, ", ");
  if (ids.size() > shown.size()) {
    absl::StrAppend(&words, " and ", ids.size() - shown.size(), " more");
  }
  return words;
}

class NameChecker {
 public:
  NameChecker(Database& database, const Fates& fates, Objections& objections)
      : database_(database), fates_(fates), objections_(objections) {}

  absl::Status CheckRetraction(const Fate& fate) {
    ANNALS_ASSIGN_OR_RETURN(const std::vector<std::string> namers,
                            fates_.UntouchedNamersOf(fate.id));
    if (namers.empty()) return absl::OkStatus();
    objections_.Refuse(absl::FailedPreconditionError(
        absl::StrCat("record ", Quoted(fate.id), ": named by ", InWords(namers),
                     "; retract what names it first, or cascade")));
    return absl::OkStatus();
  }

  absl::Status CheckPut(const Fate& fate) {
    for (const Reference& reference : fate.put->references) {
      ANNALS_RETURN_IF_ERROR(CheckReference(*fate.change, reference));
    }
    return fate.what == Outcome::What::kChanged ? CheckClaimsStay(fate)
                                                : absl::OkStatus();
  }

 private:
  absl::Status CheckReference(size_t change, const Reference& reference) {
    ANNALS_ASSIGN_OR_RETURN(Target* const target, FindTarget(reference.id));
    if (!target->exists) {
      const bool is_retracted = fates_.Find(reference.id) != nullptr;
      objections_.AddFault(
          change, reference.path,
          absl::StrCat("no record ", Quoted(reference.id),
                       is_retracted ? " once this batch has retracted it"
                                    : "; want one in the store or the batch"));
    } else if (!reference.Admits(target->kind)) {
      objections_.AddFault(
          change, reference.path,
          absl::StrCat(Quoted(reference.id), " is ", WithArticle(target->kind),
                       "; want ", KindsInWords(reference)));
    } else if (!reference.claim.empty()) {
      return CheckClaim(change, reference, *target);
    }
    return absl::OkStatus();
  }

  absl::Status CheckClaim(size_t change, const Reference& reference,
                          Target& target) {
    if (!target.claims.has_value()) {
      ANNALS_RETURN_IF_ERROR(ReadClaims(reference.id, target));
    }
    if (!absl::c_linear_search(*target.claims, reference.claim)) {
      objections_.AddFault(
          change, reference.path,
          absl::StrCat("record ", Quoted(reference.id), " has no claim ",
                       Quoted(reference.claim)));
    }
    return absl::OkStatus();
  }

  absl::Status ReadClaims(const std::string& id, Target& target) {
    ANNALS_ASSIGN_OR_RETURN(const StoredRecord stored,
                            ReadLive(database_, id, target.head));
    target.claims.emplace();
    for (const Claim& claim : ClaimsOf(stored.record)) {
      target.claims->push_back(claim.id());
    }
    return absl::OkStatus();
  }

  // Many records of a batch name the same few, so what was found is kept. The
  // pointer holds until the next call.
  absl::StatusOr<Target*> FindTarget(const std::string& id) {
    const auto [found, is_new] = targets_.try_emplace(id);
    Target& target = found->second;
    if (!is_new) return &target;
    if (const Fate* const fate = fates_.Find(id); fate != nullptr) {
      target.exists = fate->put != nullptr;
      target.kind = fate->kind;
      if (target.exists) target.claims = fate->put->claims;
      return &target;
    }
    ANNALS_ASSIGN_OR_RETURN(const std::optional<Head> head,
                            FindHead(database_, id, kNow));
    if (!head.has_value()) return &target;
    target.exists = head->is_live;
    target.kind = head->kind;
    target.head = *head;
    return &target;
  }

  absl::Status CheckClaimsStay(const Fate& fate) {
    ANNALS_ASSIGN_OR_RETURN(const std::vector<NamedClaim> named,
                            NamedClaimsOf(database_, fate.id));
    for (const NamedClaim& each : named) {
      if (fates_.Find(each.by_id) != nullptr ||
          absl::c_linear_search(fate.put->claims, each.claim)) {
        continue;
      }
      objections_.AddFault(
          *fate.change, "claims",
          absl::StrCat("no claim ", Quoted(each.claim), ", which ",
                       Quoted(each.by_id),
                       " names; keep it, or change what names it"));
    }
    return absl::OkStatus();
  }

  Database& database_;
  const Fates& fates_;
  Objections& objections_;
  absl::flat_hash_map<std::string, Target> targets_;
};

}  // namespace

absl::Status CheckNames(Database& database, const Fates& fates,
                        Objections& objections) {
  NameChecker checker(database, fates, objections);
  for (const Fate& fate : fates.all()) {
    ANNALS_RETURN_IF_ERROR(fate.put == nullptr ? checker.CheckRetraction(fate)
                                               : checker.CheckPut(fate));
  }
  return absl::OkStatus();
}

}  // namespace annals::store_internal
