// FindResident(): which way to the candidates, and what each of them is.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/resident_snapshot.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/index/interval.h"
#include "annals/index/row_set.h"
#include "annals/index/uncertain_snapshot.h"
#include "annals/store/event_criteria.h"
#include "annals/store/event_feed.h"
#include "annals/store/event_judge.h"
#include "annals/store/state_row.h"
#include "annals/store/term.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"

namespace annals::timeline_internal {
namespace {

// To look at a row, which lies anywhere in memory, takes as long as to look up
// so many in a set.
constexpr size_t kLookupsPerRow = 16;

// As many rows as a core fetches at once, roughly.
constexpr size_t kRowsAhead = 16;

bool Has(const StateRow& row, StateFlag flag) {
  return (row.flags & flag) != 0;
}

Interval OuterOf(const Span& span) {
  return Interval{span.earliest_start, span.latest_end};
}

class ResidentFinder {
 public:
  ResidentFinder(const ResidentSnapshot& snapshot,
                 const EventCriteria& criteria, EventFeed& feed,
                 PlainTimes* plain)
      : snapshot_(snapshot),
        criteria_(criteria),
        feed_(feed),
        plain_(plain),
        as_of_(static_cast<uint32_t>(snapshot.point.sequence)),
        judge_(criteria) {
    if (criteria.relations.has_value()) hull_ = criteria.window.Hull();
  }

  absl::StatusOr<FoundEvents> Run() {
    ANNALS_ASSIGN_OR_RETURN(by_terms_, FindByTerms());
    VisitCandidates();
    ANNALS_RETURN_IF_ERROR(JudgeOpen());
    found_.total += static_cast<int64_t>(matches_.size());
    if (criteria_.limit != 0) {
      ANNALS_ASSIGN_OR_RETURN(found_.page,
                              feed_.ReadPage(criteria_, std::move(matches_)));
    }
    return std::move(found_);
  }

 private:
  // What the row leaves open.
  struct Open {
    uint32_t sequence;
    StateRow row;
    EventJudge::Verdict verdict;
  };

  absl::StatusOr<std::optional<RowSet>> FindByTerms() const {
    ANNALS_ASSIGN_OR_RETURN(const auto asked,
                            TermsAsked(criteria_, [&](std::string_view name) {
                              return EntitiesNamed(name);
                            }));
    std::optional<RowSet> all;
    for (const std::vector<Term>& terms : asked) {
      ANNALS_ASSIGN_OR_RETURN(RowSet some, snapshot_.terms.Bearers(terms));
      all = all.has_value() ? *all & some : std::move(some);
    }
    return all;
  }

  absl::StatusOr<std::vector<std::string>> EntitiesNamed(
      std::string_view folded_name) const {
    ANNALS_ASSIGN_OR_RETURN(
        const RowSet bearers,
        snapshot_.terms.Bearers(
            {{TermField::kEntityName, std::string(folded_name)}}));
    std::vector<std::string> ids;
    for (const uint32_t sequence : bearers.Rows()) {
      if (snapshot_.rows.IsLive(sequence, as_of_)) {
        ids.push_back(snapshot_.terms.EntityAt(sequence));
      }
    }
    return ids;
  }

  // Whether every plain event that bears the terms is an answer, or every one
  // of these that is in a relation which its bounds tell.
  bool AsksAnyPlain() const {
    const bool asks_all = criteria_.kinds.empty() &&
                          (criteria_.all || criteria_.SpeakOfAsserted());
    const bool has_one_span =
        !criteria_.relations.has_value() ||
        (criteria_.window.members.size() == 1 &&
         criteria_.window.sources.empty() && criteria_.except == 0);
    return asks_all && has_one_span && !criteria_.only_certain;
  }
  bool AsksAllPlain() const { return AsksAnyPlain() && !by_terms_.has_value(); }

  // Whether no plain event that bears the terms need be looked at.
  bool CountsBearers() const {
    return AsksAnyPlain() && by_terms_.has_value() && criteria_.limit == 0 &&
           !criteria_.with_times;
  }

  // Whether of a plain event that bears the terms only its bounds are asked.
  bool ListsBearers() const {
    return AsksAnyPlain() && by_terms_.has_value() && criteria_.limit == 0 &&
           criteria_.with_times && !criteria_.relations.has_value();
  }

  // Whether no plain event need be looked at.
  bool CountsPlain() const {
    if (!AsksAllPlain() || criteria_.limit != 0) return false;
    return !criteria_.with_times ||
           (plain_ != nullptr && !criteria_.relations.has_value());
  }

  // Those that start first may be all that need be looked at.
  bool PagesByStart() const {
    return AsksAllPlain() && !criteria_.with_times &&
           criteria_.limit.value_or(0) > 0 &&
           criteria_.order == EventCriteria::Order::kTime &&
           (!criteria_.relations.has_value() ||
            *criteria_.relations == AllenSet::Intersects()) &&
           PlainOnPages() < snapshot_.plain.size() / 2;
  }

