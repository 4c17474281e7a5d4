// Tests of annals/export/csv.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/csv.h"

#include <cstddef>
#include <string>
#include <vector>

#include "annals/export/internal/csv.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/read_back.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::CsvRows;
using ::annals::testing::Fields;
using ::testing::ElementsAre;
using ::testing::StartsWith;

Fields RowOf(const Event& event) {
  return testing::ReadCsv(ExportCsv(Choose({event}), {})->bytes)[event.id()];
}

std::vector<std::string> LossesOf(const Selection& selection) {
  std::vector<std::string> words;
  const auto result = ExportCsv(selection, {});
  for (const Loss& loss : result->losses) words.push_back(LossInWords(loss));
  return words;
}

TEST(CsvTest, TheFirstRowNamesTheColumns) {
  EXPECT_THAT(ExportCsv(Choose({}), {})->bytes,
              StartsWith("id,title,description,kind,mark,date,edtf,extent,"
                         "earliest_start,latest_start,earliest_end,latest_end,"
                         "zone,duration,recurrence,words,calendar,basis,"
                         "participants,places,tags,sources,part_of,series,"
                         "ordinal\r\n"));
}

TEST(CsvTest, ADateIsToldInWordsAsStatedAndByItsBounds) {
  const Fields row = RowOf(MakeEvent("oil", "Oil", "-0043"));
  EXPECT_EQ(row.at("date"), "some time in 44 BCE");
  EXPECT_EQ(row.at("edtf"), "-0043");
  EXPECT_EQ(row.at("earliest_start"), "-000043-01-01T00:00:00Z");
  EXPECT_EQ(row.at("latest_end"), "-000042-01-01T00:00:00Z");
}

TEST(CsvTest, AnOpenEndIsInfinite) {
  EXPECT_EQ(RowOf(MakeEvent("oil", "Oil", "2012/..")).at("latest_end"), "+inf");
}

TEST(CsvTest, AnUndatedEventIsARow) {
  const Fields row = RowOf(MakeEvent("oil", "Oil"));
  EXPECT_EQ(row.at("title"), "Oil");
  EXPECT_EQ(row.count("edtf"), 0u);
}

TEST(CsvTest, WhatNobodyAssertsSaysHow) {
  EXPECT_EQ(RowOf(testing::Feared("rush", "Rush")).at("mark"), "feared");
}

TEST(CsvTest, AListHasSemicolonsAndAnItemWithOneIsCounted) {
  Event event = MakeEvent("oil", "Oil");
  event.add_tags("energy");
  event.add_tags("a;b");
  EXPECT_EQ(RowOf(event).at("tags"), "energy; a;b");
  EXPECT_THAT(LossesOf(Choose({event})),
              ElementsAre("1 list item with a semicolon, which reads as two"));
}

TEST(CsvTest, LinksAreCounted) {
  EXPECT_THAT(
      LossesOf(Choose({}, {MakeLink("l", {"a"}, CausalLink::CAUSE, {"b"})})),
      ElementsAre("1 causal link left out"));
}

TEST(CsvTest, FieldsAreQuotedWhereTheyMustBe) {
  std::string row;
  export_internal::AppendCsvRow(
      {"plain", "", "a,b", "say \"no\"", "two\nlines", " space"}, row);
  EXPECT_EQ(row,
            "plain,,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\" space\"\r\n");
  EXPECT_THAT(CsvRows(row),
              ElementsAre(ElementsAre("plain", "", "a,b", "say \"no\"",
                                      "two\nlines", " space")));
}

// Fields are looked at eight bytes at a time.
TEST(CsvTest, WhateverItsLengthAFieldIsQuotedIfOneOfItsLettersWantsIt) {
  for (const char special : {',', '"', '\r', '\n', '\t', '\x7f', '-'}) {
    for (size_t size = 1; size <= 40; ++size) {
      for (size_t at = 0; at < size; ++at) {
        std::string value(size, 'a');
        value[at] = special;
        std::string field;
        export_internal::AppendCsvField(value, field);
        const bool is_quoted =
            value.find_first_of(",\"\r\n") != std::string::npos;
        EXPECT_EQ(field.front() == '"' && field.back() == '"', is_quoted)
            << size << " bytes, at " << at << ": " << field;
      }
    }
  }
}

}  // namespace
}  // namespace annals
