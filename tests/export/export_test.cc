// Tests of annals/export/export.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/export.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::HostileEvents;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(ExportTest, AnUnknownFormatIsToldTheNames) {
  const auto result = Export(Selection(), "gantt");
  EXPECT_EQ(result.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(result.status().message()),
              AllOf(StartsWith("format \"gantt\"; want one of "),
                    HasSubstr("dot, "), EndsWith(", vis")));
}

TEST(ExportTest, FormatsAreSortedByName) {
  const std::vector<ExportFormat>& formats = ExportFormats();
  EXPECT_TRUE(std::is_sorted(formats.begin(), formats.end(),
                             [](const ExportFormat& a, const ExportFormat& b) {
                               return a.name < b.name;
                             }));
}

TEST(ExportTest, EveryFormatWritesNothingChosen) {
  for (const ExportFormat& format : ExportFormats()) {
    const auto result = Export(Selection(), format.name);
    ASSERT_TRUE(result.ok()) << format.name;
    // No lines, or no messages of a batch, are no bytes.
    const bool has_frame =
        format.name != "timesketch" && format.name != "cloudevents-protobuf";
    EXPECT_EQ(result->bytes.empty(), !has_frame) << format.name;
    EXPECT_TRUE(result->losses.empty());
  }
}

TEST(ExportTest, EveryFormatIsTheSameEachTime) {
  const Selection selection = Choose(HostileEvents());
  for (const ExportFormat& format : ExportFormats()) {
    EXPECT_EQ(Export(selection, format.name)->bytes,
              Export(selection, format.name)->bytes);
  }
}

TEST(ExportTest, LossesAreCounted) {
  const Selection selection = Choose(
      {MakeEvent("a", "A"), MakeEvent("b", "B"), MakeEvent("c", "C", "2013")},
      {MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"})});
  std::vector<std::string> words;
  const auto result = Export(selection, "vis");
  for (const Loss& loss : result->losses) {
    words.push_back(LossInWords(loss));
  }
  EXPECT_THAT(words, ElementsAre("2 events without a date left out",
                                 "1 causal link left out"));
}

TEST(ExportTest, StrictRefusesAnyLoss) {
  ExportOptions options;
  options.strict = true;
  const Selection undated = Choose({MakeEvent("a", "A")});
  const auto refused = Export(undated, "vis", options);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("1 event without a date left out"));
  EXPECT_TRUE(Export(undated, "dot", options).ok());
}

}  // namespace
}  // namespace annals
