// HtmlMarkup writes the sentences of a telling in HTML.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/html_markup.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/plain.h"
#include "annals/record/markup.h"

namespace annals::chronology_internal {
namespace {

std::string Escaped(std::string_view text) {
  return absl::StrReplaceAll(EscapedMarkup(OneLine(text)), {{"'", "&#39;"}});
}

std::string Isolated(std::string_view text, std::string_view language) {
  if (language.empty()) return absl::StrCat("<bdi>", Escaped(text), "</bdi>");
  return absl::StrCat("<bdi lang=\"", Escaped(language), "\">", Escaped(text),
                      "</bdi>");
}

std::string LinkTo(const char* kind, int number, std::string_view label) {
  return absl::StrCat("<a href=\"#", kind, "-", number, "\">",
                      Isolated(label, ""), "</a>");
}

}  // namespace

std::string HtmlMarkup::Text(std::string_view text) const {
  return Escaped(text);
}

std::string HtmlMarkup::Stress(std::string_view text) const {
  return absl::StrCat("<em>", Escaped(text), "</em>");
}

std::string HtmlMarkup::Work(std::string_view title,
                             std::string_view language) const {
  return absl::StrCat("<cite>", Isolated(title, language), "</cite>");
}

std::string HtmlMarkup::Quote(std::string_view words,
                              std::string_view language) const {
  return absl::StrCat("<q>", Isolated(words, language), "</q>");
}

std::string HtmlMarkup::ToEntry(int number, std::string_view label) const {
  return LinkTo("entry", number, label);
}

std::string HtmlMarkup::ToSource(int number, std::string_view label) const {
  return LinkTo("source", number, label);
}

std::string HtmlMarkup::Address(std::string_view url) const {
  const std::string text = Escaped(url);
  if (!IsLinkable(url)) return text;
  return absl::StrCat("<a href=\"", text, "\">", text, "</a>");
}

// A word joiner keeps a mark on the line of its word.
std::string HtmlMarkup::NoteMarks(const std::vector<int>& notes) const {
  return absl::StrJoin(notes, "", [](std::string* out, int note) {
    absl::StrAppend(out, "\u2060<span class=\"note-mark\"><a href=\"#note-",
                    note, "\" role=\"doc-noteref\" aria-label=\"Note ", note,
                    "\">[", note, "]</a></span>");
  });
}

std::string HtmlMarkup::Removed(std::string_view text) const {
  return absl::StrCat("<del>", Isolated(text, ""), "</del>");
}

std::string HtmlMarkup::Added(std::string_view text) const {
  return absl::StrCat("<ins>", Isolated(text, ""), "</ins>");
}

std::string HtmlMarkup::Heading(int level) const {
  return absl::StrCat("h", level);
}

}  // namespace annals::chronology_internal
