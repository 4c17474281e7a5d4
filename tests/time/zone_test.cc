// Tests of annals/time/zone.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/zone.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "annals/time/allen.h"
#include "annals/time/edtf.h"
#include "annals/time/instant.h"
#include "annals/time/time_set.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

absl::TimeZone NewYork() { return *ZoneNamed("America/New_York"); }

std::vector<std::string> Shown(const TimeSet& set) {
  std::vector<std::string> shown;
  for (const Span& span : set.members) {
    shown.push_back(span.earliest_start.ToString() + "/" +
                    span.latest_end.ToString());
  }
  return shown;
}

std::vector<std::string> Settled(const std::string& text,
                                 const std::string& zone) {
  return Shown(Settle(*Edtf::Parse(text), *ZoneNamed(zone)));
}

TEST(ZoneTest, ALocalTimeIsOneSecondInItsZone) {
  using Spans = std::vector<std::string>;
  EXPECT_EQ(Settled("1953-07-27T22:00:00", "Asia/Seoul"),
            Spans{"1953-07-27T13:00:00Z/1953-07-27T13:00:01Z"});
  // Clocks there were half an hour behind Seoul's from 2015 to 2018.
  EXPECT_EQ(Settled("2017-02-03T10:00:00", "Asia/Pyongyang"),
            Spans{"2017-02-03T01:30:00Z/2017-02-03T01:30:01Z"});
  EXPECT_EQ(Settled("2017-12-31T24:00:00", "UTC"),
            Spans{"2018-01-01T00:00:00Z/2018-01-01T00:00:01Z"});
}

// Local:  00:00 ... 01:59:59 | 01:00 ... 01:59:59 | 02:00
TEST(ZoneTest, ATimeThatClocksShowedTwiceIsOneOfTwo) {
  const std::vector<std::string> wanted = {
      "2016-11-06T05:30:00Z/2016-11-06T05:30:01Z",
      "2016-11-06T06:30:00Z/2016-11-06T06:30:01Z"};
  EXPECT_EQ(Settled("2016-11-06T01:30:00", "America/New_York"), wanted);
  const TimeSet set = Settle(*Edtf::Parse("2016-11-06T01:30:00"), NewYork());
  EXPECT_EQ(set.choice, TimeSet::Choice::kOneOf);
  const auto against = [&set](const std::string& text) {
    return Relate({AllenRelation::kBefore}, set, Edtf::Parse(text)->Members());
  };
  EXPECT_EQ(against("2016-11-06T06:00:00Z"), Certainty::kPossible);
  EXPECT_EQ(against("2016-11-06T07:00:00Z"), Certainty::kCertain);
  EXPECT_EQ(against("2016-11-06T05:00:00Z"), Certainty::kNo);
}

// Local:  ... 01:59:59 | 03:00 ...
TEST(ZoneTest, ATimeThatNoClockShowedIsWhatAWrongOneWouldMean) {
  const std::vector<std::string> wanted = {
      "2016-03-13T06:30:00Z/2016-03-13T06:30:01Z",
      "2016-03-13T07:30:00Z/2016-03-13T07:30:01Z"};
  EXPECT_EQ(Settled("2016-03-13T02:30:00", "America/New_York"), wanted);
}

TEST(ZoneTest, TheSecondsAroundAChangeAreSettledExactly) {
  const auto count = [](int month, int day, int hour, int minute, int second) {
    return InstantsOf(absl::CivilSecond(2016, month, day, hour, minute, second),
                      NewYork())
        .size();
  };
  EXPECT_EQ(count(11, 6, 0, 59, 59), 1u);
  EXPECT_EQ(count(11, 6, 1, 0, 0), 2u);
  EXPECT_EQ(count(11, 6, 1, 59, 59), 2u);
  EXPECT_EQ(count(11, 6, 2, 0, 0), 1u);
  EXPECT_EQ(count(3, 13, 1, 59, 59), 1u);
  EXPECT_EQ(count(3, 13, 2, 0, 0), 2u);
  EXPECT_EQ(count(3, 13, 2, 59, 59), 2u);
  EXPECT_EQ(count(3, 13, 3, 0, 0), 1u);
}

