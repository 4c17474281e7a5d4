// EventJudge: whether an event is one that is wanted, by its row if that will
// do.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_EVENT_JUDGE_H_
#define ANNALS_STORE_INTERNAL_EVENT_JUDGE_H_

#include <optional>

#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/event_criteria.h"
#include "annals/store/internal/state.h"

namespace annals::store_internal {

struct Verdict {
  enum class What {
    kNothing,
    kAnswer,
    // It would be an answer if the undated were asked for ...
    kUndated,
    // ... or what is not asserted.
    kUnasserted,
  };
  What what = What::kNothing;
  Certainty certainty = Certainty::kNo;
  // The row does not tell: the event itself must be judged.
  bool needs_event = false;
};

// What the terms say (participants, places, tags, codes, sources, words) is
// settled before. Pure.
class EventJudge {
 public:
  // The criteria must outlive it.
  explicit EventJudge(const EventCriteria& criteria);

  // Takes constant time for most windows; see Relate() for those of many
  // members.
  Verdict JudgeRow(const StateRow& row) const;

  // An error only if the event is not valid.
  absl::StatusOr<Verdict> JudgeEvent(const StateRow& row,
                                     const Event& event) const;

  // What becomes of an event without a date, if it is asserted or not.
  // Nothing is known of its claims but that.
  Verdict JudgeUndated(bool asserted) const;

 private:
  Certainty RowCertainty(const StateRow& row) const;
  bool FitsCertainty(Certainty certainty, const StateRow& row) const;
  std::optional<bool> RowClaimsFit(const StateRow& row) const;
  bool ClaimsFit(const Event& event) const;
  Verdict::What WhatOf(bool claims_fit, const StateRow& row) const;

  const EventCriteria& criteria_;
  // All that the window may be; certainty for what may be at any time.
  Span window_hull_;
  Certainty undated_certainty_ = Certainty::kCertain;
  int64_t modality_bits_ = 0;
  int64_t status_bits_ = 0;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_EVENT_JUDGE_H_
