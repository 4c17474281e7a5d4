// UncertainIndex: any relations to a window, possible and certain.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "annals/index/internal/index_data.h"
#include "annals/index/internal/possible_relations.h"
#include "annals/index/internal/prefetch.h"
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
using index_internal::Prefetch;
using index_internal::ReachOf;
using index_internal::RowBounds;
using R = AllenRelation;

// As many rows as a core fetches at once, roughly.
constexpr size_t kRowsAhead = 12;

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

template <typename All, typename Open, typename Row>
void UncertainIndex::Visit(const Question& question, All all, Open open,
                           Row row) const {
  if (!question.window.IsSatisfiable()) return;
  const Span window = question.window.Tightened();
  const Interval bounds{window.earliest_start, window.latest_end};
  const bool has_known_ends = HasKnownEnds(window);
  const Outer outer = has_known_ends ? OuterOf(question.asked)
                                     : OuterOfUncertain(question.asked);
  all(outer_.Find(outer.certain, bounds));
  const std::vector<uint32_t> rows = outer_.Find(outer.open, bounds).Rows();
  open(rows.size());
  const index_internal::IndexData& data = *outer_.data_;
  const auto judge = [&](auto possible) {
    for (size_t i = 0; i < rows.size(); ++i) {
      // The rows of a list lie anywhere in memory.
      const uint32_t ahead = rows[std::min(i + kRowsAhead, rows.size() - 1)];
      Prefetch(&data.starts[ahead]);
      Prefetch(&data.ends[ahead]);
      Prefetch(&data.ids[ahead]);
      Prefetch(&inner_[ahead]);
      const uint32_t of_row = rows[i];
      Certainty certainty = Judge(question.asked, possible(of_row));
      if (question.recheck != nullptr && certainty == Certainty::kPossible &&
          (question.recheck_all || IsLoose(of_row))) {
        certainty = (*question.recheck)(id(of_row));
      }
      row(of_row, certainty);
    }
  };
  if (has_known_ends) {
    const PossibleInWindow possible(bounds.start.code(), bounds.end.code());
    judge([&](uint32_t of_row) {
      return possible.Of(
          RowBounds{data.starts[of_row], inner_[of_row].latest_start,
                    inner_[of_row].earliest_end, data.ends[of_row]});
    });
  } else {
    judge([&](uint32_t of_row) {
      return PossibleRelations(span(of_row), window);
    });
  }
}

// Each id is written to both lists, and that which it belongs to moves on: a
// wrong guess of the processor costs more than that.
UncertainIndex::Answer UncertainIndex::FindBy(const Question& question) const {
  Answer answer;
  size_t certain = 0;
  size_t possible = 0;
  Visit(
      question,
      [&](const Matches& matches) {
        answer.certain = matches.Ids();
        certain = answer.certain.size();
      },
      [&](size_t rows) {
        answer.certain.resize(certain + rows);
        answer.possible.resize(rows);
      },
      [&](uint32_t row, Certainty certainty) {
        const uint32_t of_row = id(row);
        answer.certain[certain] = of_row;
        answer.possible[possible] = of_row;
        certain += certainty == Certainty::kCertain ? 1 : 0;
        possible += certainty == Certainty::kPossible ? 1 : 0;
      });
  answer.certain.resize(certain);
  answer.possible.resize(possible);
  return answer;
}

UncertainIndex::Counts UncertainIndex::CountBy(const Question& question) const {
  Counts counts;
  Visit(
      question,
      [&](const Matches& matches) { counts.certain = matches.Count(); },
      [](size_t) {},
      [&](uint32_t, Certainty certainty) {
        counts.certain += certainty == Certainty::kCertain ? 1 : 0;
        counts.possible += certainty == Certainty::kPossible ? 1 : 0;
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
