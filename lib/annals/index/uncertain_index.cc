// UncertainIndex: building three indexes, and what touches a window.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/uncertain_index.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "annals/base/status_macros.h"
#include "annals/index/internal/index_data.h"
#include "annals/index/internal/inner_briefs.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/index/row_set.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"

namespace annals {
namespace {

using R = AllenRelation;

constexpr AllenSet kInside{R::kStarts, R::kDuring, R::kFinishes, R::kEquals};

Interval FromTo(int64_t start, int64_t end) {
  return Interval{Instant::FromCode(start), Instant::FromCode(end)};
}

// Intervals and the ids that go with them.
struct Rows {
  void Add(const Interval& interval, uint32_t id) {
    intervals.push_back(interval);
    ids.push_back(id);
  }
  absl::StatusOr<IntervalIndex> Build() const {
    return IntervalIndex::Build(intervals, ids);
  }

  std::vector<Interval> intervals;
  std::vector<uint32_t> ids;
};

absl::Status CheckIds(absl::Span<const Span> spans,
                      absl::Span<const uint32_t> ids) {
  if (ids.empty() || ids.size() == spans.size()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("index: ", ids.size(), " ids for ", spans.size(),
                   " spans; want one each, or none"));
}

absl::Status NotSatisfiable(size_t place, const Span& span) {
  return absl::InvalidArgumentError(absl::StrCat(
      "index: span ", place, " starts from ", span.earliest_start.ToString(),
      " to ", span.latest_start.ToString(), " and ends from ",
      span.earliest_end.ToString(), " to ", span.latest_end.ToString(),
      "; want bounds that some start and some later end fit"));
}

// The rows that hold the spans at `wanted`, if `places` says which each holds.
absl::StatusOr<RowSet> RowsAt(absl::Span<const uint32_t> wanted,
                              const std::vector<uint32_t>& places) {
  if (wanted.empty()) return RowSet();
  std::vector<bool> is_wanted(places.size());
  for (uint32_t place : wanted) {
    if (place >= places.size()) {
      return absl::InvalidArgumentError(
          absl::StrCat("index: loose span ", place, " of ", places.size(),
                       "; want a place among them"));
    }
    is_wanted[place] = true;
  }
  std::vector<uint32_t> rows;
  for (uint32_t row = 0; row < places.size(); ++row) {
    if (is_wanted[places[row]]) rows.push_back(row);
  }
  return RowSet::Of(std::move(rows));
}

}  // namespace

absl::StatusOr<UncertainIndex> UncertainIndex::Build(
    absl::Span<const Span> spans, absl::Span<const uint32_t> ids,
    absl::Span<const uint32_t> loose) {
  ANNALS_RETURN_IF_ERROR(CheckIds(spans, ids));
  Rows outer;
  Rows core;
  Rows dated;
  std::vector<Inner> inner;
  for (size_t i = 0; i < spans.size(); ++i) {
    if (!spans[i].IsSatisfiable()) return NotSatisfiable(i, spans[i]);
    const uint32_t id = ids.empty() ? static_cast<uint32_t>(i) : ids[i];
    const int64_t first = spans[i].earliest_start.code();
    const int64_t last = spans[i].latest_end.code();
    // As tight as each end makes the other.
    const int64_t start = std::min(spans[i].latest_start.code(), last - 1);
    const int64_t end = std::max(spans[i].earliest_end.code(), first + 1);
    outer.Add(FromTo(first, last), id);
    inner.push_back(Inner{start, end});
    if (start < end) {
      core.Add(FromTo(start, end), id);
    } else {
      dated.Add(FromTo(end - 1, start + 1), id);
    }
  }
  UncertainIndex index;
  std::vector<uint32_t> places;
  ANNALS_ASSIGN_OR_RETURN(
      index.outer_,
      IntervalIndex::BuildWithPlaces(outer.intervals, outer.ids, &places));
  ANNALS_ASSIGN_OR_RETURN(index.core_, core.Build());
  ANNALS_ASSIGN_OR_RETURN(index.dated_, dated.Build());
  ANNALS_ASSIGN_OR_RETURN(index.loose_, RowsAt(loose, places));
  struct Arrays {
    std::vector<Inner> inner;
    std::vector<Carried> carried;
    index_internal::OwnedInnerBriefs briefs;
  };
  auto arrays = std::make_shared<Arrays>();
  arrays->inner.reserve(places.size());
  for (uint32_t place : places) arrays->inner.push_back(inner[place]);
  arrays->carried = MakeCarried(index.outer_, arrays->inner);
  index.inner_ = arrays->inner;
  index.carried_ = arrays->carried;
  if (!places.empty()) {
    arrays->briefs =
        index_internal::MakeInnerBriefs(*index.outer_.data_, arrays->inner);
  }
  index.briefs_ =
      std::make_shared<index_internal::InnerBriefs>(arrays->briefs.View());
  index.owner_ = std::move(arrays);
  return index;
}

std::vector<UncertainIndex::Carried> UncertainIndex::MakeCarried(
    const IntervalIndex& outer, absl::Span<const Inner> inner) {
  std::vector<Carried> carried;
  if (inner.empty()) return carried;
  const index_internal::IndexData& data = *outer.data_;
  carried.reserve(data.carry_rows.size());
  for (uint32_t row : data.carry_rows) {
    carried.push_back(Carried{inner[row].latest_start, inner[row].earliest_end,
                              data.ends[row]});
  }
  return carried;
}

size_t UncertainIndex::bytes() const {
  return outer_.bytes() + core_.bytes() + dated_.bytes() +
         inner_.size() * sizeof(Inner) + carried_.size() * sizeof(Carried) +
         (briefs_ == nullptr ? 0 : briefs_->bytes()) + loose_.bytes();
}

size_t UncertainIndex::CountPossible(const Interval& window) const {
  return outer_.Count(window);
}

Matches UncertainIndex::Possible(const Interval& window) const {
  return outer_.Find(window);
}

std::vector<uint32_t> UncertainIndex::PossibleIds(
    const Interval& window) const {
  return Possible(window).Ids();
}

size_t UncertainIndex::CountCertain(const Interval& window) const {
  return core_.Count(window) + dated_.Count(kInside, window);
}

UncertainIndex::CertainMatches UncertainIndex::Certain(
    const Interval& window) const {
  return CertainMatches{core_.Find(window), dated_.Find(kInside, window)};
}

std::vector<uint32_t> UncertainIndex::CertainIds(const Interval& window) const {
  const CertainMatches certain = Certain(window);
  std::vector<uint32_t> ids(certain.by_core.CountMax() +
                            certain.by_date.CountMax());
  uint32_t* end = certain.by_core.CopyIds(ids.data());
  end = certain.by_date.CopyIds(end);
  ids.resize(static_cast<size_t>(end - ids.data()));
  return ids;
}

}  // namespace annals
