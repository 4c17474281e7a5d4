// NewTimelineTest has an empty timeline in a folder of its own.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_TIMELINE_NEW_TIMELINE_TEST_H_
#define ANNALS_TESTS_TIMELINE_NEW_TIMELINE_TEST_H_

#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "annals/timeline/timeline.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace annals {

class NewTimelineTest : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<Timeline> opened = Timeline::Open(folder_ / "t.annals");
    ASSERT_TRUE(opened.ok()) << opened.status();
    timeline_.emplace(*std::move(opened));
  }

  // Outlives the timeline in it.
  const testing::TemporaryFolder folder_;
  std::optional<Timeline> timeline_;
};

}  // namespace annals

#endif  // ANNALS_TESTS_TIMELINE_NEW_TIMELINE_TEST_H_
