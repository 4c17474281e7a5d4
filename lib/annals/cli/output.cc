// Output: JSON lines for programs, plain text for people, files.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/cli/internal/output.h"

#include <ostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/time/instant.h"

namespace annals::cli_internal {
namespace {

std::string RangeInWords(Instant earliest, Instant latest) {
  if (earliest == latest) return earliest.ToString();
  return absl::StrCat(earliest.ToString(), " to ", latest.ToString());
}

}  // namespace

std::string SpanInWords(const Span& span) {
  return absl::StrCat(
      "starts ", RangeInWords(span.earliest_start, span.latest_start),
      ", ends ", RangeInWords(span.earliest_end, span.latest_end));
}

void PrintJson(std::ostream& out, const Json& object) {
  out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void AddBounds(const std::optional<Span>& span, Json& object) {
  const auto add = [&](const char* name, Instant Span::*bound) {
    object[name] =
        span.has_value() ? Json(((*span).*bound).ToString()) : Json(nullptr);
  };
  add("earliest_start", &Span::earliest_start);
  add("latest_start", &Span::latest_start);
  add("earliest_end", &Span::earliest_end);
  add("latest_end", &Span::latest_end);
}

void AddStrongestClaim(const google::protobuf::RepeatedPtrField<Claim>& claims,
                       Json& object) {
  AddClaimFields(StrongestClaim(claims), object);
}

void AddClaimFields(const Claim* claim, Json& object) {
  object["claim"] = claim == nullptr ? Json(nullptr) : Json(claim->id());
  if (claim == nullptr) {
    object["holder"] = object["modality"] = object["status"] = nullptr;
    object["negated"] = false;
    return;
  }
  const auto modality = claim->modality() == Claim::MODALITY_UNSPECIFIED
                            ? Claim::REALIS
                            : claim->modality();
  const auto status = claim->status() == Claim::STATUS_UNSPECIFIED
                          ? Claim::OPEN
                          : claim->status();
  object["holder"] = absl::StrJoin(claim->holders(), " > ");
  object["modality"] = Claim::Modality_Name(modality);
  object["status"] = Claim::Status_Name(status);
  object["negated"] = claim->negated();
}

std::string CommitTimeText(int64_t microseconds) {
  const auto instant = Instant::FromMicroseconds(microseconds);
  return instant.has_value() ? instant->ToString() : "";
}

const char* OutcomeName(Outcome::What what) {
  switch (what) {
    case Outcome::What::kAdded:
      return "added";
    case Outcome::What::kChanged:
      return "changed";
    case Outcome::What::kUnchanged:
      return "unchanged";
    case Outcome::What::kRetracted:
      return "retracted";
    case Outcome::What::kRestored:
      return "restored";
    case Outcome::What::kRedacted:
      return "redacted";
  }
  return "";
}

void PrintOutcomes(const AppendResult& result, const Session& session) {
  std::ostream& out = session.console.out;
  for (const Outcome& outcome : result.outcomes) {
    const char* const what = OutcomeName(outcome.what);
    if (session.WantsJson()) {
      PrintJson(
          out,
          {{"what", what}, {"id", outcome.id}, {"sequence", outcome.sequence}});
    } else {
      out << what << ' ' << outcome.id << " (revision " << outcome.sequence
          << ")\n";
    }
  }
}

std::string Counted(int64_t count, std::string_view noun) {
  return absl::StrCat(count, " ", AsAbsl(noun), count == 1 ? "" : "s");
}

}  // namespace annals::cli_internal
