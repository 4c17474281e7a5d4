// Tests of annals/export/export_pages.h: streamed as if it were whole.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/export_pages.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/record/build.h"
#include "annals/timeline/timeline.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/support.h"
#include "tests/support/temporary_folder.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::HostileTitles;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kDates[] = {"",
                                  "2013",
                                  "2013~",
                                  "201X",
                                  "2013-05",
                                  "2013-05-03",
                                  "{2013,2015-02}",
                                  "2003/2007",
                                  "../2014",
                                  "2012/..",
                                  "2013-05-03T10:00:00",
                                  "-0043-03-15",
                                  "Y-170000002",
                                  "../.."};

std::vector<std::string> StreamedFormats() {
  std::vector<std::string> names;
  for (const ExportFormat& format : ExportFormats()) {
    if (format.make_writer != nullptr) names.emplace_back(format.name);
  }
  return names;
}

std::vector<std::string> InWords(const std::vector<Loss>& losses) {
  std::vector<std::string> words;
  for (const Loss& loss : losses) words.push_back(LossInWords(loss));
  return words;
}

// The greatest number of answers and of names that a page had, and how many
// answers there were.
class CountedPages : public SelectionPages {
 public:
  explicit CountedPages(SelectionPages& pages) : pages_(pages) {}

  absl::Status Visit(
      const PageParts& parts,
      absl::FunctionRef<absl::Status(const Selection&)> visit) override {
    return pages_.Visit(parts, [&](const Selection& page) {
      alive_max = std::max(alive_max, page.events.size());
      named_max = std::max(named_max, page.named.size());
      events += page.events.size();
      return visit(page);
    });
  }

  size_t alive_max = 0;
  size_t named_max = 0;
  size_t events = 0;

 private:
  SelectionPages& pages_;
};

class ExportPagesTest : public ::testing::Test {
 protected:
  ExportPagesTest() {
    const char* const given = std::getenv("ANNALS_TEST_SEED");
    seed_ = given != nullptr ? static_cast<unsigned>(std::atoi(given))
                             : std::random_device()();
    random_.seed(seed_);
  }

  unsigned Below(unsigned bound) {
    return static_cast<unsigned>(random_() % bound);
  }

  // Actors, places and sources by id and by name, links of links, claims that
  // assert and such that do not.
  void AppendHistory(int events) {
    Batch batch;
    batch.Put(MakeEntity("china", Entity::STATE, "China; the People's"));
    Entity beijing = MakeEntity("beijing", Entity::PLACE, "Beijing");
    beijing.set_part_of("china");
    batch.Put(beijing).Put(MakeSource("ramani", "An \"article\", quoted"));
    for (int i = 0; i < events; ++i) batch.Put(DrawEvent(i));
    for (int i = 0; i < events / 3; ++i) batch.Put(DrawLink(i, events));
    const auto appended = timeline_.Append(batch);
    ASSERT_TRUE(appended.ok()) << appended.status();
  }

  Event DrawEvent(int number) {
    const std::vector<std::string> titles = HostileTitles();
    Event event = MakeEvent(absl::StrCat("e", number),
                            titles[Below(static_cast<unsigned>(titles.size()))],
                            kDates[Below(std::size(kDates))]);
    // A store takes a line of text for a title.
    const bool is_line = event.title().find('\n') == std::string::npos;
    if (event.title().empty() || !is_line) {
      event.set_title("t");
      event.set_description("two \"lines\";\nof text");
    }
    event.set_kind(static_cast<Event::Kind>(Below(4)));
    if (Below(3) == 0)
      AddParticipant(event, "Korea, North", Participant::AGENT);
    if (Below(3) == 0) {
      AddParticipant(event, "", Participant::TARGET).set_entity("china");
    }
    if (Below(3) == 0) event.add_places(Below(2) == 0 ? "beijing" : "Rome");
    if (Below(2) == 0) event.add_tags("energy");
    if (Below(3) == 0) {
      Claim& claim = AddClaim(event, "c", {"Ramani"});
      Evidence& evidence = *claim.add_evidence();
      evidence.set_source("ramani");
      evidence.set_page("1");
      if (Below(2) == 0) claim.set_modality(Claim::FEARED);
    }
    return event;
  }

