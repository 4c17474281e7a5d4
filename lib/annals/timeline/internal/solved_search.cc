// SolvedTimes::Find(): what is asked save of time, then what is asked of it.
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/time/allen.h"
#include "annals/timeline/internal/answer.h"
#include "annals/timeline/internal/solved_times.h"

namespace annals::timeline_internal {

class SolvedTimes::Search {
 public:
  Search(const SolvedTimes& times, const EventCriteria& asked, Store& store)
      : times_(times), asked_(asked), store_(store), wide_(asked) {
    wide_.relations.reset();
    wide_.only_certain = false;
    wide_.undated = true;
    wide_.with_times = true;
    wide_.offset = 0;
    wide_.limit = 0;
  }

  absl::StatusOr<FoundEvents> Run() {
    ANNALS_ASSIGN_OR_RETURN(FoundEvents all, store_.FindEvents(wide_));
    std::vector<int64_t> asserted;
    for (FoundTime& time : all.times) {
      asserted.push_back(time.sequence);
      ANNALS_RETURN_IF_ERROR(Take(std::move(time)));
    }
    if (all.unasserted > 0) {
      ANNALS_RETURN_IF_ERROR(CountUnasserted(std::move(asserted)));
    }
    found_.total = static_cast<int64_t>(matches_.size());
    ANNALS_RETURN_IF_ERROR(ReadPage());
    return std::move(found_);
  }

 private:
  struct Match {
    size_t place = 0;
    int64_t sequence = 0;
    Certainty certainty = Certainty::kCertain;
  };

  // Replaces the stated time by what is left of it.
  absl::Status Solve(size_t place, FoundTime& time) const {
    ANNALS_ASSIGN_OR_RETURN(time.times,
                            times_.Left(place, std::move(time.times)));
    const Entry& entry = times_.entries_[place];
    time.span.reset();
    if (!entry.is_dated) return absl::OkStatus();
    time.span = entry.span;
    const bool is_cut = time.times != nullptr && entry.is_tightened &&
                        time.times->sources.empty();
    if (is_cut) time.span = time.times->Hull();
    return absl::OkStatus();
  }

  Certainty CertaintyOf(const FoundTime& time) const {
    if (!asked_.relations.has_value()) return Certainty::kCertain;
    const Certainty by_hull = Relate(
        *asked_.relations, TimeSet::Of(time.span.value_or(Span::Unbounded())),
        asked_.window);
    if (by_hull != Certainty::kPossible || time.times == nullptr) {
      return by_hull;
    }
    return Relate(*asked_.relations, *time.times, asked_.window);
  }

  bool Fits(Certainty certainty) const {
    return asked_.only_certain ? certainty == Certainty::kCertain
                               : certainty != Certainty::kNo;
  }

  absl::Status Take(FoundTime time) {
    const auto place = times_.places_.find(time.sequence);
    if (place == times_.places_.end()) return absl::OkStatus();
    ANNALS_RETURN_IF_ERROR(Solve(place->second, time));
    time.certainty = CertaintyOf(time);
    if (!Fits(time.certainty)) return absl::OkStatus();
    const Span& span = times_.entries_[place->second].span;
    if (span == Span::Unbounded() && !asked_.undated) {
      ++found_.undated;
      return absl::OkStatus();
    }
    if (time.certainty == Certainty::kCertain) ++found_.certain;
    matches_.push_back({place->second, time.sequence, time.certainty});
    if (asked_.with_times) found_.times.push_back(std::move(time));
    return absl::OkStatus();
  }

  // Those that would be answers if all were asked for, and are none.
  absl::Status CountUnasserted(std::vector<int64_t> asserted) {
    std::sort(asserted.begin(), asserted.end());
    wide_.all = true;
    ANNALS_ASSIGN_OR_RETURN(FoundEvents all, store_.FindEvents(wide_));
    for (FoundTime& time : all.times) {
      const auto place = times_.places_.find(time.sequence);
      if (place == times_.places_.end() ||
          std::binary_search(asserted.begin(), asserted.end(), time.sequence)) {
        continue;
      }
      ANNALS_RETURN_IF_ERROR(Solve(place->second, time));
      if (Fits(CertaintyOf(time))) ++found_.unasserted;
    }
    return absl::OkStatus();
  }

  bool IsEarlier(const Match& a, const Match& b) const {
    const auto key = [this](const Match& match) {
      const Entry& entry = times_.entries_[match.place];
      return std::make_tuple(!entry.is_dated, entry.span.earliest_start,
                             entry.span.latest_end);
    };
    const auto key_a = key(a);
    const auto key_b = key(b);
    return key_a != key_b ? key_a < key_b : HasLesserId(a, b);
  }

  bool HasLesserId(const Match& a, const Match& b) const {
    return times_.ids_[a.place] < times_.ids_[b.place];
  }

  absl::Status ReadPage() {
    if (asked_.limit == 0 || matches_.empty()) return absl::OkStatus();
    if (asked_.order == EventCriteria::Order::kRank) {
      ANNALS_RETURN_IF_ERROR(ReadRanked());
    } else {
      ANNALS_RETURN_IF_ERROR(ReadSorted());
    }
    absl::flat_hash_map<int64_t, Certainty> certainties;
    for (const Match& match : matches_) {
      certainties[match.sequence] = match.certainty;
    }
    for (FoundEvent& event : found_.page) {
      event.certainty = certainties[event.sequence];
    }
    return absl::OkStatus();
  }

  // The store alone knows how well a text matches.
  absl::Status ReadRanked() {
    EventCriteria ranked = asked_;
    ranked.relations.reset();
    ranked.only_certain = false;
    ranked.undated = true;
    ranked.all = true;
    ranked.with_times = false;
    for (const Match& match : matches_) ranked.among.push_back(match.sequence);
    std::sort(ranked.among.begin(), ranked.among.end());
    ANNALS_ASSIGN_OR_RETURN(FoundEvents found, store_.FindEvents(ranked));
    found_.page = std::move(found.page);
    return absl::OkStatus();
  }

  absl::Status ReadSorted() {
    std::sort(matches_.begin(), matches_.end(),
              [this](const Match& a, const Match& b) {
                return asked_.order == EventCriteria::Order::kId
                           ? HasLesserId(a, b)
                           : IsEarlier(a, b);
              });
    const auto size = static_cast<int64_t>(matches_.size());
    const int64_t begin = std::clamp<int64_t>(asked_.offset, 0, size);
    const int64_t length =
        std::clamp<int64_t>(asked_.limit.value_or(size), 0, size - begin);
    std::vector<int64_t> revisions;
    for (int64_t i = begin; i < begin + length; ++i) {
      revisions.push_back(matches_[static_cast<size_t>(i)].sequence);
    }
    ANNALS_ASSIGN_OR_RETURN(found_.page,
                            ReadEvents(revisions, asked_.sequence, store_));
    return absl::OkStatus();
  }

  const SolvedTimes& times_;
  const EventCriteria& asked_;
  Store& store_;
  // What is asked save of time.
  EventCriteria wide_;
  std::vector<Match> matches_;
  FoundEvents found_;
};

absl::StatusOr<FoundEvents> SolvedTimes::Find(const EventCriteria& criteria,
                                              Store& store) const {
  return Search(*this, criteria, store).Run();
}

}  // namespace annals::timeline_internal
