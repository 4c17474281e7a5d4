// Which rows of `state` must be looked at, and the cheapest way to them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/event_candidates.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/search.h"
#include "annals/store/term.h"

namespace annals::store_internal {
namespace {

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kGreatest = std::numeric_limits<int64_t>::max();

// Gathers what any of several terms bring.
class TermReader {
 public:
  TermReader(Database& database, int64_t sequence)
      : database_(database), sequence_(sequence) {}

  absl::StatusOr<Sequences> AnyOf(const std::vector<Term>& terms) {
    Sequences all;
    for (const Term& term : terms) {
      ANNALS_ASSIGN_OR_RETURN(const Sequences some,
                              PutsBearing(database_, term, sequence_));
      Sequences both;
      std::set_union(all.begin(), all.end(), some.begin(), some.end(),
                     std::back_inserter(both));
      all = std::move(both);
    }
    return all;
  }

  // The ids of the entities that bear the name.
  absl::StatusOr<std::vector<std::string>> EntitiesNamed(
      std::string_view folded_name) {
    ANNALS_ASSIGN_OR_RETURN(
        const Sequences named,
        PutsBearing(database_,
                    {TermField::kEntityName, std::string(folded_name)},
                    sequence_));
    std::vector<std::string> ids;
    ANNALS_RETURN_IF_ERROR(
        VisitRows(database_, named, sequence_,
                  [&](int64_t sequence, const StateRow&) -> absl::Status {
                    Statement query = database_.Prepare(
                        "SELECT record_id FROM revision WHERE sequence = ?1");
                    query.Bind(1, sequence);
                    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
                    if (found) ids.emplace_back(query.Text(0));
                    return absl::OkStatus();
                  }));
    return ids;
  }

 private:
  Database& database_;
  const int64_t sequence_;
};

// Where an event must lie to be in one of the asked relations: it starts by
// `start_max` at the earliest and ends at `end_min` at the latest.
struct Limits {
  int64_t start_max = kLeast;
  int64_t end_min = kGreatest;
};

void Widen(Limits& limits, int64_t start_max, int64_t end_min) {
  limits.start_max = std::max(limits.start_max, start_max);
  limits.end_min = std::min(limits.end_min, end_min);
}

// A little loose, by ticks, which costs nothing: every row is judged exactly.
Limits LimitsOf(AllenSet asked, const Span& window) {
  using R = AllenRelation;
  const int64_t first = window.earliest_start.code();
  const int64_t last = window.latest_end.code();
  Limits limits;
  if (asked.Contains(R::kBefore)) {
    Widen(limits, window.latest_start.code(), kLeast);
  }
  if (asked.Contains(R::kMeets)) {
    Widen(limits, window.latest_start.code(), first);
  }
  if (!(asked & AllenSet::Intersects()).IsEmpty()) {
    Widen(limits, last, first);
  }
  if (asked.Contains(R::kMetBy)) {
    Widen(limits, last, window.earliest_end.code());
  }
  if (asked.Contains(R::kAfter)) {
    Widen(limits, kGreatest, window.earliest_end.code());
  }
  return limits;
}

// The earliest start of an event of the class that ends at `end_min` or later.
// Beyond the range SQLite would make it a floating-point number, so it is kept
// within.
int64_t StartMin(int64_t length_class, int64_t end_min) {
  if (length_class >= 64) return kLeast;
  const uint64_t length_max = (uint64_t{1} << length_class) - 1;
  const uint64_t room =
      static_cast<uint64_t>(end_min) - static_cast<uint64_t>(kLeast);
  if (room < length_max) return kLeast;
  return static_cast<int64_t>(static_cast<uint64_t>(end_min) - length_max);
}

// Called with rows that a statement selects; false to hear of no more.
using IndexVisitor = absl::FunctionRef<absl::StatusOr<bool>(const Statement&)>;

// False if the visitor wants no more.
absl::StatusOr<bool> VisitAnswers(Statement& query, IndexVisitor visit) {
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool is_row, query.Step());
    if (!is_row) return true;
    ANNALS_ASSIGN_OR_RETURN(const bool goes_on, visit(query));
    if (!goes_on) return false;
  }
}

absl::StatusOr<bool> VisitClasses(Database& database, std::string_view columns,
                                  const Limits& limits, int64_t sequence,
                                  IndexVisitor visit) {
  Statement query = database.Prepare(
      absl::StrCat("SELECT ", AsAbsl(columns),
                   " FROM state INDEXED BY state_by_time "
                   "WHERE class = ?1 AND earliest_start BETWEEN ?2 AND ?3 "
                   "AND latest_end >= ?4 AND sequence <= ?5 AND until > ?5"));
  for (int64_t length_class = 0; length_class <= 64; ++length_class) {
    query.Reset();
    query.Bind(1, length_class);
    query.Bind(2, StartMin(length_class, limits.end_min));
    query.Bind(3, limits.start_max).Bind(4, limits.end_min).Bind(5, sequence);
    ANNALS_ASSIGN_OR_RETURN(const bool goes_on, VisitAnswers(query, visit));
    if (!goes_on) return false;
  }
  return true;
}

