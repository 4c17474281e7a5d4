// What protobuf's text parser says, in our words.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_PARSER_WORDS_H_
#define ANNALS_RECORD_INTERNAL_PARSER_WORDS_H_

#include <string>

namespace annals::record_internal {

//   Message type "annals.v1.Event" has no field named "titel".
//   unknown field "titel" of Event; did you mean "title"?
//
//   Unknown enumeration value of "CAUS" for field "kind".
//   unknown value "CAUS" of kind; did you mean "CAUSE"?
//
// Other messages lose only their capital, their full stop, and what is too long
// or cannot be shown.
std::string ParserWords(const std::string& message);

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_PARSER_WORDS_H_
