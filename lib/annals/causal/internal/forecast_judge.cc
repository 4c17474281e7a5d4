// JudgeForecasts() finds forecasts whose time has come.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/causal/internal/forecast_judge.h"

#include <algorithm>
#include <vector>

#include "annals/base/status_macros.h"
#include "annals/record/claims.h"
#include "annals/time/allen.h"

namespace annals::causal_internal {
namespace {

bool PointsAhead(const Claim& claim) {
  return claim.modality() == Claim::FUTURE ||
         claim.modality() == Claim::THREATENED ||
         claim.modality() == Claim::PROPOSED;
}

bool IsUnsettledForecast(const Claim& claim) {
  return PointsAhead(claim) && !HasFallen(claim) &&
         claim.status() != Claim::CAME_TRUE;
}

// Somebody says what came of it.
bool IsSettled(const Voices& voices) {
  return voices.IsAsserted() ||
         std::any_of(voices.claims.begin(), voices.claims.end(),
                     [](const Claim* claim) { return IsDenial(*claim); });
}

Certainty IsDue(const JudgedTime& time, const Today& today) {
  if (!time.is_dated) return Certainty::kNo;
  const Span& span = time.span;
  if (span.latest_start < today.now) {
    return time.is_doubted && !today.as_stated ? Certainty::kPossible
                                               : Certainty::kCertain;
  }
  return span.earliest_start.IsFinite() && span.earliest_start <= today.now
             ? Certainty::kPossible
             : Certainty::kNo;
}

// The forecasts of one record that are due, or may be.
class DueForecasts {
 public:
  explicit DueForecasts(FindingKind kind) : kind_(kind) {}

  void Add(const Claim& claim, Instant due) {
    due_ = claims_.empty() ? due : std::max(due_, due);
    claims_.push_back(&claim);
  }

  void Tell(const std::string& record, FindingList& findings) const {
    if (claims_.empty()) return;
    Finding* const finding = findings.Add(kind_);
    if (finding == nullptr) return;
    finding->records = {record};
    finding->claims = ClaimNames(record, claims_);
    finding->due = due_;
  }

 private:
  FindingKind kind_;
  std::vector<const Claim*> claims_;
  Instant due_;
};

}  // namespace

absl::Status JudgeForecasts(const std::string& record, const Voices& voices,
                            const JudgedTime& time, const Today& today,
                            FindingList& findings) {
  if (IsSettled(voices)) return absl::OkStatus();
  DueForecasts certain(FindingKind::kForecastDue);
  DueForecasts possible(FindingKind::kForecastPossiblyDue);
  for (const Claim* const claim : voices.claims) {
    if (!IsUnsettledForecast(*claim)) continue;
    JudgedTime foretold = time;
    if (!claim->when().edtf().empty()) {
      ANNALS_ASSIGN_OR_RETURN(foretold, JudgedTimeOf(claim->when()));
    }
    const Certainty certainty = IsDue(foretold, today);
    if (certainty == Certainty::kCertain) {
      certain.Add(*claim, foretold.span.latest_start);
    } else if (certainty == Certainty::kPossible) {
      possible.Add(*claim, foretold.span.earliest_start);
    }
  }
  certain.Tell(record, findings);
  possible.Tell(record, findings);
  return absl::OkStatus();
}

}  // namespace annals::causal_internal
