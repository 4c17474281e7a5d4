// Tests of annals/export/export.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/export.h"

#include <algorithm>
#include <string>
#include <utility>
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
  const auto result = Export(Selection(), "powerpoint");
  EXPECT_EQ(result.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(result.status().message()),
              AllOf(StartsWith("format \"powerpoint\"; want one of "),
                    HasSubstr("dot, "), EndsWith(", vis")));
}

TEST(ExportTest, AFormatThatIsNearlyNamedIsSuggested) {
  const std::pair<const char*, const char*> meant[] = {
      {"mermad-gantt", "mermaid-gantt"},
      {"gantt", "mermaid-gantt"},
      {"jsonld", "json-ld"},
      {"KML", "kml"},
      {"vega", "vega-lite"},
      {"ics", "icalendar"}};
  for (const auto& [typed, format] : meant) {
    EXPECT_EQ(Export(Selection(), typed).status().message(),
              "format \"" + std::string(typed) + "\"; did you mean \"" +
                  format + "\"?");
  }
  // Three of its diagrams are no less near than each other.
  EXPECT_THAT(std::string(Export(Selection(), "mermaid").status().message()),
              HasSubstr("want one of "));
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
    const bool has_frame = format.name != "timesketch" &&
                           format.name != "json-lines" &&
                           format.name != "cloudevents-protobuf";
    EXPECT_EQ(result->bytes.empty(), !has_frame) << format.name;
    EXPECT_TRUE(result->losses.empty());
  }
}

TEST(ExportTest, EveryFormatNamesAnEventWithoutATitleByItsId) {
  const Selection selection = Choose({MakeEvent("no-title", "", "2013")});
  for (const ExportFormat& format : ExportFormats()) {
    const auto result = Export(selection, format.name);
    ASSERT_TRUE(result.ok()) << format.name << ": " << result.status();
    EXPECT_THAT(result->bytes, HasSubstr("no-title")) << format.name;
  }
}

// With no bound on any time in it; but none may be of the links' square.
TEST(ExportTest, EveryFormatTakesTenThousandLinksOfOneEvent) {
  constexpr int kLinks = 10'000;
  std::vector<Event> events = {MakeEvent("hub", "Hub", "2012")};
  std::vector<CausalLink> links;
  for (int i = 0; i < kLinks; ++i) {
    const std::string id = "e" + std::to_string(i);
    events.push_back(MakeEvent(id, "E", "2013"));
    links.push_back(
        MakeLink("l" + std::to_string(i), {"hub"}, CausalLink::CAUSE, {id}));
  }
  const Selection selection = Choose(std::move(events), std::move(links));
  for (const ExportFormat& format : ExportFormats()) {
    const auto result = Export(selection, format.name);
    if (format.name == "mermaid-flowchart") {
      EXPECT_THAT(std::string(result.status().message()),
                  HasSubstr("10000 edges for 10001 nodes that links tie to "
                            "\"hub\"; Mermaid draws at most 500"));
    } else {
      EXPECT_TRUE(result.ok()) << format.name << ": " << result.status();
    }
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

TEST(ExportTest, StrictRefusesWhatTheLossReportSays) {
  std::vector<Event> events = HostileEvents();
  events.push_back(MakeEvent("undated", "Undated"));
  events.push_back(MakeEvent("open", "Open", "2012/.."));
  events.push_back(MakeEvent("bce", "BCE", "-0043~"));
  const Selection selection = Choose(
      events, {MakeLink("l", {"h0", "h1"}, CausalLink::CAUSE, {"undated"})});
  ExportOptions strict;
  strict.strict = true;
  int refused = 0;
  for (const ExportFormat& format : ExportFormats()) {
    const auto result = Export(selection, format.name);
    ASSERT_TRUE(result.ok()) << format.name;
    const bool is_lossless = result->losses.empty();
    EXPECT_EQ(Export(selection, format.name, strict).ok(), is_lossless)
        << format.name;
    refused += is_lossless ? 0 : 1;
  }
  EXPECT_GT(refused, 10);
}

}  // namespace
}  // namespace annals
