// The damage tests' runs, short and long: bytes of a store that have changed.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/crash/damage_runs.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "annals/store/verify.h"
#include "gtest/gtest.h"
#include "tests/crash/questions.h"
#include "tests/crash/simulated_disk.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

constexpr char kLocation[] = "/damage.annals";
constexpr char kLog[] = "/damage.annals-wal";
constexpr size_t kPageBytes = 4096;
constexpr size_t kSectorBytes = 512;
constexpr int kEvents = 40;

class DamagedStores {
 public:
  explicit DamagedStores(unsigned seed) : random_(seed), disk_(seed) {
    auto store = Open();
    EXPECT_THAT(store, IsOk());
    FillStore(**store, 0, kEvents / 2);
    older_ = Closed(store);
    store = Open();
    FillStore(**store, kEvents / 2, kEvents);
    right_ = Ask(**store, kEvents);
    EXPECT_THAT(right_.faults, ::testing::IsEmpty());
    sequence_ = (*store)->LastSequence().value_or(-1);
    log_ = disk_.File(kLog);
    with_log_ = disk_.File(kLocation);
    closed_ = Closed(store);
  }

  void DamageOnce() {
    const bool has_log = random_() % 4 == 0;
    std::string file = has_log ? with_log_ : closed_;
    std::string log = has_log ? log_ : "";
    Damage(has_log && random_() % 2 == 0 ? log : file);
    Put(file, log);
    if (HasEarlierPage(file, has_log ? with_log_ : closed_)) {
      CheckIsNoticed("a page as it was earlier");
    } else {
      CheckAnswers(has_log);
    }
  }

  void SwapOnce() {
    std::string file = closed_;
    const size_t pages = file.size() / kPageBytes;
    const size_t from = random_() % pages;
    const size_t to = random_() % pages;
    file.replace(to * kPageBytes, kPageBytes, closed_, from * kPageBytes,
                 kPageBytes);
    Put(file, "");
    CheckIsNoticed(
        absl::StrCat("page ", from + 1, " in the place of ", to + 1));
  }

  const DamageSummary& summary() const { return summary_; }

 private:
  absl::StatusOr<std::unique_ptr<Store>> Open() {
    StoreOptions options;
    options.create = disk_.File(kLocation).empty();
    return store_internal::OpenSqliteStoreWithClock(
        kLocation, options, [this] { return ++now_; }, disk_.name());
  }

  void Put(const std::string& file, const std::string& log) {
    disk_.SetFile(kLocation, file);
    disk_.Delete(kLog);
    if (!log.empty()) disk_.SetFile(kLog, log);
  }

  std::string Closed(absl::StatusOr<std::unique_ptr<Store>>& store) {
    store->reset();
    return disk_.File(kLocation);
  }

  void Damage(std::string& bytes) {
    const size_t page = random_() % (bytes.size() / kPageBytes) * kPageBytes;
    const size_t sector = random_() % (bytes.size() / kSectorBytes);
    switch (random_() % 8) {
      case 0:
        bytes.replace(page, kPageBytes, kPageBytes, '\0');
        break;
      case 1:  // As it was before the last writes, in part.
        if (older_.size() > (sector + 1) * kSectorBytes) {
          bytes.replace(sector * kSectorBytes, kSectorBytes, older_,
                        sector * kSectorBytes, kSectorBytes);
        }
        break;
      case 2:
        bytes.replace(sector * kSectorBytes, kSectorBytes, kSectorBytes, '\0');
        break;
      case 3:
        if (random_() % 10 == 0) bytes.resize(random_() % bytes.size());
        break;
      default:
        const size_t at = random_() % bytes.size();
        bytes[at] = static_cast<char>(bytes[at] ^ 1 << random_() % 8);
    }
  }

  // Old and new page may differ in one sector only, which has the checksum too.
  bool HasEarlierPage(const std::string& file, const std::string& sound) const {
    const size_t end = std::min({file.size(), sound.size(), older_.size()});
    for (size_t at = 0; at + kPageBytes <= end; at += kPageBytes) {
      if (file.compare(at, kPageBytes, sound, at, kPageBytes) != 0) {
        return file.compare(at, kPageBytes, older_, at, kPageBytes) == 0;
      }
    }
    return false;
  }

  // A whole page with its own checksum, but not the one that belongs there.
  void CheckIsNoticed(const std::string& what) {
    ++summary_.runs;
    const auto store = Open();
    const bool is_right = store.ok() && Ask(**store, kEvents).of == right_.of;
    const auto report =
        store_internal::VerifyStoreOn(disk_.name(), kLocation, {});
    const bool is_noticed = !report.ok() || !report->is_sound();
    EXPECT_TRUE(is_noticed || is_right) << what;
    ++(is_noticed ? summary_.refused_a_read : summary_.all_right);
  }

  // A log whose last transactions are damaged is one that a power failure cut
  // short: then it may be as it was before them.
  void CheckAnswers(bool may_be_older) {
    ++summary_.runs;
    const auto store = Open();
    if (!store.ok()) {
      ++summary_.refused_to_open;
      ExpectPlace(store.status());
      return;
    }
    const Answers answers = Ask(**store, kEvents);
    for (const absl::Status& fault : answers.faults) ExpectPlace(fault);
    ++(answers.faults.empty() ? summary_.all_right : summary_.refused_a_read);
    const int64_t sequence = (*store)->LastSequence().value_or(-1);
    if (may_be_older && sequence < sequence_) return;
    for (const auto& [question, answer] : answers.of) {
      EXPECT_TRUE(answer == Answers::kError || answer == right_.of[question])
          << question << ": " << answer << "\nwant " << right_.of[question];
    }
  }

  static void ExpectPlace(const absl::Status& status) {
    const std::string words(status.message());
    const bool has_place = absl::StrContains(words, ", page ") ||
                           absl::StrContains(words, "-wal, ") ||
                           absl::StrContains(words, ", revision ");
    EXPECT_TRUE(absl::IsDataLoss(status) && has_place) << status;
  }

  std::mt19937 random_;
  SimulatedDisk disk_;
  int64_t now_ = 0;
  std::string older_;
  std::string with_log_;
  std::string log_;
  std::string closed_;
  Answers right_;
  int64_t sequence_ = 0;
  DamageSummary summary_;
};

}  // namespace

std::string DamageSummary::ToString() const {
  return absl::StrCat(runs, " damaged files: ", all_right,
                      " answered all rightly, ", refused_a_read,
                      " refused a read, ", refused_to_open, " refused to open");
}

DamageSummary DamageStores(int times, unsigned seed) {
  DamagedStores stores(seed);
  for (int i = 0; i < times && !::testing::Test::HasFailure(); ++i) {
    stores.DamageOnce();
  }
  return stores.summary();
}

DamageSummary SwapPages(int times, unsigned seed) {
  DamagedStores stores(seed);
  for (int i = 0; i < times && !::testing::Test::HasFailure(); ++i) {
    stores.SwapOnce();
  }
  return stores.summary();
}

}  // namespace annals::testing
