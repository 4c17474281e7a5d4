// Titles that break formats come back whole from every one, or are counted.
//
// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "annals/export/export.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/export/read_back.h"
#include "tests/export/support.h"

namespace annals {
namespace {

using ::annals::testing::Choose;
using ::annals::testing::EventsRead;
using ::annals::testing::HostileTitles;

// How many texts the loss report says have lost characters.
int64_t TextsChanged(const ExportResult& result) {
  int64_t count = 0;
  for (const Loss& loss : result.losses) {
    if (absl::StartsWith(loss.what, "text")) count += loss.count;
  }
  return count;
}

struct Format {
  const char* name;
  EventsRead (*read)(std::string_view);
  // How many of the hostile titles it cannot hold.
  int changed;
};

class HostileTitlesTest : public ::testing::TestWithParam<Format> {};

TEST_P(HostileTitlesTest, ComeBackOrAreCounted) {
  const Selection selection = Choose(testing::HostileEvents());
  const ExportResult result = *Export(selection, GetParam().name);
  EventsRead events = GetParam().read(result.bytes);
  int changed = 0;
  for (const Answer& answer : selection.events) {
    ASSERT_EQ(events.count(answer.event.id()), 1u) << answer.event.id();
    const std::string& title = events[answer.event.id()]["title"];
    if (title == answer.event.title()) continue;
    // For want of a title, a summary is the id.
    if (title == answer.event.id() && answer.event.title().empty()) continue;
    EXPECT_THAT(title, ::testing::HasSubstr("\uFFFD"));
    ++changed;
  }
  EXPECT_EQ(changed, GetParam().changed);
  EXPECT_EQ(TextsChanged(result) > 0, changed > 0);
}

// What GoogleTest shows of a parameter.
void PrintTo(const Format& format, std::ostream* out) { *out << format.name; }

// Of the hostile titles one has control characters that XML does not know, and
// the same has a carriage return that iCalendar does not.
INSTANTIATE_TEST_SUITE_P(
    EveryFormat, HostileTitlesTest,
    ::testing::Values(Format{"csv", testing::ReadCsv, 0},
                      Format{"geojson", testing::ReadGeoJson, 0},
                      Format{"json-ld", testing::ReadJsonLd, 0},
                      Format{"timesketch", testing::ReadTimesketch, 0},
                      Format{"cloudevents", testing::ReadCloudEvents, 0},
                      Format{"perfetto", testing::ReadPerfetto, 0},
                      Format{"graphml", testing::ReadGraphMl, 1},
                      Format{"gexf", testing::ReadGexf, 1},
                      Format{"kml", testing::ReadKml, 1},
                      Format{"icalendar", testing::ReadICalendar, 1}));

}  // namespace
}  // namespace annals
