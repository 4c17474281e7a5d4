// What a file is, by its first bytes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_IMPORT_INTERNAL_SNIFF_H_
#define ANNALS_IMPORT_INTERNAL_SNIFF_H_

#include <string_view>

namespace annals::import_internal {

// What the content is if it can hold no records in any format: "empty", "a PNG
// picture", "a SQLite data base", "binary data". Empty if it may be text.
std::string_view ForeignKind(std::string_view bytes);

// Whether the content looks like a RecordSet in text format, one JSON document,
// or JSON Lines of at least two lines. No text looks like two of them. All pass
// over a byte order mark.
bool IsTextFormat(std::string_view bytes);
bool IsJson(std::string_view bytes);
bool IsJsonLines(std::string_view bytes);

}  // namespace annals::import_internal

#endif  // ANNALS_IMPORT_INTERNAL_SNIFF_H_
