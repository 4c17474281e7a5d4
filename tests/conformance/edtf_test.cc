// The table edtf.tsv against annals/time/edtf.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/edtf.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "annals/time/span.h"
#include "gtest/gtest.h"
#include "tests/support/repository_file.h"

namespace annals {
namespace {

// The examples of the specification, Y17E8 of its text among them.
constexpr int kExamples = 64;

// A line of the table; edtf.tsv says what the columns are.
struct Row {
  std::string text;
  bool is_valid = false;
  std::string level;
  std::vector<std::string> bounds;
  // True for an example of the specification itself.
  bool is_example = false;
  std::string note;
};

std::vector<Row> ReadTable() {
  std::ifstream in(testing::RepositoryFile("tests/conformance/edtf.tsv"));
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> columns = absl::StrSplit(line, '\t');
    columns.resize(9);
    Row row;
    row.text = columns[0] == "\"\"" ? "" : columns[0];
    row.is_valid = columns[1] == "valid";
    row.level = columns[2];
    row.bounds.assign(columns.begin() + 3, columns.begin() + 7);
    row.note = columns[8];
    row.is_example = absl::StartsWith(row.note, "specification");
    rows.push_back(row);
  }
  return rows;
}

std::vector<std::string> Shown(const Span& span) {
  return {span.earliest_start.ToString(), span.latest_start.ToString(),
          span.earliest_end.ToString(), span.latest_end.ToString()};
}

TEST(EdtfConformanceTest, TheTableHasEveryExampleAndFourHundredRowsMore) {
  const std::vector<Row> rows = ReadTable();
  const auto examples = std::count_if(
      rows.begin(), rows.end(), [](const Row& row) { return row.is_example; });
  EXPECT_EQ(examples, kExamples);
  EXPECT_GE(static_cast<int>(rows.size()) - examples, 400);
}

TEST(EdtfConformanceTest, NoExpressionStandsTwice) {
  std::set<std::string> texts;
  for (const Row& row : ReadTable()) {
    EXPECT_TRUE(texts.insert(row.text).second) << row.text;
  }
}

TEST(EdtfConformanceTest, AcceptsWhatIsValidAndRefusesTheRest) {
  for (const Row& row : ReadTable()) {
    const absl::StatusOr<Edtf> edtf = Edtf::Parse(row.text);
    EXPECT_EQ(edtf.ok(), row.is_valid) << row.text << ' ' << edtf.status();
  }
}

TEST(EdtfConformanceTest, LevelsAndBoundsAreThoseOfTheTable) {
  for (const Row& row : ReadTable()) {
    const absl::StatusOr<Edtf> edtf = Edtf::Parse(row.text);
    if (!row.is_valid || !edtf.ok()) continue;
    EXPECT_EQ(std::to_string(edtf->level()), row.level) << row.text;
    EXPECT_EQ(Shown(edtf->Bounds()), row.bounds) << row.text;
  }
}

// What the four bounds do not show, by rules that look at the text alone.
TEST(EdtfConformanceTest, DoubtAndMissingZonesAreReported) {
  for (const Row& row : ReadTable()) {
    const absl::StatusOr<Edtf> edtf = Edtf::Parse(row.text);
    if (!edtf.ok()) continue;
    const bool is_both = absl::StrContains(row.text, "%");
    const bool is_uncertain = is_both || absl::StrContains(row.text, "?");
    const bool is_approximate = is_both || absl::StrContains(row.text, "~");
    EXPECT_EQ(edtf->Qualifiers(), is_uncertain && is_approximate ? "%"
                                  : is_uncertain                 ? "?"
                                  : is_approximate               ? "~"
                                                                 : "")
        << row.text;
    const size_t time = row.text.find('T');
    EXPECT_EQ(edtf->IsFloating(),
              time != std::string::npos &&
                  row.text.find_first_of("Z+-", time) == std::string::npos)
        << row.text;
    EXPECT_EQ(edtf->IsSaturated(), absl::StrContains(row.note, "saturated"))
        << row.text;
  }
}

TEST(EdtfConformanceTest, TheTextIsKeptByteForByte) {
  for (const Row& row : ReadTable()) {
    const absl::StatusOr<Edtf> edtf = Edtf::Parse(row.text);
    if (edtf.ok()) {
      EXPECT_EQ(edtf->text(), row.text);
    }
  }
}

TEST(EdtfConformanceTest, TheCanonicalFormMeansTheSame) {
  for (const Row& row : ReadTable()) {
    const absl::StatusOr<Edtf> edtf = Edtf::Parse(row.text);
    if (!edtf.ok()) continue;
    const absl::StatusOr<Edtf> again = Edtf::Parse(edtf->Canonical());
    ASSERT_TRUE(again.ok()) << row.text << ' ' << again.status();
    EXPECT_EQ(again->Canonical(), edtf->Canonical()) << row.text;
    EXPECT_EQ(again->Qualifiers(), edtf->Qualifiers()) << row.text;
    for (const Extent extent :
         {Extent::kWithin, Extent::kSpan, Extent::kThroughout}) {
      EXPECT_EQ(again->Bounds(extent), edtf->Bounds(extent)) << row.text;
    }
  }
}

TEST(EdtfConformanceTest, BoundsAreTheHullOfTheMembers) {
  for (const Row& row : ReadTable()) {
    const absl::StatusOr<Edtf> edtf = Edtf::Parse(row.text);
    if (!edtf.ok() || edtf->IsFloating() || edtf->IsSaturated()) continue;
    for (const Extent extent :
         {Extent::kWithin, Extent::kSpan, Extent::kThroughout}) {
      const Span hull = edtf->Members(extent).Hull();
      EXPECT_EQ(edtf->Bounds(extent), hull) << row.text;
      EXPECT_TRUE(hull.IsSatisfiable()) << row.text;
    }
  }
}

TEST(EdtfConformanceTest, ErrorsSayWhereAndWhat) {
  for (const Row& row : ReadTable()) {
    const absl::StatusOr<Edtf> edtf = Edtf::Parse(row.text);
    if (edtf.ok()) continue;
    EXPECT_EQ(edtf.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_TRUE(absl::StrContains(edtf.status().message(), " at column "));
    EXPECT_TRUE(absl::StrContains(edtf.status().message(), "; want "));
  }
}

}  // namespace
}  // namespace annals
