// Tests of annals/time/edtf.h: what is read, what is refused, and why.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/time/edtf.h"
#include "annals/time/edtf_ast.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::HasSubstr;

Edtf Parse(std::string_view text) {
  const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
  EXPECT_TRUE(edtf.ok()) << edtf.status();
  return edtf.ok() ? *edtf : *Edtf::Parse("0000");
}

EdtfDate Date(std::string_view text) {
  return Parse(text).expression().start.date;
}

std::string Error(std::string_view text) {
  return std::string(Edtf::Parse(text).status().message());
}

TEST(EdtfTest, ADateHasItsComponents) {
  const EdtfDate date = Date("-0043-03-15");
  EXPECT_EQ(date.precision, EdtfPrecision::kDay);
  EXPECT_EQ(date.year.value, -43);
  EXPECT_EQ(date.month.value, 3);
  EXPECT_EQ(date.day.value, 15);
  EXPECT_TRUE(date.is_negative);
}

TEST(EdtfTest, XIsAMaskFromTheRight) {
  const EdtfDate date = Date("15X5-1X-X9");
  EXPECT_EQ(date.year.value, 1505);
  EXPECT_EQ(date.year.unspecified, 0b0010);
  EXPECT_EQ(date.month.value, 10);
  EXPECT_EQ(date.month.unspecified, 0b01);
  EXPECT_EQ(date.day.unspecified, 0b10);
}

TEST(EdtfTest, AQualifierOnTheRightSpeaksOfAllToTheLeft) {
  const EdtfDate date = Date("2004-06~-11");
  EXPECT_EQ(date.year.qualifier, EdtfQualifier::kApproximate);
  EXPECT_EQ(date.month.qualifier, EdtfQualifier::kApproximate);
  EXPECT_EQ(date.day.qualifier, EdtfQualifier::kNone);
  EXPECT_EQ(date.month.after, EdtfQualifier::kApproximate);
}

TEST(EdtfTest, AQualifierOnTheLeftSpeaksOfOneComponent) {
  const EdtfDate date = Date("?2004-06-~11");
  EXPECT_EQ(date.year.qualifier, EdtfQualifier::kUncertain);
  EXPECT_EQ(date.month.qualifier, EdtfQualifier::kNone);
  EXPECT_EQ(date.day.qualifier, EdtfQualifier::kApproximate);
}

TEST(EdtfTest, QualifiersOnBothSidesAddUp) {
  EXPECT_EQ(Date("2004-?06~").month.qualifier,
            EdtfQualifier::kUncertainAndApproximate);
  EXPECT_EQ(Date("2004-?06~").year.qualifier, EdtfQualifier::kApproximate);
}

TEST(EdtfTest, TheWholeHasTheQualifiersOfItsParts) {
  EXPECT_EQ(Parse("1985").Qualifiers(), "");
  EXPECT_EQ(Parse("1985/2004~").Qualifiers(), "~");
  EXPECT_EQ(Parse("1985?/2004~").Qualifiers(), "%");
  EXPECT_EQ(Parse("[1667?,1670?]").Qualifiers(), "?");
  EXPECT_EQ(Parse("2004-%06").Qualifiers(), "%");
}

TEST(EdtfTest, LongYearsKeepTheirParts) {
  const EdtfDate date = Date("Y-3388E2S3");
  EXPECT_EQ(date.year_form, EdtfYearForm::kExponential);
  EXPECT_EQ(date.mantissa, -3388);
  EXPECT_EQ(date.exponent, 2);
  EXPECT_EQ(date.significant_digits, 3);
  EXPECT_EQ(date.year.value, -338800);
  EXPECT_EQ(Date("Y170000002").year_form, EdtfYearForm::kLong);
}

TEST(EdtfTest, ADateTimeHasAShift) {
  const EdtfTime time = Date("1985-04-12T23:20:30-04:30").time;
  EXPECT_EQ(time.hour, 23);
  EXPECT_EQ(time.minute, 20);
  EXPECT_EQ(time.second, 30);
  EXPECT_EQ(time.shift, EdtfShift::kHoursMinutes);
  EXPECT_EQ(time.shift_minutes, -270);
  EXPECT_TRUE(Date("1985-04-12T23:20:30-00:00").time.is_negative_zero);
}

