// MarkdownMarkup writes the sentences of a telling in Markdown.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/markdown_markup.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/plain.h"

namespace annals::chronology_internal {
namespace {

// Escaped wherever they stand: they begin emphasis, links, HTML, tables,
// mathematics, citations, attributes, or end a heading.
constexpr std::string_view kSpecial = "\\`*_[]{<>|~^$@#";
// Escaped at the start of a line only.
constexpr std::string_view kSpecialAtStart = "+-=:(";
// "1.", "iv)" and their kind are no longer than this.
constexpr size_t kListNumberMax = 9;

bool IsWord(std::string_view text, size_t at) {
  return at < text.size() && absl::ascii_isalnum(text[at]);
}

// An ampersand is special only where it can begin an entity; a colon where it
// can begin an emoji's name.
bool IsSpecial(std::string_view text, size_t at) {
  switch (text[at]) {
    case '&':
      return IsWord(text, at + 1) || text.substr(at + 1, 1) == "#";
    case ':':
      return (at == 0 || !IsWord(text, at - 1)) &&
             (IsWord(text, at + 1) || text.substr(at + 1, 1) == "+" ||
              text.substr(at + 1, 1) == "-");
    default:
      return kSpecial.find(text[at]) != kSpecial.npos;
  }
}

}  // namespace

std::string MarkdownMarkup::Text(std::string_view text) const {
  const std::string line = OneLine(text);
  std::string escaped;
  for (size_t i = 0; i < line.size(); ++i) {
    if (IsSpecial(line, i)) escaped.push_back('\\');
    escaped.push_back(line[i]);
  }
  return escaped;
}

std::string MarkdownMarkup::Stress(std::string_view text) const {
  return absl::StrCat("*", Text(text), "*");
}

std::string MarkdownMarkup::Work(std::string_view title,
                                 std::string_view /*language*/) const {
  const std::string text = Text(title);
  return text.empty() ? "" : absl::StrCat("*", text, "*");
}

std::string MarkdownMarkup::Quote(std::string_view words,
                                  std::string_view /*language*/) const {
  return absl::StrCat("\u201c", Text(words), "\u201d");
}

std::string MarkdownMarkup::ToEntry(int number, std::string_view label) const {
  return absl::StrCat("[", Text(label), "](#entry-", number, ")");
}

std::string MarkdownMarkup::ToSource(int number, std::string_view label) const {
  return absl::StrCat("[", Text(label), "](#source-", number, ")");
}

std::string MarkdownMarkup::Address(std::string_view url) const {
  if (!IsLinkable(url)) return Text(url);
  return absl::StrCat("<", AsAbsl(url), ">");
}

std::string MarkdownMarkup::NoteMarks(const std::vector<int>& notes) const {
  return absl::StrJoin(notes, "", [](std::string* out, int note) {
    absl::StrAppend(out, "[^", note, "]");
  });
}

// A line that would begin a list, a rule or a definition gets a backslash.
std::string MarkdownMarkup::Paragraph(std::string_view text) const {
  std::string line = Text(text);
  if (line.empty()) return line;
  if (kSpecialAtStart.find(line[0]) != kSpecialAtStart.npos) {
    return line.insert(0, "\\");
  }
  size_t at = 0;
  while (IsWord(line, at)) ++at;
  if (at > 0 && at <= kListNumberMax && at < line.size() &&
      (line[at] == '.' || line[at] == ')')) {
    line.insert(at, "\\");
  }
  return line;
}

std::string MarkdownMarkup::Removed(std::string_view text) const {
  return absl::StrCat("~~", Text(text), "~~");
}

std::string MarkdownMarkup::Added(std::string_view text) const {
  return absl::StrCat("**", Text(text), "**");
}

std::string MarkdownMarkup::Heading(int level) const {
  return std::string(static_cast<size_t>(level), '#');
}

}  // namespace annals::chronology_internal
