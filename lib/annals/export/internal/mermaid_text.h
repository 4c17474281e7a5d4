// Text inside Mermaid diagrams: what must be escaped, and how much is drawn.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_MERMAID_TEXT_H_
#define ANNALS_EXPORT_INTERNAL_MERMAID_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace annals::export_internal {

// The text with whatever Mermaid takes for its own, wherever it stands, as an
// entity: separators, comments and directives, line breaks, entities.
std::string EscapedForMermaid(std::string_view text);

// ResourceExhausted if the diagram is longer than Mermaid draws (maxTextSize,
// 50,000 UTF-16 units): it would draw an error and call it success.
absl::Status CheckMermaidLength(std::string_view format,
                                std::string_view diagram, size_t events);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_MERMAID_TEXT_H_