  // Of one or two causes and another event, or the first link.
  CausalLink DrawLink(int number, int events) {
    const int cause = static_cast<int>(Below(static_cast<unsigned>(events)));
    const auto id_after = [&](int steps) {
      return absl::StrCat("e", (cause + steps) % events);
    };
    const bool is_of_link = number > 0 && Below(4) == 0;
    CausalLink link =
        MakeLink(absl::StrCat("l", number), {id_after(0)}, CausalLink::CAUSE,
                 {is_of_link ? std::string("l0") : id_after(3)});
    if (Below(4) == 0) link.add_causes(id_after(7));
    return link;
  }

  Query DrawQuery() {
    Query query;
    query.Undated();
    if (Below(2) == 0) query.All();
    if (Below(3) == 0) query.Intersects("2013");
    if (Below(3) == 0) query.Tag("energy");
    if (Below(3) == 0) query.OrderBy(Query::Order::kId);
    if (Below(3) == 0) query.Limit(Below(30), Below(5));
    return query;
  }

  unsigned seed_ = 0;
  std::mt19937 random_;
  const testing::TemporaryFolder folder_;
  Timeline timeline_ = *Timeline::Open(folder_ / "t.annals");
};

TEST_F(ExportPagesTest, StreamedBytesAreThoseOfTheWhole) {
  SCOPED_TRACE(absl::StrCat("ANNALS_TEST_SEED=", seed_));
  AppendHistory(60);
  for (int i = 0; i < 40; ++i) {
    const Query query = DrawQuery();
    PageOptions options;
    options.events_max = 1 + Below(i % 2 == 0 ? 5 : 70);
    options.names_max = 1 + Below(5);
    const auto selection = timeline_.Select(query);
    ASSERT_TRUE(selection.ok()) << selection.status();
    const auto pages = timeline_.Pages(query, options);
    ASSERT_TRUE(pages.ok()) << pages.status();
    for (const std::string& format : StreamedFormats()) {
      const auto whole = Export(*selection, format);
      ASSERT_TRUE(whole.ok());
      std::string streamed;
      StringSink sink(streamed);
      const auto losses = ExportPages(**pages, format, {}, sink);
      ASSERT_TRUE(losses.ok()) << losses.status();
      EXPECT_EQ(streamed, whole->bytes) << format << ", query " << i;
      EXPECT_EQ(InWords(*losses), InWords(whole->losses)) << format;
    }
  }
}

TEST_F(ExportPagesTest, NoMoreAnswersAreAliveThanAPageHas) {
  AppendHistory(200);
  PageOptions options;
  options.events_max = 7;
  const auto pages = timeline_.Pages(Query().Undated().All(), options);
  ASSERT_TRUE(pages.ok());
  CountedPages counted(**pages);
  std::string out;
  StringSink sink(out);
  ASSERT_TRUE(ExportPages(counted, "csv", {}, sink).ok());
  EXPECT_EQ(counted.events, 200u);
  EXPECT_EQ(counted.alive_max, 7u);
}

TEST_F(ExportPagesTest, WhatPagesNameIsForgottenWhenItIsMuch) {
  Batch batch;
  for (int i = 0; i < 100; ++i) {
    batch.Put(MakeEntity(absl::StrCat("p", i), Entity::PERSON, "P"));
    Event event = MakeEvent(absl::StrCat("e", i), "T", "2013");
    AddParticipant(event, "", Participant::AGENT)
        .set_entity(absl::StrCat("p", i));
    batch.Put(event);
  }
  ASSERT_TRUE(timeline_.Append(batch).ok());
  PageOptions options;
  options.events_max = 5;
  options.names_max = 10;
  const auto pages = timeline_.Pages(Query(), options);
  ASSERT_TRUE(pages.ok());
  CountedPages counted(**pages);
  std::string out;
  StringSink sink(out);
  ASSERT_TRUE(ExportPages(counted, "csv", {}, sink).ok());
  EXPECT_LE(counted.named_max, 15u);
}

