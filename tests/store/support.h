// StoreTest: a store in a folder of its own, and a way past it to the file.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_STORE_SUPPORT_H_
#define ANNALS_TESTS_STORE_SUPPORT_H_

#include <sqlite3.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/build.h"
#include "annals/store/internal/checksum_vfs.h"
#include "annals/store/sqlite_store.h"
#include "annals/store/store.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace annals::testing {

inline const absl::Status& StatusOf(const absl::Status& status) {
  return status;
}
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// EXPECT_THAT(store->Append(batch), IsOk());
MATCHER(IsOk, "is OK") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).ok();
}

// EXPECT_THAT(opened, Fails(absl::StatusCode::kNotFound, "no such file"));
MATCHER_P2(Fails, code, part, "fails in the expected way") {
  const absl::Status& status = StatusOf(arg);
  *result_listener << status.ToString();
  return status.code() == code &&
         std::string(status.message()).find(part) != std::string::npos;
}

// One cell of a raw answer: bytes, or the digits of a number.
using RawRow = std::vector<std::string>;

// Asks SQLite itself, as a stranger's program would. Fails the test if SQLite
// does not like it.
inline std::vector<RawRow> RawQuery(const std::string& path,
                                    const std::string& sql) {
  sqlite3* handle = nullptr;
  sqlite3_stmt* statement = nullptr;
  std::vector<RawRow> rows;
  EXPECT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  sqlite3_busy_timeout(handle, 10'000);
  EXPECT_EQ(sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr),
            SQLITE_OK)
      << sqlite3_errmsg(handle);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    RawRow& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* bytes =
          static_cast<const char*>(sqlite3_column_blob(statement, i));
      row.emplace_back(bytes == nullptr ? "" : bytes,
                       sqlite3_column_bytes(statement, i));
    }
  }
  EXPECT_EQ(sqlite3_finalize(statement), SQLITE_OK) << sqlite3_errmsg(handle);
  sqlite3_close(handle);
  return rows;
}

// What SQLite says when it is asked to do something; "" if it did. In a store
// the pages that it writes get their checksums: what tampers with rows must not
// be noticed by its pages already.
inline std::string RawExecute(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  std::error_code error;
  const bool is_new = std::filesystem::file_size(path, error) == 0 || error;
  const std::string vfs = store_internal::ChecksumVfs("");
  sqlite3_open_v2(path.c_str(), &handle,
                  SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                  is_new ? nullptr : vfs.c_str());
  const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
  const std::string words = code == SQLITE_OK ? "" : sqlite3_errmsg(handle);
  sqlite3_close(handle);
  return words;
}

// Takes away what keeps a stranger from changing the log.
inline std::string DropTriggers() {
  return "DROP TRIGGER revision_is_not_changed;"
         "DROP TRIGGER revision_is_not_deleted;"
         "DROP TRIGGER revision_is_appended;";
}

inline Record EventRecord(std::string_view id, std::string_view title = "War",
                          std::string_view edtf = "1904") {
  return ToRecord(MakeEvent(id, title, edtf));
}

inline Record LinkRecord(std::string_view id, std::string_view cause,
                         std::string_view effect) {
  return ToRecord(MakeLink(id, {cause}, CausalLink::CAUSE, {effect}));
}

// The seed of a random test: given, or a new one. The test prints it.
inline unsigned SeedOfTest() {
  const char* const given = std::getenv("ANNALS_TEST_SEED");
  return given != nullptr ? static_cast<unsigned>(std::atoi(given))
                          : std::random_device()();
}

// A batch of one retraction.
inline Batch Retraction(std::string_view id, bool cascade = false) {
  Batch batch;
  batch.Retract(id).changes[0].cascade = cascade;
  return batch;
}

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() { Reopen(); }

  // Closes the store and opens it again. Its clock is `now_`.
  void Reopen(const StoreOptions& options = {}) {
    store_.reset();
    auto opened = store_internal::OpenSqliteStoreWithClock(
        path(), options, [this] { return now_; });
    ASSERT_THAT(opened, IsOk());
    store_ = *std::move(opened);
  }

  std::string path() const { return folder_ / "test.annals"; }

  std::string TitleOfEvent(std::string_view id, const AsOf& as_of = {}) {
    const auto stored = store_->Get(id, as_of);
    return stored.ok()
               ? stored->record.event().title()
               : std::string(absl::StatusCodeToString(stored.status().code()));
  }

  int64_t LastSequence() { return store_->LastSequence().value_or(-1); }

  TemporaryFolder folder_;
  int64_t now_ = 1'000'000;
  std::unique_ptr<Store> store_;
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_STORE_SUPPORT_H_
