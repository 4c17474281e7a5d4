// Text as HTML, for tools that read titles as such.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_HTML_H_
#define ANNALS_EXPORT_INTERNAL_HTML_H_

#include <string>
#include <string_view>

namespace annals::export_internal {

// The text with &, <, > and " as entities: nothing in it is markup, and it may
// stand in an attribute between quotation marks.
std::string EscapedHtml(std::string_view text);

// The same, added to what is there.
void AppendEscapedHtml(std::string_view text, std::string& out);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_HTML_H_
