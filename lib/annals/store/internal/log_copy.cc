// Revisions of one store, put into another.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/log_copy.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "annals/base/status_macros.h"
#include "annals/record/content.h"
#include "annals/record/event_time.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/revision_row.h"
#include "annals/store/internal/schema.h"

namespace annals::store_internal {
namespace {

// How much of a row a message shows.
constexpr size_t kRowBytesMax = 120;

absl::StatusOr<ReadableColumns> ColumnsOf(const Revision& revision,
                                          int64_t kind) {
  ReadableColumns columns;
  columns.kind = static_cast<RecordKind>(kind);
  if (revision.content().empty()) return columns;
  ANNALS_ASSIGN_OR_RETURN(const Record record, Decode(revision.content()));
  columns.kind = KindOf(record).value_or(RecordKind::kEvent);
  columns.title = TitleOf(record);
  ANNALS_ASSIGN_OR_RETURN(columns.span, SpanOf(record.event()));
  return columns;
}

// The rows of a table as text, one after the other.
class RowReader {
 public:
  RowReader(Database& database, const std::string& table,
            const std::string& columns, int keys)
      : query_(database.Prepare(Sql(table, columns, keys))) {}

  // Nothing after the last.
  absl::StatusOr<std::optional<std::string>> Next() {
    ANNALS_ASSIGN_OR_RETURN(const bool found, query_.Step());
    if (!found) return std::optional<std::string>();
    return std::string(query_.Text(0));
  }

 private:
  static std::string Sql(const std::string& table, const std::string& columns,
                         int keys) {
    const std::vector<std::string> names = absl::StrSplit(columns, ", ");
    const auto quote = [](std::string* out, const std::string& name) {
      absl::StrAppend(out, "quote(", name, ")");
    };
    return absl::StrCat(
        "SELECT ", absl::StrJoin(names, "||','||", quote), " FROM ", table,
        " ORDER BY ", absl::StrJoin(names.begin(), names.begin() + keys, ", "));
  }

  Statement query_;
};

std::string Shown(const std::optional<std::string>& row) {
  return row.has_value() ? Printable(*row, kRowBytesMax) : "none";
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenScratch() {
  DatabaseOptions options;
  options.create = true;
  options.is_scratch = true;
  ANNALS_ASSIGN_OR_RETURN(
      std::unique_ptr<Database> database,
      Database::Open("the folder for temporary files", options));
  ANNALS_RETURN_IF_ERROR(CreateSchema(*database));
  ANNALS_RETURN_IF_ERROR(
      database->Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                        "PRAGMA cache_size = -65536"));
  return database;
}

absl::Status CopyRevision(Database& to, const Revision& revision,
                          int64_t kind) {
  const absl::StatusOr<ReadableColumns> columns = ColumnsOf(revision, kind);
  if (!columns.ok()) {
    return absl::DataLossError(absl::StrCat("revision ", revision.sequence(),
                                            ": ", columns.status().message()));
  }
  return InsertRevision(to, revision, *columns);
}

absl::StatusOr<int64_t> KindInRow(Database& database, int64_t sequence) {
  Statement query =
      database.Prepare("SELECT kind FROM revision WHERE sequence = ?1");
  query.Bind(1, sequence);
  ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
  return found ? query.Int(0) : int64_t{1};
}

absl::StatusOr<std::string> ColumnsOfTable(Database& database,
                                           const std::string& table) {
  Statement query = database.Prepare(
      "SELECT group_concat(name, ', ') FROM pragma_table_info(?1)");
  query.Bind(1, table);
  ANNALS_RETURN_IF_ERROR(query.Step().status());
  return std::string(query.Text(0));
}

absl::StatusOr<std::string> FirstDifference(Database& found, Database& want,
                                            const std::string& table,
                                            const std::string& columns,
                                            int keys) {
  RowReader found_rows(found, table, columns, keys);
  RowReader want_rows(want, table, columns, keys);
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const auto found_row, found_rows.Next());
    ANNALS_ASSIGN_OR_RETURN(const auto want_row, want_rows.Next());
    if (found_row != want_row) {
      return absl::StrCat("row ", Shown(found_row), "; want ", Shown(want_row));
    }
    if (!found_row.has_value()) return "";
  }
}

}  // namespace annals::store_internal
