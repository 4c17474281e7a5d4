// Content lines: what an iCalendar file is made of.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_CONTENT_LINE_H_
#define ANNALS_EXPORT_INTERNAL_CONTENT_LINE_H_

#include <string>
#include <string_view>

#include "annals/export/internal/loss_tally.h"

namespace annals::export_internal {

// Adds the line with its end, CR LF, folded so that none is longer than 75
// octets (RFC 5545, section 3.1). The section allows a fold anywhere; here none
// falls inside a character, which readers that decode line by line would break.
void AppendContentLine(std::string_view line, std::string& out);

// The text as a value of type TEXT (section 3.3.11): backslashes, semicolons,
// commas and line ends escaped. Other control characters save the tab become
// U+FFFD, and the text is counted.
std::string ContentText(std::string_view text, LossTally& losses);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_CONTENT_LINE_H_
