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
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"

namespace annals::store_internal {

// In which field of a record a term stands. Frozen with the format.
enum class TermField : uint8_t {
  kParticipant = 1,      // the id of an entity that takes part
  kParticipantName = 2,  // a plain name of who takes part, folded
  kPlace = 3,            // an id or a name, as it is written
  kFoldedPlace = 4,      // the same folded, where that differs
  kTag = 5,
  kCode = 6,        // the scheme's length, the scheme, the code
  kSource = 7,      // the id of a source of evidence
  kEntityName = 8,  // a name of an entity, folded
};

// A word of a field, by which its bearers are found.
struct Term {
  TermField field = TermField::kTag;
  std::string text;

  friend bool operator==(const Term& a, const Term& b) {
    return a.field == b.field && a.text == b.text;
  }
  friend bool operator<(const Term& a, const Term& b) {
    return std::tie(a.field, a.text) < std::tie(b.field, b.text);
  }
  template <typename H>
  friend H AbslHashValue(H hash, const Term& term) {
    return H::combine(std::move(hash), term.field, term.text);
  }
};

// ASCII letters in lower case: names match so.
std::string Folded(std::string_view name);

Term CodeTerm(std::string_view scheme, std::string_view code);

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

// The puts up to `sequence_max` that bear the term, ascending. DataLoss if the
// table is damaged.
absl::StatusOr<std::vector<int64_t>> ReadPostings(Database& database,
                                                  const Term& term,
                                                  int64_t sequence_max);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TERM_H_
