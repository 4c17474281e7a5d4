// Searches for terms and texts, and counts, wherever they are: in the tables or
// the tail.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/search.h"

#include <algorithm>

#include "annals/base/status_macros.h"
#include "annals/store/internal/record_index.h"
#include "annals/store/internal/tail.h"
#include "annals/store/internal/text_index.h"
#include "annals/store/internal/text_rank.h"

namespace annals::store_internal {
namespace {

// What the tables are asked for: of the tail they need know nothing.
int64_t SortedInUpTo(const Tail* tail, int64_t sequence_max) {
  return tail == nullptr ? sequence_max
                         : std::min(sequence_max, tail->before());
}

}  // namespace

absl::StatusOr<std::vector<int64_t>> PutsBearing(Database& database,
                                                 const Term& term,
                                                 int64_t sequence_max) {
  ANNALS_ASSIGN_OR_RETURN(Tail* const tail, TailOf(database, sequence_max));
  ANNALS_ASSIGN_OR_RETURN(
      std::vector<int64_t> puts,
      ReadPostings(database, term, SortedInUpTo(tail, sequence_max)));
  if (tail == nullptr) return puts;
  ANNALS_ASSIGN_OR_RETURN(const Tail::Bearers* const bearers,
                          tail->FindBearers(database));
  const auto found = bearers->find(term);
  if (found == bearers->end()) return puts;
  for (const int64_t sequence : found->second) {
    if (sequence <= sequence_max) puts.push_back(sequence);
  }
  return puts;
}

absl::Status VisitBearers(
    Database& database,
    absl::FunctionRef<absl::Status(const Term&, absl::Span<const int64_t>)>
        visit) {
  ANNALS_RETURN_IF_ERROR(VisitPostings(database, visit));
  ANNALS_ASSIGN_OR_RETURN(Tail* const tail, TailOf(database, kNow));
  if (tail == nullptr) return absl::OkStatus();
  ANNALS_ASSIGN_OR_RETURN(const Tail::Bearers* const bearers,
                          tail->FindBearers(database));
  for (const auto& [term, sequences] : *bearers) {
    ANNALS_RETURN_IF_ERROR(visit(term, sequences));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<int64_t>> PutsHolding(Database& database,
                                                 const TextQuery& query,
                                                 int64_t sequence_max) {
  ANNALS_ASSIGN_OR_RETURN(Tail* const tail, TailOf(database, sequence_max));
  ANNALS_ASSIGN_OR_RETURN(
      std::vector<int64_t> puts,
      FindText(database, query, SortedInUpTo(tail, sequence_max)));
  if (tail == nullptr) return puts;
  ANNALS_ASSIGN_OR_RETURN(Database* const texts, tail->Texts(database));
  ANNALS_ASSIGN_OR_RETURN(const std::vector<int64_t> later,
                          FindText(*texts, query, sequence_max));
  puts.insert(puts.end(), later.begin(), later.end());
  return puts;
}

absl::StatusOr<absl::flat_hash_map<int64_t, int64_t>> RanksOf(
    Database& database, const TextQuery& query,
    const std::vector<int64_t>& sequences) {
  TextRanker ranker(query, sequences);
  ANNALS_RETURN_IF_ERROR(ranker.Count(database));
  ANNALS_ASSIGN_OR_RETURN(Tail* const tail, TailOf(database, kNow));
  if (tail != nullptr) {
    ANNALS_ASSIGN_OR_RETURN(Database* const texts, tail->Texts(database));
    ANNALS_RETURN_IF_ERROR(ranker.Count(*texts));
  }
  return ranker.Ranks();
}

absl::StatusOr<Tally> ReadCounts(Database& database) {
  ANNALS_ASSIGN_OR_RETURN(Tail* const tail, TailOf(database, kNow));
  ANNALS_ASSIGN_OR_RETURN(Tally counts, ReadTally(database));
  if (tail == nullptr) return counts;
  ANNALS_ASSIGN_OR_RETURN(const Tally change, tail->Counts(database));
  counts.Add(change);
  ANNALS_RETURN_IF_ERROR(CheckTally(database, counts));
  return counts;
}

}  // namespace annals::store_internal
