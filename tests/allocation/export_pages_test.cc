// Tests of annals/export/export_pages.h: how much memory it takes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/export_pages.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "annals/record/build.h"
#include "annals/timeline/timeline.h"
#include "gtest/gtest.h"
#include "tests/allocation/heap_counter.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

using ::annals::testing::ForgetHeapPeak;
using ::annals::testing::HeapCounts;

class NoSink : public ByteSink {
 public:
  absl::Status Append(std::string_view) override { return absl::OkStatus(); }
};

class ExportPagesAllocationTest : public ::testing::Test {
 protected:
  // Adds events until there are so many.
  void Fill(int events) {
    Batch batch;
    for (; events_ < events; ++events_) {
      Event event = MakeEvent(absl::StrCat("event-", events_),
                              "Talks about oil, one round of many",
                              absl::StrCat(1900 + events_ % 100));
      AddParticipant(event, "China", Participant::AGENT);
      event.add_tags("energy");
      batch.Put(event);
    }
    ASSERT_TRUE(timeline_.Append(batch).ok());
  }

  // The most that is taken at once, over what is taken before.
  template <typename Work>
  static size_t PeakOf(const Work& work) {
    const size_t before = HeapCounts().bytes;
    ForgetHeapPeak();
    work();
    return HeapCounts().bytes_max - before;
  }

  size_t PeakOfExport(std::string_view format) {
    return PeakOf([&] {
      PageOptions options;
      options.events_max = 100;
      const auto pages = timeline_.Pages(Query(), options);
      NoSink sink;
      EXPECT_TRUE(ExportPages(**pages, format, {}, sink).ok());
    });
  }

  size_t PeakOfSelection() {
    return PeakOf([&] { EXPECT_TRUE(timeline_.Select(Query()).ok()); });
  }

  const testing::TemporaryFolder folder_;
  Timeline timeline_ = *Timeline::Open(folder_ / "t.annals");
  int events_ = 0;
};

TEST_F(ExportPagesAllocationTest, TenTimesTheEventsTakeOnlyTheirOrderMore) {
  constexpr int kFew = 400;
  constexpr int kMany = 4000;
  // What an event takes to be put in order, in a vector that grows.
  constexpr size_t kOrderBytes = 150;
  // What it takes itself, at the least.
  constexpr size_t kEventBytes = 500;
  Fill(kFew);
  PeakOfExport("csv");  // Whatever is kept from the first time on.
  const size_t csv = PeakOfExport("csv");
  const size_t vis = PeakOfExport("vis");
  const size_t json_lines = PeakOfExport("json-lines");
  const size_t selection = PeakOfSelection();
  Fill(kMany);
  constexpr size_t kMore = (kMany - kFew) * kOrderBytes;
  EXPECT_LT(PeakOfExport("csv"), csv + kMore);
  EXPECT_LT(PeakOfExport("vis"), vis + kMore);
  EXPECT_LT(PeakOfExport("json-lines"), json_lines + kMore);
  EXPECT_GT(PeakOfSelection(), selection + (kMany - kFew) * kEventBytes);
}

}  // namespace
}  // namespace annals
