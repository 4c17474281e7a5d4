// FailDisks(): every operation of a script on a disk that fails in every way.
//
// SPDX-License-Identifier: Apache-2.0

#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "annals/store/verify.h"
#include "gtest/gtest.h"
#include "tests/crash/crash_runs.h"
#include "tests/crash/disk_script.h"
#include "tests/crash/simulated_disk.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using Operation = DiskFault::Operation;

constexpr char kLocation[] = "/crash.annals";
constexpr char kLog[] = "/crash.annals-wal";

// Verify takes time in proportion to the store, and follows every run: so the
// script goes on in a new store when it has made so many operations in one.
constexpr int kOperationsOfAStore = 10;

// The room that is left on a full disk is less than this.
constexpr int kRoomBytes = 60'000;
constexpr int kFullDisks = 4;

class DiskRun {
 public:
  explicit DiskRun(const DiskRuns& runs)
      : runs_(runs), random_(runs.seed), disk_(runs.seed) {}

  CrashSummary Run() {
    for (int i = 0; i < runs_.operations; ++i) {
      if (i % kOperationsOfAStore == 0) BeginStore();
      const Step step = NextStep(model_, i, random_);
      if (i % runs_.stride == 0) FailInEveryWay(step);
      if (::testing::Test::HasFailure()) {
        ADD_FAILURE() << "at operation " << i << " of seed " << runs_.seed;
        break;
      }
      EXPECT_TRUE(Make(step));
      model_ = step.after;
    }
    return summary_;
  }

 private:
  void BeginStore() {
    disk_.Wipe();
    model_ = Model();
  }

  absl::StatusOr<std::unique_ptr<Store>> Open() {
    return store_internal::OpenSqliteStoreWithClock(
        kLocation, {}, [this] { return ++now_; }, disk_.name());
  }

  bool Make(const Step& step) {
    const auto store = Open();
    return store.ok() && (*store)->Append(step.batch).ok();
  }

  void FailInEveryWay(const Step& step) {
    for (const DiskFault& fault : FaultsOf(step)) {
      Fail(step, fault);
      if (::testing::Test::HasFailure()) {
        ADD_FAILURE() << "operation " << static_cast<int>(fault.operation)
                      << " k " << fault.at << " extent "
                      << static_cast<int>(fault.extent) << " bytes_max "
                      << fault.bytes_max;
        return;
      }
    }
  }

  // Each k that there is when nothing fails.
  std::vector<DiskFault> FaultsOf(const Step& step) {
    disk_.Remember();
    disk_.SetFault({});
    EXPECT_TRUE(Make(step));
    std::vector<DiskFault> faults;
    for (const Operation operation :
         {Operation::kWrite, Operation::kSync, Operation::kTruncate,
          Operation::kOpen, Operation::kRead}) {
      const bool is_some =
          operation == Operation::kRead && runs_.reads_share > 1;
      for (int64_t k = 1; k <= disk_.count(operation); ++k) {
        if (is_some && random_() % runs_.reads_share != 0) continue;
        const auto extent = static_cast<DiskFault::Extent>(random_() % 3);
        faults.push_back({operation, k, extent});
      }
    }
    disk_.Restore();
    for (int i = 0; i < kFullDisks; ++i) {
      faults.emplace_back().bytes_max = disk_.bytes() + random_() % kRoomBytes;
    }
    return faults;
  }

  void Fail(const Step& step, const DiskFault& fault) {
    disk_.Remember();
    disk_.SetFault(fault);
    const bool is_acknowledged = MakeAndFailPower(step);
    seen_ = 0;
    if (random_() % 4 == 0) FailOnTheWayBack();
    disk_.SetFault({});
    Check(step, is_acknowledged);
    disk_.Restore();
    ++summary_.runs;
  }

  // Whether it was acknowledged. The writer may try again when it was not; and
  // the power may fail while it has the store open, or when it has closed it.
  bool MakeAndFailPower(const Step& step) {
    const bool is_stubborn = random_() % 2 == 0;
    auto store = Open();
    bool is_acknowledged = false;
    for (int i = 0; store.ok() && i < (is_stubborn ? 2 : 1); ++i) {
      is_acknowledged = is_acknowledged || (*store)->Append(step.batch).ok();
    }
    if (random_() % 2 == 0) disk_.CutPower();
    if (store.ok()) store->reset();
    disk_.FailPower();
    return is_acknowledged;
  }

  // Opening recovers the journal, and closing copies it into the file; that may
  // fail too. What somebody has seen meanwhile must stay.
  void FailOnTheWayBack() {
    constexpr Operation kOperations[] = {Operation::kWrite, Operation::kSync,
                                         Operation::kTruncate, Operation::kRead,
                                         Operation::kOpen};
    DiskFault fault;
    fault.operation = kOperations[random_() % std::size(kOperations)];
    fault.at = 1 + static_cast<int64_t>(random_() % 8);
    fault.extent = static_cast<DiskFault::Extent>(random_() % 3);
    disk_.SetFault(fault);
    auto store = Open();
    if (store.ok()) seen_ = (*store)->LastSequence().value_or(0);
    if (random_() % 2 == 0) disk_.CutPower();
    if (store.ok()) store->reset();
    disk_.FailPower();
  }

  void Check(const Step& step, bool is_acknowledged) {
    const bool is_made = CheckState(step, is_acknowledged);
    if (::testing::Test::HasFailure()) return;
    summary_.acknowledged += is_acknowledged ? 1 : 0;
    summary_.made_unheard += is_made && !is_acknowledged ? 1 : 0;
    const auto report =
        store_internal::VerifyStoreOn(disk_.name(), kLocation, {});
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->faults, ::testing::IsEmpty());
    EXPECT_TRUE(is_made || Make(step)) << "writing does not resume";
    if (!step.erased_word.empty()) CheckErasure(step.erased_word);
  }

  // Whether the operation was made.
  bool CheckState(const Step& step, bool is_acknowledged) {
    const auto store = Open();
    EXPECT_THAT(store, IsOk());
    if (!store.ok()) return false;
    Model found;
    found.sequence = (*store)->LastSequence().value_or(-1);
    EXPECT_THAT((*store)->Scan({}, {},
                               [&found](const StoredRecord& stored) {
                                 found.titles[IdOf(stored.record)] =
                                     TitleOf(stored.record);
                                 return absl::OkStatus();
                               }),
                IsOk());
    EXPECT_GE(found.sequence, seen_) << "what somebody has seen is lost";
    const bool is_made = found == step.after;
    EXPECT_TRUE(is_made || found == model_)
        << "half a batch: found " << found.sequence << " revisions";
    EXPECT_TRUE(is_made || !is_acknowledged)
        << "what was acknowledged is lost: found " << found.sequence
        << " revisions, want " << step.after.sequence;
    return is_made;
  }

  void CheckErasure(const std::string& word) {
    const auto store = Open();
    ASSERT_THAT(store, IsOk());
    EXPECT_THAT((*store)->FinishRedaction(), IsOk());
    for (const char* file : {kLocation, kLog}) {
      EXPECT_FALSE(absl::StrContains(disk_.File(file), word))
          << "redacted, and still in " << file;
    }
  }

  const DiskRuns runs_;
  std::mt19937 random_;
  SimulatedDisk disk_;
  int64_t now_ = 0;
  Model model_;
  // The newest revision that was seen between two failures.
  int64_t seen_ = 0;
  CrashSummary summary_;
};

}  // namespace

CrashSummary FailDisks(const DiskRuns& runs) { return DiskRun(runs).Run(); }

}  // namespace annals::testing