TEST(EdtfTest, ASetHasMembersAndRanges) {
  const EdtfExpression set = Parse("{..1660,1667,1670..1672}").expression();
  EXPECT_EQ(set.kind, EdtfExpression::Kind::kEach);
  ASSERT_EQ(set.members.size(), 3u);
  EXPECT_EQ(set.members[0].first.kind, EdtfSide::Kind::kOpen);
  EXPECT_FALSE(set.members[1].is_range);
  EXPECT_EQ(set.members[2].last.date.year.value, 1672);
}

TEST(EdtfTest, OpenAndUnknownAreToldApart) {
  EXPECT_EQ(Parse("1985/..").expression().end.kind, EdtfSide::Kind::kOpen);
  EXPECT_EQ(Parse("1985/").expression().end.kind, EdtfSide::Kind::kUnknown);
  EXPECT_EQ(Parse("1985/..").Canonical(), "1985/..");
  EXPECT_EQ(Parse("1985/").Canonical(), "1985/");
}

TEST(EdtfTest, PrecisionIsThatOfAllDates) {
  EXPECT_EQ(Parse("201X").Precision(), EdtfPrecision::kYear);
  EXPECT_EQ(Parse("2001-34").Precision(), EdtfPrecision::kSeason);
  EXPECT_EQ(Parse("2004-06/2006-08").Precision(), EdtfPrecision::kMonth);
  EXPECT_EQ(Parse("2004-02-01/2005").Precision(), std::nullopt);
  EXPECT_EQ(Parse("2004-02-01/..").Precision(), EdtfPrecision::kDay);
  EXPECT_EQ(Parse("../..").Precision(), std::nullopt);
}

TEST(EdtfTest, TheCanonicalFormHasOneSpelling) {
  EXPECT_EQ(Parse("?2004-?06-?11").Canonical(), "2004-06-11?");
  EXPECT_EQ(Parse("2004?-06~-11").Canonical(), "2004%-~06-11");
  EXPECT_EQ(Parse("Y17E2").Canonical(), "1700");
  EXPECT_EQ(Parse("Y-17E7").Canonical(), "Y-170000000");
  EXPECT_EQ(Parse("Y100E28").Canonical(), "Y1E30");
  EXPECT_EQ(Parse("Y99999999999999999999").Canonical(),
            "Y99999999999999999999");
  EXPECT_EQ(Parse("1950S4").Canonical(), "1950");
  EXPECT_EQ(Parse("1985-04-12T24:00:00+00").Canonical(),
            "1985-04-13T00:00:00Z");
  EXPECT_EQ(Parse("1985-04-12T23:20:30-04").Canonical(),
            "1985-04-12T23:20:30-04:00");
  EXPECT_EQ(Parse("[1667,1667,1670..1670]").Canonical(), "[1667,1670]");
}

TEST(EdtfTest, ErrorsSayWhereWhatAndWhatElse) {
  EXPECT_EQ(Error("1985-13"),
            "edtf \"1985-13\": month 13 at column 6; want 01-12, or a season "
            "21-41");
  EXPECT_EQ(Error("1985-02-30"),
            "edtf \"1985-02-30\": day 30 at column 9; want 01-28");
  EXPECT_EQ(Error("1985-2-3"),
            "edtf \"1985-2-3\": month 2 at column 6; want two digits");
  EXPECT_EQ(Error("2004-06-%31"),
            "edtf \"2004-06-%31\": day 31 at column 10; want 01-30");
  EXPECT_THAT(Error("2013/2012"), HasSubstr("an end at column 6"));
  EXPECT_THAT(Error(""), HasSubstr("nothing at column 1"));
  EXPECT_THAT(Error("1985-04-12T10:10:10?"), HasSubstr("no qualifier"));
}

