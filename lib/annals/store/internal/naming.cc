// Who names whom among the live records, so that nothing named is lost.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/naming.h"

#include <algorithm>

#include "annals/base/status_macros.h"
#include "annals/record/references.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/record_index.h"

namespace annals::store_internal {

std::vector<Name> NamesOf(const std::vector<Reference>& references) {
  std::vector<Name> names;
  names.reserve(references.size());
  for (const Reference& reference : references) {
    names.push_back({reference.id, reference.claim});
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void NamingWriter::Replace(const std::string& by_id,
                           const std::vector<Name>& before,
                           const std::vector<Name>& after) {
  AddDifference(before, after, by_id, gone_);
  AddDifference(after, before, by_id, new_);
}

void NamingWriter::AddDifference(const std::vector<Name>& names,
                                 const std::vector<Name>& others,
                                 const std::string& by_id, Rows& rows) {
  for (const Name& name : names) {
    if (std::binary_search(others.begin(), others.end(), name)) continue;
    rows.push_back({name.id, name.claim, by_id});
  }
}

// Each text is looked at once, where a tuple would look at it twice.
bool NamingWriter::Row::operator<(const Row& other) const {
  int order = id.compare(other.id);
  if (order == 0) order = claim.compare(other.claim);
  if (order == 0) order = by_id.compare(other.by_id);
  return order < 0;
}

void NamingWriter::Sort() {
  for (Rows* const rows : {&gone_, &new_}) {
    if (!std::is_sorted(rows->begin(), rows->end())) {
      std::sort(rows->begin(), rows->end());
    }
  }
}

absl::Status NamingWriter::Finish() {
  Sort();
  ANNALS_RETURN_IF_ERROR(RunForEach(
      "DELETE FROM naming WHERE named_id = ?1 AND claim = ?2 AND by_id = ?3",
      gone_));
  return RunForEach(
      "INSERT INTO naming (named_id, claim, by_id) VALUES (?1, ?2, ?3)", new_);
}

absl::Status NamingWriter::RunForEach(std::string_view sql, Rows& rows) {
  Statement statement = database_.Prepare(sql);
  for (const auto& [id, claim, by_id] : rows) {
    statement.BindBorrowed(1, id).BindBorrowed(2, claim);
    statement.BindBorrowed(3, by_id);
    ANNALS_RETURN_IF_ERROR(statement.Run());
    statement.Reset();
  }
  rows.clear();
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> NamersOf(Database& database,
                                                  std::string_view id) {
  Statement query =
      database.Prepare("SELECT DISTINCT by_id FROM naming WHERE named_id = ?1");
  query.Bind(1, id);
  std::vector<std::string> namers;
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return namers;
    namers.emplace_back(query.Text(0));
  }
}

absl::StatusOr<std::vector<NamedClaim>> NamedClaimsOf(Database& database,
                                                      std::string_view id) {
  Statement query = database.Prepare(
      "SELECT claim, by_id FROM naming WHERE named_id = ?1 AND claim > ''");
  query.Bind(1, id);
  std::vector<NamedClaim> claims;
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) return claims;
    claims.push_back({std::string(query.Text(0)), std::string(query.Text(1))});
  }
}

absl::Status RebuildNaming(Database& database) {
  constexpr int kGatheredMax = 10'000;
  ANNALS_RETURN_IF_ERROR(database.Execute("DELETE FROM naming"));
  NamingWriter writer(database);
  int gathered = 0;
  ANNALS_RETURN_IF_ERROR(
      VisitHeads(database, kNow,
                 [&](std::string_view id, const Head& head) -> absl::Status {
                   if (!head.is_live) return absl::OkStatus();
                   ANNALS_ASSIGN_OR_RETURN(const StoredRecord stored,
                                           ReadLive(database, id, head));
                   writer.Replace(std::string(id), {},
                                  NamesOf(BindingReferencesOf(stored.record)));
                   return ++gathered % kGatheredMax == 0 ? writer.Finish()
                                                         : absl::OkStatus();
                 }));
  return writer.Finish();
}

}  // namespace annals::store_internal