TEST_F(ExportPagesTest, PagesAreOfTheStateInWhichTheyWereAskedFor) {
  AppendHistory(30);
  const Query query = Query().Undated().All();
  const auto pages = timeline_.Pages(query);
  const auto selection = timeline_.Select(query);
  ASSERT_TRUE(pages.ok() && selection.ok());
  ASSERT_TRUE(
      timeline_.Append(Batch().Put(MakeEvent("new", "New", "2013"))).ok());
  std::string out;
  StringSink sink(out);
  ASSERT_TRUE(ExportPages(**pages, "vis", {}, sink).ok());
  EXPECT_EQ(out, Export(*selection, "vis")->bytes);
}

TEST_F(ExportPagesTest, WhileItIsReadOthersMayWrite) {
  AppendHistory(30);
  PageOptions options;
  options.events_max = 10;
  const auto pages = timeline_.Pages(Query().Undated().All(), options);
  ASSERT_TRUE(pages.ok());
  size_t events = 0;
  const absl::Status read = (*pages)->Visit({}, [&](const Selection& page) {
    events += page.events.size();
    return timeline_
        .Append(
            Batch().Put(MakeEvent(absl::StrCat("new", events), "New", "1900")))
        .status();
  });
  EXPECT_TRUE(read.ok()) << read;
  EXPECT_EQ(events, 30u);
}

TEST_F(ExportPagesTest, ByNetworksBoundsTheSameEventsAreChosen) {
  AppendHistory(30);
  const Query query = Query().Solved().Undated().Intersects("2013");
  const auto selection = timeline_.Select(query);
  PageOptions options;
  options.events_max = 4;
  const auto pages = timeline_.Pages(query, options);
  ASSERT_TRUE(pages.ok() && selection.ok()) << selection.status();
  std::string out;
  StringSink sink(out);
  ASSERT_TRUE(ExportPages(**pages, "csv", {}, sink).ok());
  EXPECT_EQ(out, Export(*selection, "csv")->bytes);
}

TEST_F(ExportPagesTest, OptionsMustBePositive) {
  PageOptions options;
  options.events_max = 0;
  EXPECT_EQ(timeline_.Pages(Query(), options).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(timeline_.Pages(Query().Intersects("neither")).status().code(),
            absl::StatusCode::kInvalidArgument);
}

// Takes so many bytes.
class SmallSink : public ByteSink {
 public:
  explicit SmallSink(size_t room) : room_(room) {}

  absl::Status Append(std::string_view bytes) override {
    if (bytes.size() > room_) return absl::ResourceExhaustedError("full");
    room_ -= bytes.size();
    return absl::OkStatus();
  }

 private:
  size_t room_;
};

TEST(ExportOnePageTest, ASinksErrorEndsTheExport) {
  std::vector<Event> events;
  for (int i = 0; i < 2000; ++i) {
    events.push_back(MakeEvent(absl::StrCat("e", i), "Title", "2013"));
  }
  const Selection selection = Choose(events);
  OnePage pages(selection);
  for (const std::string& format : StreamedFormats()) {
    SmallSink sink(70'000);
    EXPECT_EQ(ExportPages(pages, format, {}, sink).status().code(),
              absl::StatusCode::kResourceExhausted)
        << format;
  }
}

TEST(ExportOnePageTest, StrictRefusesAnyLoss) {
  const Selection selection = Choose({MakeEvent("a", "A")});
  OnePage pages(selection);
  ExportOptions options;
  options.strict = true;
  SmallSink sink(1 << 20);
  const auto refused = ExportPages(pages, "vis", options, sink);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("1 event without a date left out"));
  EXPECT_TRUE(ExportPages(pages, "csv", options, sink).ok());
}

TEST(ExportOnePageTest, WhatMustSeeAllDoesNotStream) {
  const Selection nothing;
  OnePage pages(nothing);
  SmallSink sink(0);
  EXPECT_EQ(ExportPages(pages, "dot", {}, sink).status().code(),
            absl::StatusCode::kUnimplemented);
  EXPECT_EQ(ExportPages(pages, "gantt", {}, sink).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ExportOnePageTest, LongListsOfEventsAreStreamed) {
  EXPECT_THAT(StreamedFormats(),
              ElementsAre("cloudevents", "cloudevents-protobuf", "csv",
                          "geojson", "json-lines", "kml", "timelinejs",
                          "timelinejs-csv", "timesketch", "vis"));
}

}  // namespace
}  // namespace annals
