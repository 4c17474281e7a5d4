// UncertainSnapshot: asking all runs.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/uncertain_snapshot.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "annals/index/internal/run.h"
#include "annals/index/internal/signed_indexes.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {

using index_internal::SignedIndexes;
using Run = index_internal::Run<UncertainIndex>;

namespace {

using Part = const IntervalIndex& (UncertainIndex::*)() const;

// One of the indexes of each run.
SignedIndexes PartsOf(const std::vector<Run>& runs, Part part) {
  SignedIndexes indexes;
  for (const Run& run : runs) {
    indexes.more.push_back(&(run.added.*part)());
    indexes.less.push_back(&(run.removed.*part)());
  }
  return indexes;
}

void AppendAlive(const Run& run, const std::vector<uint32_t>& ids,
                 std::vector<uint32_t>& alive) {
  if (run.dead.IsEmpty()) {
    alive.insert(alive.end(), ids.begin(), ids.end());
    return;
  }
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(alive),
               [&](uint32_t id) { return !run.dead.Contains(id); });
}

void Append(const Run& run, const UncertainIndex::Answer& of_run,
            UncertainIndex::Answer& answer) {
  AppendAlive(run, of_run.certain, answer.certain);
  AppendAlive(run, of_run.possible, answer.possible);
}

}  // namespace

UncertainSnapshot::UncertainSnapshot()
    : runs_(std::make_shared<const Runs>()) {}

UncertainSnapshot::UncertainSnapshot(std::shared_ptr<const Runs> runs)
    : runs_(std::move(runs)) {}

size_t UncertainSnapshot::size() const {
  size_t size = 0;
  for (const Run& run : *runs_) size += run.added.size() - run.removed.size();
  return size;
}

size_t UncertainSnapshot::CountPossible(const Interval& window) const {
  size_t count = 0;
  for (const Run& run : *runs_) {
    count +=
        run.added.CountPossible(window) - run.removed.CountPossible(window);
  }
  return count;
}

size_t UncertainSnapshot::CountCertain(const Interval& window) const {
  size_t count = 0;
  for (const Run& run : *runs_) {
    count += run.added.CountCertain(window) - run.removed.CountCertain(window);
  }
  return count;
}

std::vector<uint32_t> UncertainSnapshot::PossibleIds(
    const Interval& window) const {
  std::vector<uint32_t> ids;
  for (const Run& run : *runs_) {
    AppendAlive(run, run.added.PossibleIds(window), ids);
  }
  return ids;
}

std::vector<uint32_t> UncertainSnapshot::CertainIds(
    const Interval& window) const {
  std::vector<uint32_t> ids;
  for (const Run& run : *runs_) {
    AppendAlive(run, run.added.CertainIds(window), ids);
  }
  return ids;
}

std::vector<uint32_t> UncertainSnapshot::CountEachPossible(
    absl::Span<const Interval> windows) const {
  return PartsOf(*runs_, &UncertainIndex::outer).CountEach(windows);
}

UncertainSnapshot::Counts UncertainSnapshot::Count(AllenSet asked,
                                                   const Span& window) const {
  Counts counts;
  for (const Run& run : *runs_) {
    const Counts more = run.added.Count(asked, window);
    const Counts less = run.removed.Count(asked, window);
    counts.certain += more.certain - less.certain;
    counts.possible += more.possible - less.possible;
  }
  return counts;
}

UncertainSnapshot::Answer UncertainSnapshot::Find(AllenSet asked,
                                                  const Span& window) const {
  Answer answer;
  for (const Run& run : *runs_) {
    Append(run, run.added.Find(asked, window), answer);
  }
  return answer;
}

UncertainSnapshot::Answer UncertainSnapshot::Find(AllenSet asked,
                                                  const TimeSet& window,
                                                  Recheck recheck) const {
  Answer answer;
  for (const Run& run : *runs_) {
    const auto recheck_alive = [&](uint32_t id) {
      return run.dead.Contains(id) ? Certainty::kNo : recheck(id);
    };
    Append(run, run.added.Find(asked, window, recheck_alive), answer);
  }
  return answer;
}

void UncertainSnapshot::ForEachPossibleStretch(const Interval& window,
                                               Stretch f) const {
  PartsOf(*runs_, &UncertainIndex::outer).ForEachStretch(window, f);
}

void UncertainSnapshot::ForEachCertainStretch(const Interval& window,
                                              Stretch f) const {
  PartsOf(*runs_, &UncertainIndex::core).ForEachStretch(window, f);
}

}  // namespace annals
