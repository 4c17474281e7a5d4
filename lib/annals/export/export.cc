// Exports: a selection in the words of another tool, and what it cannot hold.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/export.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/export/cloudevents.h"
#include "annals/export/constraints_table.h"
#include "annals/export/csv.h"
#include "annals/export/cytoscape.h"
#include "annals/export/dot.h"
#include "annals/export/geojson.h"
#include "annals/export/gexf.h"
#include "annals/export/graphml.h"
#include "annals/export/icalendar.h"
#include "annals/export/json_ld.h"
#include "annals/export/json_lines.h"
#include "annals/export/kml.h"
#include "annals/export/mermaid_flowchart.h"
#include "annals/export/mermaid_gantt.h"
#include "annals/export/mermaid_timeline.h"
#include "annals/export/perfetto.h"
#include "annals/export/timelinejs.h"
#include "annals/export/timelinejs_csv.h"
#include "annals/export/timesketch.h"
#include "annals/export/vega_lite.h"
#include "annals/export/vis.h"
#include "annals/record/closest.h"

namespace annals {
namespace {

// The only format of whose name the text is a part ("gantt"), or whose files
// have it as their ending ("ics"); nothing if there is none, or several.
std::string FormatHinted(std::string_view text) {
  if (text.empty()) return "";
  std::vector<std::string> hinted;
  for (const ExportFormat& format : ExportFormats()) {
    if (format.extension == text ||
        format.name.find(text) != std::string_view::npos) {
      hinted.emplace_back(format.name);
    }
  }
  return hinted.size() == 1 ? hinted.front() : "";
}

absl::Status NoSuchFormat(std::string_view name) {
  std::vector<std::string> names;
  for (const ExportFormat& format : ExportFormats()) {
    names.emplace_back(format.name);
  }
  const std::string hinted = FormatHinted(name);
  return absl::InvalidArgumentError(absl::StrCat(
      "format \"", AsAbsl(name), "\"",
      hinted.empty() ? DidYouMean(name, names)
                     : absl::StrCat("; did you mean \"", hinted, "\"?")));
}

}  // namespace

std::string LossInWords(const Loss& loss) {
  return absl::StrCat(loss.count, " ", loss.what);
}

absl::Status NotWithoutLoss(std::string_view format,
                            const std::vector<Loss>& losses) {
  return absl::FailedPreconditionError(absl::StrCat(
      AsAbsl(format), " cannot hold all of it: ",
      absl::StrJoin(losses, ", ", [](std::string* out, const Loss& loss) {
        out->append(LossInWords(loss));
      })));
}

const std::vector<ExportFormat>& ExportFormats() {
  static const auto* const formats = new std::vector<ExportFormat>{
      {"cloudevents", "json",
       "CloudEvents: records as messages, a batch in JSON", ExportCloudEvents,
       false, MakeCloudEventsWriter},
      {"cloudevents-protobuf", "binpb",
       "CloudEvents: records as messages, a batch in protobuf",
       ExportCloudEventsProtobuf, false, MakeCloudEventsProtobufWriter},
      {"constraints", "csv",
       "a plain table of distances between starts and ends",
       ExportConstraintsTable, true},
      {"csv", "csv", "spreadsheets and scripts: an event a row", ExportCsv,
       false, MakeCsvWriter},
      {"cytoscape", "json",
       "Cytoscape.js: what led to what, to be explored in a web page",
       ExportCytoscape},
      {"dot", "dot", "Graphviz: what led to what, in the order of time",
       ExportDot},
      {"geojson", "geojson", "maps: an event a feature", ExportGeoJson, false,
       MakeGeoJsonWriter},
      {"gexf", "gexf", "Gephi: a graph that changes in time", ExportGexf},
      {"graphml", "graphml", "yEd, igraph, NetworkX: what led to what",
       ExportGraphMl},
      {"icalendar", "ics", "calendar programs", ExportICalendar},
      {"json-ld", "jsonld", "linked data: events, their time, who says so",
       ExportJsonLd},
      {"json-lines", "jsonl",
       "Annals: records, one a line, as import reads them", ExportJsonLines,
       false, MakeJsonLinesWriter},
      {"kml", "kml", "Google Earth, QGIS: a globe with a slider for time",
       ExportKml, false, MakeKmlWriter},
      {"mermaid-flowchart", "mmd", "Mermaid: what led to what, inside Markdown",
       ExportMermaidFlowchart},
      {"mermaid-gantt", "mmd", "Mermaid: bars to scale, inside Markdown",
       ExportMermaidGantt},
      {"mermaid-timeline", "mmd",
       "Mermaid: a timeline inside Markdown, not to scale",
       ExportMermaidTimeline},
      {"perfetto", "pftrace", "Perfetto: slices on tracks, arrows between them",
       ExportPerfetto},
      {"timelinejs", "json", "TimelineJS: slides and a timeline in a web page",
       ExportTimelineJs, false, MakeTimelineJsWriter},
      {"timelinejs-csv", "csv", "TimelineJS: the same as a spreadsheet",
       ExportTimelineJsCsv, false, MakeTimelineJsCsvWriter},
      {"timesketch", "jsonl", "Timesketch: lines of a forensic timeline",
       ExportTimesketch, false, MakeTimesketchWriter},
      {"vega-lite", "json", "Vega-Lite: points and ranges on an axis of time",
       ExportVegaLite},
      {"vis", "json", "vis-timeline: a timeline to scale in a web page",
       ExportVis, false, MakeVisWriter},
  };
  return *formats;
}

absl::StatusOr<ExportFormat> ExportFormatNamed(std::string_view name) {
  for (const ExportFormat& format : ExportFormats()) {
    if (format.name == name) return format;
  }
  return NoSuchFormat(name);
}

absl::StatusOr<ExportResult> Export(const Selection& selection,
                                    std::string_view format,
                                    const ExportOptions& options) {
  ANNALS_ASSIGN_OR_RETURN(const ExportFormat found, ExportFormatNamed(format));
  ANNALS_ASSIGN_OR_RETURN(ExportResult result, found.write(selection, options));
  if (options.strict && !result.losses.empty()) {
    return NotWithoutLoss(format, result.losses);
  }
  return result;
}

}  // namespace annals
