// Tests of annals/record/event_time.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/event_time.h"

#include <string>

#include "annals/record/build.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

When Dated(const std::string& edtf, const std::string& zone = "") {
  When when;
  when.set_edtf(edtf);
  when.set_zone(zone);
  return when;
}

std::string StartOf(const When& when) {
  const auto span = SpanOf(when);
  if (!span.ok()) return std::string(span.status().message());
  return (*span)->earliest_start.ToString();
}

TEST(EventTimeTest, AnEventWithoutADateHasNoSpan) {
  const auto span = SpanOf(MakeEvent("oil", "Oil"));
  ASSERT_TRUE(span.ok());
  EXPECT_FALSE(span->has_value());
  EXPECT_FALSE(DateOf(When())->has_value());
  EXPECT_FALSE(TimeSetOf(When())->has_value());
}

//           2013                        2014
// start:    [----------------------------]
// end:       [----------------------------]
TEST(EventTimeTest, AYearHoldsItsEvent) {
  const Span span = **SpanOf(MakeEvent("oil", "Oil", "2013"));
  EXPECT_EQ(span.earliest_start.ToString(), "2013-01-01T00:00:00Z");
  EXPECT_EQ(span.latest_start.ToString(), "2013-12-31T23:59:59.999999Z");
  EXPECT_EQ(span.earliest_end.ToString(), "2013-01-01T00:00:00.000001Z");
  EXPECT_EQ(span.latest_end.ToString(), "2014-01-01T00:00:00Z");
}

TEST(EventTimeTest, TheExtentIsPassedOn) {
  When when = Dated("2013");
  EXPECT_EQ(ExtentOf(when), Extent::kDefault);
  when.set_extent(When::THROUGHOUT);
  EXPECT_EQ(ExtentOf(when), Extent::kThroughout);
  const Span span = **SpanOf(when);
  EXPECT_EQ(span.latest_start.ToString(), "2013-01-01T00:00:00Z");
  EXPECT_EQ(span.earliest_end.ToString(), "2014-01-01T00:00:00Z");
  EXPECT_EQ(**SpanOf(when), (*TimeSetOf(when))->Hull());
}

TEST(EventTimeTest, AnUnreadableDateIsRefused) {
  EXPECT_EQ(SpanOf(Dated("1985-13")).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(DateOf(Dated("2013", "Asia/Nowhere")).status().message(),
            "unknown time zone \"Asia/Nowhere\"; want an IANA name such as "
            "\"Asia/Pyongyang\"");
}

TEST(EventTimeTest, AZoneSettlesALocalTime) {
  EXPECT_TRUE((*DateOf(Dated("2017-02-03T10:00:00")))->IsFloating());
  const When when = Dated("2017-02-03T10:00:00", "Asia/Pyongyang");
  EXPECT_FALSE((*DateOf(when))->IsFloating());
  // Clocks there were half an hour behind Seoul's from 2015 to 2018.
  EXPECT_EQ(StartOf(when), "2017-02-03T01:30:00Z");
  EXPECT_EQ((*TimeSetOf(when))->members.size(), 1u);
}

TEST(EventTimeTest, AZoneLeavesDatesAndStatedZonesAlone) {
  EXPECT_EQ(StartOf(Dated("2017-02-03", "Asia/Pyongyang")),
            "2017-02-03T00:00:00Z");
  EXPECT_EQ(StartOf(Dated("2017-02-03T10:00:00Z", "Asia/Pyongyang")),
            "2017-02-03T10:00:00Z");
}

// 2016-11-06 in New York has 01:30 twice, 2016-03-13 has no 02:30.
TEST(EventTimeTest, AnAmbiguousLocalTimeIsWrittenAsFloating) {
  for (const char* const edtf :
       {"2016-11-06T01:30:00", "2016-03-13T02:30:00"}) {
    EXPECT_TRUE((*DateOf(Dated(edtf, "America/New_York")))->IsFloating())
        << edtf;
  }
}

// In summer time the night's first 01:30 is 05:30 UTC, then 06:30.
TEST(EventTimeTest, AnAmbiguousLocalTimeIsOneOfTwoSeconds) {
  const When when = Dated("2016-11-06T01:30:00", "America/New_York");
  const Span span = **SpanOf(when);
  EXPECT_EQ(span.earliest_start.ToString(), "2016-11-06T05:30:00Z");
  EXPECT_EQ(span.latest_end.ToString(), "2016-11-06T06:30:01Z");
  const TimeSet times = **TimeSetOf(when);
  EXPECT_EQ(times.choice, TimeSet::Choice::kOneOf);
  ASSERT_EQ(times.members.size(), 2u);
  EXPECT_EQ(times.members[0].latest_end.ToString(), "2016-11-06T05:30:01Z");
  EXPECT_EQ(times.Hull(), span);
}

// Monrovia was 44 minutes and 30 seconds behind, which no EDTF shift can say.
TEST(EventTimeTest, AnOffsetWithSecondsSettlesTheSpan) {
  const When when = Dated("1936-05-01T12:00:00", "Africa/Monrovia");
  EXPECT_TRUE((*DateOf(when))->IsFloating());
  EXPECT_EQ(StartOf(when), "1936-05-01T12:44:30Z");
  EXPECT_EQ((*TimeSetOf(when))->Hull(), **SpanOf(when));
}

TEST(EventTimeTest, ResolveTellsAllThreeAtOnce) {
  for (const When& when :
       {Dated("2013"), Dated("2016-11-06T01:30:00", "America/New_York"),
        Dated("2016-11-06T01:30:00"), Dated("[1667,1668]"), When()}) {
    const auto resolved = Resolve(when);
    ASSERT_TRUE(resolved.ok());
    ASSERT_EQ(resolved->has_value(), (*DateOf(when)).has_value());
    if (!resolved->has_value()) continue;
    EXPECT_EQ((*resolved)->date.text(), (*DateOf(when))->text());
    EXPECT_EQ((*resolved)->span, **SpanOf(when));
    EXPECT_EQ((*resolved)->times.members, (*TimeSetOf(when))->members);
  }
  EXPECT_FALSE(Resolve(Dated("2013", "Asia/Nowhere")).ok());
}

TEST(EventTimeTest, AFixedInstantIsTheFirstOfItsDate) {
  Endpoint endpoint;
  endpoint.set_instant("2017-02");
  EXPECT_EQ(FixedInstantOf(endpoint)->ToString(), "2017-02-01T00:00:00Z");
  endpoint.set_instant("2017-02-03T10:00:00+09:00");
  EXPECT_EQ(FixedInstantOf(endpoint)->ToString(), "2017-02-03T01:00:00Z");
  endpoint.set_instant("2017~");
  EXPECT_EQ(FixedInstantOf(endpoint).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace annals
