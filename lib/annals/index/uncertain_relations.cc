// UncertainIndex: any relations to a window, possible and certain.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "annals/index/internal/index_data.h"
#include "annals/index/internal/inner_briefs.h"
#include "annals/index/internal/prefetch.h"
#include "annals/index/internal/told_rows.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {
namespace {

using index_internal::CertainCount;
using index_internal::CertainList;
using index_internal::PossibleCount;
using index_internal::PossibleList;
using index_internal::PossibleRows;
using index_internal::Prefetch;
using R = AllenRelation;

// As many rows as a core fetches at once, roughly.
constexpr size_t kRowsAhead = 12;

// How the outer bounds of rows lie to a window: where that makes it certain
// that a row is in one of the relations asked, and where each row has to be
// looked at.
struct OuterRelations {
  AllenSet certain;
  AllenSet open;
};

// Of a window whose own ends may lie anywhere in it, only what does not even
// meet it is decided.
OuterRelations OuterOfUncertain(AllenSet asked) {
  const AllenSet apart{R::kBefore, R::kAfter};
  return OuterRelations{asked & apart, apart.Complement()};
}

// As Judge(), for rows of which nobody can guess the answer.
Certainty JudgeWithoutBranches(AllenSet asked, AllenSet possible) {
  static_assert(static_cast<int>(Certainty::kNo) == 0 &&
                static_cast<int>(Certainty::kPossible) == 1 &&
                static_cast<int>(Certainty::kCertain) == 2);
  const int some = (asked & possible).IsEmpty() ? 0 : 1;
  const int all = possible.IsSubsetOf(asked) ? 1 : 0;
  return static_cast<Certainty>(some + (some & all));
}

bool HasKnownEnds(const Span& window) {
  return window.earliest_start == window.latest_start &&
         window.earliest_end == window.latest_end;
}

Interval OuterOf(const Span& window) {
  return Interval{window.earliest_start, window.latest_end};
}

bool IsOneSpan(const TimeSet& window) {
  return window.members.size() == 1 &&
         std::all_of(window.sources.begin(), window.sources.end(),
                     [](const auto& source) { return source == nullptr; });
}

}  // namespace

Span UncertainIndex::span(uint32_t row) const {
  const Interval bounds = outer_.interval(row);
  return Span{bounds.start, Instant::FromCode(inner_[row].latest_start),
              Instant::FromCode(inner_[row].earliest_end), bounds.end};
}

template <typename CertainTold, typename PossibleTold>
void UncertainIndex::TellUncertain(AllenSet asked, const Span& window,
                                   CertainTold& certain,
                                   PossibleTold& possible) const {
  const index_internal::IndexData& data = *outer_.data_;
  const Interval bounds = OuterOf(window);
  const OuterRelations outer = OuterOfUncertain(asked);
  const std::vector<uint32_t> rows = outer_.Find(outer.open, bounds).Rows();
  const Matches all = outer_.Find(outer.certain, bounds);
  certain.Reserve(all.CountMax() + rows.size());
  certain.AddMatches(all);
  for (size_t i = 0; i < rows.size(); ++i) {
    // The rows of a list lie anywhere in memory.
    const uint32_t ahead = rows[std::min(i + kRowsAhead, rows.size() - 1)];
    Prefetch(&data.starts[ahead]);
    Prefetch(&data.ends[ahead]);
    Prefetch(&data.ids[ahead]);
    Prefetch(&inner_[ahead]);
    const Certainty certainty =
        JudgeWithoutBranches(asked, PossibleRelations(span(rows[i]), window));
    certain.AddRows(rows[i], certainty == Certainty::kCertain ? 1 : 0);
    possible.AddRows(rows[i], certainty == Certainty::kPossible ? 1 : 0);
  }
}

template <typename CertainTold, typename PossibleTold>
void UncertainIndex::Tell(const Question& question, CertainTold& certain,
                          PossibleTold& possible) const {
  if (outer_.IsEmpty() || !question.window.IsSatisfiable()) {
    certain.Reserve(0);
    return;
  }
  const Span window = question.window.Tightened();
  if (HasKnownEnds(window)) {
    TellKnown(question.asked, OuterOf(window), certain, possible);
  } else {
    TellUncertain(question.asked, window, certain, possible);
  }
}

bool UncertainIndex::IsTouchOfKnown(const Question& question) {
  return question.asked == AllenSet::Intersects() &&
         question.window.IsSatisfiable() &&
         HasKnownEnds(question.window.Tightened());
}

bool UncertainIndex::AsksBack(const Question& question) const {
  return question.recheck != nullptr &&
         (question.recheck_all || !loose_.IsEmpty());
}

Certainty UncertainIndex::AskBack(const Question& question,
                                  uint32_t row) const {
  const bool asks = question.recheck_all || IsLoose(row);
  return asks ? (*question.recheck)(id(row)) : Certainty::kPossible;
}

UncertainIndex::Counts UncertainIndex::CountIntersecting(
    const Interval& window) const {
  const size_t certain = CountCertain(window);
  return Counts{certain, CountPossible(window) - certain};
}

UncertainIndex::Answer UncertainIndex::FindBy(const Question& question) const {
  CertainList certain(*outer_.data_);
  if (!AsksBack(question)) {
    if (IsTouchOfKnown(question))
      return FindIntersecting(OuterOf(question.window));
    PossibleList possible(*outer_.data_);
    Tell(question, certain, possible);
    return Answer{certain.Take(), possible.Take()};
  }
  PossibleRows possible(*outer_.data_);
  Tell(question, certain, possible);
  Answer answer{certain.Take(), {}};
  for (const uint32_t row : possible.Take()) {
    const Certainty certainty = AskBack(question, row);
    if (certainty == Certainty::kCertain) answer.certain.push_back(id(row));
    if (certainty == Certainty::kPossible) answer.possible.push_back(id(row));
  }
  return answer;
}

UncertainIndex::Counts UncertainIndex::CountBy(const Question& question) const {
  CertainCount certain;
  if (!AsksBack(question)) {
    if (IsTouchOfKnown(question)) {
      return CountIntersecting(OuterOf(question.window));
    }
    PossibleCount possible;
    Tell(question, certain, possible);
    return Counts{certain.count(), possible.count()};
  }
  PossibleRows possible(*outer_.data_);
  Tell(question, certain, possible);
  Counts counts{certain.count(), 0};
  for (const uint32_t row : possible.Take()) {
    const Certainty certainty = AskBack(question, row);
    counts.certain += certainty == Certainty::kCertain ? 1 : 0;
    counts.possible += certainty == Certainty::kPossible ? 1 : 0;
  }
  return counts;
}

UncertainIndex::Answer UncertainIndex::Find(AllenSet asked,
                                            const Span& window) const {
  return FindBy(Question{asked, window, false, nullptr});
}

UncertainIndex::Answer UncertainIndex::Find(AllenSet asked,
                                            const TimeSet& window,
                                            Recheck recheck) const {
  if (window.members.empty()) return {};
  return FindBy(Question{asked, window.Hull(), !IsOneSpan(window), &recheck});
}

UncertainIndex::Counts UncertainIndex::Count(AllenSet asked,
                                             const Span& window) const {
  return CountBy(Question{asked, window, false, nullptr});
}

UncertainIndex::Counts UncertainIndex::Count(AllenSet asked,
                                             const TimeSet& window,
                                             Recheck recheck) const {
  if (window.members.empty()) return {};
  return CountBy(Question{asked, window.Hull(), !IsOneSpan(window), &recheck});
}

}  // namespace annals
