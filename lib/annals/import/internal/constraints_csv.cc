// The plain table of constraints: one distance between two ends a row.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/import/internal/constraints_csv.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/limits.h"
#include "annals/record/utf8.h"
#include "annals/time/duration.h"

namespace annals::import_internal {
namespace {

constexpr size_t kColumns = 6;
constexpr char kOriginName[] = "origin";
constexpr char kOriginDate[] = "1970-01-01";

absl::Status Wrong(std::string_view what) {
  return absl::InvalidArgumentError(AsAbsl(what));
}

std::string_view Trimmed(std::string_view text) {
  return AsStd(absl::StripAsciiWhitespace(AsAbsl(text)));
}

// The cell at the front of `line`, which loses it and the comma after it.
absl::StatusOr<std::string> TakeCell(std::string_view& line) {
  line = AsStd(absl::StripLeadingAsciiWhitespace(AsAbsl(line)));
  if (line.empty() || line[0] != '"') {
    const size_t end = std::min(line.find(','), line.size());
    std::string cell(Trimmed(line.substr(0, end)));
    line.remove_prefix(end);
    return cell;
  }
  std::string cell;
  for (size_t i = 1; i < line.size(); ++i) {
    if (line[i] != '"') {
      cell += line[i];
    } else if (i + 1 < line.size() && line[i + 1] == '"') {
      cell += line[i++];
    } else {
      line =
          AsStd(absl::StripLeadingAsciiWhitespace(AsAbsl(line.substr(i + 1))));
      return cell;
    }
  }
  return Wrong("a quotation mark that is not closed on its line");
}

absl::StatusOr<std::vector<std::string>> CellsOf(std::string_view line) {
  std::vector<std::string> cells;
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(std::string cell, TakeCell(line));
    cells.push_back(std::move(cell));
    if (line.empty()) return cells;
    if (line[0] != ',') {
      return Wrong(absl::StrCat(
          Quoted(line), " after a quotation mark; want a comma or the end"));
    }
    line.remove_prefix(1);
  }
}

absl::StatusOr<Endpoint> EndpointOf(const std::string& id,
                                    const std::string& end,
                                    std::string_view column) {
  Endpoint endpoint;
  if (id.empty()) {
    return Wrong(absl::StrCat(AsAbsl(column),
                              ": missing; want the id of an event or origin"));
  }
  if (id == kOriginName) {
    if (!end.empty()) {
      return Wrong(absl::StrCat(AsAbsl(column), "_end: ", Quoted(end),
                                "; want nothing for the origin"));
    }
    endpoint.set_instant(kOriginDate);
    return endpoint;
  }
  if (end != "start" && end != "end") {
    return Wrong(absl::StrCat(AsAbsl(column), "_end: ", Quoted(end),
                              "; want start or end"));
  }
  endpoint.set_event(id);
  endpoint.set_side(end == "start" ? Endpoint::START : Endpoint::END);
  return endpoint;
}

// As the schema has it: "-3600" is "-PT3600S". Empty stays so.
absl::StatusOr<std::string> DurationOf(const std::string& cell,
                                       std::string_view column) {
  int64_t seconds = 0;
  std::string text = cell;
  if (absl::SimpleAtoi(cell, &seconds)) {
    const bool is_negative = seconds < 0;
    const uint64_t size = is_negative
                              ? uint64_t{0} - static_cast<uint64_t>(seconds)
                              : static_cast<uint64_t>(seconds);
    text = absl::StrCat(is_negative ? "-" : "", "PT", size, "S");
  }
  if (text.empty()) return text;
  const absl::Status status = Duration::Parse(text).status();
  if (status.ok()) return text;
  return Wrong(absl::StrCat(AsAbsl(column), ": ", Quoted(cell),
                            "; want whole seconds or an ISO 8601 duration (",
                            status.message(), ")"));
}

// What one row says, as one constraint, two, or none.
absl::StatusOr<std::vector<Constraint>> ConstraintsOf(
    const std::vector<std::string>& cells) {
  if (cells.size() != kColumns) {
    return Wrong(absl::StrCat(cells.size(), " cells; want ", kColumns));
  }
  Constraint both;
  Distance& distance = *both.mutable_distance();
  ANNALS_ASSIGN_OR_RETURN(*distance.mutable_from(),
                          EndpointOf(cells[0], cells[1], "from"));
  ANNALS_ASSIGN_OR_RETURN(*distance.mutable_to(),
                          EndpointOf(cells[2], cells[3], "to"));
  if (distance.from().event().empty() && distance.to().event().empty()) {
    return Wrong("from the origin to the origin; want an event at one end");
  }
  ANNALS_ASSIGN_OR_RETURN(const std::string min, DurationOf(cells[4], "min"));
  ANNALS_ASSIGN_OR_RETURN(const std::string max, DurationOf(cells[5], "max"));
  Constraint least = both;
  least.mutable_distance()->set_min(min);
  both.mutable_distance()->set_min(min);
  both.mutable_distance()->set_max(max);
  if (min.empty() && max.empty()) return std::vector<Constraint>();
  if (min.empty() || max.empty()) return std::vector<Constraint>{both};
  ANNALS_ASSIGN_OR_RETURN(const Duration from, Duration::Parse(min));
  ANNALS_ASSIGN_OR_RETURN(const Duration to, Duration::Parse(max));
  if (from.microseconds_min <= to.microseconds_max) {
    return std::vector<Constraint>{both};
  }
  both.mutable_distance()->clear_min();
  return std::vector<Constraint>{least, both};
}

class Reader {
 public:
  ReadResult Read(std::string_view text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      ReadLine(Trimmed(text.substr(0, end)));
      if (is_given_up_) break;
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (!has_header_ && !is_given_up_) AddFault("no header");
    return std::move(result_);
  }

