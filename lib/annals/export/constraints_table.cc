// The plain table of constraints: what is known of order, a distance a row.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/constraints_table.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/export/internal/describe.h"
#include "annals/network/allen_clauses.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/time/duration.h"

namespace annals {
namespace {

using export_internal::Count;

constexpr char kHeader[] = "from,from_end,to,to_end,min,max\n";
constexpr char kOrigin[] = "origin";
constexpr int64_t kSecond = 1'000'000;

// Whole seconds, or a duration with a fraction of one.
std::string Seconds(absl::int128 microseconds) {
  const bool is_negative = microseconds < 0;
  const absl::int128 size = is_negative ? -microseconds : microseconds;
  const auto seconds = static_cast<int64_t>(size / kSecond);
  const auto fraction = static_cast<int64_t>(size % kSecond);
  const char* const sign = is_negative ? "-" : "";
  if (fraction == 0) return absl::StrCat(sign, seconds);
  return absl::StrCat(sign, "PT", seconds, ".",
                      absl::Dec(fraction, absl::kZeroPad6), "S");
}

// Ids have no character that a cell would have to quote.
std::string Point(const Endpoint& endpoint) {
  if (endpoint.event().empty()) return absl::StrCat(kOrigin, ",");
  return absl::StrCat(endpoint.event(),
                      endpoint.side() == Endpoint::END ? ",end" : ",start");
}

std::string Point(const std::string& event, bool is_end) {
  return absl::StrCat(event, is_end ? ",end" : ",start");
}

class Writer {
 public:
  explicit Writer(const Selection& selection) : selection_(selection) {}

  absl::StatusOr<ExportResult> Write() {
    for (const Answer& answer : selection_.events) {
      ANNALS_RETURN_IF_ERROR(AddEvent(answer));
    }
    for (const Constraint& constraint : selection_.constraints) {
      ANNALS_RETURN_IF_ERROR(AddConstraint(constraint));
    }
    AddUnmentioned();
    return ExportResult{std::move(text_), Losses()};
  }

 private:
  void AddRow(const std::string& from, const std::string& to,
              const std::string& min, const std::string& max) {
    absl::StrAppend(&text_, from, ",", to, ",", min, ",", max, "\n");
  }

  absl::Status AddEvent(const Answer& answer) {
    const std::string& id = answer.event.id();
    if (id == kOrigin) {
      ++named_origin_;
      return absl::OkStatus();
    }
    if (answer.span.has_value()) {
      const Span& span = *answer.span;
      AddBounds(id, false, span.earliest_start, span.latest_start);
      AddBounds(id, true, span.earliest_end, span.latest_end);
      ANNALS_RETURN_IF_ERROR(CountDateLosses(answer));
    }
    const std::string& duration = answer.event.when().duration();
    if (!duration.empty()) {
      AddRow(Point(id, false), Point(id, true), duration, duration);
      mentioned_.insert(id);
    }
    return absl::OkStatus();
  }

  void AddBounds(const std::string& id, bool is_end, Instant earliest,
                 Instant latest) {
    if (earliest == Instant::InfiniteFuture() ||
        latest == Instant::InfinitePast()) {
      ++endless_;
    }
    if (!earliest.IsFinite() && !latest.IsFinite()) return;
    const auto offset = [](Instant instant) {
      return instant.IsFinite() ? Seconds(instant.Microseconds()) : "";
    };
    AddRow(absl::StrCat(kOrigin, ","), Point(id, is_end), offset(earliest),
           offset(latest));
    mentioned_.insert(id);
  }

  absl::Status CountDateLosses(const Answer& answer) {
    ANNALS_ASSIGN_OR_RETURN(const std::optional<TimeSet> times,
                            TimeSetOf(answer.event.when()));
    const bool is_whole = times.has_value() && times->members.size() == 1 &&
                          times->sources.empty() &&
                          times->choice == TimeSet::Choice::kOneOf;
    if (export_internal::IsFloating(answer)) {
      ++floating_;
    } else if (!is_whole) {
      ++holes_;
    }
    if (answer.date.has_value() && !answer.date->Qualifiers().empty()) {
      ++qualified_;
    }
    return absl::OkStatus();
  }

  absl::Status AddConstraint(const Constraint& constraint) {
    if (!IsAsserted(ToRecord(constraint))) {
      ++unasserted_;
      return absl::OkStatus();
    }
    if (NamesOrigin(constraint)) {
      ++names_origin_;
      return absl::OkStatus();
    }
    if (!constraint.claims().empty()) ++claimed_;
    if (constraint.has_distance()) return AddDistance(constraint.distance());
    AddRelation(constraint.relation());
    return absl::OkStatus();
  }

  // The event of that name is left out, and what names it.
  static bool NamesOrigin(const Constraint& constraint) {
    return constraint.distance().from().event() == kOrigin ||
           constraint.distance().to().event() == kOrigin ||
           constraint.relation().a() == kOrigin ||
           constraint.relation().b() == kOrigin;
  }

