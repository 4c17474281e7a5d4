// StoreRows changes rows of a store that nobody is meant to change.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/store_rows.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "annals/record/record.h"
#include "annals/store/internal/checksum_vfs.h"
#include "annals/store/internal/hash_chain.h"
#include "tests/fuzz/fuzz_targets.h"

namespace annals::testing {
namespace {

// Those of the store, and those in which FTS5 keeps its index.
struct Table {
  const char* name;
  const char* key;
};
constexpr Table kTables[] = {
    {"revision", "sequence"},
    {"state", "sequence"},
    {"naming", "named_id, claim, by_id"},
    {"term", "number"},
    {"posting", "term, first"},
    {"tally", "name"},
    {"link_end", "named_id, role, sequence"},
    {"keyed_batch", "idempotency_key"},
    {"meta", "name"},
    {"text_data", "id"},
    {"text_idx", "segid, term"},
    {"text_docsize", "id"},
    {"text_config", "k"},
};

const Table& TableAt(size_t table) {
  return kTables[table % std::size(kTables)];
}

int64_t BigEndian(std::string_view bytes) {
  uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<uint8_t>(c);
  return static_cast<int64_t>(value);
}

int64_t DigitsOf(const std::string& cell) {
  return std::strtoll(cell.c_str(), nullptr, 10);
}

}  // namespace

StoreRows::StoreRows(const std::string& path) {
  const std::string vfs = store_internal::ChecksumVfs("");
  Require(sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE,
                          vfs.c_str()) == SQLITE_OK,
          "the sample can be opened", path);
  Run("BEGIN");
  triggers_ = Run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'");
  for (const Row& trigger : triggers_) Run("DROP TRIGGER " + trigger[0]);
}

StoreRows::~StoreRows() {
  for (const Row& trigger : triggers_) Run(trigger[1]);
  Run("COMMIT");
  sqlite3_close(handle_);
}

void StoreRows::SetCell(size_t table, size_t row, size_t column, size_t type,
                        std::string_view bytes) {
  const Table& in = TableAt(table);
  const std::vector<Row> columns =
      Run(absl::StrCat("SELECT name FROM pragma_table_info('", in.name, "')"));
  if (columns.empty()) return;
  const auto value_type = static_cast<Value::Type>(type % 4);
  Run(absl::StrCat("UPDATE ", in.name, " SET ",
                   columns[column % columns.size()][0], " = ?1",
                   IsRow(table, row)),
      {{value_type, std::string(bytes), BigEndian(bytes)}});
}

void StoreRows::Delete(size_t table, size_t row) {
  Run(absl::StrCat("DELETE FROM ", TableAt(table).name, IsRow(table, row)));
}

void StoreRows::EditContent(size_t row, size_t offset, std::string_view bytes) {
  const std::vector<Row> found =
      Run("SELECT content FROM revision" + IsRow(0, row));
  if (found.empty()) return;
  std::string content = found[0][0];
  const size_t at = offset % (content.size() + 1);
  content.replace(at, std::min(bytes.size(), content.size() - at), bytes);
  Run("UPDATE revision SET content = ?1" + IsRow(0, row),
      {{Value::kBlob, content, 0}});
}

void StoreRows::ChainRevisions() {
  std::string previous_hash = store_internal::ZeroHash();
  for (const Row& row :
       Run("SELECT sequence, record_id, operation, commit_time, batch, author, "
           "reason, idempotency_key, correlation_id, causation_id, salt, "
           "content, content_hash FROM revision ORDER BY sequence")) {
    Revision revision;
    revision.set_sequence(DigitsOf(row[0]));
    revision.set_record_id(row[1]);
    revision.set_operation(static_cast<Revision::Operation>(DigitsOf(row[2])));
    revision.set_commit_time(DigitsOf(row[3]));
    revision.set_batch(DigitsOf(row[4]));
    revision.set_author(row[5]);
    revision.set_reason(row[6]);
    revision.set_idempotency_key(row[7]);
    revision.set_correlation_id(row[8]);
    revision.set_causation_id(row[9]);
    revision.set_salt(row[10]);
    revision.set_content(row[11]);
    // Of what was redacted nobody knows the content any more.
    revision.set_content_hash(
        row[10].empty() ? row[12] : store_internal::ContentHash(revision));
    revision.set_previous_hash(previous_hash);
    previous_hash = store_internal::ChainHash(revision);
    Run("UPDATE revision SET content_hash = ?1, previous_hash = ?2, hash = ?3 "
        "WHERE sequence = ?4",
        {{Value::kBlob, revision.content_hash(), 0},
         {Value::kBlob, revision.previous_hash(), 0},
         {Value::kBlob, previous_hash, 0},
         {Value::kInteger, "", revision.sequence()}});
  }
}

void StoreRows::Bind(sqlite3_stmt* statement, int parameter,
                     const Value& value) {
  const auto size = static_cast<int>(value.bytes.size());
  switch (value.type) {
    case Value::kNull:
      sqlite3_bind_null(statement, parameter);
      break;
    case Value::kInteger:
      sqlite3_bind_int64(statement, parameter, value.integer);
      break;
    case Value::kText:
      sqlite3_bind_text(statement, parameter, value.bytes.data(), size,
                        SQLITE_TRANSIENT);
      break;
    case Value::kBlob:
      sqlite3_bind_blob(statement, parameter, value.bytes.data(), size,
                        SQLITE_TRANSIENT);
  }
}

std::string StoreRows::IsRow(size_t table, size_t row) {
  const Table& in = TableAt(table);
  const int64_t rows =
      Number(absl::StrCat("SELECT max(count(*), 1) FROM ", in.name));
  return absl::StrCat(" WHERE (", in.key, ") IN (SELECT ", in.key, " FROM ",
                      in.name, " LIMIT 1 OFFSET ",
                      static_cast<int64_t>(row) % std::max<int64_t>(rows, 1),
                      ")");
}

std::vector<StoreRows::Row> StoreRows::Run(
    const std::string& sql, const std::vector<Value>& parameters) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr);
  int parameter = 0;
  for (const Value& value : parameters) Bind(statement, ++parameter, value);
  std::vector<Row> rows;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    Row& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* const bytes =
          static_cast<const char*>(sqlite3_column_blob(statement, i));
      const auto size = static_cast<size_t>(sqlite3_column_bytes(statement, i));
      row.emplace_back(bytes == nullptr ? "" : bytes, size);
    }
  }
  sqlite3_finalize(statement);
  return rows;
}

int64_t StoreRows::Number(const std::string& sql) {
  const std::vector<Row> rows = Run(sql);
  return rows.empty() ? 0 : DigitsOf(rows[0][0]);
}

}  // namespace annals::testing
