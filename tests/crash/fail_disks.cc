// FailDisks(): every operation of a script on a disk that fails in every way.
//
// SPDX-License-Identifier: Apache-2.0

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/store/verify.h"
#include "gtest/gtest.h"
#include "tests/crash/crash_runs.h"
#include "tests/crash/simulated_disk.h"
#include "tests/store/support.h"

namespace annals::testing {
namespace {

using Operation = DiskFault::Operation;

constexpr char kLocation[] = "/crash.annals";

// The titles of the live records: all that the script relies on.
struct Model {
  std::map<std::string, std::string> titles;
  int64_t sequence = 0;

  friend bool operator==(const Model& a, const Model& b) {
    return a.titles == b.titles && a.sequence == b.sequence;
  }
};

// One operation of the script: a batch, and what there is after it.
struct Step {
  Batch batch;
  Model after;
};

void Put(Step& step, const std::string& id, const std::string& title) {
  step.batch.Put(EventRecord(id, title));
  step.after.titles[id] = title;
  ++step.after.sequence;
}

// The pair is always changed together, and has new titles each time.
Step NextStep(const Model& before, int number, std::mt19937& random) {
  Step step;
  step.after = before;
  const std::string title =
      absl::StrCat("title ", number, " ", std::string(random() % 400, 'x'));
  const auto choice = random() % 10;
  if (choice == 0 && before.titles.size() > 4) {
    auto victim = std::next(step.after.titles.begin(),
                            random() % (before.titles.size() - 2));
    step.batch.Retract(victim->first);
    step.after.titles.erase(victim);
    ++step.after.sequence;
    return step;
  }
  if (choice == 1) step.batch.idempotency_key = absl::StrCat("key ", number);
  Put(step, "pair-1", title);
  Put(step, "pair-2", title);
  if (choice > 3) Put(step, absl::StrCat("event-", number), title);
  for (unsigned i = 0; choice == 9 && i < random() % 30; ++i) {
    Put(step, absl::StrCat("event-", number, "-", i), title);
  }
  return step;
}

class DiskRun {
 public:
  explicit DiskRun(const DiskRuns& runs)
      : runs_(runs), random_(runs.seed), disk_(runs.seed) {}

  CrashSummary Run() {
    for (int i = 0; i < runs_.operations; ++i) {
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
  absl::StatusOr<std::unique_ptr<Store>> Open() {
    return store_internal::OpenSqliteStoreWithClock(
        kLocation, {}, [this] { return ++now_; }, disk_.name());
  }

  // Opens, makes the operation, closes; whether it was acknowledged.
  bool Make(const Step& step) {
    const auto store = Open();
    return store.ok() && (*store)->Append(step.batch).ok();
  }

  void FailInEveryWay(const Step& step) {
    for (const Operation operation :
         {Operation::kWrite, Operation::kSync, Operation::kTruncate,
          Operation::kOpen, Operation::kRead}) {
      disk_.Remember();
      disk_.SetFault({});
      Make(step);
      const int64_t count = disk_.count(operation);
      disk_.Restore();
      for (int64_t k = 1; k <= count; ++k) {
        for (const auto extent :
             {DiskFault::Extent::kOnce, DiskFault::Extent::kForEver,
              DiskFault::Extent::kEverything}) {
          Fail(step, {operation, k, extent});
          if (::testing::Test::HasFailure()) {
            ADD_FAILURE() << "operation " << static_cast<int>(operation)
                          << " k " << k << " extent "
                          << static_cast<int>(extent);
            return;
          }
        }
      }
    }
    for (int64_t room = 0; room < 60'000; room += 5'000) {
      DiskFault fault;
      fault.bytes_max = disk_.bytes() + room;
      Fail(step, fault);
    }
  }

  void Fail(const Step& step, const DiskFault& fault) {
    disk_.Remember();
    disk_.SetFault(fault);
    const bool is_acknowledged = Make(step);
    disk_.FailPower();
    disk_.SetFault({});
    Check(step, is_acknowledged);
    disk_.Restore();
    ++summary_.runs;
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
    const bool is_made = found == step.after;
    EXPECT_TRUE(is_made || found == model_) << "half a batch, or none";
    EXPECT_TRUE(is_made || !is_acknowledged) << "what was acknowledged is lost";
    return is_made;
  }

  const DiskRuns runs_;
  std::mt19937 random_;
  SimulatedDisk disk_;
  int64_t now_ = 0;
  Model model_;
  CrashSummary summary_;
};

}  // namespace

CrashSummary FailDisks(const DiskRuns& runs) { return DiskRun(runs).Run(); }

}  // namespace annals::testing
