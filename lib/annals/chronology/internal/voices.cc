// Claims in words: who says that something is so, and how it is meant.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/voices.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/dates.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"

namespace annals::chronology_internal {
namespace {

Stance StanceOf(const Claim& claim) {
  switch (claim.status()) {
    case Claim::REJECTED:
    case Claim::SUPERSEDED:
    case Claim::DID_NOT_COME_TRUE:
      return Stance::kFoundWrong;
    default:
      break;
  }
  if (claim.negated()) return Stance::kDenied;
  switch (claim.modality()) {
    case Claim::CONDITIONAL:
      return Stance::kConditional;
    case Claim::COUNTERFACTUAL:
      return Stance::kCounterfactual;
    case Claim::HABITUAL:
      return Stance::kHabitual;
    case Claim::FEARED:
      return Stance::kFeared;
    case Claim::DESIRED:
      return Stance::kWished;
    case Claim::THREATENED:
      return Stance::kThreatened;
    case Claim::PROPOSED:
      return Stance::kProposed;
    case Claim::NORMATIVE:
      return Stance::kCalledFor;
    default:
      return Stance::kForecast;
  }
}

// What the innermost holder does with the statement, before " by".
std::string_view VerbOf(Claim::Modality modality) {
  switch (modality) {
    case Claim::FUTURE:
      return "Forecast";
    case Claim::CONDITIONAL:
      return "Expected on a condition";
    case Claim::COUNTERFACTUAL:
      return "Supposed against the facts";
    case Claim::HABITUAL:
      return "Said to be so time and again";
    case Claim::FEARED:
      return "Feared";
    case Claim::DESIRED:
      return "Wished for";
    case Claim::THREATENED:
      return "Threatened";
    case Claim::PROPOSED:
      return "Proposed";
    case Claim::NORMATIVE:
      return "Called for";
    default:
      return "Said";
  }
}

bool IsRealis(const Claim& claim) {
  return claim.modality() == Claim::MODALITY_UNSPECIFIED ||
         claim.modality() == Claim::REALIS;
}

std::string DeedOf(const Claim& claim) {
  if (IsRealis(claim)) return claim.negated() ? "Denied" : "Said";
  const std::string verb(VerbOf(claim.modality()));
  if (!claim.negated()) return verb;
  return absl::StrCat("The contrary ",
                      std::string(1, absl::ascii_tolower(verb[0])),
                      verb.substr(1));
}

// The holders' names, outermost first.
std::vector<std::string> HoldersOf(const Claim& claim, const Namer& name_of) {
  std::vector<std::string> names;
  for (const std::string& holder : claim.holders()) {
    names.push_back(name_of(holder));
  }
  if (names.empty()) names.push_back("the editor");
  return names;
}

std::string WhoSays(const Claim& claim, const Namer& name_of) {
  std::vector<std::string> names = HoldersOf(claim, name_of);
  if (IsRealis(claim) && !claim.negated()) {
    return absl::StrCat("According to ", absl::StrJoin(names, ", citing "));
  }
  const std::string innermost = names.back();
  names.pop_back();
  return absl::StrCat(DeedOf(claim), " by ", innermost,
                      names.empty() ? "" : ", according to ",
                      absl::StrJoin(names, ", citing "));
}

// A record's title stands in quotation marks; words stand as they are.
std::string Conditions(const Claim& claim, const Namer& name_of) {
  std::vector<std::string> conditions;
  for (const std::string& id : claim.conditions()) {
    const std::string name = name_of(id);
    conditions.push_back(name == id ? name
                                    : absl::StrCat("\u201c", name, "\u201d"));
  }
  if (conditions.empty()) return "";
  return absl::StrCat(", if ", absl::StrJoin(conditions, " and if "));
}

// "likely", "possible", "without a stand on its truth".
std::string_view DoubtOf(Claim::Certainty certainty) {
  switch (certainty) {
    case Claim::PROBABLE:
      return "likely";
    case Claim::POSSIBLE:
      return "possible";
    case Claim::UNCOMMITTED:
      return "without a stand on its truth";
    default:
      return "";
  }
}

absl::StatusOr<std::vector<std::string>> RemarksOn(const Claim& claim) {
  std::vector<std::string> remarks;
  const std::string_view doubt = DoubtOf(claim.certainty());
  if (!doubt.empty()) remarks.emplace_back(doubt);
  if (claim.has_when()) {
    ANNALS_ASSIGN_OR_RETURN(const std::string date, DateInWords(claim.when()));
    if (!date.empty()) remarks.push_back(absl::StrCat("dated ", date));
  }
  if (claim.status() > Claim::OPEN) {
    remarks.push_back(std::string(StatusName(claim.status())));
  }
  if (claim.has_confidence()) {
    remarks.push_back(absl::StrCat("confidence ", claim.confidence(), "%"));
  }
  if (claim.has_credibility()) {
    remarks.push_back(absl::StrCat("credibility ", claim.credibility()));
  }
  return remarks;
}

}  // namespace

Stance StanceOf(const google::protobuf::RepeatedPtrField<Claim>& claims) {
  const Claim* strongest = StrongestClaim(claims);
  return strongest == nullptr ? Stance::kForecast : StanceOf(*strongest);
}

std::string_view MarkOf(Stance stance) {
  switch (stance) {
    case Stance::kForecast:
      return "forecast";
    case Stance::kConditional:
      return "conditional";
    case Stance::kHabitual:
      return "said to recur";
    case Stance::kProposed:
      return "proposed";
    case Stance::kThreatened:
      return "threatened";
    case Stance::kFeared:
      return "feared";
    case Stance::kWished:
      return "wished for";
    case Stance::kCalledFor:
      return "called for";
    case Stance::kCounterfactual:
      return "counterfactual";
    case Stance::kDenied:
      return "denied";
    case Stance::kFoundWrong:
      return "found wrong";
  }
  return "not asserted";
}

std::string_view HeadingOf(Stance stance) {
  switch (stance) {
    case Stance::kForecast:
      return "Forecasts";
    case Stance::kConditional:
      return "What would follow, on a condition";
    case Stance::kHabitual:
      return "What is said to recur";
    case Stance::kProposed:
      return "Plans and proposals";
    case Stance::kThreatened:
      return "Threats";
    case Stance::kFeared:
      return "Fears";
    case Stance::kWished:
      return "Wishes";
    case Stance::kCalledFor:
      return "What is called for";
    case Stance::kCounterfactual:
      return "What would have been";
    case Stance::kDenied:
      return "Denials";
    case Stance::kFoundWrong:
      return "Found wrong, replaced, or did not come true";
  }
  return "Not asserted";
}

std::string MarkOf(const google::protobuf::RepeatedPtrField<Claim>& claims,
                   bool asserted) {
  return asserted ? "" : std::string(MarkOf(StanceOf(claims)));
}

std::string HoldersInWords(const Claim& claim, const Namer& name_of) {
  return absl::StrJoin(HoldersOf(claim, name_of), ", citing ");
}

absl::StatusOr<std::string> ClaimInWords(const Claim& claim,
                                         const Namer& name_of) {
  ANNALS_ASSIGN_OR_RETURN(const std::vector<std::string> remarks,
                          RemarksOn(claim));
  std::string words =
      absl::StrCat(WhoSays(claim, name_of), Conditions(claim, name_of));
  if (remarks.empty()) return words;
  return absl::StrCat(words, " (", absl::StrJoin(remarks, "; "), ")");
}

}  // namespace annals::chronology_internal
