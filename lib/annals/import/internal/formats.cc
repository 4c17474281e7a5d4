// The table of formats: one row for each that can be imported.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/import/internal/formats.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/import/internal/constraints_csv.h"
#include "annals/import/internal/sniff.h"

namespace annals::import_internal {
namespace {

constexpr Format kFormats[] = {
    {"text", {".textproto", ".txtpb", ".pbtxt"}, IsTextFormat, ReadTextFormat},
    {"json", {".json"}, IsJson, ReadJson},
    {"jsonl", {".jsonl", ".ndjson"}, IsJsonLines, ReadJsonLines},
    // A .csv may hold anything: its header tells.
    {"constraints", {}, IsConstraintsCsv, ReadConstraintsCsv},
};

bool HasExtension(const Format& format, std::string_view file_name) {
  const std::string lower = absl::AsciiStrToLower(AsAbsl(file_name));
  for (const std::string_view extension : format.extensions) {
    if (!extension.empty() && absl::EndsWith(lower, AsAbsl(extension))) {
      return true;
    }
  }
  return false;
}

const Format* FirstThatSniffs(const std::vector<const Format*>& formats,
                              std::string_view bytes) {
  for (const Format* const format : formats) {
    if (format->sniff(bytes)) return format;
  }
  return nullptr;
}

std::string InWords(const Format& format) {
  std::vector<std::string> extensions;
  for (const std::string_view extension : format.extensions) {
    if (!extension.empty()) extensions.emplace_back(extension);
  }
  if (extensions.empty()) {
    return absl::StrCat(AsAbsl(format.name), " (by its header)");
  }
  return absl::StrCat(AsAbsl(format.name), " (",
                      absl::StrJoin(extensions, ", "), ")");
}

}  // namespace

absl::Span<const Format> Formats() { return kFormats; }

const Format* FormatNamed(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

const Format* FormatOf(std::string_view file_name, std::string_view bytes) {
  std::vector<const Format*> all;
  std::vector<const Format*> by_name;
  for (const Format& format : kFormats) {
    all.push_back(&format);
    if (HasExtension(format, file_name)) by_name.push_back(&format);
  }
  if (by_name.size() == 1) return by_name[0];
  return FirstThatSniffs(by_name.empty() ? all : by_name, bytes);
}

std::string FormatsInWords() {
  std::string words;
  const size_t last = Formats().size() - 1;
  for (size_t i = 0; i <= last; ++i) {
    const char* const separator = i == 0 ? "" : i == last ? " or " : ", ";
    absl::StrAppend(&words, separator, InWords(kFormats[i]));
  }
  return words;
}

}  // namespace annals::import_internal
