// Markdown: a chronology as a text file that reads well as it stands.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/markdown.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/plain.h"
#include "annals/chronology/internal/sentences.h"

namespace annals {
namespace {

using chronology_internal::Capitalised;
using chronology_internal::IsLinkable;
using chronology_internal::MarkBefore;
using chronology_internal::Markup;
using chronology_internal::OneLine;
using chronology_internal::Paragraphs;
using chronology_internal::Sentence;

// Escaped wherever they stand: they begin emphasis, links, HTML, tables,
// mathematics, citations. What is special only at the start of a line, #, +, -
// and numbers, gets there in descriptions alone: see Paragraph().
constexpr std::string_view kSpecial = "\\`*_[]<>|~^$@";

// An ampersand is special only where it can begin an entity.
bool IsSpecial(std::string_view text, size_t at) {
  if (text[at] != '&') return kSpecial.find(text[at]) != kSpecial.npos;
  return at + 1 < text.size() &&
         (text[at + 1] == '#' || absl::ascii_isalpha(text[at + 1]));
}

class MarkdownMarkup : public Markup {
 public:
  std::string Text(std::string_view text) const override {
    const std::string line = OneLine(text);
    std::string escaped;
    for (size_t i = 0; i < line.size(); ++i) {
      if (IsSpecial(line, i)) escaped.push_back('\\');
      escaped.push_back(line[i]);
    }
    return escaped;
  }
  std::string Stress(std::string_view text) const override {
    return absl::StrCat("*", Text(text), "*");
  }
  std::string Work(std::string_view title) const override {
    const std::string text = Text(title);
    return text.empty() ? "" : absl::StrCat("*", text, "*");
  }
  std::string Quote(std::string_view words) const override {
    return absl::StrCat("\u201c", Text(words), "\u201d");
  }
  std::string ToEntry(int number, std::string_view label) const override {
    return absl::StrCat("[", Text(label), "](#entry-", number, ")");
  }
  std::string ToSource(int number, std::string_view label) const override {
    return absl::StrCat("[", Text(label), "](#source-", number, ")");
  }
  std::string Address(std::string_view url) const override {
    if (!IsLinkable(url)) return Text(url);
    return absl::StrCat("<", AsAbsl(url), ">");
  }
  std::string NoteMarks(const std::vector<int>& notes) const override {
    return absl::StrJoin(notes, "", [](std::string* out, int note) {
      absl::StrAppend(out, "[^", note, "]");
    });
  }
};

// A line that would begin a heading, a list or a rule gets a backslash.
std::string Paragraph(std::string_view text, const Markup& markup) {
  std::string line = markup.Text(text);
  const size_t digits = line.find_first_not_of("0123456789");
  const size_t at = digits == std::string::npos ? line.size() : digits;
  if (at == 0 && !line.empty() && std::string("#+-=:").find(line[0]) < 5) {
    return "\\" + line;
  }
  if (at > 0 && at < line.size() && (line[at] == '.' || line[at] == ')')) {
    line.insert(at, "\\");
  }
  return line;
}

// Both sides of a dispute, beside each other.
std::string DisputeTable(const Entry& entry, const Markup& markup) {
  std::vector<std::string> sides[2];
  for (const Voice& voice : entry.voices) {
    sides[voice.denies ? 1 : 0].push_back(Sentence(voice, markup));
  }
  std::string table = "| Said | Denied |\n| --- | --- |\n";
  const size_t rows = std::max(sides[0].size(), sides[1].size());
  for (size_t row = 0; row < rows; ++row) {
    for (const auto& side : sides) {
      absl::StrAppend(&table, "| ", row < side.size() ? side[row] : "", " ");
    }
    table += "|\n";
  }
  return table + "\n";
}

bool HasBothSides(const Entry& entry) {
  const auto denies = [](const Voice& voice) { return voice.denies; };
  return entry.disputed &&
         std::any_of(entry.voices.begin(), entry.voices.end(), denies) &&
         !std::all_of(entry.voices.begin(), entry.voices.end(), denies);
}

std::string Items(const Entry& entry, const Markup& markup) {
  std::string items;
  const auto add = [&items](const std::string& item) {
    absl::StrAppend(&items, "- ", item, "\n");
  };
  if (!HasBothSides(entry)) {
    for (const Voice& voice : entry.voices) add(Sentence(voice, markup));
  }
  for (const Tie& tie : entry.ties) add(Sentence(tie, markup));
  for (const Fact& fact : entry.facts) {
    add(absl::StrCat(fact.label, ": ", markup.Text(fact.words)));
  }
  return items.empty() ? "" : items + "\n";
}

std::string Heading(int level, std::string_view text) {
  return absl::StrCat(std::string(level, '#'), " ", AsAbsl(text), "\n\n");
}

std::string EntryText(const Entry& entry, int level, const Markup& markup) {
  std::string text = Heading(
      level, absl::StrCat("<span id=\"entry-", entry.number, "\"></span>",
                          entry.number, ". ", MarkBefore(entry.mark, markup),
                          markup.Text(entry.title)));
  if (!entry.date.empty()) {
    absl::StrAppend(&text, "**", markup.Text(Capitalised(entry.date)), "**",
                    entry.disputed ? " (disputed)" : "", "\n\n");
  } else if (entry.disputed) {
    text += "(disputed)\n\n";
  }
  for (const std::string& paragraph : Paragraphs(entry.description)) {
    absl::StrAppend(&text, Paragraph(paragraph, markup), "\n\n");
  }
  if (HasBothSides(entry)) text += DisputeTable(entry, markup);
  return text + Items(entry, markup);
}

std::string PartText(const Part& part, const Markup& markup) {
  std::string text;
  int level = 2;
  if (!part.heading.empty()) {
    text += Heading(level++, markup.Text(part.heading));
  }
  if (!part.preamble.empty()) text += markup.Text(part.preamble) + "\n\n";
  for (const Section& section : part.sections) {
    int entry_level = level;
    if (!section.heading.empty()) {
      text += Heading(entry_level++, markup.Text(section.heading));
    }
    for (const Entry& entry : section.entries) {
      text += EntryText(entry, entry_level, markup);
    }
  }
  return text;
}

std::string SourcesText(const Chronology& chronology, const Markup& markup) {
  if (chronology.sources.empty()) return "";
  std::string text = Heading(2, "Sources");
  for (const SourceNote& source : chronology.sources) {
    absl::StrAppend(&text, source.number, ". <span id=\"source-", source.number,
                    "\"></span>", Sentence(source, markup), "\n");
  }
  return text + "\n";
}

std::string NotesText(const Chronology& chronology, const Markup& markup) {
  std::string text;
  for (const Note& note : chronology.notes) {
    absl::StrAppend(&text, "[^", note.number,
                    "]: ", Sentence(note, chronology, markup), "\n");
  }
  return text;
}

}  // namespace

std::string ToMarkdown(const Chronology& chronology) {
  const MarkdownMarkup markup;
  std::string text = Heading(1, markup.Text(chronology.title));
  if (!chronology.preamble.empty()) {
    text += markup.Text(chronology.preamble) + "\n\n";
  }
  for (const Part& part : chronology.parts) text += PartText(part, markup);
  text += SourcesText(chronology, markup);
  text += NotesText(chronology, markup);
  while (text.size() > 1 && text[text.size() - 2] == '\n') text.pop_back();
  return text;
}

}  // namespace annals
