// SolvedTimes: when all records together leave the events of a store.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/timeline/internal/solved_times.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/record/event_time.h"
#include "annals/time/edtf.h"
#include "annals/timeline/internal/answer.h"
#include "annals/timeline/internal/network_reader.h"

namespace annals::timeline_internal {
namespace {

constexpr size_t kNamedMax = 10;

// "c1", "c7" and 3 more: the records that a proof goes by.
std::string RecordsOf(const NetworkContradiction& contradiction) {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& id) {
    const std::string name = absl::StrCat("\"", id, "\"");
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  };
  for (const NetworkStep& step : contradiction.steps) {
    if (!step.reason.record.empty()) add(step.reason.record);
  }
  for (const std::string& id : contradiction.violated) add(id);
  const size_t left = names.size() - std::min(names.size(), kNamedMax);
  names.resize(names.size() - left);
  return absl::StrCat(absl::StrJoin(names, ", "),
                      left > 0 ? absl::StrCat(" and ", left, " more") : "");
}

absl::Status CheckNoContradiction(const SolvedEvents& solved) {
  if (solved.verdict() != SolvedEvents::Verdict::kContradiction) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      absl::StrCat("the records contradict one another, so that nothing "
                   "follows from them: ",
                   RecordsOf(solved.Contradiction()), "; solve tells how"));
}

bool IsOneSpan(const TimeSet& times) {
  return times.members.size() == 1 && times.sources.empty() &&
         times.choice == TimeSet::Choice::kOneOf;
}

// Null if it means no more than its hull.
std::shared_ptr<const TimeSet> SharedIfLoose(std::optional<TimeSet> times) {
  if (!times.has_value() || IsOneSpan(*times)) return nullptr;
  return std::make_shared<const TimeSet>(*std::move(times));
}

// What both allow; not satisfiable if there is nothing.
Span Both(const Span& a, const Span& b) {
  return Span{std::max(a.earliest_start, b.earliest_start),
              std::min(a.latest_start, b.latest_start),
              std::max(a.earliest_end, b.earliest_end),
              std::min(a.latest_end, b.latest_end)};
}

std::vector<Span> MembersWithin(const TimeSet& times, const Span& bounds) {
  std::vector<Span> members;
  for (const Span& member : times.members) {
    const Span left = Both(member, bounds);
    if (left.IsSatisfiable()) members.push_back(left.Tightened());
  }
  std::sort(members.begin(), members.end(), [](const Span& a, const Span& b) {
    return std::tie(a.earliest_start, a.latest_end) <
           std::tie(b.earliest_start, b.latest_end);
  });
  return members;
}

bool IsEach(const Edtf& date) {
  return date.expression().kind == EdtfExpression::Kind::kEach;
}

SolveOptions OptionsOf(const Query& query, const Point& point) {
  SolveOptions options = *query.solved();
  options.as_of = At(point);
  options.scope.widened_dates = true;
  options.scope.unqualified_only = query.only_certain() && !query.as_stated();
  return options;
}

