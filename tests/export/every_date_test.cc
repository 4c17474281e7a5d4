// No date is changed in silence: every kind of date through every format.
//
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "annals/export/export.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/read_back.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::EventsRead;
using ::annals::testing::Fields;

constexpr unsigned kSeed = 7;

// Years of interest, and some at random, from -10,000 to +10,000; and decades,
// centuries, and a year of which two digits are known.
std::vector<std::string> Years() {
  std::vector<std::string> years = {"Y-10000", "Y10000", "201X",  "19XX",
                                    "-004X",   "00XX",   "1950S2"};
  std::vector<int> numbers = {-9999, -4713, -1000, -44,  -43,  -1,   0,
                              1,     44,    476,   999,  1000, 1582, 1899,
                              1969,  1970,  2013,  2038, 9998, 9999};
  std::mt19937 random(kSeed);
  for (int i = 0; i < 40; ++i) {
    numbers.push_back(static_cast<int>(random() % 20'000) - 10'000 + 1);
  }
  for (const int number : numbers) {
    years.push_back(absl::StrFormat("%s%04d", number < 0 ? "-" : "",
                                    number < 0 ? -number : number));
  }
  return years;
}

// All precisions, qualifiers and shapes for a year $.
const char* const kShapes[] = {"$",
                               "$?",
                               "$~",
                               "$%",
                               "$-03",
                               "$-03~",
                               "$-02-03",
                               "$-02-03?",
                               "$-12-31%",
                               "$-21",
                               "$-24?",
                               "$-33",
                               "$/..",
                               "../$",
                               "$/",
                               "/$",
                               "$-03/$-05",
                               "$~/$?",
                               "$-01-01/$-12-31",
                               "[$-01,$-03]",
                               "{$-01..$-03}",
                               "[..$]",
                               "{$..}",
                               "[$..]",
                               "$-XX",
                               "$-02-XX",
                               "$-02-03T10:20:30Z",
                               "$-02-03T10:20:30",
                               "$-02-03T23:59:59+05:30",
                               "$-02-03/.."};

// Every shape of every year that EDTF has, each in every extent. Years of more
// digits have a few shapes only.
std::vector<Event> EventsOfEveryDate() {
  std::vector<Event> events;
  for (const std::string& year : Years()) {
    for (const char* shape : kShapes) {
      const std::string edtf = absl::StrReplaceAll(shape, {{"$", year}});
      if (!Edtf::Parse(edtf).ok()) continue;
      for (const When::Extent extent :
           {When::EXTENT_UNSPECIFIED, When::THROUGHOUT}) {
        Event event = MakeEvent(absl::StrCat("d", events.size()), "D", edtf);
        event.mutable_when()->set_extent(extent);
        events.push_back(std::move(event));
      }
    }
  }
  return events;
}

const Selection& EveryDate() {
  static const auto* const selection =
      new Selection(Choose(EventsOfEveryDate()));
  return *selection;
}

// How many events the loss report says are not there.
int64_t LeftOut(const ExportResult& result) {
  int64_t count = 0;
  for (const Loss& loss : result.losses) {
    const bool is_event = absl::StartsWith(loss.what, "event");
    if (is_event && absl::StrContains(loss.what, "left out")) {
      count += loss.count;
    }
  }
  return count;
}

// The text of an Instant with an infinite one left out, as some formats do.
std::string Finite(const std::string& instant) {
  return instant == "-inf" || instant == "+inf" ? "" : instant;
}

std::string At(const Fields& fields, const std::string& name) {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

// Takes `read` of the format's file, compares EDTF text and bounds, and hands
// each event that is there to `native`, to compare what the format's own time
// says.
void ExpectEveryDate(
    const char* format, EventsRead (*read)(std::string_view),
    const std::function<void(const Answer&, const Fields&)>& native) {
  ASSERT_GT(EveryDate().events.size(), 1000u);
  const ExportResult result = *Export(EveryDate(), format);
  const EventsRead events = read(result.bytes);
  int64_t missing = 0;
  for (const Answer& answer : EveryDate().events) {
    const auto found = events.find(answer.event.id());
    if (found == events.end()) {
      ++missing;
      continue;
    }
    const Fields& fields = found->second;
    SCOPED_TRACE(answer.event.when().ShortDebugString());
    EXPECT_EQ(At(fields, "edtf"), answer.event.when().edtf());
    const std::pair<const char*, Instant> bounds[] = {
        {"earliest_start", answer.span->earliest_start},
        {"latest_start", answer.span->latest_start},
        {"earliest_end", answer.span->earliest_end},
        {"latest_end", answer.span->latest_end}};
    for (const auto& [name, bound] : bounds) {
      EXPECT_EQ(Finite(At(fields, name)), Finite(bound.ToString())) << name;
    }
    native(answer, fields);
  }
  EXPECT_EQ(missing, LeftOut(result));
  EXPECT_EQ(events.size() + static_cast<size_t>(missing),
            EveryDate().events.size());
}

void Nothing(const Answer&, const Fields&) {}

// "-0044-03-15T00:00:00Z" of XML Schema 1.0, as ISO 8601 and we write it.
std::string FromXsd10(const std::string& text) {
  if (text.empty()) return "";
  const size_t dash = text.find('-', 1);
  int64_t year = 0;
  EXPECT_TRUE(absl::SimpleAtoi(text.substr(0, dash), &year)) << text;
  EXPECT_NE(year, 0) << text;
  if (year < 0) ++year;
  const std::string digits = year < 0 || year > 9999
                                 ? absl::StrFormat("%+07d", year)
                                 : absl::StrFormat("%04d", year);
  return digits + text.substr(dash);
}

TEST(EveryDateTest, Csv) { ExpectEveryDate("csv", testing::ReadCsv, Nothing); }

TEST(EveryDateTest, GeoJson) {
  ExpectEveryDate("geojson", testing::ReadGeoJson, Nothing);
}

TEST(EveryDateTest, GraphMl) {
  ExpectEveryDate("graphml", testing::ReadGraphMl, Nothing);
}

TEST(EveryDateTest, Gexf) {
  ExpectEveryDate("gexf", testing::ReadGexf,
                  [](const Answer& answer, const Fields& fields) {
                    EXPECT_EQ(FromXsd10(At(fields, "start")),
                              Finite(answer.span->earliest_start.ToString()));
                    EXPECT_EQ(FromXsd10(At(fields, "end")),
                              Finite(answer.span->latest_end.ToString()));
                    EXPECT_NE(At(fields, "start") + At(fields, "end"), "");
                  });
}

// A partial date of KML, as EDTF writes it.
std::string AsEdtf(std::string partial) {
  const bool is_bare_year = partial.find('-', 1) == std::string::npos;
  partial = FromXsd10(is_bare_year ? partial + "-" : partial);
  if (is_bare_year) partial.pop_back();
  // "+010000" and "-000043".
  if (partial[0] == '-' && partial.substr(0, 3) == "-00") {
    return "-" + partial.substr(3);
  }
  return partial[0] == '+' || partial[0] == '-' ? "Y" + partial : partial;
}

// That the text, whole or partial, is this bound of the event.
void ExpectBound(const std::string& text, Instant bound, Instant Span::*which) {
  if (absl::StrContains(text, 'T') || text.empty()) {
    EXPECT_EQ(text.empty() ? "" : FromXsd10(text), Finite(bound.ToString()));
    return;
  }
  const std::string edtf =
      absl::StrReplaceAll(AsEdtf(text), {{"Y+0", "Y"}, {"Y-0", "Y-"}});
  const auto date = Edtf::Parse(edtf);
  ASSERT_TRUE(date.ok()) << text << ": " << date.status();
  EXPECT_EQ(date->Bounds().*which, bound) << text;
}

TEST(EveryDateTest, Kml) {
  ExpectEveryDate(
      "kml", testing::ReadKml, [](const Answer& answer, const Fields& fields) {
        const std::string when = At(fields, "when");
        const std::string begin = when.empty() ? At(fields, "begin") : when;
        const std::string end = when.empty() ? At(fields, "end") : when;
        ExpectBound(begin, answer.span->earliest_start, &Span::earliest_start);
        ExpectBound(end, answer.span->latest_end, &Span::latest_end);
      });
}

TEST(EveryDateTest, JsonLd) {
  ExpectEveryDate("json-ld", testing::ReadJsonLd,
                  [](const Answer& answer, const Fields& fields) {
                    const std::string year = At(fields, "hasBeginning gYear");
                    if (year.empty()) return;
                    // XML Schema 1.1, whose years are EDTF's.
                    const std::string edtf =
                        year.size() > (year[0] == '-' ? 5 : 4) ? "Y" + year
                                                               : year;
                    EXPECT_EQ(Edtf::Parse(edtf)->Bounds().earliest_start,
                              answer.span->earliest_start);
                  });
}

// "20130203T102030Z" and "20130203", as we write it.
std::string FromICalendar(const std::string& text) {
  if (text.empty()) return "";
  const std::string date = absl::StrCat(
      text.substr(0, 4), "-", text.substr(4, 2), "-", text.substr(6, 2));
  if (text.size() == 8) return date + "T00:00:00Z";
  return absl::StrCat(date, "T", text.substr(9, 2), ":", text.substr(11, 2),
                      ":", text.substr(13, 2), "Z");
}

TEST(EveryDateTest, ICalendar) {
  ExpectEveryDate("icalendar", testing::ReadICalendar,
                  [](const Answer& answer, const Fields& fields) {
                    EXPECT_EQ(FromICalendar(At(fields, "DTSTART") +
                                            At(fields, "DTSTART;VALUE=DATE")),
                              answer.span->earliest_start.ToString());
                    EXPECT_EQ(FromICalendar(At(fields, "DTEND") +
                                            At(fields, "DTEND;VALUE=DATE")),
                              Finite(answer.span->latest_end.ToString()));
                    EXPECT_GE(answer.span->earliest_start,
                              *Instant::FromCivil(absl::CivilSecond(1, 1, 1)));
                  });
}

TEST(EveryDateTest, Perfetto) {
  const Instant origin = Edtf::Parse("Y-10000")->Bounds().earliest_start;
  ExpectEveryDate(
      "perfetto", testing::ReadPerfetto,
      [origin](const Answer& answer, const Fields& fields) {
        // From so far back a nanosecond is a microsecond.
        const auto expected = [origin](Instant instant, int64_t otherwise) {
          return instant.IsFinite() ? static_cast<int64_t>(
                                          *MicrosecondsBetween(origin, instant))
                                    : otherwise;
        };
        EXPECT_EQ(At(fields, "begin"),
                  absl::StrCat(expected(answer.span->earliest_start, 0)));
        EXPECT_EQ(At(fields, "end"),
                  absl::StrCat(expected(answer.span->latest_end, -1)));
      });
}

TEST(EveryDateTest, Timesketch) {
  ExpectEveryDate(
      "timesketch", testing::ReadTimesketch,
      [](const Answer& answer, const Fields& fields) {
        for (const char* name : {"Start", "Earliest start"}) {
          if (At(fields, name).empty()) continue;
          EXPECT_EQ(absl::StrReplaceAll(At(fields, name), {{"+00:00", "Z"}}),
                    answer.span->earliest_start.ToString());
        }
        for (const char* name : {"End", "Latest end"}) {
          if (At(fields, name).empty()) continue;
          EXPECT_EQ(absl::StrReplaceAll(At(fields, name), {{"+00:00", "Z"}}),
                    answer.span->latest_end.ToString());
        }
      });
}

TEST(EveryDateTest, CloudEvents) {
  ExpectEveryDate("cloudevents", testing::ReadCloudEvents,
                  [](const Answer& answer, const Fields& fields) {
                    if (At(fields, "time").empty()) return;
                    EXPECT_EQ(At(fields, "time"),
                              answer.span->earliest_start.ToString());
                  });
}

TEST(EveryDateTest, CloudEventsProtobuf) {
  ExpectEveryDate(
      "cloudevents-protobuf", testing::ReadCloudEventsProtobuf,
      [](const Answer& answer, const Fields& fields) {
        if (At(fields, "seconds").empty()) return;
        EXPECT_EQ(At(fields, "seconds"),
                  absl::StrCat(static_cast<int64_t>(
                      answer.span->earliest_start.Microseconds() / 1'000'000)));
      });
}

}  // namespace
}  // namespace annals
