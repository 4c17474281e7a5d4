// CSV: rows of RFC 4180.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/csv.h"

namespace annals::export_internal {
namespace {

bool NeedsQuotes(std::string_view value) {
  if (value.empty()) return false;
  return value.front() == ' ' || value.back() == ' ' ||
         value.find_first_of(",\"\r\n") != std::string_view::npos;
}

}  // namespace

void AppendCsvField(std::string_view value, std::string& out) {
  if (!NeedsQuotes(value)) {
    out.append(value);
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void AppendCsvRow(const std::vector<std::string>& fields, std::string& out) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    AppendCsvField(fields[i], out);
  }
  out += "\r\n";
}

}  // namespace annals::export_internal