absl::StatusOr<bool> VisitUndated(Database& database, std::string_view columns,
                                  int64_t sequence, IndexVisitor visit) {
  Statement query = database.Prepare(
      absl::StrCat("SELECT ", AsAbsl(columns),
                   " FROM state INDEXED BY state_by_time "
                   "WHERE class = ?1 AND sequence <= ?2 AND until > ?2"));
  query.Bind(1, kUndatedClass).Bind(2, sequence);
  return VisitAnswers(query, visit);
}

// The columns of all that may be in one of the asked relations, in the order of
// the index by time, which alone is read; and of what has no date, if
// `with_undated`. False if the visitor wants no more.
absl::StatusOr<bool> VisitByTime(Database& database,
                                 const EventCriteria& criteria,
                                 bool with_undated, std::string_view columns,
                                 IndexVisitor visit) {
  const Limits limits = LimitsOf(*criteria.relations, criteria.window.Hull());
  ANNALS_ASSIGN_OR_RETURN(
      const bool goes_on,
      VisitClasses(database, columns, limits, criteria.sequence, visit));
  if (!goes_on || !with_undated) return goes_on;
  return VisitUndated(database, columns, criteria.sequence, visit);
}

}  // namespace

Sequences Intersection(const Sequences& a, const Sequences& b) {
  Sequences both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                        std::back_inserter(both));
  return both;
}

absl::StatusOr<std::optional<Sequences>> CandidatesByTerms(
    Database& database, const EventCriteria& criteria) {
  TermReader reader(database, criteria.sequence);
  ANNALS_ASSIGN_OR_RETURN(const auto asked,
                          TermsAsked(criteria, [&](std::string_view name) {
                            return reader.EntitiesNamed(name);
                          }));
  std::optional<Sequences> all;
  for (const std::vector<Term>& terms : asked) {
    ANNALS_ASSIGN_OR_RETURN(Sequences some, reader.AnyOf(terms));
    all = all.has_value() ? Intersection(*all, some) : std::move(some);
  }
  return all;
}

absl::StatusOr<std::optional<Sequences>> CandidatesByTime(
    Database& database, const EventCriteria& criteria, bool with_undated,
    size_t max) {
  std::optional<Sequences> found;
  if (!criteria.relations.has_value()) return found;
  found.emplace();
  const auto collect = [&found, max](const Statement& row) {
    if (found->size() == max) return absl::StatusOr<bool>(false);
    found->push_back(row.Int(0));
    return absl::StatusOr<bool>(true);
  };
  ANNALS_ASSIGN_OR_RETURN(
      const bool is_whole,
      VisitByTime(database, criteria, with_undated, "sequence", collect));
  if (!is_whole) return std::optional<Sequences>();
  std::sort(found->begin(), found->end());
  return found;
}

absl::Status VisitRowsByTime(Database& database, const EventCriteria& criteria,
                             bool with_undated, RowVisitor visit) {
  const auto visit_row = [visit](const Statement& row) -> absl::StatusOr<bool> {
    ANNALS_RETURN_IF_ERROR(visit(row.Int(0), StateAt(row)));
    return true;
  };
  return VisitByTime(database, criteria, with_undated, kStateColumnsOfEvents,
                     visit_row)
      .status();
}

absl::Status VisitRows(Database& database, const Sequences& candidates,
                       int64_t sequence, RowVisitor visit) {
  static const auto* const sql = new std::string(
      absl::StrCat("SELECT ", kStateColumns,
                   " FROM state WHERE sequence = ?1 AND until > ?2"));
  Statement query = database.Prepare(*sql);
  for (const int64_t candidate : candidates) {
    query.Bind(1, candidate).Bind(2, sequence);
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (found) ANNALS_RETURN_IF_ERROR(visit(candidate, StateAt(query)));
    query.Reset();
  }
  return absl::OkStatus();
}

absl::Status VisitAllRows(Database& database, int64_t sequence,
                          RowVisitor visit) {
  static const auto* const sql = new std::string(
      absl::StrCat("SELECT ", kStateColumns,
                   " FROM state WHERE sequence <= ?1 AND until > ?1"));
  Statement query = database.Prepare(*sql);
  query.Bind(1, sequence);
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return absl::OkStatus();
    ANNALS_RETURN_IF_ERROR(visit(query.Int(0), StateAt(query)));
  }
}

}  // namespace annals::store_internal
