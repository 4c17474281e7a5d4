// What is derived from the log, so that questions are answered from tables.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/derived.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/content.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/naming.h"

namespace annals::store_internal {
namespace {

absl::Status Clear(Database& database) {
  return database.Execute("DELETE FROM state");
}

// The put of this record that was live just before `sequence`; 0 if none was.
absl::StatusOr<int64_t> LiveBefore(Database& database,
                                   const std::string& record_id,
                                   int64_t sequence) {
  Statement query = database.Prepare(
      "SELECT sequence, operation FROM revision "
      "WHERE record_id = ?1 AND sequence < ?2 ORDER BY sequence DESC LIMIT 1");
  query.Bind(1, record_id).Bind(2, sequence);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  return found && query.Int(1) == Revision::PUT ? query.Int(0) : 0;
}

absl::Status Apply(Database& database, const Revision& revision,
                   DerivedWriter& writer) {
  ANNALS_ASSIGN_OR_RETURN(
      const int64_t live,
      LiveBefore(database, revision.record_id(), revision.sequence()));
  if (live != 0) {
    ANNALS_RETURN_IF_ERROR(writer.ApplyEnd(live, revision.sequence()));
  }
  // Of what was redacted there is nothing to ask.
  const bool has_content = !revision.salt().empty();
  if (revision.operation() != Revision::PUT || !has_content) {
    return absl::OkStatus();
  }
  const absl::StatusOr<Record> record = Decode(revision.content());
  const absl::StatusOr<Derivation> derivation =
      record.ok() ? DerivationOf(*record) : record.status();
  if (!derivation.ok()) {
    return database.Damaged(revision.sequence(),
                            std::string(derivation.status().message()));
  }
  return writer.ApplyPut(revision.sequence(), *derivation);
}

}  // namespace

absl::StatusOr<Derivation> DerivationOf(const Record& record) {
  Derivation derivation;
  ANNALS_ASSIGN_OR_RETURN(derivation.state, StateOf(record));
  return derivation;
}

absl::Status DerivedWriter::ApplyPut(int64_t sequence,
                                     const Derivation& derivation) {
  return InsertState(database_, sequence, derivation.state);
}

absl::Status DerivedWriter::ApplyEnd(int64_t ended, int64_t by) {
  return EndState(database_, ended, by);
}

absl::Status DerivedWriter::Finish() { return absl::OkStatus(); }

absl::Status RebuildDerived(Database& database) {
  ANNALS_RETURN_IF_ERROR(Clear(database));
  ANNALS_ASSIGN_OR_RETURN(const int64_t last, LastSequence(database));
  DerivedWriter writer(database);
  for (int64_t sequence = 1; sequence <= last; ++sequence) {
    ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                            ReadRevision(database, sequence));
    ANNALS_RETURN_IF_ERROR(Apply(database, revision, writer));
  }
  ANNALS_RETURN_IF_ERROR(writer.Finish());
  return RebuildNaming(database);
}

}  // namespace annals::store_internal
