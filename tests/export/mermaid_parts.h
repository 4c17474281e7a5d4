// DiagramsOf(): the parts of what Mermaid would not draw as one diagram.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TESTS_EXPORT_MERMAID_PARTS_H_
#define ANNALS_TESTS_EXPORT_MERMAID_PARTS_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "annals/export/export.h"
#include "gtest/gtest.h"

namespace annals::testing {

// What stands before the first diagram, and then each, as far as the next
// begins: its own fence, and the heading of that one. The only loss must be
// that there are several.
inline std::vector<std::string> DiagramsOf(const ExportResult& result) {
  const std::vector<std::string> parts =
      absl::StrSplit(result.bytes, "```mermaid\n");
  EXPECT_EQ(result.losses.size(), 1u);
  for (const Loss& loss : result.losses) {
    EXPECT_EQ(LossInWords(loss).find(absl::StrCat(
                  parts.size() - 1, " diagrams in a Markdown file")),
              0u)
        << LossInWords(loss);
  }
  return parts;
}

}  // namespace annals::testing

#endif  // ANNALS_TESTS_EXPORT_MERMAID_PARTS_H_