 private:
  void ReadLine(std::string_view line) {
    if (line.empty()) return;
    if (!has_header_) return ReadHeader(line);
    const absl::StatusOr<std::vector<std::string>> cells = CellsOf(line);
    if (!cells.ok()) return AddFault(AsStd(cells.status().message()));
    absl::StatusOr<std::vector<Constraint>> constraints = ConstraintsOf(*cells);
    if (!constraints.ok()) {
      return AddFault(AsStd(constraints.status().message()));
    }
    AddEvent((*cells)[0]);
    AddEvent((*cells)[2]);
    for (Constraint& constraint : *constraints) {
      result_.records.push_back({ToRecord(std::move(constraint)), line_});
    }
  }

  void ReadHeader(std::string_view line) {
    has_header_ = IsConstraintsCsv(line);
    if (has_header_) return;
    AddFault(absl::StrCat(Quoted(line), "; want the header ",
                          AsAbsl(kConstraintsHeader)));
    is_given_up_ = true;
  }

  void AddEvent(const std::string& id) {
    if (id == kOriginName || !events_.insert(id).second) return;
    Event event;
    event.set_id(id);
    event.set_title(id);
    result_.if_missing.push_back({ToRecord(std::move(event)), line_});
  }

  void AddFault(std::string_view message) {
    is_given_up_ = result_.faults.size() >= kFaultsMax;
    result_.faults.push_back(
        {line_,
         {"", is_given_up_ ? "more faults; they are not listed"
                           : std::string(message)}});
  }

  ReadResult result_;
  absl::flat_hash_set<std::string> events_;
  int line_ = 0;
  bool has_header_ = false;
  bool is_given_up_ = false;
};

}  // namespace

bool IsConstraintsCsv(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  const std::string_view content =
      AsStd(absl::StripLeadingAsciiWhitespace(AsAbsl(text)));
  const auto cells = CellsOf(Trimmed(content.substr(0, content.find('\n'))));
  if (!cells.ok()) return false;
  std::string header;
  for (const std::string& cell : *cells) {
    absl::StrAppend(&header, header.empty() ? "" : ",", cell);
  }
  return header == kConstraintsHeader;
}

ReadResult ReadConstraintsCsv(std::string_view text) {
  return Reader().Read(text);
}

}  // namespace annals::import_internal
