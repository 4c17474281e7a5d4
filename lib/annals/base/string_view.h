// AsAbsl() and AsStd(): string views across the border with Abseil.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_BASE_STRING_VIEW_H_
#define ANNALS_BASE_STRING_VIEW_H_

#include <string_view>

#include "absl/strings/string_view.h"

namespace annals {

// Our headers speak std::string_view. Abseil speaks absl::string_view, which
// in most builds is another name for the same type, and in some (Debian's) a
// type of its own that converts neither way. Code that crosses the border with
// these two functions compiles in both:
//
//   std::vector<std::string> parts = absl::StrSplit(AsAbsl(text), '/');
//   std::string label = absl::StrCat("span ", AsAbsl(name));
//   std::string_view rest = AsStd(absl::StripPrefix(AsAbsl(text), "c."));
//
// They cost nothing and keep nothing: the view that comes back sees the same
// bytes, and lives no longer than they do. A std::string needs no help; Abseil
// takes it as it is.
inline absl::string_view AsAbsl(std::string_view text) {
  return absl::string_view(text.data(), text.size());
}

inline std::string_view AsStd(absl::string_view text) {
  return std::string_view(text.data(), text.size());
}

}  // namespace annals

#endif  // ANNALS_BASE_STRING_VIEW_H_
