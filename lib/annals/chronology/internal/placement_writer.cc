// A PlacementWriter tells what is recorded of order, and why an entry stands
// where it does.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/placement_writer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/chronology/internal/dates.h"
#include "annals/chronology/internal/headings.h"
#include "annals/chronology/internal/named_by.h"
#include "annals/chronology/internal/sentences.h"
#include "annals/chronology/internal/voices.h"
#include "annals/record/claims.h"
#include "annals/time/duration.h"

namespace annals::chronology_internal {
namespace {

using ReasonKind = NetworkReason::Kind;

bool PointsTo(const std::vector<Pointer>& pointers, int number) {
  return std::any_of(
      pointers.begin(), pointers.end(),
      [number](const Pointer& pointer) { return pointer.entry == number; });
}

// What `given` of a step names: of a series the member that the step leads to,
// else a constraint.
ReasonKind KindOfGiven(const NetworkStep& step) {
  return step.reason.kind == ReasonKind::kSeries ? ReasonKind::kSeries
                                                 : ReasonKind::kConstraint;
}

// "leads to": what, by a link of this kind, a cause does to its effect.
const char* WordsOf(CausalLink::Kind kind) {
  switch (kind) {
    case CausalLink::HINDER:
      return "hinders";
    case CausalLink::END:
      return "ends";
    default:
      return "leads to";
  }
}

}  // namespace

// Those that leave no other order of two ends stand after the one that says so.
std::vector<PlacementWriter::Reason> PlacementWriter::ReasonsOf(
    const std::vector<NetworkStep>& steps) {
  std::vector<Reason> reasons;
  std::set<std::pair<ReasonKind, std::string>> seen;
  const auto add = [&](ReasonKind kind, const std::string& record,
                       const NetworkStep& step) {
    const bool says_nothing =
        kind == ReasonKind::kStartBeforeEnd || kind == ReasonKind::kAxis;
    if (says_nothing || !seen.emplace(kind, record).second) return;
    reasons.push_back({kind, record, std::string(step.from.event),
                       std::string(step.to.event)});
  };
  for (const NetworkStep& step : steps) {
    add(step.reason.kind, step.reason.record, step);
    for (const std::string& record : step.given) {
      add(KindOfGiven(step), record, step);
    }
  }
  return reasons;
}

PlacementWriter::PlacementWriter(const Selection& selection,
                                 const EventOrder& order,
                                 const SolvedEvents* solved,
                                 const PointerBook& pointers,
                                 ClaimWriter& claims)
    : selection_(selection),
      order_(order),
      solved_(solved),
      pointers_(pointers),
      claims_(claims) {
  status_ = IndexConstraints();
  for (const CausalLink& link : selection.links) links_[link.id()] = &link;
}

absl::Status PlacementWriter::IndexConstraints() {
  for (const Constraint& constraint : selection_.constraints) {
    constraints_[constraint.id()] = &constraint;
    ANNALS_ASSIGN_OR_RETURN(const std::vector<OrderStatement> statements,
                            StatementsOf(constraint));
    for (const OrderStatement& statement : statements) {
      constraints_of_[statement.event].push_back({&constraint, statement});
    }
  }
  return absl::OkStatus();
}

absl::Status PlacementWriter::Add(size_t event, std::optional<size_t> follows,
                                  Entry& entry) {
  ANNALS_RETURN_IF_ERROR(status_);
  const auto found = constraints_of_.find(IdOf(event));
  if (found != constraints_of_.end()) {
    for (const ConstraintEnd& end : found->second) {
      ANNALS_ASSIGN_OR_RETURN(Tie tie, TieOf(end, entry.number));
      entry.ties.push_back(std::move(tie));
    }
  }
  if (solved_ == nullptr) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(AddBounds(event, entry));
  return AddNeighbours(event, follows, entry);
}

absl::StatusOr<Tie> PlacementWriter::TieOf(const ConstraintEnd& end,
                                           int entry) {
  const Constraint& constraint = *end.constraint;
  Tie tie;
  tie.words = end.statement.words;
  if (!end.statement.other.empty()) {
    tie.to = {pointers_.PointTo(end.statement.other)};
  }
  const Record record = ToRecord(constraint);
  tie.mark = MarkOf(constraint.claims(), IsAsserted(record));
  ANNALS_ASSIGN_OR_RETURN(
      tie.voices,
      claims_.VoicesOf(constraint.id(), constraint.claims(), entry));
  tie.records = IdsNamedBy(record);
  return tie;
}

// What the network says of an event's start that its own date does not.
absl::Status PlacementWriter::AddBounds(size_t event, Entry& entry) {
  const Span& bounds = order_.BoundsOf(event);
  const std::optional<Span>& stated = selection_.events[event].span;
  if (!stated.has_value() && !order_.IsPlaceable(event)) {
    return absl::OkStatus();
  }
  const Span own = stated.value_or(Span::Unbounded());
  const bool is_later = own.earliest_start < bounds.earliest_start;
  const bool is_earlier = bounds.latest_start < own.latest_start;
  if (!stated.has_value() || is_later || is_earlier) AddDate(event, entry);
  if (is_later) {
    ANNALS_RETURN_IF_ERROR(AddBound(event, NetworkBound::kEarliestStart,
                                    bounds.earliest_start, entry));
  }
  if (!is_earlier) return absl::OkStatus();
  return AddBound(event, NetworkBound::kLatestStart, bounds.latest_start,
                  entry);
}

// Without a date of its own it gets one, which nobody stated; else the fact
// stands beside it.
void PlacementWriter::AddDate(size_t event, Entry& entry) const {
  const std::string words = StartInWords(order_.BoundsOf(event));
  if (!entry.date.empty()) {
    if (words.empty()) return;
    entry.facts.push_back(
        {"Start", absl::StrCat(words, ", by the order of events"), {}});
    return;
  }
  entry.date = words.empty() ? "undated" : words;
  entry.facts.insert(
      entry.facts.begin(),
      {"Date", words.empty() ? "none is stated; placed by the order of events"
                             : "derived from the order of events; no source "
                               "states it"});
}

absl::Status PlacementWriter::AddBound(size_t event, NetworkBound bound,
                                       Instant at, Entry& entry) {
  if (!at.IsFinite()) return absl::OkStatus();
  const char* const words = bound == NetworkBound::kEarliestStart
                                ? "Starts no earlier than "
                                : "Starts no later than ";
  ANNALS_ASSIGN_OR_RETURN(Tie tie,
                          Derived(absl::StrCat(words, DayInWords(at)), {},
                                  solved_->Explain(IdOf(event), bound), entry));
  // Else a constraint of its own says so.
  if (!tie.grounds.empty()) entry.ties.push_back(std::move(tie));
  return absl::OkStatus();
}

// Of those that must be before and after, the nearest, unless what is told
// already points to them; and the one before it, if only records decide.
absl::Status PlacementWriter::AddNeighbours(size_t event,
                                            std::optional<size_t> follows,
                                            Entry& entry) {
  std::optional<size_t> before;
  std::optional<size_t> after;
  const bool is_derived =
      !selection_.events[event].span.has_value() && order_.IsPlaceable(event);
  if (follows.has_value() &&
      order_.RuleBetween(*follows, event) == OrderRule::kRecords) {
    before = follows;
  }
  if (is_derived) {
    for (const size_t other : order_.Predecessors(event)) {
      const int number = pointers_.NumberOf(other);
      if (number > entry.number) continue;
      if (!before.has_value() || number > pointers_.NumberOf(*before)) {
        before = other;
      }
    }
    for (const size_t other : order_.Successors(event)) {
      const int number = pointers_.NumberOf(other);
      if (number < entry.number) continue;
      if (!after.has_value() || number < pointers_.NumberOf(*after)) {
        after = other;
      }
    }
  }
  for (const std::optional<size_t>& other : {before, after}) {
    if (!other.has_value() || !MustBeNamed(*other, entry)) continue;
    ANNALS_RETURN_IF_ERROR(AddNeighbour(event, *other, entry));
  }
  return absl::OkStatus();
}

// False if a tie of order points to it already.
bool PlacementWriter::MustBeNamed(size_t other, const Entry& entry) const {
  const int number = pointers_.NumberOf(other);
  for (const Tie& tie : entry.ties) {
    const bool is_of_order =
        !tie.records.empty() && constraints_.count(tie.records.front()) > 0;
    if (is_of_order && PointsTo(tie.to, number)) return false;
    for (const Ground& ground : tie.grounds) {
      if (ground.about.entry == number || PointsTo(ground.to, number)) {
        return false;
      }
    }
  }
  return true;
}

absl::Status PlacementWriter::AddNeighbour(size_t event, size_t other,
                                           Entry& entry) {
  const bool comes_after = pointers_.NumberOf(other) < entry.number;
  ANNALS_ASSIGN_OR_RETURN(
      Tie tie,
      Derived(comes_after ? "Must come after" : "Must come before",
              {pointers_.PointTo(IdOf(other))},
              comes_after ? WhyBefore(other, event) : WhyBefore(event, other),
              entry));
  entry.ties.push_back(std::move(tie));
  return absl::OkStatus();
}

// Why the first cannot start after the second; nothing if that would take too
// many searches.
std::vector<NetworkStep> PlacementWriter::WhyBefore(size_t first,
                                                    size_t second) {
  if (++searches_ > kOrderSearchesMax) return {};
  return solved_->ExplainDistance({IdOf(second), Endpoint::START},
                                  {IdOf(first), Endpoint::START});
}

// What other ties of the entry say is no ground again.
absl::StatusOr<Tie> PlacementWriter::Derived(
    std::string words, std::vector<Pointer> to,
    const std::vector<NetworkStep>& steps, Entry& entry) {
  Tie tie;
  tie.words = std::move(words);
  tie.to = std::move(to);
  std::set<std::string> told;
  for (const Tie& other : entry.ties) {
    if (!other.records.empty() && other.grounds.empty()) {
      told.insert(other.records.front());
    }
  }
  size_t unnamed = 0;
  for (const Reason& reason : ReasonsOf(steps)) {
    const bool is_own = reason.record == entry.id;
    if (is_own && reason.kind == ReasonKind::kDate) continue;
    tie.records.push_back(reason.record);
    if (told.count(reason.record) > 0) continue;
    // "Part of" is a fact of the entry.
    if (is_own && reason.kind == ReasonKind::kPartOf) continue;
    if (tie.grounds.size() == kGroundsNamedMax) {
      ++unnamed;
      continue;
    }
    ANNALS_ASSIGN_OR_RETURN(Ground ground, GroundOf(reason, entry.number));
    tie.grounds.push_back(std::move(ground));
  }
  if (unnamed > 0) {
    Ground more;
    more.words = absl::StrCat(unnamed, unnamed == 1 ? " more record says so"
                                                    : " more records say so");
    tie.grounds.push_back(std::move(more));
  }
  entry.records.insert(entry.records.end(), tie.records.begin(),
                       tie.records.end());
  return tie;
}

absl::StatusOr<Ground> PlacementWriter::GroundOf(const Reason& reason,
                                                 int entry) {
  const auto link = links_.find(reason.record);
  switch (reason.kind) {
    case ReasonKind::kDate:
      return DateGround(reason.record);
    case ReasonKind::kDuration:
      return DurationGround(reason.record);
    case ReasonKind::kPartOf:
      return PartGround(reason.record);
    case ReasonKind::kSeries:
      return SeriesGround(reason.record);
    default:
      break;
  }
  if (link != links_.end()) {
    return LinkGround(*link->second, reason, entry);
  }
  return ConstraintGround(reason.record, entry);
}

absl::StatusOr<Ground> PlacementWriter::DateGround(
    const std::string& id) const {
  Ground ground;
  ground.about = pointers_.PointTo(id);
  const Event* event = pointers_.FindEvent(id);
  std::string date;
  if (event != nullptr) {
    ANNALS_ASSIGN_OR_RETURN(date, DateInWords(event->when()));
  }
  ground.words =
      date.empty() ? "has a date of its own" : absl::StrCat("is dated ", date);
  return ground;
}

absl::StatusOr<Ground> PlacementWriter::DurationGround(
    const std::string& id) const {
  Ground ground;
  ground.about = pointers_.PointTo(id);
  const Event* event = pointers_.FindEvent(id);
  std::string duration = "a time that is stated";
  if (event != nullptr) {
    ANNALS_ASSIGN_OR_RETURN(duration,
                            DurationInWords(event->when().duration()));
  }
  ground.words = absl::StrCat("lasts ", duration);
  return ground;
}

Ground PlacementWriter::PartGround(const std::string& id) const {
  Ground ground;
  ground.about = pointers_.PointTo(id);
  ground.words = "is part of";
  const Event* event = pointers_.FindEvent(id);
  if (event != nullptr) ground.to = {pointers_.PointTo(event->part_of())};
  if (ground.to.empty()) ground.words = "is part of a larger event";
  return ground;
}

Ground PlacementWriter::SeriesGround(const std::string& id) const {
  Ground ground;
  ground.about = pointers_.PointTo(id);
  ground.words = "has its number in a series";
  const Event* event = pointers_.FindEvent(id);
  if (event != nullptr) {
    ground.words = absl::StrCat("is number ", event->ordinal(), " of \u201c",
                                event->series(), "\u201d");
  }
  return ground;
}

// Of several causes the one whose order counted.
absl::StatusOr<Ground> PlacementWriter::LinkGround(const CausalLink& link,
                                                   const Reason& reason,
                                                   int entry) {
  const auto cause = std::find_if(link.causes().begin(), link.causes().end(),
                                  [&](const std::string& id) {
                                    return id == reason.from || id == reason.to;
                                  });
  Ground ground;
  ground.about =
      pointers_.PointTo(cause == link.causes().end() ? link.causes(0) : *cause);
  ground.words = WordsOf(link.kind());
  ground.to = pointers_.PointToAll(link.effects());
  ANNALS_ASSIGN_OR_RETURN(ground.voices,
                          claims_.VoicesOf(link.id(), link.claims(), entry));
  return ground;
}

// A constraint of events that were not chosen is known by its id alone.
absl::StatusOr<Ground> PlacementWriter::ConstraintGround(const std::string& id,
                                                         int entry) {
  Ground ground;
  const auto found = constraints_.find(id);
  if (found == constraints_.end()) {
    ground.words = absl::StrCat("the record \u201c", id, "\u201d says so");
    return ground;
  }
  const Constraint& constraint = *found->second;
  ANNALS_ASSIGN_OR_RETURN(const std::vector<OrderStatement> statements,
                          StatementsOf(constraint));
  const OrderStatement& statement = statements.at(0);
  ground.about = pointers_.PointTo(statement.event);
  ground.words = Uncapitalised(statement.words);
  if (!statement.other.empty()) {
    ground.to = {pointers_.PointTo(statement.other)};
  }
  ANNALS_ASSIGN_OR_RETURN(
      ground.voices,
      claims_.VoicesOf(constraint.id(), constraint.claims(), entry));
  return ground;
}

}  // namespace annals::chronology_internal
