// EventJudge: whether an event is one that is wanted, by its row if that will
// do.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/event_judge.h"

#include <algorithm>
#include <string_view>

#include "annals/record/claims.h"

namespace annals {
namespace {

bool Has(const StateRow& row, StateFlag flag) {
  return (row.flags & flag) != 0;
}

template <typename List, typename Value>
bool Contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

EventJudge::EventJudge(const EventCriteria& criteria) : criteria_(criteria) {
  if (criteria.relations.has_value()) {
    window_hull_ = criteria.window.Hull();
    undated_certainty_ = Relate(
        *criteria.relations, TimeSet::Of(Span::Unbounded()), criteria.window);
  }
  for (const Claim::Modality modality : criteria.modalities) {
    modality_bits_ |= ModalityBit(modality);
  }
  for (const Claim::Status status : criteria.statuses) {
    status_bits_ |= StatusBit(status);
  }
}

// What the loosest bounds make certain or impossible is so for all that they
// hold; only what they leave possible must be looked at more closely.
Certainty EventJudge::RowCertainty(const StateRow& row) const {
  if (!criteria_.relations.has_value()) return Certainty::kCertain;
  if (!row.span.has_value()) return undated_certainty_;
  const Certainty by_hulls =
      Judge(*criteria_.relations, PossibleRelations(*row.span, window_hull_));
  const bool is_one_span =
      criteria_.window.members.size() == 1 && criteria_.window.sources.empty();
  if (by_hulls != Certainty::kPossible || is_one_span) return by_hulls;
  return Relate(*criteria_.relations, TimeSet::Of(*row.span), criteria_.window);
}

bool EventJudge::FitsCertainty(Certainty certainty, const StateRow& row) const {
  if (certainty == Certainty::kNo) return false;
  if (!criteria_.only_certain) return true;
  return certainty == Certainty::kCertain &&
         (criteria_.as_stated || !Has(row, kStateQualified));
}

// Of one claim, or where one of the two is asked, the bits tell all.
std::optional<bool> EventJudge::RowClaimsFit(const StateRow& row) const {
  if (criteria_.all) return true;
  if (criteria_.SpeakOfAsserted()) return Has(row, kStateAsserted);
  const bool modality_fits =
      modality_bits_ == 0 || (row.claims & modality_bits_) != 0;
  const bool status_fits =
      status_bits_ == 0 || (row.claims & status_bits_) != 0;
  if (!modality_fits || !status_fits) return false;
  const bool is_pair = modality_bits_ != 0 && status_bits_ != 0;
  if (is_pair && Has(row, kStateMixedClaims)) return std::nullopt;
  return true;
}

bool EventJudge::ClaimsFit(const Event& event) const {
  if (criteria_.all) return true;
  if (criteria_.SpeakOfAsserted()) return IsAsserted(event);
  const auto fits = [this](const Claim& claim) {
    const int64_t bits = ClaimBits(claim);
    return (modality_bits_ == 0 || (bits & modality_bits_) != 0) &&
           (status_bits_ == 0 || (bits & status_bits_) != 0);
  };
  if (event.claims().empty()) return fits(Claim());
  return std::any_of(event.claims().begin(), event.claims().end(), fits);
}

EventJudge::Verdict::What EventJudge::WhatOf(bool claims_fit,
                                             const StateRow& row) const {
  if (!claims_fit) {
    return criteria_.SpeakOfAsserted() ? Verdict::What::kUnasserted
                                       : Verdict::What::kNothing;
  }
  const bool has_date_enough = criteria_.undated || !Has(row, kStateUndated);
  return has_date_enough ? Verdict::What::kAnswer : Verdict::What::kUndated;
}

EventJudge::Verdict EventJudge::JudgeRow(const StateRow& row) const {
  if (row.kind != RecordKind::kEvent) return {};
  if (!criteria_.kinds.empty() && !Contains(criteria_.kinds, row.event_kind)) {
    return {};
  }
  Verdict verdict;
  verdict.certainty = RowCertainty(row);
  const bool is_open = Has(row, kStateLoose) &&
                       criteria_.relations.has_value() &&
                       verdict.certainty == Certainty::kPossible;
  // Looked at more closely, it may prove to be certain.
  const Certainty best = is_open ? Certainty::kCertain : verdict.certainty;
  if (!FitsCertainty(best, row)) return {};
  const std::optional<bool> claims_fit = RowClaimsFit(row);
  verdict.what = WhatOf(claims_fit.value_or(true), row);
  if (verdict.what == Verdict::What::kNothing) return {};
  const bool is_widened_answer =
      verdict.what == Verdict::What::kAnswer && Has(row, kStateWidened);
  verdict.needs_event = is_open || !claims_fit.has_value() || is_widened_answer;
  return verdict;
}

EventJudge::Verdict EventJudge::VerdictOf(const StateRow& row,
                                          const TimeSet* times,
                                          bool claims_fit) const {
  Verdict verdict;
  verdict.certainty = Certainty::kCertain;
  if (criteria_.relations.has_value()) {
    verdict.certainty = times != nullptr ? Relate(*criteria_.relations, *times,
                                                  criteria_.window)
                                         : undated_certainty_;
  }
  if (!FitsCertainty(verdict.certainty, row)) return Verdict();
  verdict.what = WhatOf(claims_fit, row);
  return verdict;
}

EventJudge::Verdict EventJudge::JudgeTimes(const StateRow& row,
                                           const TimeSet* times) const {
  return VerdictOf(row, times, RowClaimsFit(row).value_or(true));
}

EventJudge::Verdict EventJudge::JudgeEvent(const StateRow& row,
                                           const Event& event,
                                           const TimeSet* times) const {
  return VerdictOf(row, times, ClaimsFit(event));
}

EventJudge::Verdict EventJudge::JudgeUndated(bool asserted) const {
  StateRow row;
  row.flags = kStateUndated;
  if (asserted) row.flags |= kStateAsserted;
  Verdict verdict;
  verdict.certainty = undated_certainty_;
  if (FitsCertainty(verdict.certainty, row)) {
    verdict.what = WhatOf(criteria_.all || asserted, row);
  }
  return verdict;
}

}  // namespace annals
