// Readers of what the exports write, for tests: events as named values again.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_EXPORT_READ_BACK_H_
#define ANNALS_TESTS_EXPORT_READ_BACK_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace annals::testing {

using Fields = std::map<std::string, std::string>;

// By the event's id. The columns of csv.h have their names; what a format has
// of its own has the format's ("DTSTART", "begin", "time").
using EventsRead = std::map<std::string, Fields>;

// Each reads the bytes of one format, and no more of it than tests ask for: the
// formats' own tools read such files in tests/conformance/tools.
EventsRead ReadCsv(std::string_view bytes);
EventsRead ReadICalendar(std::string_view bytes);
EventsRead ReadGraphMl(std::string_view bytes);
EventsRead ReadGexf(std::string_view bytes);
EventsRead ReadKml(std::string_view bytes);
EventsRead ReadGeoJson(std::string_view bytes);
EventsRead ReadJsonLd(std::string_view bytes);
EventsRead ReadPerfetto(std::string_view bytes);
// The `datetime` of a line is in the field that its `timestamp_desc` names.
EventsRead ReadTimesketch(std::string_view bytes);
EventsRead ReadCloudEvents(std::string_view bytes);
EventsRead ReadCloudEventsProtobuf(std::string_view bytes);

// RFC 4180; every line must have its CR LF.
std::vector<std::vector<std::string>> CsvRows(std::string_view bytes);

// The content lines of an iCalendar file, unfolded.
std::vector<std::string> UnfoldedLines(std::string_view bytes);

// An iCalendar text as it was before it was escaped.
std::string UnescapedText(std::string_view text);

// A slice of a Perfetto trace. `end` is -1 if it does not end.
struct SliceRead {
  std::string name;
  std::string track;
  int64_t begin = 0;
  int64_t end = -1;
  std::vector<uint64_t> flows_out;
  std::vector<uint64_t> flows_in;
  Fields annotations;
};
// In the order of their beginnings; none if the bytes are no trace or a slice
// ends that did not begin.
std::vector<SliceRead> ReadSlices(std::string_view bytes);

}  // namespace annals::testing

#endif  // ANNALS_TESTS_EXPORT_READ_BACK_H_