// The other way round: what clocks showed at each instant.
TEST(ZoneTest, EveryInstantIsAmongThoseOfWhatItsClocksShow) {
  for (const char* const name :
       {"America/New_York", "Asia/Pyongyang", "Europe/London",
        "Australia/Lord_Howe", "Africa/Monrovia", "Pacific/Apia"}) {
    const absl::TimeZone zone = *ZoneNamed(name);
    for (int64_t seconds = -3'000'000'000; seconds < 2'000'000'000;
         seconds += 86'400 * 3 + 1'801) {
      const absl::Time time = absl::FromUnixSeconds(seconds);
      const std::vector<Instant> instants = InstantsOf(zone.At(time).cs, zone);
      const Instant wanted = *Instant::FromSeconds(seconds);
      ASSERT_TRUE(instants.front() == wanted || instants.back() == wanted)
          << name << ' ' << seconds;
      ASSERT_LE(instants.size(), 2u);
    }
  }
}

TEST(ZoneTest, LocalMeanTimeHoldsBeforeTheFirstRule) {
  EXPECT_EQ(Settled("1800-01-01T00:00:00", "Europe/Amsterdam").size(), 1u);
  EXPECT_EQ(
      InstantsOf(absl::CivilSecond(1800, 1, 1), NewYork()).front().ToString(),
      "1800-01-01T04:56:02Z");
  EXPECT_EQ(InstantsOf(absl::CivilSecond(-9999, 1, 1), NewYork()).size(), 1u);
  EXPECT_EQ(InstantsOf(absl::CivilSecond(9999, 12, 31, 23, 59, 59), NewYork())
                .front()
                .ToString(),
            "+010000-01-01T04:59:59Z");
}

TEST(ZoneTest, WhatIsNotFloatingStaysAsItIs) {
  for (const char* const text :
       {"2017-02-03", "2017-02-03T10:00:00Z", "[1667,1668]", "2012/..", "Y17E7",
        "2017-02-03T10:00:00+09:00"}) {
    const Edtf date = *Edtf::Parse(text);
    EXPECT_EQ(Settle(date, NewYork()).members, date.Members().members) << text;
  }
}

TEST(ZoneTest, TheExtentIsKept) {
  const Edtf date = *Edtf::Parse("2017-02-03T10:00:00");
  const Span span =
      Settle(date, *ZoneNamed("UTC"), Extent::kThroughout).members.front();
  EXPECT_EQ(span, date.Bounds(Extent::kThroughout));
  EXPECT_EQ(span.latest_start, span.earliest_start);
}

TEST(ZoneTest, NamesThatMightBePathsAreRefused) {
  for (const char* const name :
       {"", "/etc/passwd", "../x", "localtime", "America/New York", "Asia/..",
        "Asia\n", "+01:00", "file:/etc/passwd"}) {
    const auto zone = ZoneNamed(name);
    EXPECT_EQ(zone.status().code(), absl::StatusCode::kInvalidArgument) << name;
  }
  EXPECT_FALSE(ZoneNamed(std::string(100'000, 'A')).ok());
  EXPECT_EQ(ZoneNamed("Asia/Nowhere").status().message(),
            "unknown time zone \"Asia/Nowhere\"; want an IANA name such as "
            "\"Asia/Pyongyang\"");
}

TEST(ZoneTest, AMachineWithoutZoneDataIsTold) {
  const char* const before = std::getenv("TZDIR");
  const std::string kept = before == nullptr ? "" : before;
  ASSERT_EQ(setenv("TZDIR", "/nonexistent/zoneinfo", 1), 0);
  // A zone that nothing else here asks for, so that it is not in memory.
  const absl::Status status = ZoneNamed("Atlantic/St_Helena").status();
  EXPECT_EQ(
      before == nullptr ? unsetenv("TZDIR") : setenv("TZDIR", kept.c_str(), 1),
      0);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(),
            "time zone \"Atlantic/St_Helena\": no zone data in "
            "/nonexistent/zoneinfo; want the package tzdata, or its folder in "
            "the variable TZDIR");
}

}  // namespace
}  // namespace annals