  // How many plain events come first on all pages up to the one that is asked.
  size_t PlainOnPages() const {
    constexpr int64_t kMost = ResidentRows::kNever;
    return static_cast<size_t>(std::min(*criteria_.limit, kMost) +
                               std::clamp<int64_t>(criteria_.offset, 0, kMost));
  }

  bool IsLivePlain(int64_t sequence) const {
    if (sequence <= 0 || sequence > snapshot_.point.sequence) return false;
    const auto id = static_cast<uint32_t>(sequence);
    return snapshot_.rows.IsLive(id, as_of_) && IsPlain(snapshot_.rows.At(id));
  }

  void CountPlain() {
    if (!criteria_.relations.has_value()) {
      const bool has_except = IsLivePlain(criteria_.except);
      found_.total =
          static_cast<int64_t>(snapshot_.plain.size()) - (has_except ? 1 : 0);
      found_.certain = found_.total;
      if (!criteria_.with_times) return;
      *plain_ = {snapshot_.plain, &snapshot_.rows,
                 has_except ? criteria_.except : 0};
      return;
    }
    const UncertainSnapshot::Counts counts =
        snapshot_.plain.Count(*criteria_.relations, hull_);
    found_.total = static_cast<int64_t>(counts.certain + counts.possible);
    found_.certain = static_cast<int64_t>(counts.certain);
  }

  void CountPlainBearers() {
    const bool has_except =
        IsLivePlain(criteria_.except) &&
        by_terms_->Contains(static_cast<uint32_t>(criteria_.except));
    const size_t bearers = snapshot_.plain_rows.CountCommon(*by_terms_);
    found_.total = static_cast<int64_t>(bearers) - (has_except ? 1 : 0);
    found_.certain = found_.total;
  }

  // Of those that are in a relation that is asked.
  void CountPlainBearersNear() {
    const UncertainSnapshot::Answer near =
        snapshot_.plain.Find(*criteria_.relations, hull_);
    RowLookup lookup(*by_terms_);
    const auto count = [&lookup](const std::vector<uint32_t>& ids) {
      return static_cast<int64_t>(lookup.Among(ids).size());
    };
    found_.certain = count(near.certain);
    found_.total = found_.certain + count(near.possible);
  }

  void ListBearers() {
    const std::vector<uint32_t> bearers = by_terms_->Rows();
    found_.times.reserve(bearers.size());
    int64_t plain = 0;
    ForEachLive(bearers, [this, &plain](uint32_t sequence) {
      const StateRow row = snapshot_.rows.At(sequence);
      if (!IsPlain(row)) return Visit(sequence);
      if (sequence == criteria_.except) return;
      ++plain;
      found_.times.push_back(
          FoundTime{sequence, Certainty::kCertain, row.span, nullptr});
    });
    found_.total += plain;
    found_.certain += plain;
  }

  // The others are counted, and not looked at.
  void VisitFirstPlain() {
    CountPlain();
    const int64_t certain = found_.certain;
    const Interval window =
        criteria_.relations.has_value() ? OuterOf(hull_) : Interval::Always();
    for (const UncertainSnapshot::Found& first :
         snapshot_.plain.FirstPossible(window, PlainOnPages())) {
      VisitIfLive(first.id);
    }
    found_.certain = certain;
    found_.total -= static_cast<int64_t>(matches_.size());
  }

  // What bears the terms, or may be in a relation that is asked, whichever is
  // less; all if neither is asked.
  void VisitCandidates() {
    if (CountsBearers() && !criteria_.relations.has_value()) {
      CountPlainBearers();
      VisitSet(snapshot_.plain_rows.Others(*by_terms_));
    } else if (ListsBearers()) {
      ListBearers();
    } else if (by_terms_.has_value() && !TimeIsCheaper()) {
      VisitSet(*by_terms_);
    } else if (CountsBearers()) {
      CountPlainBearersNear();
      VisitOthers();
    } else if (CountsPlain()) {
      CountPlain();
      VisitOthers();
    } else if (PagesByStart()) {
      VisitFirstPlain();
      VisitOthers();
    } else if (!criteria_.relations.has_value()) {
      snapshot_.rows.ForEachLive(
          as_of_, [this](uint32_t sequence) { Visit(sequence); });
    } else {
      VisitNear(snapshot_.plain);
      VisitOthers();
    }
  }

  void VisitOthers() {
    VisitNear(snapshot_.others);
    if (by_terms_.has_value()) {
      VisitSet(*by_terms_ & snapshot_.dateless);
    } else {
      VisitSet(snapshot_.dateless);
    }
  }

  void VisitNear(const UncertainSnapshot& spans) {
    const UncertainSnapshot::Answer near =
        criteria_.relations.has_value()
            ? spans.Find(*criteria_.relations, hull_)
            : spans.Find(AllenSet::All(), Span::Unbounded());
    std::optional<RowLookup> lookup;
    if (by_terms_.has_value()) lookup.emplace(*by_terms_);
    for (const std::vector<uint32_t>* const ids :
         {&near.certain, &near.possible}) {
      if (lookup.has_value()) {
        VisitEach(lookup->Among(*ids));
      } else {
        VisitEach(*ids);
      }
    }
  }

