// The index file beside a store: used where it is good, and nowhere else.
//
// SPDX-License-Identifier: Apache-2.0

#include <atomic>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "annals/index/sealed_bytes.h"
#include "annals/record/build.h"
#include "annals/timeline/timeline.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"
#include "tests/timeline/random_history.h"

namespace annals::testing {
namespace {

namespace fs = std::filesystem;
using File = ResidentOptions::File;

constexpr const char* kWord = "Zwiebelfisch";

std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void Write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// A store with a random history, and the file that was made of it.
class ResidentFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Maker maker(seed_);
    plain_ = Open();
    AppendFirst(*plain_);
    AppendHistory(maker, *plain_);
    Event event = MakeEvent("marked", "An event", "1904");
    event.add_tags(kWord);
    ASSERT_TRUE(plain_->Append(Batch().Put(event)).ok());
    ASSERT_EQ(Made(*plain_, File::kKeep).written, index_);
  }

  std::unique_ptr<Timeline> Open(bool read_only = false) const {
    StoreOptions options;
    options.read_only = read_only;
    absl::StatusOr<Timeline> opened = Timeline::Open(path_, options);
    EXPECT_TRUE(opened.ok()) << opened.status();
    return std::make_unique<Timeline>(*std::move(opened));
  }

  static ResidentReport Made(Timeline& timeline, File file,
                             int64_t behind_max = 1000) {
    ResidentOptions options;
    options.file = file;
    options.behind_max = behind_max;
    const auto report = timeline.MakeResident(options);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.value_or(ResidentReport());
  }

  ResidentReport Opened(File file = File::kUse) const {
    const std::unique_ptr<Timeline> timeline = Open();
    return Made(*timeline, file);
  }

  // That nothing of the file is used, and what is answered is right.
  void ExpectRefused(absl::StatusCode code) const {
    const std::unique_ptr<Timeline> timeline = Open();
    const ResidentReport report = Made(*timeline, File::kUse);
    EXPECT_FALSE(report.used_file);
    EXPECT_EQ(report.reading.code(), code) << report.reading;
    ExpectSameAnswers(*timeline);
  }

  void ExpectSameAnswers(const Timeline& timeline) const {
    Maker maker(seed_);
    const int64_t last = plain_->store().LastSequence().value_or(0);
    const std::unique_ptr<Timeline> store = Open();
    for (int i = 0; i < 20; ++i) {
      const Query query = maker.MakeRandomQuery(last);
      ASSERT_EQ(Told(timeline.Find(query)), Told(store->Find(query)));
    }
  }

  void PutOne() const {
    Maker maker(seed_ + 1);
    ASSERT_TRUE(plain_
                    ->Append(Batch().Put(MakeEvent(
                        absl::StrCat("one-", ++ones_), "One", "1905")))
                    .ok());
  }

  const unsigned seed_ = SeedOfTest();
  const TemporaryFolder folder_;
  const std::string path_ = folder_ / "t.annals";
  const std::string index_ = fs::weakly_canonical(path_).string() + "-index";
  mutable int ones_ = 0;
  std::unique_ptr<Timeline> plain_;
};

TEST_F(ResidentFileTest, AGoodOneIsUsedAndLeftAsItIs) {
  const ResidentReport report = Opened(File::kKeep);
  EXPECT_TRUE(report.used_file);
  EXPECT_TRUE(report.reading.ok()) << report.reading;
  EXPECT_EQ(report.behind, 0);
  EXPECT_EQ(report.written, "");
}

