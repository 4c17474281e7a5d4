// Tests of annals/time/words.h: German, the second language.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <string_view>

#include "annals/time/edtf.h"
#include "annals/time/words.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

std::string Words(std::string_view text, Extent extent = Extent::kDefault) {
  const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
  EXPECT_TRUE(edtf.ok()) << edtf.status();
  return InWords(*edtf, extent, GermanDateWords());
}

TEST(GermanWordsTest, AYearOrAMonthHoldsItsEvent) {
  EXPECT_EQ(Words("2013"), "irgendwann im Jahr 2013");
  EXPECT_EQ(Words("2016-03"), "irgendwann im März 2016");
  EXPECT_EQ(Words("198X"), "irgendwann in den 1980er-Jahren");
}

TEST(GermanWordsTest, ADayOrASeasonIsNamed) {
  EXPECT_EQ(Words("2017-02-03"), "3. Februar 2017");
  EXPECT_EQ(Words("2001-21"), "Frühling 2001");
  EXPECT_EQ(Words("2001-24"), "Winter 2001/02");
  EXPECT_EQ(Words("2001-29"), "Frühling (Südhalbkugel) 2001");
  EXPECT_EQ(Words("2001-34"), "2. Quartal 2001");
  EXPECT_EQ(Words("2001-41"), "2. Halbjahr 2001");
}

TEST(GermanWordsTest, YearsAreCountedAsPeopleCount) {
  EXPECT_EQ(Words("-0043-03-15"), "15. März 44 v. Chr.");
  EXPECT_EQ(Words("0000"), "irgendwann im Jahr 1 v. Chr.");
  EXPECT_EQ(Words("0070"), "irgendwann im Jahr 70 n. Chr.");
  EXPECT_EQ(Words("Y170000002"), "irgendwann im Jahr 170.000.002");
  EXPECT_EQ(Words("Y1E30"), "ein Datum der Form Y1E30");
}

TEST(GermanWordsTest, DoubtIsSaid) {
  EXPECT_EQ(Words("2012~"), "etwa 2012");
  EXPECT_EQ(Words("1984?"), "irgendwann im Jahr 1984, vielleicht");
  EXPECT_EQ(Words("2004-06-~11"), "etwa 11. Juni 2004");
  EXPECT_EQ(Words("1984?/2004~"), "vielleicht 1984 bis etwa 2004");
}

TEST(GermanWordsTest, XIsSomethingUnknown) {
  EXPECT_EQ(Words("19XX"), "ein Jahr von 1900 bis 1999");
  EXPECT_EQ(Words("2004-XX"), "ein Monat im Jahr 2004");
  EXPECT_EQ(Words("1985-04-XX"), "ein Tag im April 1985");
  EXPECT_EQ(Words("1985-XX-XX"), "ein Tag im Jahr 1985");
  EXPECT_EQ(Words("156X-12-25"), "25. Dezember (ein Jahr von 1560 bis 1569)");
  EXPECT_EQ(Words("XXXX-12-XX"), "ein Tag im Dezember (Jahr unbekannt)");
  EXPECT_EQ(Words("1560-XX-25"), "der 25. (ein Monat im Jahr 1560)");
  EXPECT_EQ(Words("1984-1X"), "ein Monat von Oktober bis Dezember 1984");
  EXPECT_EQ(Words("2004-02-X9"), "9., 19. oder 29. Februar 2004");
  EXPECT_EQ(Words("2004-02-2X"), "ein Tag vom 20. bis 29. Februar 2004");
  EXPECT_EQ(Words("1950S2"), "ein Jahr von 1900 bis 1999, geschätzt 1950");
}

TEST(GermanWordsTest, IntervalsHaveTwoSides) {
  EXPECT_EQ(Words("2003/2007"), "2003 bis 2007");
  EXPECT_EQ(Words("2012~/.."), "ab etwa 2012");
  EXPECT_EQ(Words("2012/"), "Beginn: 2012; Ende unbekannt");
  EXPECT_EQ(Words("../2012"), "bis 2012");
  EXPECT_EQ(Words("/2012"), "Beginn unbekannt; Ende: 2012");
  EXPECT_EQ(Words("198X/.."), "Beginn: ein Jahr von 1980 bis 1989");
  EXPECT_EQ(Words("198X/1995"),
            "Beginn: ein Jahr von 1980 bis 1989; Ende: 1995");
  EXPECT_EQ(Words("../.."), "zu beliebiger Zeit");
}

TEST(GermanWordsTest, SetsAreLists) {
  EXPECT_EQ(Words("[1667,1670..1672]"), "entweder 1667 oder 1670 bis 1672");
  EXPECT_EQ(Words("{1960,1961-12}"), "jeweils 1960 und Dezember 1961");
  EXPECT_EQ(Words("[1760-12-03..1760-12-10]"),
            "frühestens 3. Dezember 1760, spätestens 10. Dezember 1760");
  EXPECT_EQ(Words("[..2017-01-31]"), "31. Januar 2017 oder früher");
  EXPECT_EQ(Words("{..1984}"), "1984 und alles davor");
}

TEST(GermanWordsTest, DateTimesSayTheirZone) {
  EXPECT_EQ(Words("2017-02-10T14:30:00Z"), "10. Februar 2017, 14:30:00 UTC");
  EXPECT_EQ(Words("2017-02-10T14:30:00"),
            "10. Februar 2017, 14:30:00 Ortszeit");
}

TEST(GermanWordsTest, ExtentsAreTold) {
  EXPECT_EQ(Words("2013", Extent::kThroughout), "durchgehend: 2013");
  EXPECT_EQ(Words("2003/..", Extent::kThroughout), "ohne Ende, Beginn: 2003");
  EXPECT_EQ(Words("2003/2007", Extent::kWithin),
            "irgendwann zwischen Beginn (2003) und Ende (2007)");
}

}  // namespace
}  // namespace annals
