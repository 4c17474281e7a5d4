// TimePairs() holds the times of two questions' answers against each other.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/time_pairs.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/base/status_macros.h"
#include "annals/index/interval.h"
#include "annals/index/uncertain_index.h"
#include "annals/index/uncertain_snapshot.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"
#include "annals/timeline/internal/event_finder.h"
#include "annals/timeline/internal/event_times.h"
#include "annals/timeline/internal/resident_snapshot.h"

namespace annals::timeline_internal {
namespace {

TimeSet TimesOf(const FoundTime& time) {
  return time.times != nullptr ? *time.times : TimeSet::Of(BoundsOf(time));
}

// By what pairs are ordered; the last is the revision.
using Key = std::tuple<int64_t, int64_t, int64_t>;

Key KeyOf(const FoundTime& time) {
  const Span span = BoundsOf(time);
  return {span.earliest_start.code(), span.latest_end.code(), time.sequence};
}

FoundTime PlainTime(const PlainTimes& plain, uint32_t id) {
  // A forged index file may name what is not there.
  if (!plain.rows->Has(id)) {
    return FoundTime{id, Certainty::kCertain, std::nullopt, nullptr};
  }
  return FoundTime{id, Certainty::kCertain, plain.rows->At(id).span, nullptr};
}

// The first ones in their order. Of the plain ones no more are fetched than are
// needed, or a few times as many: often the first few have all pairs that are
// asked for.
class TimesInOrder {
 public:
  explicit TimesInOrder(EventFinder::Times times)
      : listed_(std::move(times.found.times)), plain_(std::move(times.plain)) {
    std::sort(listed_.begin(), listed_.end(),
              [](const FoundTime& a, const FoundTime& b) {
                return KeyOf(a) < KeyOf(b);
              });
  }

  // Null after the last. Valid until it is asked again.
  const FoundTime* Next() {
    if (next_plain_ == fetched_.size()) Fetch();
    const bool has_plain = next_plain_ < fetched_.size();
    const bool has_listed = next_listed_ < listed_.size();
    if (!has_plain && !has_listed) return nullptr;
    const bool is_plain =
        !has_listed || (has_plain && KeyOf(fetched_[next_plain_]) <
                                         KeyOf(listed_[next_listed_]));
    return is_plain ? &fetched_[next_plain_++] : &listed_[next_listed_++];
  }

 private:
  // The plain ones after those that were fetched.
  void Fetch() {
    fetched_before_ += fetched_.size();
    fetched_.clear();
    next_plain_ = 0;
    if (fetched_before_ == plain_.spans.size()) return;
    const std::vector<UncertainSnapshot::Found> first =
        plain_.spans.FirstPossible(Interval::Always(), fetched_max_);
    for (size_t i = fetched_before_; i < first.size(); ++i) {
      fetched_.push_back(PlainTime(plain_, first[i].id));
    }
    // Of equals there may be more than were asked for.
    fetched_max_ = 4 * std::max(fetched_max_, first.size());
  }

  std::vector<FoundTime> listed_;
  size_t next_listed_ = 0;
  PlainTimes plain_;
  std::vector<FoundTime> fetched_;
  size_t next_plain_ = 0;
  size_t fetched_before_ = 0;
  size_t fetched_max_ = 256;
};

// The second ones, to be looked up.
class TimesByRelation {
 public:
  static absl::StatusOr<TimesByRelation> Of(EventFinder::Times times) {
    ANNALS_ASSIGN_OR_RETURN(UncertainIndex index, IndexOf(times.found.times));
    return TimesByRelation(std::move(times), std::move(index));
  }

  // Those that are in one of the relations to the first.
  using Found = std::vector<std::pair<Key, Certainty>>;
  Found Find(AllenSet asked, const FoundTime& first, bool only_certain) const {
    const TimeSet window = TimesOf(first);
    Found found;
    const auto add_from = [&](const auto& index, auto time_of) {
      const auto recheck = [&](uint32_t id) {
        return Relate(asked, TimesOf(time_of(id)), window);
      };
      Add(
          index.Find(asked, window, recheck), only_certain,
          [&](uint32_t id) { return KeyOf(time_of(id)); }, found);
    };
    add_from(index_, [&](uint32_t place) -> const FoundTime& {
      return listed_[place];
    });
    add_from(plain_.spans, [&](uint32_t id) { return PlainTime(plain_, id); });
    return found;
  }

 private:
  TimesByRelation(EventFinder::Times times, UncertainIndex index)
      : listed_(std::move(times.found.times)),
        index_(std::move(index)),
        plain_(std::move(times.plain)) {}

  template <typename ToKey>
  static void Add(const UncertainIndex::Answer& answer, bool only_certain,
                  ToKey key_of, Found& found) {
    for (const uint32_t id : answer.certain) {
      found.emplace_back(key_of(id), Certainty::kCertain);
    }
    if (only_certain) return;
    for (const uint32_t id : answer.possible) {
      found.emplace_back(key_of(id), Certainty::kPossible);
    }
  }

  std::vector<FoundTime> listed_;
  UncertainIndex index_;
  PlainTimes plain_;
};

}  // namespace

absl::StatusOr<TimePairList> TimePairsOf(EventFinder::Times first,
                                         EventFinder::Times second,
                                         AllenSet relations,
                                         const JoinOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(const TimesByRelation others,
                          TimesByRelation::Of(std::move(second)));
  TimesInOrder all(std::move(first));
  TimePairList list;
  while (const FoundTime* const time = all.Next()) {
    TimesByRelation::Found found =
        others.Find(relations.Converse(), *time, options.only_certain);
    // There may be itself among those that are left, and one more is one that
    // there is no room for.
    const size_t left = options.pairs_max - list.pairs.size();
    const size_t wanted =
        found.size() < 2 || found.size() - 2 < left ? found.size() : left + 2;
    std::partial_sort(found.begin(),
                      found.begin() + static_cast<std::ptrdiff_t>(wanted),
                      found.end());
    for (size_t i = 0; i < wanted; ++i) {
      const int64_t sequence = std::get<2>(found[i].first);
      if (sequence == time->sequence) continue;
      if (list.pairs.size() == options.pairs_max) {
        list.is_whole = false;
        return list;
      }
      list.pairs.push_back(TimePair{time->sequence, sequence, found[i].second});
    }
  }
  return list;
}

}  // namespace annals::timeline_internal
