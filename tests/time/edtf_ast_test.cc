// Tests of annals/time/edtf_ast.h: what users see of an expression's parts.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/edtf_ast.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/time/edtf.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using Side = EdtfSide::Kind;

Edtf Read(std::string_view text) {
  const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
  EXPECT_TRUE(edtf.ok()) << edtf.status();
  return *edtf;
}

EdtfDate DateOf(std::string_view text) {
  return Read(text).expression().start.date;
}

TEST(EdtfAstTest, EachPartHasItsNumberAndItsDoubt) {
  const EdtfDate date = DateOf("?2004-06~-11");
  EXPECT_EQ(date.precision, EdtfPrecision::kDay);
  EXPECT_EQ(date.year.value, 2004);
  EXPECT_EQ(date.month.value, 6);
  EXPECT_EQ(date.day.value, 11);
  EXPECT_EQ(date.year.before, EdtfQualifier::kUncertain);
  EXPECT_EQ(date.month.after, EdtfQualifier::kApproximate);
  EXPECT_EQ(date.year.qualifier, EdtfQualifier::kUncertainAndApproximate);
  EXPECT_EQ(date.month.qualifier, EdtfQualifier::kApproximate);
  EXPECT_EQ(date.day.qualifier, EdtfQualifier::kNone);
}

TEST(EdtfAstTest, UnknownDigitsAreBits) {
  const EdtfDate date = DateOf("-1X6X-1X-XX");
  EXPECT_TRUE(date.is_negative);
  EXPECT_EQ(date.year.value, -1060);
  EXPECT_EQ(date.year.unspecified, 0b0101);
  EXPECT_EQ(date.month.unspecified, 0b01);
  EXPECT_EQ(date.day.unspecified, 0b11);
}

TEST(EdtfAstTest, YearsKeepTheirForm) {
  EXPECT_EQ(DateOf("1985").year_form, EdtfYearForm::kFourDigits);
  EXPECT_EQ(DateOf("Y12345").year_form, EdtfYearForm::kLong);
  const EdtfDate date = DateOf("Y-3388E2S3");
  EXPECT_EQ(date.year_form, EdtfYearForm::kExponential);
  EXPECT_EQ(date.year.value, -338'800);
  EXPECT_EQ(date.mantissa, -3388);
  EXPECT_EQ(date.exponent, 2);
  EXPECT_EQ(date.significant_digits, 3);
}

TEST(EdtfAstTest, ATimeOfDayStandsAsWritten) {
  const EdtfTime time = DateOf("2004-01-01T24:00:00-04:30").time;
  EXPECT_EQ(time.hour, 24);
  EXPECT_EQ(time.shift, EdtfShift::kHoursMinutes);
  EXPECT_EQ(time.shift_minutes, -270);
  EXPECT_EQ(DateOf("2004-01-01T10:10:10").time.shift, EdtfShift::kLocal);
  EXPECT_TRUE(DateOf("2004-01-01T10:10:10-00").time.is_negative_zero);
}

TEST(EdtfAstTest, SidesAreDatesOpenOrUnknown) {
  const Edtf open = Read("2012~/..");
  EXPECT_EQ(open.expression().start.kind, Side::kDate);
  EXPECT_EQ(open.expression().end.kind, Side::kOpen);
  EXPECT_EQ(Read("2012/").expression().end.kind, Side::kUnknown);
  EXPECT_EQ(Read("../..").expression().start.kind, Side::kOpen);
}

TEST(EdtfAstTest, MembersAreDatesOrRanges) {
  const Edtf set = Read("[..1667?,1670..1672,1984-21]");
  ASSERT_EQ(set.expression().kind, EdtfExpression::Kind::kOneOf);
  ASSERT_EQ(set.expression().members.size(), 3u);
  const EdtfMember& earlier = set.expression().members[0];
  EXPECT_TRUE(earlier.is_range);
  EXPECT_EQ(earlier.first.kind, Side::kOpen);
  EXPECT_EQ(earlier.last.date.year.qualifier, EdtfQualifier::kUncertain);
  const EdtfMember& range = set.expression().members[1];
  EXPECT_EQ(range.first.date.year.value, 1670);
  EXPECT_EQ(range.last.date.year.value, 1672);
  const EdtfMember& season = set.expression().members[2];
  EXPECT_FALSE(season.is_range);
  EXPECT_EQ(season.first.date.precision, EdtfPrecision::kSeason);
  EXPECT_EQ(season.first.date.month.value, 21);
}

TEST(EdtfAstTest, TheWholeTellsItsPrecisionAndLevel) {
  EXPECT_EQ(Read("1964/2008").Precision(), EdtfPrecision::kYear);
  EXPECT_EQ(Read("2004-02-01/2005").Precision(), std::nullopt);
  EXPECT_EQ(Read("{2001-21,2002-33}").Precision(), EdtfPrecision::kSeason);
  EXPECT_EQ(Read("../..").Precision(), std::nullopt);
  EXPECT_EQ(Read("1985-04/..").level(), 1);
}

// A walk that a user may write: every year that is named, in order.
TEST(EdtfAstTest, AWalkSeesEveryDate) {
  const Edtf set = Read("{1960,1961-12,1970..1972}");
  std::vector<int64_t> years;
  for (const EdtfMember& member : set.expression().members) {
    years.push_back(member.first.date.year.value);
    if (member.is_range) years.push_back(member.last.date.year.value);
  }
  EXPECT_THAT(years, ElementsAre(1960, 1961, 1970, 1972));
}

}  // namespace
}  // namespace annals
