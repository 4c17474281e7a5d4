// Tests of annals/export/kml.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/kml.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/read_back.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::Fields;
using ::annals::testing::WithPlace;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Kml(const std::string& edtf) {
  return ExportKml(Choose({MakeEvent("x", "X", edtf)}), {})->bytes;
}

Fields TimeOf(const std::string& edtf) {
  return testing::ReadKml(Kml(edtf))["x"];
}

TEST(KmlTest, ADateIsAStampAsPreciseAsItWasWritten) {
  EXPECT_EQ(TimeOf("2013").at("when"), "2013");
  EXPECT_EQ(TimeOf("2016-03~").at("when"), "2016-03");
  EXPECT_EQ(TimeOf("2017-02-03").at("when"), "2017-02-03");
}

TEST(KmlTest, AnIntervalIsASpanOfPartialDates) {
  const Fields time = TimeOf("2003/2007-04");
  EXPECT_EQ(time.at("begin"), "2003");
  EXPECT_EQ(time.at("end"), "2007-04");
}

TEST(KmlTest, AnOpenEndIsLeftOut) {
  EXPECT_EQ(TimeOf("2012/..").at("begin"), "2012");
  EXPECT_EQ(TimeOf("2012/..").count("end"), 0u);
  EXPECT_EQ(TimeOf("../2007").count("begin"), 0u);
  EXPECT_EQ(TimeOf("../2007").at("end"), "2007");
}

TEST(KmlTest, WhatNoPartialDateSaysIsASpanOfInstants) {
  const Fields spring = TimeOf("2001-21");
  EXPECT_EQ(spring.at("begin"), "2001-03-01T00:00:00Z");
  EXPECT_EQ(spring.at("end"), "2001-06-01T00:00:00Z");
  EXPECT_EQ(TimeOf("199X").at("begin"), "1990-01-01T00:00:00Z");
  EXPECT_EQ(TimeOf("2017-02-03T10:20:30Z").at("end"), "2017-02-03T10:20:31Z");
}

// XML Schema 1.0 has no year 0.
TEST(KmlTest, AYearBceIsOneMoreThanInEdtf) {
  EXPECT_EQ(TimeOf("-0043-03-15").at("when"), "-0044-03-15");
  EXPECT_EQ(TimeOf("-0043-03-15").at("edtf"), "-0043-03-15");
  EXPECT_EQ(TimeOf("0000").at("when"), "-0001");
  EXPECT_EQ(TimeOf("0001").at("when"), "0001");
}

TEST(KmlTest, WhatLastedThroughoutADateIsASpan) {
  Event event = MakeEvent("x", "X", "2013");
  event.mutable_when()->set_extent(When::THROUGHOUT);
  const Fields time =
      testing::ReadKml(ExportKml(Choose({event}), {})->bytes)["x"];
  EXPECT_EQ(time.at("begin"), "2013-01-01T00:00:00Z");
  EXPECT_EQ(time.at("end"), "2014-01-01T00:00:00Z");
}

TEST(KmlTest, AnUndatedEventHasNoTime) {
  EXPECT_THAT(Kml(""), Not(HasSubstr("<Time")));
  EXPECT_THAT(Kml(""), HasSubstr("<name>X</name>"));
}

TEST(KmlTest, CoordinatesAreLongitudeThenLatitudeInFull) {
  Event event = MakeEvent("x", "X");
  event.add_places("p");
  const Selection selection =
      WithPlace(Choose({event}), "p", 42.123456789, -0.1);
  EXPECT_EQ(
      testing::ReadKml(ExportKml(selection, {})->bytes)["x"].at("coordinates"),
      "-0.1,42.123456789");
}

TEST(KmlTest, WhatNobodyAssertsSaysHow) {
  EXPECT_THAT(ExportKml(Choose({testing::Feared("x", "Rush")}), {})->bytes,
              HasSubstr("<name>feared: Rush</name>"));
}

}  // namespace
}  // namespace annals
