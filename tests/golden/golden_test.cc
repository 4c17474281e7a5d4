// The golden files: what each writer makes of fixture.textproto, to the byte.
//
// SPDX-License-Identifier: Apache-2.0

// After a change that is meant, write them anew and read the difference:
//
//   ANNALS_UPDATE_GOLDEN=1 ctest --test-dir out -R Golden
//   git diff tests/golden

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "annals/chronology/chronology.h"
#include "annals/chronology/html.h"
#include "annals/chronology/markdown.h"
#include "annals/chronology/text.h"
#include "annals/export/export.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/record/read.h"
#include "gtest/gtest.h"
#include "tests/support/repository_file.h"

namespace annals {
namespace {

using ::annals::testing::RepositoryFile;

std::string PathOf(const std::string& name) {
  return RepositoryFile("tests/golden/" + name);
}

std::string ContentOf(const std::string& name) {
  std::ifstream in(PathOf(name), std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

// Compares with the golden file, or writes it.
void ExpectGolden(const std::string& name, const std::string& written) {
  if (std::getenv("ANNALS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(PathOf(name), std::ios::binary) << written;
    GTEST_SKIP() << "wrote " << name;
  }
  EXPECT_EQ(written, ContentOf(name))
      << name << " differs; see the head of golden_test.cc";
}

Answer AnswerOf(const Event& event) {
  Answer answer;
  answer.event = event;
  answer.asserted = IsAsserted(event);
  answer.date = *DateOf(event.when());
  answer.span = *SpanOf(event);
  return answer;
}

Selection Fixture() {
  Selection selection;
  selection.sequence = 42;
  ReadResult read = ReadTextFormat(ContentOf("fixture.textproto"));
  EXPECT_TRUE(read.faults.empty());
  for (LocatedRecord& located : read.records) {
    const Record& record = located.record;
    if (record.has_event()) {
      selection.events.push_back(AnswerOf(record.event()));
    } else if (record.has_causal_link()) {
      selection.links.push_back(record.causal_link());
    } else {
      selection.named[IdOf(record)] = record;
    }
  }
  return selection;
}

Chronology Telling() {
  TellingOptions options;
  options.title = "Russia & North Korea";
  return *Tell(Fixture(), options);
}

std::string Exported(const char* format) {
  ExportOptions options;
  options.title = "Russia & North Korea";
  return Export(Fixture(), format, options)->bytes;
}

TEST(GoldenTest, Markdown) {
  ExpectGolden("chronology.md", ToMarkdown(Telling()));
}

TEST(GoldenTest, Html) { ExpectGolden("chronology.html", ToHtml(Telling())); }

TEST(GoldenTest, Text) { ExpectGolden("chronology.txt", ToText(Telling())); }

TEST(GoldenTest, Cytoscape) {
  ExpectGolden("export.cytoscape.json", Exported("cytoscape"));
}

TEST(GoldenTest, Dot) { ExpectGolden("export.dot", Exported("dot")); }

TEST(GoldenTest, Vis) { ExpectGolden("export.vis.json", Exported("vis")); }

TEST(GoldenTest, MermaidFlowchart) {
  ExpectGolden("export.flowchart.mmd", Exported("mermaid-flowchart"));
}

TEST(GoldenTest, MermaidGantt) {
  ExpectGolden("export.gantt.mmd", Exported("mermaid-gantt"));
}

TEST(GoldenTest, TimelineJs) {
  ExpectGolden("export.timelinejs.json", Exported("timelinejs"));
}

TEST(GoldenTest, TimelineJsCsv) {
  ExpectGolden("export.timelinejs.csv", Exported("timelinejs-csv"));
}

TEST(GoldenTest, VegaLite) {
  ExpectGolden("export.vega.json", Exported("vega-lite"));
}

TEST(GoldenTest, MermaidTimeline) {
  ExpectGolden("export.mmd", Exported("mermaid-timeline"));
}

TEST(GoldenTest, Csv) { ExpectGolden("export.csv", Exported("csv")); }

TEST(GoldenTest, GeoJson) {
  ExpectGolden("export.geojson", Exported("geojson"));
}

TEST(GoldenTest, Kml) { ExpectGolden("export.kml", Exported("kml")); }

TEST(GoldenTest, GraphMl) {
  ExpectGolden("export.graphml", Exported("graphml"));
}

TEST(GoldenTest, Gexf) { ExpectGolden("export.gexf", Exported("gexf")); }

TEST(GoldenTest, ICalendar) {
  ExpectGolden("export.ics", Exported("icalendar"));
}

TEST(GoldenTest, JsonLd) { ExpectGolden("export.jsonld", Exported("json-ld")); }

TEST(GoldenTest, Timesketch) {
  ExpectGolden("export.timesketch.jsonl", Exported("timesketch"));
}

TEST(GoldenTest, CloudEvents) {
  ExpectGolden("export.cloudevents.json", Exported("cloudevents"));
}

}  // namespace
}  // namespace annals
