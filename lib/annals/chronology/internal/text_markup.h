// TextMarkup writes the sentences of a telling as plain text.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_TEXT_MARKUP_H_
#define ANNALS_CHRONOLOGY_INTERNAL_TEXT_MARKUP_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/chronology/internal/plain.h"
#include "annals/chronology/internal/sentences.h"

namespace annals::chronology_internal {

// Nothing is escaped, and no control character gets through.
class TextMarkup : public Markup {
 public:
  std::string Text(std::string_view text) const override {
    return OneLine(text);
  }
  std::string Stress(std::string_view text) const override {
    return OneLine(text);
  }
  std::string Work(std::string_view title,
                   std::string_view /*language*/) const override {
    return OneLine(title);
  }
  std::string Quote(std::string_view words,
                    std::string_view /*language*/) const override {
    return absl::StrCat("\u201c", OneLine(words), "\u201d");
  }
  std::string ToEntry(int /*number*/, std::string_view label) const override {
    return OneLine(label);
  }
  std::string ToSource(int /*number*/, std::string_view label) const override {
    return OneLine(label);
  }
  std::string Address(std::string_view url) const override {
    return OneLine(url);
  }
  std::string NoteMarks(const std::vector<int>& notes) const override {
    if (notes.empty()) return "";
    return absl::StrCat(" [", absl::StrJoin(notes, "] ["), "]");
  }
  // The character to underline it with.
  std::string Heading(int level) const override {
    return level <= 2 ? "=" : "-";
  }
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_TEXT_MARKUP_H_
