// EventJudge: whether an event is one that is wanted, by its row if that will
// do.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_EVENT_JUDGE_H_
#define ANNALS_STORE_EVENT_JUDGE_H_

#include <cstdint>
#include <optional>

#include "annals/record/record.h"
#include "annals/store/event_criteria.h"
#include "annals/store/state_row.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {

// By which a store and an index in memory come to the same answers:
//
//   const EventJudge judge(criteria);
//   EventJudge::Verdict verdict = judge.JudgeRow(row);
//   if (verdict.needs_event) verdict = judge.JudgeTimes(row, times);
//
// What the terms say (participants, places, tags, codes, sources, words) is
// settled before: see TermsAsked(). Immutable, and so safe in any thread.
class EventJudge {
 public:
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

  // The criteria must outlive it.
  explicit EventJudge(const EventCriteria& criteria);

  // Takes constant time for most windows; see Relate() for those of many
  // members.
  Verdict JudgeRow(const StateRow& row) const;

  // What becomes of an event whose row leaves its time open, by all that its
  // date may mean: null if it has none. Not where the claims are not
  // told either.
  Verdict JudgeTimes(const StateRow& row, const TimeSet* times) const;

  // Whether the row tells if one of the claims is as asked. It does not if a
  // modality and a status are asked, of one claim, and there are several.
  bool TellsClaims(const StateRow& row) const {
    return RowClaimsFit(row).has_value();
  }

  // The same where only the claims themselves tell.
  Verdict JudgeEvent(const StateRow& row, const Event& event,
                     const TimeSet* times) const;

  // What becomes of an event without a date, if it is asserted or not.
  // Nothing is known of its claims but that.
  Verdict JudgeUndated(bool asserted) const;

 private:
  Certainty RowCertainty(const StateRow& row) const;
  bool FitsCertainty(Certainty certainty, const StateRow& row) const;
  std::optional<bool> RowClaimsFit(const StateRow& row) const;
  bool ClaimsFit(const Event& event) const;
  Verdict::What WhatOf(bool claims_fit, const StateRow& row) const;
  Verdict VerdictOf(const StateRow& row, const TimeSet* times,
                    bool claims_fit) const;

  const EventCriteria& criteria_;
  // All that the window may be; certainty for what may be at any time.
  Span window_hull_;
  Certainty undated_certainty_ = Certainty::kCertain;
  int64_t modality_bits_ = 0;
  int64_t status_bits_ = 0;
};

}  // namespace annals

#endif  // ANNALS_STORE_EVENT_JUDGE_H_
