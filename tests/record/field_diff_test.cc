// Tests of annals/record/field_diff.h: what differs between two records.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/field_diff.h"

#include <string>
#include <vector>

#include "annals/record/build.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace annals {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "path: before -> after", with - for nothing.
std::vector<std::string> Lines(const Event& before, const Event& after) {
  std::vector<std::string> lines;
  for (const FieldChange& change :
       FieldsChanged(ToRecord(before), ToRecord(after))) {
    lines.push_back(change.path + ": " + change.before.value_or("-") + " -> " +
                    change.after.value_or("-"));
  }
  return lines;
}

TEST(FieldDiffTest, EqualRecordsDifferInNothing) {
  const Event event = MakeEvent("war", "War", "1904");
  EXPECT_THAT(Lines(event, event), IsEmpty());
}

TEST(FieldDiffTest, AFieldMayChangeComeAndGo) {
  Event before = MakeEvent("war", "War", "1904");
  before.set_description("long");
  Event after = MakeEvent("war", "Great war", "1904");
  after.set_kind(Event::PROCESS);
  EXPECT_THAT(Lines(before, after),
              ::testing::UnorderedElementsAre("event.title: War -> Great war",
                                              "event.description: long -> -",
                                              "event.kind: - -> PROCESS"));
}

TEST(FieldDiffTest, AnItemInTheMiddleIsOneChange) {
  Event before = MakeEvent("war", "War");
  Event after = before;
  for (const char* tag : {"a", "b", "c"}) before.add_tags(tag);
  for (const char* tag : {"a", "x", "b", "c"}) after.add_tags(tag);
  EXPECT_THAT(Lines(before, after), ElementsAre("event.tags[1]: - -> x"));
  EXPECT_THAT(Lines(after, before), ElementsAre("event.tags[1]: x -> -"));
}

TEST(FieldDiffTest, WhatDiffersInsideAClaimIsToldByItsPath) {
  Event before = MakeEvent("war", "War");
  AddEvidence(AddClaim(before, "c", {"kim"}), "source", "old words");
  Event after = before;
  after.mutable_claims(0)->mutable_evidence(0)->set_quote("new words");
  EXPECT_THAT(
      Lines(before, after),
      ElementsAre("event.claims[0].evidence[0].quote: old words -> new words"));
}

// A byte span that starts at 0 is not one that starts nowhere.
TEST(FieldDiffTest, ZeroIsNotNothing) {
  Event before = MakeEvent("war", "War");
  AddEvidence(AddClaim(before, "c", {}), "source", "words");
  Event after = before;
  after.mutable_claims(0)->mutable_evidence(0)->set_begin(0);
  EXPECT_THAT(Lines(before, after),
              ElementsAre("event.claims[0].evidence[0].begin: - -> 0"));
}

TEST(FieldDiffTest, RecordsOfDifferentKindsDifferInAll) {
  const auto changes = FieldsChanged(ToRecord(MakeEvent("a", "War")),
                                     ToRecord(MakeSource("a", "The Times")));
  std::vector<std::string> paths;
  for (const FieldChange& change : changes) paths.push_back(change.path);
  EXPECT_THAT(paths, ElementsAre("event.id", "event.title", "source.id",
                                 "source.title"));
}

}  // namespace
}  // namespace annals
