// Tests of annals/export/json_lines.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/json_lines.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "annals/record/read.h"
#include "annals/record/write.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::HostileEvents;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The ids of the lines' records, read back.
std::vector<std::string> IdsOf(const std::string& bytes) {
  ReadResult read = ReadJsonLines(bytes);
  EXPECT_TRUE(read.faults.empty());
  std::vector<std::string> ids;
  for (const LocatedRecord& located : read.records) {
    ids.push_back(IdOf(located.record));
  }
  return ids;
}

std::string Exported(const Selection& selection) {
  const auto result = ExportJsonLines(selection, {});
  EXPECT_THAT(result->losses, IsEmpty());
  return result->bytes;
}

TEST(JsonLinesTest, AnEventIsItsRecordOnALine) {
  const Event event = MakeEvent("oil", "China suspends oil", "2013");
  EXPECT_EQ(Exported(Choose({event})), WriteJson(ToRecord(event)) + "\n");
}

TEST(JsonLinesTest, WhatAnEventNamesComesBeforeItAndOnce) {
  Event visit = MakeEvent("visit", "Visit", "2014");
  AddParticipant(visit, "", Participant::AGENT).set_entity("city");
  Event talks = MakeEvent("talks", "Talks", "2015");
  talks.add_places("city");
  AddClaim(talks, "c", {}).add_evidence()->set_source("article");
  Selection selection = Choose({visit, talks});
  Entity city = MakeEntity("city", Entity::PLACE, "Beijing");
  city.set_part_of("china");
  selection.named["city"] = ToRecord(city);
  selection.named["china"] =
      ToRecord(MakeEntity("china", Entity::STATE, "China"));
  selection.named["article"] = ToRecord(MakeSource("article", "An article"));
  EXPECT_THAT(IdsOf(Exported(selection)),
              ElementsAre("china", "city", "visit", "article", "talks"));
}

TEST(JsonLinesTest, EntitiesThatAreInACircleAreWrittenOnce) {
  Event event = MakeEvent("e", "E", "2014");
  event.add_places("a");
  Selection selection = Choose({event});
  for (const auto& [id, whole] : {std::pair{"a", "b"}, std::pair{"b", "a"}}) {
    Entity entity = MakeEntity(id, Entity::PLACE, "P");
    entity.set_part_of(whole);
    selection.named[id] = ToRecord(entity);
  }
  EXPECT_THAT(IdsOf(Exported(selection)), ElementsAre("b", "a", "e"));
}

TEST(JsonLinesTest, AChainOfAHundredThousandPlacesIsNotTooDeep) {
  Event event = MakeEvent("e", "E", "2014");
  event.add_places("p0");
  Selection selection = Choose({event});
  constexpr int kPlaces = 100'000;
  for (int i = 0; i < kPlaces; ++i) {
    const std::string id = "p" + std::to_string(i);
    Entity entity = MakeEntity(id, Entity::PLACE, "P");
    if (i + 1 < kPlaces) entity.set_part_of("p" + std::to_string(i + 1));
    selection.named[id] = ToRecord(entity);
  }
  const std::string bytes = Exported(selection);
  const std::vector<std::string> lines = absl::StrSplit(bytes, '\n');
  EXPECT_EQ(lines.size(), kPlaces + 2u);
}

TEST(JsonLinesTest, ALinkComesAfterTheFirstEventThatItTouches) {
  const Selection selection =
      Choose({MakeEvent("a", "A", "2013"), MakeEvent("b", "B", "2014"),
              MakeEvent("c", "C", "2015")},
             {MakeLink("l1", {"c"}, CausalLink::CAUSE, {"b"}),
              MakeLink("l2", {"b"}, CausalLink::CAUSE, {"not-chosen"}),
              MakeLink("l3", {"c"}, CausalLink::CAUSE, {"not-chosen"})});
  EXPECT_THAT(IdsOf(Exported(selection)),
              ElementsAre("a", "b", "l1", "l2", "c", "l3"));
}

TEST(JsonLinesTest, HostileTitlesComeBackAsTheyWere) {
  const std::vector<Event> events = HostileEvents();
  const ReadResult read = ReadJsonLines(Exported(Choose(events)));
  ASSERT_EQ(read.records.size(), events.size());
  for (size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(read.records[i].record.event().title(), events[i].title());
  }
}

}  // namespace
}  // namespace annals
