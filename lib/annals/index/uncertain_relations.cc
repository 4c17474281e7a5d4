// UncertainIndex: any relations to a window, possible and certain.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "annals/index/internal/possible_relations.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {
namespace {

using index_internal::PossibleInWindow;
using index_internal::ReachOf;
using index_internal::RowBounds;
using R = AllenRelation;

// How the outer bounds of rows lie to the outer bounds of the window: where
// that makes an answer certain, and where each row has to be looked at.
struct Outer {
  AllenSet certain;
  AllenSet open;
};

// Of a window with known ends, whatever is not in reach cannot be, and where
// all that is in reach is asked, it is certain.
Outer OuterOf(AllenSet asked) {
  Outer outer;
  for (int i = 0; i < kAllenRelationCount; ++i) {
    const auto relation = static_cast<R>(i);
    switch (Judge(asked, ReachOf(relation))) {
      case Certainty::kNo:
        break;
      case Certainty::kPossible:
        outer.open.Add(relation);
        break;
      case Certainty::kCertain:
        outer.certain.Add(relation);
        break;
    }
  }
  return outer;
}

// Of a window whose own ends may lie anywhere in it, only what does not even
// meet it is decided.
Outer OuterOfUncertain(AllenSet asked) {
  const AllenSet apart{R::kBefore, R::kAfter};
  return Outer{asked & apart, apart.Complement()};
}

bool HasKnownEnds(const Span& window) {
  return window.earliest_start == window.latest_start &&
         window.earliest_end == window.latest_end;
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

template <typename All, typename Row>
void UncertainIndex::Visit(const Question& question, All all, Row row) const {
  if (!question.window.IsSatisfiable()) return;
  const Span window = question.window.Tightened();
  const Interval bounds{window.earliest_start, window.latest_end};
  const auto judge = [&](uint32_t of_row, AllenSet possible) {
    Certainty certainty = Judge(question.asked, possible);
    if (certainty == Certainty::kPossible && question.recheck != nullptr &&
        (question.recheck_all || IsLoose(of_row))) {
      certainty = (*question.recheck)(id(of_row));
    }
    if (certainty != Certainty::kNo) row(of_row, certainty);
  };
  if (HasKnownEnds(window)) {
    const Outer outer = OuterOf(question.asked);
    all(outer_.Find(outer.certain, bounds));
    const PossibleInWindow possible(bounds.start.code(), bounds.end.code());
    outer_.Find(outer.open, bounds).ForEachRow([&](uint32_t of_row) {
      const Interval touched = outer_.interval(of_row);
      judge(of_row, possible.Of(RowBounds{
                        touched.start.code(), inner_[of_row].latest_start,
                        inner_[of_row].earliest_end, touched.end.code()}));
    });
  } else {
    const Outer outer = OuterOfUncertain(question.asked);
    all(outer_.Find(outer.certain, bounds));
    outer_.Find(outer.open, bounds).ForEachRow([&](uint32_t of_row) {
      judge(of_row, PossibleRelations(span(of_row), window));
    });
  }
}

UncertainIndex::Answer UncertainIndex::FindBy(const Question& question) const {
  Answer answer;
  Visit(
      question, [&](const Matches& matches) { answer.certain = matches.Ids(); },
      [&](uint32_t row, Certainty certainty) {
        (certainty == Certainty::kCertain ? answer.certain : answer.possible)
            .push_back(id(row));
      });
  return answer;
}

UncertainIndex::Counts UncertainIndex::CountBy(const Question& question) const {
  Counts counts;
  Visit(
      question,
      [&](const Matches& matches) { counts.certain = matches.Count(); },
      [&](uint32_t, Certainty certainty) {
        ++(certainty == Certainty::kCertain ? counts.certain : counts.possible);
      });
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
