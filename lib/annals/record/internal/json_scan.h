// ScanJson(): strict JSON in one pass, cut into the trees of its records.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_JSON_SCAN_H_
#define ANNALS_RECORD_INTERNAL_JSON_SCAN_H_

#include <string_view>

#include "absl/functional/function_ref.h"
#include "annals/record/internal/json_tree.h"
#include "annals/record/internal/located_faults.h"

namespace annals::record_internal {

// Nesting that is followed; records themselves need six levels.
inline constexpr size_t kJsonDepthMax = 32;
// Values in one record: many times what fits one of kRecordBytesMax.
inline constexpr size_t kJsonNodesMax = 1'000'000;

struct JsonScanOptions {
  // The line on which the text begins in its file.
  int first_line = 1;
  // Whether {"records": [...]} and [...] are lists of records. If not, the
  // whole text is one.
  bool may_be_list = true;
};

// Calls `visit` with each record as soon as it has been read, so that only one
// tree is held at a time. What is wrong with the text is added to `faults`; at
// a syntax error it ends.
void ScanJson(std::string_view text, const JsonScanOptions& options,
              LocatedFaultList& faults,
              absl::FunctionRef<void(const JsonTree&)> visit);

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_JSON_SCAN_H_