TEST_F(ResidentFileTest, WithoutOneAllIsReadFromTheStore) {
  fs::remove(index_);
  const ResidentReport report = Opened();
  EXPECT_FALSE(report.used_file);
  EXPECT_EQ(report.reading.code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(fs::exists(index_));
}

TEST_F(ResidentFileTest, OneThatIsIgnoredIsNotLookedAt) {
  Write(index_, "nonsense");
  const ResidentReport report = Opened(File::kIgnore);
  EXPECT_FALSE(report.used_file);
  EXPECT_TRUE(report.reading.ok()) << report.reading;
}

TEST_F(ResidentFileTest, WhatCameSinceIsFollowed) {
  for (int i = 0; i < 3; ++i) PutOne();
  const std::unique_ptr<Timeline> timeline = Open();
  const ResidentReport report = Made(*timeline, File::kKeep, 3);
  EXPECT_TRUE(report.used_file);
  EXPECT_EQ(report.behind, 3);
  EXPECT_EQ(report.written, "");
  ExpectSameAnswers(*timeline);
  EXPECT_EQ(Made(*timeline, File::kKeep, 2).written, index_);
  EXPECT_EQ(Opened().behind, 0);
}

TEST_F(ResidentFileTest, OneThatIsFarBehindIsNotFollowed) {
  Batch batch;
  for (int i = 0; i < 600; ++i) {
    batch.Put(MakeEvent(absl::StrCat("many-", i), "One of many", "1905"));
  }
  ASSERT_TRUE(plain_->Append(batch).ok());
  ExpectRefused(absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Opened(File::kKeep).written, index_);
  EXPECT_TRUE(Opened().used_file);
}

TEST_F(ResidentFileTest, OneOfAnotherStoreIsRefused) {
  const std::string other = fs::weakly_canonical(folder_ / "other.annals");
  absl::StatusOr<Timeline> timeline = Timeline::Open(other);
  ASSERT_TRUE(timeline.ok()) << timeline.status();
  AppendFirst(*timeline);
  ASSERT_EQ(Made(*timeline, File::kKeep).written, other + "-index");
  fs::copy_file(other + "-index", index_, fs::copy_options::overwrite_existing);
  ExpectRefused(absl::StatusCode::kFailedPrecondition);
}

// Of a copy that went another way, and of one that got further.
TEST_F(ResidentFileTest, OneOfAnotherHistoryIsRefused) {
  const std::string other = fs::weakly_canonical(folder_ / "other.annals");
  plain_.reset();
  fs::copy_file(path_, other);
  absl::StatusOr<Timeline> timeline = Timeline::Open(other);
  ASSERT_TRUE(timeline.ok()) << timeline.status();
  ASSERT_TRUE(
      timeline->Append(Batch().Put(MakeEvent("x", "Another", "1904"))).ok());
  ASSERT_EQ(Made(*timeline, File::kKeep).written, other + "-index");
  fs::copy_file(other + "-index", index_, fs::copy_options::overwrite_existing);
  plain_ = Open();
  ExpectRefused(absl::StatusCode::kFailedPrecondition);
  PutOne();
  ExpectRefused(absl::StatusCode::kFailedPrecondition);
}

TEST_F(ResidentFileTest, ARedactionDeletesItAndAnOldOneIsNotUsed) {
  const std::string old = BytesOf(index_);
  ASSERT_NE(old.find(kWord), std::string::npos);
  ASSERT_TRUE(plain_->Append(Batch().Redact("marked")).ok());
  EXPECT_FALSE(fs::exists(index_));
  Write(index_, old);
  ExpectRefused(absl::StatusCode::kFailedPrecondition);
  ASSERT_EQ(Opened(File::kKeep).written, index_);
  EXPECT_EQ(BytesOf(index_).find(kWord), std::string::npos);
}

TEST_F(ResidentFileTest, WhoOnlyReadsUsesItAndWritesNone) {
  EXPECT_TRUE(Made(*Open(/*read_only=*/true), File::kKeep).used_file);
  fs::remove(index_);
  const std::unique_ptr<Timeline> timeline = Open(/*read_only=*/true);
  const ResidentReport report = Made(*timeline, File::kKeep);
  EXPECT_EQ(report.written, "");
  EXPECT_EQ(report.writing.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(fs::exists(index_));
  ExpectSameAnswers(*timeline);
}

TEST_F(ResidentFileTest, AStoreWithoutARevisionKeepsNone) {
  absl::StatusOr<Timeline> timeline = Timeline::Open(folder_ / "empty.annals");
  ASSERT_TRUE(timeline.ok()) << timeline.status();
  const ResidentReport report = Made(*timeline, File::kKeep);
  EXPECT_EQ(report.written, "");
  EXPECT_EQ(report.writing.code(), absl::StatusCode::kNotFound);
}

TEST_F(ResidentFileTest, OneOfWhichAllHasEndedIsEmpty) {
  absl::StatusOr<Timeline> timeline = Timeline::Open(folder_ / "ended.annals");
  ASSERT_TRUE(timeline.ok()) << timeline.status();
  ASSERT_TRUE(
      timeline->Append(Batch().Put(MakeEvent("x", "Once", "1904"))).ok());
  ASSERT_TRUE(timeline->Append(Batch().Retract("x")).ok());
  ASSERT_NE(Made(*timeline, File::kKeep).written, "");
  EXPECT_TRUE(Made(*timeline, File::kUse).used_file);
  EXPECT_EQ(timeline->Count(Query())->total, 0);
}

TEST_F(ResidentFileTest, OneThatWasCutOrGrewIsRefused) {
  const std::string whole = BytesOf(index_);
  for (const size_t size :
       {size_t{0}, size_t{1}, size_t{63}, size_t{64}, whole.size() / 2,
        whole.size() - 64, whole.size() - 1}) {
    Write(index_, whole.substr(0, size));
    ExpectRefused(absl::StatusCode::kDataLoss);
  }
  Write(index_, whole + std::string(64, '\0'));
  ExpectRefused(absl::StatusCode::kDataLoss);
}

TEST_F(ResidentFileTest, ZerosInItsPlaceAreRefused) {
  Write(index_, std::string(BytesOf(index_).size(), '\0'));
  ExpectRefused(absl::StatusCode::kDataLoss);
}

// Bytes 8 to 11 are the order of bytes, 12 to 15 the version.
TEST_F(ResidentFileTest, OneOfAnotherMachineOrVersionIsRefused) {
  const std::string whole = BytesOf(index_);
  std::string of_machine = whole;
  std::swap(of_machine[8], of_machine[11]);
  std::swap(of_machine[9], of_machine[10]);
  Write(index_, of_machine);
  ExpectRefused(absl::StatusCode::kFailedPrecondition);
  std::string of_version = whole;
  ++of_version[12];
  Write(index_, of_version);
  ExpectRefused(absl::StatusCode::kFailedPrecondition);
}

// Where each array begins and ends, as docs/index.md describes the table.
struct Region {
  size_t begin;
  size_t end;
};
template <typename T>
T NumberAt(const std::string& bytes, size_t at) {
  T number;
  std::memcpy(&number, bytes.data() + at, sizeof(number));
  return number;
}
std::vector<Region> RegionsOf(const std::string& bytes) {
  const size_t key = (NumberAt<uint32_t>(bytes, 20) + 63) / 64 * 64;
  const auto arrays = NumberAt<uint32_t>(bytes, 24);
  const size_t table = 64 + key;
  std::vector<Region> regions = {{0, 64}, {64, table}};
  regions.push_back({table, table + 24 * arrays});
  for (uint32_t i = 0; i < arrays; ++i) {
    const size_t entry = table + 24 * i;
    const auto begin = NumberAt<uint64_t>(bytes, entry + 8);
    const size_t size = NumberAt<uint32_t>(bytes, entry + 4) *
                        NumberAt<uint64_t>(bytes, entry + 16);
    // With what fills it up.
    regions.push_back({begin, (begin + size + 63) / 64 * 64});
  }
  return regions;
}

class Flipper {
 public:
  explicit Flipper(const std::string& path)
      : file_(path, std::ios::binary | std::ios::in | std::ios::out) {}

  void Flip(size_t bit) {
    const auto place = static_cast<std::streamoff>(bit / 8);
    file_.seekg(place);
    const int byte = file_.get();
    file_.seekp(place);
    file_.put(static_cast<char>(byte ^ (1 << bit % 8)));
    file_.flush();
  }

 private:
  std::fstream file_;
};

TEST_F(ResidentFileTest, NoFlippedBitIsEverUsed) {
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
  std::mt19937_64 random(seed_);
  Flipper file(index_);
  int flips = 0;
  for (const Region& region : RegionsOf(BytesOf(index_))) {
    const size_t bits = (region.end - region.begin) * 8;
    for (size_t i = 0; i < 60 && bits > 0; ++i, ++flips) {
      const size_t bit = region.begin * 8 + random() % bits;
      file.Flip(bit);
      const ResidentReport report = Made(*plain_, File::kUse);
      ASSERT_FALSE(report.used_file) << "bit " << bit;
      ASSERT_FALSE(report.reading.ok()) << "bit " << bit;
      if (flips % 100 == 0) ExpectSameAnswers(*plain_);
      file.Flip(bit);
    }
  }
  EXPECT_GT(flips, 2000);
  EXPECT_TRUE(Made(*plain_, File::kUse).used_file);
}

// Makes the checksum of changed bytes fit, as a forger would.
void Reseal(std::string& bytes) {
  constexpr size_t kChecksum = 40;
  uint64_t value = 0;
  std::memcpy(bytes.data() + kChecksum, &value, sizeof(value));
  SealChecksum checksum;
  checksum.Add(bytes.data(), bytes.size());
  value = checksum.Value();
  std::memcpy(bytes.data() + kChecksum, &value, sizeof(value));
}

// What it then says may be wrong, but it is said.
TEST_F(ResidentFileTest, AForgedOneNeverCrashesWhoReadsIt) {
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
  std::mt19937_64 random(seed_);
  const std::string whole = BytesOf(index_);
  const std::vector<Region> regions = RegionsOf(whole);
  const int64_t last = plain_->store().LastSequence().value_or(0);
  int used = 0;
  for (int i = 0; i < 400; ++i) {
    std::string forged = whole;
    // Neither in the head nor in the key, which are read before all else.
    const Region& region = regions[2 + random() % (regions.size() - 2)];
    if (region.begin == region.end) continue;
    for (int k = 0; k < 3; ++k) {
      forged[region.begin + random() % (region.end - region.begin)] =
          static_cast<char>(random());
    }
    Reseal(forged);
    fs::remove(index_);
    Write(index_, forged);
    const std::unique_ptr<Timeline> timeline = Open();
    used += Made(*timeline, File::kUse).used_file ? 1 : 0;
    Maker maker(static_cast<unsigned>(random()));
    for (int k = 0; k < 5; ++k) {
      timeline->Find(maker.MakeRandomQuery(last)).status().IgnoreError();
      timeline->Count(maker.MakeRandomQuery(last)).status().IgnoreError();
    }
    timeline->Join(Query(), Query(), AllenSet::Intersects())
        .status()
        .IgnoreError();
    if (i % 20 == 0) AppendRandomBatch(maker, *timeline);
  }
  EXPECT_GT(used, 0);
}

TEST_F(ResidentFileTest, WritersReplaceItWhileOthersReadIt) {
  std::atomic<bool> is_over = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      const std::unique_ptr<Timeline> timeline = Open();
      while (!is_over) {
        ASSERT_EQ(Made(*timeline, File::kKeep, -1).written, index_);
      }
    });
  }
  for (int i = 0; i < 40; ++i) {
    const std::unique_ptr<Timeline> timeline = Open();
    const ResidentReport report = Made(*timeline, File::kUse);
    EXPECT_TRUE(report.used_file) << report.reading;
    ExpectSameAnswers(*timeline);
    if (i % 4 == 0) PutOne();
  }
  is_over = true;
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace annals::testing
