// The table of formats: one row for each that can be imported.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_IMPORT_INTERNAL_FORMATS_H_
#define ANNALS_IMPORT_INTERNAL_FORMATS_H_

#include <array>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "annals/record/read.h"

namespace annals::import_internal {

// A new format is a row of the table in formats.cc and a file of its own.
struct Format {
  // What a user calls it.
  std::string_view name;
  // The ends of its files' names, with the dot, in lower case; empty ones do
  // not count. Formats may share one: then the content decides.
  std::array<std::string_view, 3> extensions;
  // Whether the content looks like it. Called with text that is not blank; the
  // first format in the table that says so is taken.
  bool (*sniff)(std::string_view bytes);
  // Reads it all.
  ReadResult (*read)(std::string_view bytes);
};

absl::Span<const Format> Formats();

// The format of that name; null if there is none.
const Format* FormatNamed(std::string_view name);

// The format that the file's name and content speak for; null if none.
const Format* FormatOf(std::string_view file_name, std::string_view bytes);

// `text (.textproto, .txtpb, .pbtxt), json (.json) or ...`
std::string FormatsInWords();

}  // namespace annals::import_internal

#endif  // ANNALS_IMPORT_INTERNAL_FORMATS_H_
