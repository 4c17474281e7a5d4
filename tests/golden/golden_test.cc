// The golden files: what each writer makes of fixture.textproto, of the seed
// chronology and of hostile records, to the byte.
//
// SPDX-License-Identifier: Apache-2.0

// After a change that is meant, write them anew and read the difference:
//
//   ANNALS_UPDATE_GOLDEN=1 ctest --test-dir out -R Golden
//   git diff tests/golden

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "annals/chronology/chronology.h"
#include "annals/chronology/html.h"
#include "annals/chronology/latex.h"
#include "annals/chronology/markdown.h"
#include "annals/chronology/text.h"
#include "annals/cli/command_line.h"
#include "annals/export/export.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/record/read.h"
#include "gtest/gtest.h"
#include "tests/support/repository_file.h"
#include "tests/support/temporary_folder.h"

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
    std::cout << "wrote " << name << '\n';
    return;
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

TEST(GoldenTest, Latex) { ExpectGolden("chronology.tex", ToLatex(Telling())); }

// What `annals chronology` tells of a store with the records of this file.
std::string Told(const std::string& records,
                 const std::vector<std::string>& flags) {
  const testing::TemporaryFolder folder;
  const std::string store = folder / "golden.annals";
  const auto run = [](const std::vector<std::string>& command) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    EXPECT_EQ(RunCommandLine(command, {in, out, err}), 0) << err.str();
    return out.str();
  };
  run({"import", store, RepositoryFile(records)});
  std::vector<std::string> command = {"chronology", store};
  command.insert(command.end(), flags.begin(), flags.end());
  return run(command);
}

struct Format {
  std::string name;
  std::vector<std::string> flags;
};

std::vector<Format> Formats() {
  return {
      {"md", {"--format", "markdown"}},
      {"html", {"--format", "html"}},
      {"tex", {"--format", "latex"}},
      {"txt", {"--format", "text"}},
      {"own.txt", {"--template", PathOf("own.template"), "--format", "text"}}};
}

TEST(GoldenTest, SeedChronology) {
  for (const Format& format : Formats()) {
    ExpectGolden("seed." + format.name,
                 Told("examples/russia_dprk.textproto", format.flags));
  }
}

TEST(GoldenTest, HostileChronology) {
  for (const Format& format : Formats()) {
    ExpectGolden("hostile." + format.name,
                 Told("tests/golden/hostile.textproto", format.flags));
  }
}

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
