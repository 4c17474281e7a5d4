// Text inside Mermaid diagrams: what must be escaped.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_MERMAID_TEXT_H_
#define ANNALS_EXPORT_INTERNAL_MERMAID_TEXT_H_

#include <string>
#include <string_view>

namespace annals::export_internal {

// The text with whatever Mermaid takes for its own, wherever it stands, as an
// entity: separators, comments and directives, line breaks, entities.
std::string EscapedForMermaid(std::string_view text);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_MERMAID_TEXT_H_
