// FindingOutput prints what the court of causes found.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/finding_output.h"

#include <ostream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/record/names.h"
#include "annals/record/utf8.h"

namespace annals::cli_internal {
namespace {

// Kinds of which a reader wants to see who says what.
bool ShowsClaims(FindingKind kind) {
  switch (kind) {
    case FindingKind::kOnlyForecast:
    case FindingKind::kOnlyRejected:
    case FindingKind::kRivalDates:
    case FindingKind::kRivalClaims:
    case FindingKind::kForecastDue:
    case FindingKind::kForecastPossiblyDue:
      return true;
    default:
      return false;
  }
}

void AddOrder(const EffectBeforeCause& order, Json& object) {
  object["cause"] = order.cause;
  object["effect"] = order.effect;
  object["end"] = order.side == Endpoint::END ? "end" : "start";
  object["cause_start"] = order.cause_start.ToString();
  object["effect_at"] = order.effect_at.ToString();
  object["doubted"] = order.is_doubted;
}

Json DatesToJson(const std::vector<RivalDate>& dates) {
  Json list = Json::array();
  for (const RivalDate& date : dates) {
    Json object;
    object["claim"] = date.claim.empty() ? Json(nullptr) : Json(date.claim);
    object["edtf"] = date.edtf;
    list.push_back(std::move(object));
  }
  return list;
}

}  // namespace

void FindingOutput::Print(const CourtReport& report, FindingKind kind) {
  std::ostream& out = session_.console.out;
  const int64_t count = report.CountOf(kind);
  if (count == 0) return;
  if (!session_.WantsJson()) {
    out << FindingKindName(kind) << ": "
        << Counted(count, IsProblem(kind) ? "problem" : "note") << '\n';
  }
  int64_t printed = 0;
  for (const Finding& finding : report.findings) {
    if (finding.kind != kind) continue;
    ++printed;
    words_.Forget();
    if (session_.WantsJson()) {
      PrintJson(out, ToJson(finding));
    } else {
      PrintForPeople(finding);
    }
  }
  if (session_.WantsJson()) return;
  if (printed < count) {
    out << "  and " << count - printed << " more (--limit)\n";
  }
  out << "  to do: " << AdviceOn(kind) << "\n";
}

void FindingOutput::PrintForPeople(const Finding& finding) {
  std::ostream& out = session_.console.out;
  out << "  - " << InWords(finding) << '\n';
  if (!ShowsClaims(finding.kind)) return;
  for (const std::string& name : finding.claims) {
    out << "      " << ClaimInWords(name) << '\n';
  }
}

const Claim* FindingOutput::FindClaim(std::string_view name) {
  const size_t hash = name.find('#');
  const std::optional<Record>& record = words_.Find(name.substr(0, hash));
  if (!record.has_value() || hash == std::string_view::npos) return nullptr;
  for (const Claim& claim : ClaimsOf(*record)) {
    if (claim.id() == name.substr(hash + 1)) return &claim;
  }
  return nullptr;
}

// `oil#hirose: denied, disputed (Yoko Hirose; Some article: "...")`.
std::string FindingOutput::ClaimInWords(const std::string& name) {
  const Claim* const claim = FindClaim(name);
  if (claim == nullptr) return name;
  std::vector<std::string> marks = {ModalityName(claim->modality())};
  if (claim->negated()) marks.emplace_back("denied");
  marks.push_back(StatusName(claim->status()));
  if (!claim->when().edtf().empty()) marks.push_back(claim->when().edtf());
  const std::string voice = words_.VoiceOf(*claim);
  return absl::StrCat(name, ": ", absl::StrJoin(marks, ", "),
                      voice.empty() ? "" : absl::StrCat(" (", voice, ")"));
}

Json FindingOutput::ClaimToJson(const std::string& name) {
  const Claim* const claim = FindClaim(name);
  Json object;
  object["name"] = name;
  AddClaimFields(claim, object);
  const bool has_date = claim != nullptr && !claim->when().edtf().empty();
  object["edtf"] = has_date ? Json(claim->when().edtf()) : Json(nullptr);
  return object;
}

Json FindingOutput::ToJson(const Finding& finding) {
  Json object;
  object["finding"] = FindingKindName(finding.kind);
  object["problem"] = IsProblem(finding.kind);
  object["words"] = InWords(finding);
  object["advice"] = AdviceOn(finding.kind);
  object["links"] = finding.links;
  object["records"] = finding.records;
  object["claims"] = Json::array();
  for (const std::string& name : finding.claims) {
    object["claims"].push_back(ClaimToJson(name));
  }
  object["sources"] = finding.sources;
  if (finding.order.has_value()) AddOrder(*finding.order, object);
  if (!finding.dates.empty()) object["dates"] = DatesToJson(finding.dates);
  if (finding.due.has_value()) object["due"] = finding.due->ToString();
  if (finding.kind == FindingKind::kCausalCycle) {
    object["circle_of"] = finding.circle_of;
  }
  return object;
}

std::string FindingOutput::InWords(const Finding& finding) {
  return annals::InWords(finding,
                         [this](std::string_view id) { return NameOf(id); });
}

// A link has no title; its first ends tell which it is.
std::string FindingOutput::NameOf(std::string_view id) {
  const std::optional<Record>& record = words_.Find(id);
  if (!record.has_value() || !record->has_causal_link()) {
    return words_.NameOf(id);
  }
  const CausalLink& link = record->causal_link();
  const auto ends_in_words =
      [&](const google::protobuf::RepeatedPtrField<std::string>& ends) {
        if (ends.empty()) return std::string();
        const std::optional<Record>& first = words_.Find(ends.Get(0));
        const bool has_title = first.has_value() && !TitleOf(*first).empty();
        return absl::StrCat(
            has_title ? OneLine(TitleOf(*first)) : ends.Get(0),
            ends.size() > 1 ? absl::StrCat(" and ", ends.size() - 1, " more")
                            : "");
      };
  const std::string causes = ends_in_words(link.causes());
  return absl::StrCat("(", causes, " -> ", ends_in_words(link.effects()), ") [",
                      AsAbsl(id), "]");
}

}  // namespace annals::cli_internal
