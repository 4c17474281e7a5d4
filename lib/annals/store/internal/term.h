// The tables `term` and `posting`: which puts bear a name, a tag, a source.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TERM_H_
#define ANNALS_STORE_INTERNAL_TERM_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/store/term.h"

namespace annals::store_internal {

// The terms of a record, each once, sorted. Pure.
std::vector<Term> TermsOf(const Record& record);

// Gathers the terms of a batch, so that each takes one row of `posting`: a row
// for every term of every record would cost more than the records themselves.
class PostingWriter {
 public:
  // The database must outlive it.
  explicit PostingWriter(Database& database) : database_(database) {}

  // Sequences come in ascending order. The terms must live until Finish().
  void Add(int64_t sequence, const std::vector<Term>& terms);

  // Writes what was gathered.
  absl::Status Finish();

 private:
  absl::StatusOr<int64_t> NumberOf(const Term& term);

  Database& database_;
  absl::flat_hash_map<Term, std::vector<int64_t>> sequences_;
};

// Calls `visit` with each term and the puts that bear it, ascending. DataLoss
// if the table is damaged.
absl::Status VisitPostings(
    Database& database,
    absl::FunctionRef<absl::Status(const Term& term,
                                   absl::Span<const int64_t> sequences)>
        visit);

// The puts up to `sequence_max` that bear the term, ascending. DataLoss if the
// table is damaged.
absl::StatusOr<std::vector<int64_t>> ReadPostings(Database& database,
                                                  const Term& term,
                                                  int64_t sequence_max);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TERM_H_