TEST(EdtfTest, CommonMistakesGetAHint) {
  EXPECT_THAT(Error("199u"), HasSubstr("the draft of 2012"));
  EXPECT_THAT(Error("199x"), HasSubstr("in upper case"));
  EXPECT_THAT(Error("y170000002"), HasSubstr("in upper case"));
  EXPECT_THAT(Error("2004/open"), HasSubstr("want .."));
  EXPECT_THAT(Error("unknown/2004"), HasSubstr("want nothing"));
  EXPECT_THAT(Error("2004?~"), HasSubstr("% for both"));
  EXPECT_THAT(Error("2004-06~?-11"), HasSubstr("% for both"));
  EXPECT_THAT(Error("(2004-06)~"), HasSubstr("parentheses"));
  EXPECT_THAT(Error("19850412"), HasSubstr("hyphens"));
  EXPECT_THAT(Error("12345"), HasSubstr("Y before"));
  EXPECT_THAT(Error("[1667, 1668]"), HasSubstr("no spaces"));
  EXPECT_THAT(Error("1985\xE2\x80\x93"
                    "04"),
              HasSubstr("plain hyphen"));
  EXPECT_THAT(Error("1985-04-12/P1Y"), HasSubstr("durations"));
  EXPECT_THAT(Error("2001-2X"), HasSubstr("never means a season"));
  EXPECT_THAT(Error("Y1985"), HasSubstr("want 1985"));
}

TEST(EdtfTest, RefusesAnEndlessText) {
  EXPECT_FALSE(Edtf::Parse(std::string(kEdtfBytesMax + 1, '1')).ok());
  std::string longest = "Y" + std::string(kEdtfBytesMax - 1, '1');
  EXPECT_TRUE(Parse(longest).IsSaturated());
}

TEST(EdtfTest, StrictRefusesWhatTheSpecificationDoesNotSpellOut) {
  Edtf::ParseOptions strict;
  strict.is_strict = true;
  for (const std::string text :
       {"2001-21?", "Y12345~", "2001-21/2002", "[Y12345]", "?2004~", "20XX-21",
        "2004-01-01T24:00:00Z", "2016-12-31T23:59:60Z",
        "2004-01-01T10:10:10-00:00", "Y17E2"}) {
    EXPECT_TRUE(Edtf::Parse(text).ok()) << text;
    EXPECT_FALSE(Edtf::Parse(text, strict).ok()) << text;
  }
  for (const std::string text :
       {"2004-06~-11", "1984?/2004~", "[1667?]", "Y-17E7", "2001-34"}) {
    EXPECT_TRUE(Edtf::Parse(text, strict).ok()) << text;
  }
}

// Whatever bytes come, an answer comes back; and what is read can be printed,
// read again and resolved.
TEST(EdtfTest, AnyBytesGetAnAnswer) {
  const uint32_t seed = 8601;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  constexpr std::string_view kBytes = "0123456789XXYEST-:/.,?~%[]{}+Z ";
  int valid = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text(1 + random() % 12, ' ');
    for (char& byte : text) byte = kBytes[random() % kBytes.size()];
    const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
    if (!edtf.ok()) continue;
    ++valid;
    EXPECT_EQ(edtf->text(), text);
    ASSERT_EQ(Parse(edtf->Canonical()).Bounds(), edtf->Bounds()) << text;
  }
  EXPECT_GT(valid, 20);
}

// The same with one byte of a valid expression changed, dropped or doubled.
TEST(EdtfTest, ASlipOfThePenGetsAnAnswer) {
  const uint32_t seed = 2019;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string texts[] = {"2004-06~-11",     "?2004-06-~11/..",
                               "[1667,1670..]",   "1985-04-12T23:20:30+04:30",
                               "Y-3388E2S3",      "{..1984,196X-12}",
                               "2001-34/2003-XX", "-19XX-02-29"};
  constexpr std::string_view kBytes = "0123456789XYEST-:/.,?~%[]{}+Z ";
  for (int i = 0; i < 100'000; ++i) {
    std::string text = texts[random() % 8];
    const size_t at = random() % text.size();
    const char byte = kBytes[random() % kBytes.size()];
    if (random() % 3 == 0) {
      text.erase(at, 1);
    } else if (random() % 2 == 0) {
      text.insert(at, 1, byte);
    } else {
      text[at] = byte;
    }
    const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
    if (!edtf.ok()) continue;
    ASSERT_EQ(Parse(edtf->Canonical()).Bounds(), edtf->Bounds()) << text;
    ASSERT_TRUE(edtf->Bounds().IsSatisfiable()) << text;
  }
}

}  // namespace
}  // namespace annals
