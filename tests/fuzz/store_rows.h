// StoreRows changes rows of a store that nobody is meant to change.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_FUZZ_STORE_ROWS_H_
#define ANNALS_TESTS_FUZZ_STORE_ROWS_H_

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace annals::testing {

// A connection to a store behind the library's back, without the triggers that
// guard the log until it is closed. Tables, rows and columns are given by any
// number, taken modulo how many there are. What SQLite refuses is not done.
class StoreRows {
 public:
  explicit StoreRows(const std::string& path);
  // Commits, with the triggers put back.
  ~StoreRows();
  StoreRows(const StoreRows&) = delete;
  StoreRows& operator=(const StoreRows&) = delete;

  // A value for a cell. `type`, modulo 4: NULL; the bytes as an integer,
  // big-endian; as text, which it may not be; as a blob.
  void SetCell(size_t table, size_t row, size_t column, size_t type,
               std::string_view bytes);
  void Delete(size_t table, size_t row);
  // Writes over the content of a revision, from a byte on.
  void EditContent(size_t row, size_t offset, std::string_view bytes);

  // Gives every revision the hashes of what it holds, one after the other.
  void ChainRevisions();

 private:
  struct Value {
    enum Type { kNull, kInteger, kText, kBlob };
    Type type = kNull;
    std::string bytes;
    int64_t integer = 0;
  };
  // The bytes of the cells; digits of numbers.
  using Row = std::vector<std::string>;

  static void Bind(sqlite3_stmt* statement, int parameter, const Value& value);
  // " WHERE it is this row of the table".
  std::string IsRow(size_t table, size_t row);
  std::vector<Row> Run(const std::string& sql,
                       const std::vector<Value>& parameters = {});
  int64_t Number(const std::string& sql);

  sqlite3* handle_ = nullptr;
  std::vector<Row> triggers_;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_FUZZ_STORE_ROWS_H_
