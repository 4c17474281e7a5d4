// OlderFormatTest: a store that the library of an older format wrote.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_STORE_OLDER_FORMAT_H_
#define ANNALS_TESTS_STORE_OLDER_FORMAT_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "annals/store/sqlite_store.h"
#include "annals/store/store.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/format1_history.h"
#include "tests/store/support.h"
#include "tests/support/repository_file.h"

namespace annals::testing {

// The revisions that Format1History() makes, and Format2History().
inline constexpr int64_t kFormat1Revisions = 36;
inline constexpr int64_t kFormat2Revisions = 37;

inline std::unique_ptr<Store> MustOpen(const std::string& path,
                                       const StoreOptions& options = {}) {
  auto store = OpenStore(path, options);
  EXPECT_THAT(store, IsOk());
  return store.ok() ? *std::move(store) : nullptr;
}

// What a reader of the store sees, now and at each of its pasts.
inline std::vector<std::string> EveryPast(Store& store) {
  std::vector<std::string> pasts;
  const int64_t last = store.LastSequence().value_or(-1);
  for (int64_t sequence = 0; sequence <= last; ++sequence) {
    AsOf as_of;
    as_of.sequence = sequence;
    std::string& past = pasts.emplace_back();
    EXPECT_THAT(store.Scan({}, as_of,
                           [&past](const StoredRecord& stored) {
                             past += std::to_string(stored.sequence) + " " +
                                     std::to_string(stored.commit_time) + " " +
                                     stored.record.ShortDebugString() + "\n";
                             return absl::OkStatus();
                           }),
                IsOk());
  }
  return pasts;
}

class OlderFormatTest : public ::testing::Test {
 protected:
  OlderFormatTest(const char* file, int64_t revisions)
      : source_(RepositoryFile(std::string("tests/store/data/") + file)) {
    PutBack();
    log_ = Log();
    keys_ = Keys();
    EXPECT_EQ(log_.size(), static_cast<size_t>(revisions));
  }

  // The store as it was in the beginning.
  void PutBack() {
    namespace fs = std::filesystem;
    fs::remove_all(folder_ / "here");
    fs::create_directory(folder_ / "here");
    fs::copy_file(source_, path());
    fs::permissions(path(), fs::perms(0644));
  }

  std::string path() const { return folder_ / "here/old.annals"; }

  // The rows that are truth.
  std::vector<RawRow> Log() const {
    return RawQuery(path(), "SELECT * FROM revision ORDER BY sequence");
  }
  std::vector<RawRow> Keys() const {
    return RawQuery(path(),
                    "SELECT * FROM keyed_batch ORDER BY idempotency_key");
  }
  std::string Format() const {
    return RawQuery(path(), "PRAGMA user_version")[0][0];
  }

  // What is in the folder of the store.
  std::set<std::string> Files() const {
    std::set<std::string> names;
    for (const auto& entry :
         std::filesystem::directory_iterator(folder_ / "here")) {
      names.insert(entry.path().filename().string());
    }
    return names;
  }

  const std::string source_;
  TemporaryFolder folder_;
  // As they were in the beginning.
  std::vector<RawRow> log_;
  std::vector<RawRow> keys_;
};

class Format1Test : public OlderFormatTest {
 protected:
  Format1Test() : OlderFormatTest("format1.annals", kFormat1Revisions) {}
};

class Format2Test : public OlderFormatTest {
 protected:
  Format2Test() : OlderFormatTest("format2.annals", kFormat2Revisions) {}
};

}  // namespace annals::testing

#endif  // ANNALS_TESTS_STORE_OLDER_FORMAT_H_