  bool TimeIsCheaper() const {
    if (!criteria_.relations.has_value()) return false;
    // How many are before or after is not told by those that are near.
    const AllenSet near = AllenSet::Intersects();
    if (!criteria_.relations->IsSubsetOf(near)) return false;
    const Interval window = OuterOf(hull_);
    return snapshot_.plain.CountPossible(window) +
               snapshot_.others.CountPossible(window) <
           by_terms_->Count() * kLookupsPerRow;
  }

  void VisitSet(const RowSet& set) { VisitEach(set.Rows()); }

  void VisitEach(const std::vector<uint32_t>& sequences) {
    ForEachLive(sequences, [this](uint32_t sequence) { Visit(sequence); });
  }

  // Rows lie anywhere in memory.
  template <typename Function>
  void ForEachLive(const std::vector<uint32_t>& sequences, Function f) const {
    for (size_t i = 0; i < sequences.size(); ++i) {
      if (i + kRowsAhead < sequences.size()) {
        snapshot_.rows.Prefetch(sequences[i + kRowsAhead]);
      }
      if (snapshot_.rows.IsLive(sequences[i], as_of_)) f(sequences[i]);
    }
  }

  void VisitIfLive(uint32_t sequence) {
    if (snapshot_.rows.IsLive(sequence, as_of_)) Visit(sequence);
  }

  void Visit(uint32_t sequence) {
    if (sequence == criteria_.except) return;
    const StateRow row = snapshot_.rows.At(sequence);
    const EventJudge::Verdict verdict = judge_.JudgeRow(row);
    if (verdict.what == EventJudge::Verdict::What::kNothing) return;
    if (verdict.needs_event ||
        (criteria_.with_times && Has(row, kStateLoose))) {
      open_.push_back({sequence, row, verdict});
    } else {
      Take(sequence, row, verdict, row.span, nullptr);
    }
  }

  absl::Status JudgeOpen() {
    std::vector<int64_t> sequences;
    for (const Open& open : open_) sequences.push_back(open.sequence);
    ANNALS_ASSIGN_OR_RETURN(
        const LooseTimes::All times,
        snapshot_.loose_times->Of(sequences, snapshot_.point.sequence, feed_));
    for (const Open& open : open_) {
      const LooseTimes::Times& of = times.at(open.sequence);
      const bool is_judged = !open.verdict.needs_event;
      Take(open.sequence, open.row,
           is_judged ? open.verdict
                     : judge_.JudgeTimes(open.row, of.times.get()),
           is_judged ? open.row.span : of.span,
           Has(open.row, kStateLoose) ? of.times : nullptr);
    }
    return absl::OkStatus();
  }

  // `span` is that by which it is ordered.
  void Take(uint32_t sequence, const StateRow& row,
            const EventJudge::Verdict& verdict, const std::optional<Span>& span,
            std::shared_ptr<const TimeSet> times) {
    using What = EventJudge::Verdict::What;
    if (verdict.what == What::kUndated) ++found_.undated;
    if (verdict.what == What::kUnasserted) ++found_.unasserted;
    if (verdict.what != What::kAnswer) return;
    if (verdict.certainty == Certainty::kCertain) ++found_.certain;
    const Span bounds = span.value_or(Span::Unbounded());
    matches_.push_back({sequence, !span.has_value(),
                        bounds.earliest_start.code(), bounds.latest_end.code(),
                        verdict.certainty});
    if (!criteria_.with_times) return;
    found_.times.push_back(
        FoundTime{sequence, verdict.certainty, row.span, std::move(times)});
  }

  const ResidentSnapshot& snapshot_;
  const EventCriteria& criteria_;
  EventFeed& feed_;
  PlainTimes* const plain_;
  const uint32_t as_of_;
  const EventJudge judge_;
  Span hull_;
  std::optional<RowSet> by_terms_;
  std::vector<Open> open_;
  std::vector<EventMatch> matches_;
  FoundEvents found_;
};

}  // namespace

bool IsPlain(const StateRow& row) {
  return row.span.has_value() && Has(row, kStateAsserted) &&
         !Has(row, kStateLoose) && !Has(row, kStateWidened) &&
         !Has(row, kStateUndated);
}

bool IsAnswerable(const EventCriteria& criteria,
                  const ResidentSnapshot& snapshot) {
  const bool asks_of_one_claim =
      !criteria.modalities.empty() && !criteria.statuses.empty();
  return criteria.sequence == snapshot.point.sequence &&
         !criteria.text.has_value() && !asks_of_one_claim &&
         criteria.among.empty() &&
         criteria.order != EventCriteria::Order::kRank &&
         (!criteria.relations.has_value() || !criteria.window.members.empty());
}

absl::StatusOr<FoundEvents> FindResident(const ResidentSnapshot& snapshot,
                                         const EventCriteria& criteria,
                                         EventFeed& feed, PlainTimes* plain) {
  return ResidentFinder(snapshot, criteria, feed, plain).Run();
}

}  // namespace annals::timeline_internal
