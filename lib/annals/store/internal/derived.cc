// What is derived from the log, so that questions are answered from tables.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/derived.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annals/base/status_macros.h"
#include "annals/record/content.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/naming.h"
#include "annals/store/internal/record_index.h"

namespace annals::store_internal {
namespace {

absl::Status Clear(Database& database) {
  ANNALS_RETURN_IF_ERROR(
      database.Execute("DELETE FROM state; DELETE FROM posting; "
                       "DELETE FROM term; DELETE FROM tally"));
  ANNALS_RETURN_IF_ERROR(ClearLinkEnds(database));
  return ClearText(database);
}

// What a record's newest revision before this one is; nothing if there is none.
absl::StatusOr<std::optional<Head>> HeadBefore(Database& database,
                                               const Revision& revision) {
  Statement query = database.Prepare(
      "SELECT sequence, operation FROM revision "
      "WHERE record_id = ?1 AND sequence < ?2 ORDER BY sequence DESC LIMIT 1");
  query.Bind(1, revision.record_id()).Bind(2, revision.sequence());
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  if (!found) return std::optional<Head>();
  Head head;
  head.sequence = query.Int(0);
  head.is_live = query.Int(1) == Revision::PUT;
  return head;
}

absl::StatusOr<Derivation> DerivationOf(const Database& database,
                                        const Revision& revision) {
  const absl::StatusOr<Record> record = Decode(revision.content());
  absl::StatusOr<Derivation> derivation =
      record.ok() ? store_internal::DerivationOf(*record) : record.status();
  if (derivation.ok()) return derivation;
  return database.Damaged(revision.sequence(),
                          std::string(derivation.status().message()));
}

// A log made into tables, some revisions at a time: terms are gathered in
// memory. Texts are left to FTS5, one by one: so `annals verify` has what a
// TextWriter wrote compared with what FTS5 would have written.
class Rebuilder {
 public:
  Rebuilder(Database& database, absl::FunctionRef<void(int64_t)> tell)
      : database_(database),
        writer_(database),
        postings_(database),
        tell_(tell) {}

  absl::Status Run(int64_t last, int64_t tail) {
    sorted_in_ = last - tail;
    ANNALS_RETURN_IF_ERROR(ApplyAll(1, sorted_in_));
    ANNALS_RETURN_IF_ERROR(FinishTerms());
    Tally counts = writer_.change();
    counts.sorted_in = sorted_in_;
    ANNALS_RETURN_IF_ERROR(AddToTally(database_, counts));
    return ApplyAll(sorted_in_ + 1, last);
  }

 private:
  static constexpr size_t kGatheredMax = 10'000;

  absl::Status ApplyAll(int64_t first, int64_t last) {
    for (int64_t sequence = first; sequence <= last; ++sequence) {
      ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                              ReadRevision(database_, sequence));
      ANNALS_RETURN_IF_ERROR(Apply(revision));
      if (terms_.size() == kGatheredMax) {
        ANNALS_RETURN_IF_ERROR(FinishTerms());
      }
      tell_(sequence);
    }
    return absl::OkStatus();
  }

  absl::Status Apply(const Revision& revision) {
    ANNALS_ASSIGN_OR_RETURN(const std::optional<Head> before,
                            HeadBefore(database_, revision));
    if (!before.has_value()) writer_.ApplyFirst();
    if (before.has_value() && before->is_live) {
      ANNALS_RETURN_IF_ERROR(
          writer_.ApplyEnd(before->sequence, revision.sequence()));
    }
    // Of what was redacted there is nothing to ask.
    const bool has_content = !revision.salt().empty();
    if (revision.operation() != Revision::PUT || !has_content) {
      return absl::OkStatus();
    }
    ANNALS_ASSIGN_OR_RETURN(Derivation derivation,
                            DerivationOf(database_, revision));
    ANNALS_RETURN_IF_ERROR(writer_.ApplyPut(revision.sequence(), derivation));
    if (revision.sequence() > sorted_in_) return absl::OkStatus();
    return SortIn(revision.sequence(), std::move(derivation));
  }

  absl::Status SortIn(int64_t sequence, Derivation derivation) {
    terms_.push_back(std::move(derivation.terms));
    postings_.Add(sequence, terms_.back());
    return InsertText(database_, sequence, derivation.text);
  }

  absl::Status FinishTerms() {
    ANNALS_RETURN_IF_ERROR(postings_.Finish());
    terms_.clear();
    return absl::OkStatus();
  }

  Database& database_;
  DerivedWriter writer_;
  PostingWriter postings_;
  absl::FunctionRef<void(int64_t)> tell_;
  // The last revision that is not of the tail.
  int64_t sorted_in_ = 0;
  // Those that are still to be written; a deque leaves them where they are.
  std::deque<std::vector<Term>> terms_;
};

}  // namespace

absl::StatusOr<Derivation> DerivationOf(const Record& record) {
  ANNALS_ASSIGN_OR_RETURN(const auto when,
                          annals::Resolve(record.event().when()));
  return DerivationOf(record, when);
}

Derivation DerivationOf(const Record& record,
                        const std::optional<ResolvedWhen>& when) {
  Derivation derivation;
  derivation.state = StateOf(record, when);
  derivation.terms = TermsOf(record);
  derivation.text = TextOf(record);
  derivation.link_ends = EndsOf(record);
  return derivation;
}

absl::Status DerivedWriter::ApplyPut(int64_t sequence,
                                     const Derivation& derivation) {
  change_.Count(derivation.state, 1);
  ANNALS_RETURN_IF_ERROR(InsertState(database_, sequence, derivation.state));
  return InsertLinkEnds(database_, sequence, derivation.link_ends);
}

absl::Status DerivedWriter::ApplyEnd(int64_t ended, int64_t by) {
  ANNALS_ASSIGN_OR_RETURN(const std::optional<StateRow> row,
                          ReadState(database_, ended));
  // Of what was redacted there is no row.
  if (!row.has_value()) return absl::OkStatus();
  change_.Count(*row, -1);
  return EndState(database_, ended, by);
}

absl::Status RebuildDerived(Database& database,
                            absl::FunctionRef<void(int64_t)> tell,
                            int64_t tail) {
  ANNALS_RETURN_IF_ERROR(Clear(database));
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  ANNALS_RETURN_IF_ERROR(Rebuilder(database, tell).Run(last, tail));
  return RebuildNaming(database);
}

}  // namespace annals::store_internal
