// UncertainIndex: any relations to a window, possible and certain.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/inner_briefs.h"
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

using index_internal::OuterRelations;
using index_internal::OuterRelationsOf;
using index_internal::PossibleInWindow;
using index_internal::Prefetch;
using index_internal::RowBounds;
using R = AllenRelation;

// As many rows as a core fetches at once, roughly.
constexpr size_t kRowsAhead = 12;
constexpr uint32_t kIdsAhead = 24;

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

const UncertainIndex::Carried* UncertainIndex::CarriedOf(
    const uint32_t* rows) const {
  const absl::Span<const uint32_t> all = outer_.data_->carry_rows;
  const std::less<const uint32_t*> before;
  if (before(rows, all.data()) || !before(rows, all.data() + all.size())) {
    return nullptr;
  }
  return carried_.data() + (rows - all.data());
}

template <typename Row>
ABSL_ATTRIBUTE_ALWAYS_INLINE inline void UncertainIndex::Tell(
    const Question& question, AllenSet possible, uint32_t of_row,
    Row row) const {
  const Certainty certainty = JudgeWithoutBranches(question.asked, possible);
  if (question.recheck == nullptr) {
    row(of_row, certainty);
  } else if (certainty == Certainty::kPossible &&
             (question.recheck_all || IsLoose(of_row))) {
    row(of_row, (*question.recheck)(id(of_row)));
  } else {
    row(of_row, certainty);
  }
}

template <typename Row>
void UncertainIndex::VisitKnown(const Question& question, const Matches& open,
                                const Interval& window, Row row) const {
  const index_internal::IndexData& data = *outer_.data_;
  const PossibleInWindow possible(window.start.code(), window.end.code());
  const auto one = [&](uint32_t of_row) {
    const RowBounds bounds{data.starts[of_row], inner_[of_row].latest_start,
                           inner_[of_row].earliest_end, data.ends[of_row]};
    Tell(question, possible.Of(bounds), of_row, row);
  };
  const auto list = [&](const uint32_t* rows, uint32_t size, uint32_t least) {
    const Carried* const carried = CarriedOf(rows);
    if (carried == nullptr) {
      std::for_each(rows, rows + size, one);
      return;
    }
    // Those that a list takes up all start before the window, or all in it.
    const size_t start = possible.Class(data.starts[std::max(rows[0], least)]);
    for (uint32_t i = 0; i < size; ++i) {
      // Ids lie anywhere in memory.
      Prefetch(data.ids.data() + rows[std::min(i + kIdsAhead, size - 1)]);
      if (rows[i] < least) continue;
      const Carried& of = carried[i];
      Tell(question,
           possible.Of(start, of.latest_start, of.earliest_end, of.latest_end),
           rows[i], row);
    }
  };
  open.ForEachRowAndList(list, one);
}

bool UncertainIndex::IsKnown(const Question& question) const {
  const bool asks_back = question.recheck != nullptr &&
                         (question.recheck_all || !loose_.IsEmpty());
  return !asks_back && HasKnownEnds(question.window.Tightened());
}

template <typename Row>
void UncertainIndex::VisitUncertain(const Question& question,
                                    const Matches& open, const Span& window,
                                    Row row) const {
  const index_internal::IndexData& data = *outer_.data_;
  const std::vector<uint32_t> rows = open.Rows();
  for (size_t i = 0; i < rows.size(); ++i) {
    // The rows of a list lie anywhere in memory.
    const uint32_t ahead = rows[std::min(i + kRowsAhead, rows.size() - 1)];
    Prefetch(&data.starts[ahead]);
    Prefetch(&data.ends[ahead]);
    Prefetch(&data.ids[ahead]);
    Prefetch(&inner_[ahead]);
    Tell(question, PossibleRelations(span(rows[i]), window), rows[i], row);
  }
}

template <typename Begin, typename Row>
void UncertainIndex::Visit(const Question& question, Begin begin,
                           Row row) const {
  const Span window = question.window.Tightened();
  const Interval bounds{window.earliest_start, window.latest_end};
  const bool has_known_ends = HasKnownEnds(window);
  const OuterRelations outer = has_known_ends
                                   ? OuterRelationsOf(question.asked)
                                   : OuterOfUncertain(question.asked);
  const Matches open = outer_.Find(outer.open, bounds);
  begin(outer_.Find(outer.certain, bounds), open.CountMax());
  if (has_known_ends) {
    VisitKnown(question, open, bounds, row);
  } else {
    VisitUncertain(question, open, window, row);
  }
}

// Each id is written to both lists, and that which it belongs to moves on: a
// wrong guess of the processor costs more than that.
UncertainIndex::Answer UncertainIndex::FindBy(const Question& question) const {
  Answer answer;
  if (!question.window.IsSatisfiable()) return answer;
  if (IsKnown(question))
    return FindKnown(question.asked, question.OuterWindow());
  const uint32_t* const ids = outer_.data_->ids.data();
  uint32_t* certain = nullptr;
  uint32_t* possible = nullptr;
  Visit(
      question,
      [&](const Matches& matches, size_t rows) {
        // With room for the one that is written and left behind.
        answer.certain.resize(matches.CountMax() + rows + 1);
        answer.possible.resize(rows + 1);
        certain = matches.CopyIds(answer.certain.data());
        possible = answer.possible.data();
      },
      [&](uint32_t row, Certainty certainty) {
        const uint32_t of_row = ids[row];
        *certain = of_row;
        *possible = of_row;
        certain += certainty == Certainty::kCertain ? 1 : 0;
        possible += certainty == Certainty::kPossible ? 1 : 0;
      });
  answer.certain.resize(static_cast<size_t>(certain - answer.certain.data()));
  answer.possible.resize(
      static_cast<size_t>(possible - answer.possible.data()));
  return answer;
}

UncertainIndex::Counts UncertainIndex::CountBy(const Question& question) const {
  Counts counts;
  if (!question.window.IsSatisfiable()) return counts;
  if (IsKnown(question))
    return CountKnown(question.asked, question.OuterWindow());
  Visit(
      question,
      [&](const Matches& matches, size_t) { counts.certain = matches.Count(); },
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
