// Tests of annals/record/validate.h: events, and the dates of all records.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <vector>

#include "annals/record/build.h"
#include "annals/record/limits.h"
#include "annals/record/validate.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

// "path: message" of each fault.
std::vector<std::string> FaultsOf(const Event& event) {
  std::vector<std::string> words;
  for (const Fault& fault : Validate(ToRecord(event))) {
    words.push_back(fault.path + ": " + fault.message);
  }
  return words;
}

Event Plain() { return MakeEvent("oil", "China suspends oil"); }

TEST(ValidateEventTest, AnIdHasLettersDigitsAndAFewMarks) {
  Event event = Plain();
  event.set_id("Korea/2013:a-b_c.d");
  EXPECT_THAT(FaultsOf(event), IsEmpty());
  for (const char* const id : {"a b", "a#b", "öl", "a\n", "石油", "a\"b"}) {
    event.set_id(id);
    EXPECT_THAT(FaultsOf(event), ElementsAre(StartsWith("id: "))) << id;
  }
}

TEST(ValidateEventTest, AnIdHasAtMost256Bytes) {
  Event event = Plain();
  event.set_id(std::string(256, 'a'));
  EXPECT_THAT(FaultsOf(event), IsEmpty());
  event.set_id(std::string(257, 'a'));
  EXPECT_THAT(FaultsOf(event), ElementsAre("id: 257 bytes; want at most 256"));
}

TEST(ValidateEventTest, ATitleIsOneLineOfAtMost512Bytes) {
  Event event = Plain();
  event.set_title(std::string(512, 'a'));
  EXPECT_THAT(FaultsOf(event), IsEmpty());
  event.set_title(std::string(513, 'a'));
  EXPECT_THAT(FaultsOf(event), SizeIs(1));
  event.set_title("two\nlines");
  EXPECT_THAT(FaultsOf(event),
              ElementsAre("title: control character U+000A at offset 3; want "
                          "one line of plain text"));
  event.set_title(" \t");
  EXPECT_THAT(FaultsOf(event), ElementsAre("title: blank; want words"));
}

TEST(ValidateEventTest, ADescriptionMayHaveLinesAndTabs) {
  Event event = Plain();
  event.set_description("one\n\ttwo");
  EXPECT_THAT(FaultsOf(event), IsEmpty());
  event.set_description("one\r\ntwo");
  EXPECT_THAT(FaultsOf(event), ElementsAre(HasSubstr("U+000D")));
}

TEST(ValidateEventTest, ADateIsReadWithTheWordsOfItsReader) {
  Event event = MakeEvent("oil", "Oil", "2012~/..");
  EXPECT_THAT(FaultsOf(event), IsEmpty());
  event.mutable_when()->set_edtf("1985-13");
  EXPECT_THAT(FaultsOf(event),
              ElementsAre(StartsWith("when.edtf: edtf \"1985-13\": month 13")));
}

TEST(ValidateEventTest, AWhenWithoutADateIsLegal) {
  Event event = Plain();
  event.mutable_when()->set_duration("P49Y");
  event.mutable_when()->set_words("a 49-year lease");
  EXPECT_THAT(FaultsOf(event), IsEmpty());
}

TEST(ValidateEventTest, ADurationIsLongerThanNothing) {
  Event event = Plain();
  for (const char* const text : {"-P1D", "PT0S", "49 years"}) {
    event.mutable_when()->set_duration(text);
    EXPECT_THAT(FaultsOf(event), ElementsAre(StartsWith("when.duration: ")))
        << text;
  }
}

TEST(ValidateEventTest, ARecurrenceIsARepeatingIntervalOrATimexSet) {
  Event event = Plain();
  for (const char* const text :
       {"R/2015-02/P1Y", "R5/2015-02-01/2015-02-03", "R/P1Y", "R2/P1D/2015",
        "P1Y", "PT12H", "XXXX-WXX-1", "XXXX-10", "XXXX-SU", "XXXX-XX-XXTNI",
        "XXXX-12-25T08:00"}) {
    event.mutable_when()->set_recurrence(text);
    EXPECT_THAT(FaultsOf(event), IsEmpty()) << text;
  }
}

TEST(ValidateEventTest, WhatHappensOnceIsNoRecurrence) {
  Event event = Plain();
  for (const char* const text :
       {"2015", "each Monday", "R", "R/", "R/2015", "Rx/P1Y", "R/P1Y/P1Y",
        "R/2015/P1Y/P1Y", "-P1Y", "P0D", "XXXX-", "XXXX-WXX-1Tnoon"}) {
    event.mutable_when()->set_recurrence(text);
    EXPECT_THAT(FaultsOf(event), ElementsAre(StartsWith("when.recurrence: ")))
        << text;
  }
}

TEST(ValidateEventTest, AZoneHasAnIanaName) {
  Event event = MakeEvent("a", "A", "2017-02-03T10:00:00");
  for (const char* const zone : {"Asia/Pyongyang", "UTC", "Etc/GMT+9"}) {
    event.mutable_when()->set_zone(zone);
    EXPECT_THAT(FaultsOf(event), IsEmpty()) << zone;
  }
  for (const char* const zone :
       {"Asia/Pyeongyang", "localtime", "/etc/localtime", "../zoneinfo/UTC",
        "file:UTC", "+09:00", "Asia"}) {
    event.mutable_when()->set_zone(zone);
    EXPECT_THAT(FaultsOf(event), ElementsAre(StartsWith("when.zone: unknown")))
        << zone;
  }
}

TEST(ValidateEventTest, AParticipantHasAnEntityOrAName) {
  Event event = Plain();
  event.add_participants()->set_entity("cn");
  event.add_participants()->set_name("China");
  EXPECT_THAT(FaultsOf(event), IsEmpty());
  event.add_participants()->set_rank(0);
  EXPECT_THAT(
      FaultsOf(event),
      ElementsAre("participants[2]: neither entity nor name; want at least one",
                  "participants[2].rank: 0; want 1 or more"));
}

TEST(ValidateEventTest, CodesAndQuantitiesAreComplete) {
  Event event = Plain();
  event.add_codes()->set_scheme("PLOVER");
  event.add_quantities()->set_unit("person");
  EXPECT_THAT(FaultsOf(event), ElementsAre("codes[0].code: missing",
                                           "quantities[0].value: missing"));
}

TEST(ValidateEventTest, ZeroOfSomethingIsAQuantity) {
  Event event = Plain();
  event.add_quantities()->set_value(0);
  EXPECT_THAT(FaultsOf(event), IsEmpty());
}

TEST(ValidateEventTest, AnEventIsNeitherPartOfItselfNorAboutItself) {
  Event event = Plain();
  event.set_part_of("oil");
  event.add_about("oil");
  event.add_same_as("oil");
  EXPECT_THAT(FaultsOf(event),
              ElementsAre("part_of: \"oil\" is this record itself",
                          "about[0]: \"oil\" is this record itself",
                          "same_as[0]: \"oil\" is this record itself"));
}

TEST(ValidateEventTest, ListsHaveNoEmptyItems) {
  Event event = Plain();
  event.add_tags("");
  event.add_places("");
  event.add_about("");
  EXPECT_THAT(FaultsOf(event),
              ElementsAre("tags[0]: missing", "places[0]: missing",
                          "about[0]: missing; want a record's id"));
}

}  // namespace
}  // namespace annals
