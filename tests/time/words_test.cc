// Tests of annals/time/words.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/words.h"

#include <string>
#include <string_view>

#include "annals/time/edtf.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

std::string Words(std::string_view text, Extent extent = Extent::kDefault) {
  const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
  EXPECT_TRUE(edtf.ok()) << edtf.status();
  return InWords(*edtf, extent);
}

TEST(WordsTest, AYearOrAMonthHoldsItsEvent) {
  EXPECT_EQ(Words("2013"), "some time in 2013");
  EXPECT_EQ(Words("2016-03"), "some time in March 2016");
  EXPECT_EQ(Words("2013", Extent::kThroughout), "throughout 2013");
  EXPECT_EQ(Words("2013", Extent::kSpan), "some time in 2013");
}

TEST(WordsTest, ADayOrASeasonIsNamed) {
  EXPECT_EQ(Words("2017-02-03"), "3 February 2017");
  EXPECT_EQ(Words("2001-21"), "spring 2001");
  EXPECT_EQ(Words("2001-29"), "southern spring 2001");
  EXPECT_EQ(Words("2001-34"), "the second quarter of 2001");
  EXPECT_EQ(Words("2001-41"), "the second half of 2001");
}

TEST(WordsTest, YearsAreCountedAsPeopleCount) {
  EXPECT_EQ(Words("-0043-03-15"), "15 March 44 BCE");
  EXPECT_EQ(Words("0000"), "some time in 1 BCE");
  EXPECT_EQ(Words("0070"), "some time in 70 CE");
  EXPECT_EQ(Words("Y170000002"), "some time in 170,000,002");
  EXPECT_EQ(Words("Y-17E7"), "some time in 170,000,001 BCE");
  EXPECT_EQ(Words("Y1E30"), "a date that fits Y1E30");
}

TEST(WordsTest, DoubtIsSaid) {
  EXPECT_EQ(Words("2012~"), "about 2012");
  EXPECT_EQ(Words("1984?"), "some time in 1984, perhaps");
  EXPECT_EQ(Words("1984%"), "about 1984, perhaps");
  EXPECT_EQ(Words("2004-06-11?"), "11 June 2004, perhaps");
  EXPECT_EQ(Words("2004-06-~11"), "about 11 June 2004");
  EXPECT_EQ(Words("1984?/2004~"), "perhaps 1984 to about 2004");
}

TEST(WordsTest, XIsSomethingUnknown) {
  EXPECT_EQ(Words("198X?"), "some time in the 1980s, perhaps");
  EXPECT_EQ(Words("19XX"), "some year from 1900 to 1999");
  EXPECT_EQ(Words("2004-XX"), "some month in 2004");
  EXPECT_EQ(Words("1985-04-XX"), "some day in April 1985");
  EXPECT_EQ(Words("1985-XX-XX"), "some day in 1985");
  EXPECT_EQ(Words("156X-12-25"), "25 December of some year in the 1560s");
  EXPECT_EQ(Words("XXXX-12-XX"), "some day in December of some year");
  EXPECT_EQ(Words("1XX3-1X"), "a date that fits 1XX3-1X");
  EXPECT_EQ(Words("1950S2"), "some year from 1900 to 1999 (estimate: 1950)");
}

TEST(WordsTest, IntervalsHaveTwoSides) {
  EXPECT_EQ(Words("2003/2007"), "2003 to 2007");
  EXPECT_EQ(Words("2012~/.."), "from about 2012");
  EXPECT_EQ(Words("2012/"), "from 2012 to an unknown date");
  EXPECT_EQ(Words("../2012"), "until 2012");
  EXPECT_EQ(Words("/2012"), "from an unknown date to 2012");
  EXPECT_EQ(Words("2003/2007", Extent::kThroughout), "throughout 2003 to 2007");
  EXPECT_EQ(Words("2003/2007", Extent::kWithin), "some time from 2003 to 2007");
  EXPECT_EQ(Words("2003/..", Extent::kThroughout), "from 2003 without end");
}

TEST(WordsTest, SetsAreLists) {
  EXPECT_EQ(Words("[1667,1670..1672]"), "either 1667 or 1670 to 1672");
  EXPECT_EQ(Words("{1960,1961-12}"), "each of 1960 and December 1961");
  EXPECT_EQ(Words("[..2017-01-31]"), "on or before 31 January 2017");
  EXPECT_EQ(Words("[1991..]"), "in or after 1991");
  EXPECT_EQ(Words("{..1984}"), "1984 and all before it");
}

TEST(WordsTest, DateTimesSayTheirZone) {
  EXPECT_EQ(Words("2017-02-10T14:30:00Z"), "10 February 2017, 14:30:00 UTC");
  EXPECT_EQ(Words("2017-02-10T14:30:00+09"),
            "10 February 2017, 14:30:00 UTC+09:00");
  EXPECT_EQ(Words("2017-02-10T14:30:00"),
            "10 February 2017, 14:30:00 local time");
}

TEST(WordsTest, AWinterNamesBothItsYears) {
  EXPECT_EQ(Words("2001-24"), "winter 2001/02");
  EXPECT_EQ(Words("1999-30"), "southern summer 1999/2000");
  EXPECT_EQ(Words("0000-24"), "winter 1 BCE/1 CE");
  EXPECT_EQ(Words("2001-32"), "southern winter 2001");
  EXPECT_EQ(Words("201X-24"), "winter of some year in the 2010s");
}

TEST(WordsTest, AFewUnknownDigitsAreSpelledOut) {
  EXPECT_EQ(Words("1984-1X"), "some month from October to December 1984");
  EXPECT_EQ(Words("2000-X1"), "January or November 2000");
  EXPECT_EQ(Words("2000-X5?"), "some time in May 2000, perhaps");
  EXPECT_EQ(Words("2004-02-2X"), "some day from 20 to 29 February 2004");
  EXPECT_EQ(Words("2004-02-X9"), "9, 19 or 29 February 2004");
  EXPECT_EQ(Words("1950S4"), "some time in 1950");
}

TEST(WordsTest, YearsAroundTheFirstSayTheirEra) {
  EXPECT_EQ(Words("000X"), "some year from 1 BCE to 9 CE");
  EXPECT_EQ(Words("0050S1"), "some year from 50 CE to 59 CE (estimate: 50 CE)");
}

TEST(WordsTest, ALongPhraseOnASideIsFencedOff) {
  EXPECT_EQ(Words("19XX/20XX"),
            "from some year from 1900 to 1999 until some year from 2000 to "
            "2099");
  EXPECT_EQ(Words("2004-06-XX/2004-07-03"),
            "from some day in June 2004 until 3 July 2004");
}

TEST(WordsTest, NothingIsSaidTwice) {
  EXPECT_EQ(Words("[1667..1667]"), "1667");
  EXPECT_EQ(Words("[1667,1667]"), "1667");
  EXPECT_EQ(Words("1XX3-1X~"), "about a date that fits 1XX3-1X");
  EXPECT_EQ(Words("{1984,1986..}"), "each of 1984, 1986 and all after it");
}

TEST(WordsTest, ANumberThatTheTreeDoesNotHoldStaysAsWritten) {
  EXPECT_EQ(Words("Y999999999999999999999"),
            "a date that fits Y999999999999999999999");
}

}  // namespace
}  // namespace annals