  void Mention(const Endpoint& endpoint) {
    if (!endpoint.event().empty()) mentioned_.insert(endpoint.event());
  }

  // Microseconds from the origin; nothing at the ends of the axis.
  static absl::StatusOr<std::optional<absl::int128>> OffsetOf(
      const Endpoint& endpoint) {
    if (endpoint.instant().empty()) return std::optional<absl::int128>(0);
    ANNALS_ASSIGN_OR_RETURN(const Instant instant, FixedInstantOf(endpoint));
    if (!instant.IsFinite()) return std::optional<absl::int128>();
    return std::optional<absl::int128>(instant.Microseconds());
  }

  // A fixed instant becomes the origin, so far off.
  absl::Status AddDistance(const Distance& distance) {
    ANNALS_ASSIGN_OR_RETURN(const std::optional<absl::int128> from,
                            OffsetOf(distance.from()));
    ANNALS_ASSIGN_OR_RETURN(const std::optional<absl::int128> to,
                            OffsetOf(distance.to()));
    if (!from.has_value() || !to.has_value()) {
      ++endless_;
      return absl::OkStatus();
    }
    Mention(distance.from());
    Mention(distance.to());
    const absl::int128 moved = *from - *to;
    std::string min = distance.min();
    std::string max = distance.max();
    if (moved != 0 && !min.empty()) {
      ANNALS_ASSIGN_OR_RETURN(const Duration least, Duration::Parse(min));
      min = Seconds(least.microseconds_min + moved);
    }
    if (moved != 0 && !max.empty()) {
      ANNALS_ASSIGN_OR_RETURN(const Duration most, Duration::Parse(max));
      max = Seconds(most.microseconds_max + moved);
    }
    AddRow(Point(distance.from()), Point(distance.to()), min, max);
    return absl::OkStatus();
  }

  void AddRelation(const AllenConstraint& constraint) {
    AllenSet relations;
    for (const auto relation : constraint.relations()) {
      if (relation == AllenConstraint::RELATION_UNSPECIFIED) continue;
      relations.Add(static_cast<AllenRelation>(static_cast<int>(relation) - 1));
    }
    const AllenClauses said = ClausesOf(relations);
    bool is_whole = said.is_exact;
    for (const AllenClause& clause : said.clauses) {
      if (!clause.order.has_value() || !clause.unequal.empty()) {
        is_whole = false;
        continue;
      }
      AddRow(PointOf(constraint, clause.order->earlier),
             PointOf(constraint, clause.order->later),
             Seconds(absl::int128(clause.order->gap)), "");
      mentioned_.insert(constraint.a());
      mentioned_.insert(constraint.b());
    }
    if (!is_whole) ++disjunctions_;
  }

  static std::string PointOf(const AllenConstraint& constraint,
                             IntervalEnd end) {
    const bool is_a = end == IntervalEnd::kStartA || end == IntervalEnd::kEndA;
    return Point(is_a ? constraint.a() : constraint.b(),
                 end == IntervalEnd::kEndA || end == IntervalEnd::kEndB);
  }

  // Or they would be no events of the network.
  void AddUnmentioned() {
    for (const Answer& answer : selection_.events) {
      const std::string& id = answer.event.id();
      if (id == kOrigin || mentioned_.count(id) > 0) continue;
      AddRow(Point(id, false), Point(id, true), "", "");
    }
  }

  std::vector<Loss> Losses() const {
    std::vector<Loss> losses;
    Count(disjunctions_, "set",
          "of relations only as far as it is a plain order", losses);
    Count(holes_, "date", "without holes or members", losses);
    Count(qualified_, "date", "without ? ~ or %", losses);
    Count(floating_, "date", "without a zone taken as UTC", losses);
    Count(endless_, "bound", "at an end of the axis left out", losses);
    Count(claimed_, "constraint", "without who says so", losses);
    Count(unasserted_, "constraint", "that nobody asserts left out", losses);
    Count(named_origin_, "event", "named origin left out", losses);
    Count(names_origin_, "constraint", "on an event named origin left out",
          losses);
    return losses;
  }

  const Selection& selection_;
  std::string text_ = kHeader;
  std::set<std::string, std::less<>> mentioned_;
  int64_t disjunctions_ = 0;
  int64_t names_origin_ = 0;
  int64_t holes_ = 0;
  int64_t qualified_ = 0;
  int64_t floating_ = 0;
  int64_t endless_ = 0;
  int64_t claimed_ = 0;
  int64_t unasserted_ = 0;
  int64_t named_origin_ = 0;
};

}  // namespace

absl::StatusOr<ExportResult> ExportConstraintsTable(
    const Selection& selection, const ExportOptions& /*options*/) {
  return Writer(selection).Write();
}

}  // namespace annals