absl::Status CheckNoEvents(const std::vector<Record>& added) {
  for (const Record& record : added) {
    if (!record.has_event()) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "what if there were the event \"", IdOf(record),
        "\": a query finds what is in the store; want constraints or links"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SolvedTimes::Entry> SolvedTimes::EntryOf(
    const Event& event, const NetworkScope& scope) {
  Entry entry;
  const When& when = WhenThatCounts(event, scope);
  entry.is_date_replaced = &when != &event.when();
  ANNALS_ASSIGN_OR_RETURN(const std::optional<Edtf> date, DateOf(when));
  if (!date.has_value()) return entry;
  if (scope.unqualified_only && !date->Qualifiers().empty()) {
    entry.is_date_replaced = true;
    return entry;
  }
  entry.is_dated = true;
  entry.is_each = IsEach(*date);
  if (entry.is_date_replaced) {
    ANNALS_ASSIGN_OR_RETURN(std::optional<TimeSet> times, TimeSetOf(when));
    entry.times = SharedIfLoose(std::move(times));
  }
  return entry;
}

absl::StatusOr<SolvedTimes> SolvedTimes::Solve(const Query& query, Store& store,
                                               const Point& point) {
  const SolveOptions options = OptionsOf(query, point);
  ANNALS_RETURN_IF_ERROR(CheckNoEvents(options.added));
  SolvedTimes times;
  const auto visit = [&](const StoredRecord& stored) -> absl::Status {
    ANNALS_ASSIGN_OR_RETURN(Entry entry,
                            EntryOf(stored.record.event(), options.scope));
    times.places_[stored.sequence] = times.entries_.size();
    times.entries_.push_back(std::move(entry));
    return absl::OkStatus();
  };
  ANNALS_ASSIGN_OR_RETURN(EventNetwork network,
                          ReadNetwork(store, options, visit));
  const SolvedEvents solved(std::move(network));
  ANNALS_RETURN_IF_ERROR(CheckNoContradiction(solved));
  times.TakeBounds(solved);
  return times;
}

void SolvedTimes::TakeBounds(const SolvedEvents& solved) {
  ids_ = solved.network().events();
  for (size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    entry.span = solved.network().StatedSpan(ids_[i]);
    const Span span = solved.SpanOf(ids_[i]);
    // Beyond the microseconds' range two bounds may round past one another.
    if (entry.is_each || !span.IsSatisfiable()) continue;
    entry.is_tightened = span != entry.span.Tightened();
    entry.span = span;
    entry.is_dated = entry.is_dated || entry.is_tightened;
  }
}

const SolvedTimes::Entry* SolvedTimes::EntryAt(int64_t sequence) const {
  const auto found = places_.find(sequence);
  return found == places_.end() ? nullptr : &entries_[found->second];
}

Span SolvedTimes::SpanOf(int64_t sequence) const {
  const Entry* const entry = EntryAt(sequence);
  return entry == nullptr ? Span::Unbounded() : entry->span;
}

bool SolvedTimes::IsTightened(int64_t sequence) const {
  const Entry* const entry = EntryAt(sequence);
  return entry != nullptr && entry->is_tightened;
}

bool SolvedTimes::HasBounds(int64_t sequence) const {
  const Entry* const entry = EntryAt(sequence);
  return entry != nullptr && entry->is_dated;
}

absl::StatusOr<std::shared_ptr<const TimeSet>> SolvedTimes::Left(
    size_t place, std::shared_ptr<const TimeSet> stated) const {
  const Entry& entry = entries_[place];
  if (entry.is_date_replaced) stated = entry.times;
  // Of a great many members, nothing but their hull is cut.
  if (stated == nullptr || !entry.is_tightened || !stated->sources.empty()) {
    return stated;
  }
  TimeSet left;
  left.members = MembersWithin(*stated, entry.span);
  if (!left.members.empty()) {
    return std::make_shared<const TimeSet>(std::move(left));
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "the records contradict one another: \"", ids_[place],
      "\" is at none of the times that its date means, if it starts from ",
      entry.span.earliest_start.ToString(), " to ",
      entry.span.latest_start.ToString(), " and ends from ",
      entry.span.earliest_end.ToString(), " to ",
      entry.span.latest_end.ToString(), "; solve --explain tells why it does"));
}

absl::StatusOr<TimeSet> SolvedTimes::TimesOf(const StoredRecord& stored) const {
  const Event& event = stored.record.event();
  const auto found = places_.find(stored.sequence);
  if (found == places_.end() ||
      entries_[found->second].span == Span::Unbounded()) {
    return absl::InvalidArgumentError(
        absl::StrCat("query \"", event.id(),
                     "\": nothing bounds that event; want one with a date, or "
                     "that others bound"));
  }
  ANNALS_ASSIGN_OR_RETURN(std::optional<TimeSet> times,
                          annals::TimeSetOf(event.when()));
  ANNALS_ASSIGN_OR_RETURN(const std::shared_ptr<const TimeSet> left,
                          Left(found->second, SharedIfLoose(std::move(times))));
  return left != nullptr ? *left : TimeSet::Of(entries_[found->second].span);
}

}  // namespace annals::timeline_internal
