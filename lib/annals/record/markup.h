// EscapedMarkup(), AppendEscapedMarkup(): text that HTML and XML read as text.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_MARKUP_H_
#define ANNALS_RECORD_MARKUP_H_

#include <string>
#include <string_view>

namespace annals {

// The text with &, <, > and " as entities (XML 1.0, section 2.4): nothing in it
// is markup, and it may stand in an attribute between quotation marks. Here, in
// the room below all that write markup, so that there is one such function.
//
//   EscapedMarkup("Talks & \"more\"");   // "Talks &amp; &quot;more&quot;"
//
// What else a format cannot hold, such as control characters in XML, is for
// whoever writes it. Any bytes are taken. Pure, so safe on any thread; time in
// proportion to the text.
std::string EscapedMarkup(std::string_view text);

// The same, added to what is there; without a string of its own where nothing
// is to be escaped, as in most texts.
void AppendEscapedMarkup(std::string_view text, std::string& out);

}  // namespace annals

#endif  // ANNALS_RECORD_MARKUP_H_
