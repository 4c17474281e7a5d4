// ReadJson() and ReadJsonLines().
//
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "annals/record/internal/json_mapping.h"
#include "annals/record/internal/json_scan.h"
#include "annals/record/internal/located_faults.h"
#include "annals/record/read.h"

namespace annals {
namespace {

using record_internal::JsonTree;
using record_internal::LocatedFaultList;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view WithoutByteOrderMark(std::string_view text) {
  const bool has_mark = text.substr(0, 3) == kByteOrderMark;
  return has_mark ? text.substr(3) : text;
}

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// The record of a tree; kept only if nothing is wrong with it.
void ReadRecord(const JsonTree& tree, LocatedFaultList& faults,
                std::vector<LocatedRecord>& records) {
  const size_t faults_before = faults.count();
  LocatedRecord read;
  read.line = tree.root().line;
  FillFromJson(tree, read.record, faults);
  if (faults.count() > faults_before) return;
  if (!KindOf(read.record)) {
    return faults.Add(read.line, "",
                      "nothing in it; want an event, causal_link, constraint, "
                      "source or entity");
  }
  records.push_back(std::move(read));
}

// Reads what is not blank; `line` is that of its first byte.
void ReadPart(std::string_view text, int line, bool may_be_list,
              LocatedFaultList& faults, ReadResult& result) {
  record_internal::JsonScanOptions options;
  options.first_line = line;
  options.may_be_list = may_be_list;
  ScanJson(text, options, faults, [&](const JsonTree& tree) {
    ReadRecord(tree, faults, result.records);
  });
}

}  // namespace

ReadResult ReadJson(std::string_view text) {
  ReadResult result;
  LocatedFaultList faults(result.faults);
  text = WithoutByteOrderMark(text);
  if (IsBlank(text)) {
    faults.Add(0, "", "empty; want {\"records\": [...]} or one record");
  } else {
    ReadPart(text, 1, /*may_be_list=*/true, faults, result);
  }
  return result;
}

ReadResult ReadJsonLines(std::string_view text) {
  ReadResult result;
  LocatedFaultList faults(result.faults);
  text = WithoutByteOrderMark(text);
  for (int line = 1; !text.empty(); ++line) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view part = text.substr(0, end);
    if (!IsBlank(part)) {
      ReadPart(part, line, /*may_be_list=*/false, faults, result);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

}  // namespace annals
