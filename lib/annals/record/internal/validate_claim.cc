// CheckClaims(): claims, their evidence, and what they say of one another.
//
// SPDX-License-Identifier: Apache-2.0

#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "annals/record/internal/checks.h"
#include "annals/record/internal/validators.h"
#include "annals/record/utf8.h"

namespace annals::record_internal {
namespace {

using Claims = google::protobuf::RepeatedPtrField<Claim>;
using Ids = std::unordered_set<std::string_view>;

// "human", or RULE@VERSION.
void CheckMethod(FaultList& faults, const Path& at, std::string_view method) {
  if (method.empty() || method == "human") return;
  if (!CheckLine(faults, at, method)) return;
  const size_t at_sign = method.find('@');
  if (at_sign != std::string_view::npos && at_sign > 0 &&
      at_sign + 1 < method.size() &&
      method.find('@', at_sign + 1) == std::string_view::npos &&
      method.find(' ') == std::string_view::npos) {
    return;
  }
  faults.Add(at,
             absl::StrCat(Quoted(method), "; want \"human\" or RULE@VERSION"));
}

// Both ends of the span, or neither; the quote must have room in it.
void CheckByteSpan(FaultList& faults, const Path& at,
                   const Evidence& evidence) {
  if (evidence.has_begin() != evidence.has_end()) {
    faults.Add(at.Field(evidence.has_begin() ? "end" : "begin"),
               "missing; a span needs begin and end");
    return;
  }
  if (!evidence.has_begin()) return;
  if (evidence.begin() < 0) {
    faults.Add(at.Field("begin"),
               absl::StrCat(evidence.begin(), "; want 0 or more"));
  } else if (evidence.end() <= evidence.begin()) {
    faults.Add(at.Field("end"),
               absl::StrCat(evidence.end(), "; want more than begin, ",
                            evidence.begin()));
  } else if (static_cast<uint64_t>(evidence.end() - evidence.begin()) <
             evidence.quote().size()) {
    faults.Add(at.Field("quote"),
               absl::StrCat(evidence.quote().size(), " bytes in a span of ",
                            evidence.end() - evidence.begin(),
                            "; want a quote that lies inside its span"));
  }
}

void CheckEvidence(FaultList& faults, const Path& at,
                   const Evidence& evidence) {
  CheckRequiredId(faults, at.Field("source"), evidence.source());
  CheckByteSpan(faults, at, evidence);
  CheckText(faults, at.Field("quote"), evidence.quote(), Shape::kVerbatim,
            kProseBytesMax);
  CheckText(faults, at.Field("prefix"), evidence.prefix(), Shape::kVerbatim,
            kLineBytesMax);
  CheckText(faults, at.Field("suffix"), evidence.suffix(), Shape::kVerbatim,
            kLineBytesMax);
  CheckLine(faults, at.Field("page"), evidence.page());
  CheckEnum(faults, at.Field("stance"), evidence.stance());
  if (!evidence.has_begin() && !evidence.has_end() &&
      evidence.quote().empty() && evidence.page().empty()) {
    faults.Add(at, "no span, quote or page; want at least one of them");
  }
}

// The claims of one record.
class ClaimsChecker {
 public:
  ClaimsChecker(FaultList& faults, const ClaimContext& context,
                const Claims& claims)
      : faults_(faults), context_(context), claims_(claims) {}

  void Check(const Path& at, const Claim& claim) {
    CheckId(at.Field("id"), claim.id());
    CheckLines(faults_, at, "holders", claim.holders());
    CheckEnum(faults_, at.Field("certainty"), claim.certainty());
    CheckEnum(faults_, at.Field("modality"), claim.modality());
    CheckLines(faults_, at, "conditions", claim.conditions());
    CheckCount(faults_, at.Field("evidence"), claim.evidence_size());
    for (int i = 0; i < claim.evidence_size(); ++i) {
      CheckEvidence(faults_, at.Item("evidence", i), claim.evidence(i));
    }
    CheckNames(at, "supports", claim.supports(), claim.id());
    CheckNames(at, "contradicts", claim.contradicts(), claim.id());
    CheckGrades(at, claim);
    if (claim.has_when()) CheckOwnWhen(at.Field("when"), claim.when());
    CheckEnum(faults_, at.Field("status"), claim.status());
    CheckMethod(faults_, at.Field("method"), claim.method());
  }

 private:
  void CheckId(const Path& at, const std::string& id) {
    if (!CheckClaimId(faults_, at, id)) return;
    // Most records have one claim, which has no other's id.
    if (claims_.size() == 1 || seen_ids_.insert(id).second) return;
    faults_.Add(at, absl::StrCat(Quoted(id),
                                 " is the id of an earlier claim too; want "
                                 "each once"));
  }

  void CheckNames(const Path& at, std::string_view field, const Strings& names,
                  std::string_view own) {
    CheckCount(faults_, at.Field(field), names.size());
    for (int i = 0; i < names.size(); ++i) {
      CheckName(at.Item(field, i), names[i], own);
    }
  }

  // CLAIM, of this record, or RECORD#CLAIM.
  void CheckName(const Path& at, std::string_view name, std::string_view own) {
    const size_t hash = name.find('#');
    if (hash == std::string_view::npos) return CheckLocal(at, name, own);
    const std::string_view record = name.substr(0, hash);
    const std::string_view claim = name.substr(hash + 1);
    if (record.empty()) {
      faults_.Add(at,
                  absl::StrCat(Quoted(name), "; want CLAIM or RECORD#CLAIM"));
    } else if (record == context_.record_id) {
      CheckLocal(at, claim, own);
    } else if (record_internal::CheckId(faults_, at, record)) {
      CheckClaimId(faults_, at, claim);
    }
  }

  void CheckLocal(const Path& at, std::string_view claim,
                  std::string_view own) {
    if (!CheckClaimId(faults_, at, claim)) return;
    if (claim == own) {
      faults_.Add(at, absl::StrCat(Quoted(claim), " is this claim itself"));
    } else if (!HasClaim(claim)) {
      faults_.Add(at, absl::StrCat("no claim ", Quoted(claim),
                                   " in this record; another record's is "
                                   "named RECORD#CLAIM"));
    }
  }

  // Few claims name others, so the ids are gathered when one does.
  bool HasClaim(std::string_view id) {
    if (all_ids_.empty()) {
      for (const Claim& claim : claims_) all_ids_.insert(claim.id());
    }
    return all_ids_.count(id) > 0;
  }

  void CheckGrades(const Path& at, const Claim& claim) {
    if (claim.has_confidence()) {
      CheckRange(faults_, at.Field("confidence"), claim.confidence(), 0, 100);
    }
    if (claim.has_credibility()) {
      CheckRange(faults_, at.Field("credibility"), claim.credibility(), 1, 6);
    }
  }

  void CheckOwnWhen(const Path& at, const When& when) {
    if (!context_.may_have_when) {
      faults_.Add(at, "only the claims of an event may give a date");
    }
    CheckWhen(faults_, at, when);
  }

  FaultList& faults_;
  const ClaimContext& context_;
  const Claims& claims_;
  Ids all_ids_;
  Ids seen_ids_;
};

}  // namespace

void CheckClaims(FaultList& faults, const Path& record, const Claims& claims,
                 const ClaimContext& context) {
  if (claims.empty()) return;
  CheckCount(faults, record.Field("claims"), claims.size());
  ClaimsChecker checker(faults, context, claims);
  for (int i = 0; i < claims.size(); ++i) {
    checker.Check(record.Item("claims", i), claims[i]);
  }
}

}  // namespace annals::record_internal
