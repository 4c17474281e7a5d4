// The table `link_end`: which causal links have a record among their ends.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/link_end.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/log.h"
#include "annals/store/internal/record_index.h"

namespace annals::store_internal {
namespace {

// Frozen with the format: docs/format.md has them.
int64_t NumberOf(LinkEnd end) { return end == LinkEnd::kCause ? 1 : 2; }

using Ids = google::protobuf::RepeatedPtrField<std::string>;

std::vector<std::string> EachOnce(const Ids& ids) {
  std::vector<std::string> each(ids.begin(), ids.end());
  std::sort(each.begin(), each.end());
  each.erase(std::unique(each.begin(), each.end()), each.end());
  return each;
}

absl::Status InsertEnds(Database& database, int64_t sequence, LinkEnd end,
                        const std::vector<std::string>& ids) {
  if (ids.empty()) return absl::OkStatus();
  Statement insert = database.Prepare(
      "INSERT INTO link_end (named_id, role, sequence) VALUES (?1, ?2, ?3)");
  for (const std::string& id : ids) {
    insert.Bind(1, id).Bind(2, NumberOf(end)).Bind(3, sequence);
    ANNALS_RETURN_IF_ERROR(insert.Run());
    insert.Reset();
  }
  return absl::OkStatus();
}

// Adds the revisions of the links that have this record there.
absl::Status AppendLinksAt(Statement& query, const std::string& id, LinkEnd end,
                           int64_t sequence, std::vector<int64_t>& found) {
  query.Reset();
  query.Bind(1, id).Bind(2, NumberOf(end)).Bind(3, sequence);
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool is_row, query.Step());
    if (!is_row) return absl::OkStatus();
    found.push_back(query.Int(0));
  }
}

absl::StatusOr<StoredRecord> ReadLink(Database& database, int64_t sequence) {
  ANNALS_ASSIGN_OR_RETURN(const Revision revision,
                          ReadRevision(database, sequence));
  if (revision.operation() != Revision::PUT) {
    return database.Damaged(sequence, "no put; link_end wants a causal_link");
  }
  const Head head = {sequence, RecordKind::kCausalLink, /*is_live=*/true};
  return ReadLive(database, revision.record_id(), head);
}

}  // namespace

LinkEnds EndsOf(const Record& record) {
  return {EachOnce(record.causal_link().causes()),
          EachOnce(record.causal_link().effects())};
}

absl::Status InsertLinkEnds(Database& database, int64_t sequence,
                            const LinkEnds& ends) {
  ANNALS_RETURN_IF_ERROR(
      InsertEnds(database, sequence, LinkEnd::kCause, ends.causes));
  return InsertEnds(database, sequence, LinkEnd::kEffect, ends.effects);
}

absl::Status ClearLinkEnds(Database& database) {
  return database.Execute("DELETE FROM link_end");
}

absl::Status VisitLinks(Database& database, LinkEnd end,
                        const std::vector<std::string>& ids, int64_t sequence,
                        absl::FunctionRef<absl::Status(StoredRecord)> visit) {
  std::vector<int64_t> found;
  Statement query = database.Prepare(
      "SELECT link_end.sequence FROM link_end "
      "JOIN state ON state.sequence = link_end.sequence "
      "WHERE named_id = ?1 AND role = ?2 AND link_end.sequence <= ?3 "
      "AND state.until > ?3");
  for (const std::string& id : ids) {
    ANNALS_RETURN_IF_ERROR(AppendLinksAt(query, id, end, sequence, found));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (const int64_t each : found) {
    ANNALS_ASSIGN_OR_RETURN(StoredRecord link, ReadLink(database, each));
    ANNALS_RETURN_IF_ERROR(visit(std::move(link)));
  }
  return absl::OkStatus();
}

}  // namespace annals::store_internal
