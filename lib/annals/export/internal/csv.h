// CSV: rows of RFC 4180.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_CSV_H_
#define ANNALS_EXPORT_INTERNAL_CSV_H_

#include <string>
#include <string_view>
#include <vector>

namespace annals::export_internal {

// Adds the value as a field: between quotation marks, those inside it doubled,
// if it has a comma, a quotation mark or a line end, or begins or ends with a
// space, which some readers trim (RFC 4180, section 2).
void AppendCsvField(std::string_view value, std::string& out);

// True if a list of these items, which stand here one after the other, needs no
// quotation marks, and none of them has a semicolon. False does not say that it
// is otherwise.
bool IsPlainCsvList(std::string_view items);

// Adds the fields, commas between them, and the line end CR LF.
void AppendCsvRow(const std::vector<std::string>& fields, std::string& out);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_CSV_H_
