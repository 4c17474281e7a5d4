// The table `tally`: counts that would else take a look at every record.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/tally.h"

#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"

namespace annals::store_internal {
namespace {

constexpr RecordKind kKinds[] = {RecordKind::kEvent, RecordKind::kCausalLink,
                                 RecordKind::kConstraint, RecordKind::kSource,
                                 RecordKind::kEntity};

// Every number with its name in the table.
void ForEach(Tally& tally,
             absl::FunctionRef<void(std::string_view, int64_t&)> visit) {
  for (const RecordKind kind : kKinds) {
    visit(RecordKindName(kind), tally.live[static_cast<int>(kind)]);
  }
  visit("records", tally.records);
  visit("undated, not asserted", tally.undated[0]);
  visit("undated, asserted", tally.undated[1]);
  visit("sorted in", tally.sorted_in);
}

}  // namespace

void Tally::Count(const StateRow& row, int64_t by) {
  live[static_cast<int>(row.kind)] += by;
  if (row.kind != RecordKind::kEvent || row.span.has_value()) return;
  undated[(row.flags & kStateAsserted) != 0 ? 1 : 0] += by;
}

void Tally::Add(const Tally& change) {
  for (const RecordKind kind : kKinds) {
    live[static_cast<int>(kind)] += change.live[static_cast<int>(kind)];
  }
  records += change.records;
  undated[0] += change.undated[0];
  undated[1] += change.undated[1];
  sorted_in += change.sorted_in;
}

absl::StatusOr<Tally> ReadTally(Database& database) {
  Tally tally;
  Statement query = database.Prepare("SELECT name, value FROM tally");
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    if (!found) break;
    ForEach(tally, [&query](std::string_view name, int64_t& number) {
      if (query.Text(0) == name) number = query.Int(1);
    });
  }
  ANNALS_RETURN_IF_ERROR(CheckTally(database, tally));
  return tally;
}

absl::StatusOr<int64_t> ReadSortedIn(Database& database) {
  return database.SelectInt(
      "SELECT iif(typeof(value) = 'integer', value, -1) FROM tally "
      "WHERE name = 'sorted in'");
}

absl::Status CheckTally(const Database& database, const Tally& tally) {
  absl::Status status;
  Tally copy = tally;
  ForEach(copy, [&](std::string_view name, int64_t& number) {
    const bool can_be = number >= 0 && number <= tally.sorted_in;
    if (can_be || !status.ok()) return;
    status = absl::DataLossError(
        absl::StrCat(database.location(), ", table tally: ", AsAbsl(name),
                     " is ", number, "; want 0-", tally.sorted_in,
                     ": restore a backup, or salvage the log"));
  });
  return status;
}

absl::Status AddToTally(Database& database, const Tally& change) {
  Statement add = database.Prepare(
      "INSERT INTO tally (name, value) VALUES (?1, ?2) "
      "ON CONFLICT (name) DO UPDATE SET value = value + excluded.value");
  absl::Status status;
  Tally copy = change;
  ForEach(copy, [&](std::string_view name, int64_t& number) {
    if (number == 0 || !status.ok()) return;
    status = add.Bind(1, name).Bind(2, number).Run();
    add.Reset();
  });
  return status;
}

}  // namespace annals::store_internal
