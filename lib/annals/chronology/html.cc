// HTML: a chronology as one page that reads well on screen and on paper.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/html.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/html_style.h"
#include "annals/chronology/internal/plain.h"
#include "annals/chronology/internal/sentences.h"

namespace annals {
namespace {

using chronology_internal::Capitalised;
using chronology_internal::HtmlStyle;
using chronology_internal::IsLinkable;
using chronology_internal::Markup;
using chronology_internal::OneLine;
using chronology_internal::Paragraphs;
using chronology_internal::Sentence;

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (char c : OneLine(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped.push_back(c);
    }
  }
  return escaped;
}

std::string LinkTo(const char* kind, int number, std::string_view label) {
  return absl::StrCat("<a href=\"#", kind, "-", number, "\"><bdi>",
                      Escaped(label), "</bdi></a>");
}

class HtmlMarkup : public Markup {
 public:
  std::string Text(std::string_view text) const override {
    return Escaped(text);
  }
  std::string Stress(std::string_view text) const override {
    return absl::StrCat("<em>", Escaped(text), "</em>");
  }
  std::string Work(std::string_view title) const override {
    return absl::StrCat("<cite><bdi>", Escaped(title), "</bdi></cite>");
  }
  // <bdi> keeps words that run from right to left from turning ours around.
  std::string Quote(std::string_view words) const override {
    return absl::StrCat("<q><bdi>", Escaped(words), "</bdi></q>");
  }
  std::string ToEntry(int number, std::string_view label) const override {
    return LinkTo("entry", number, label);
  }
  std::string ToSource(int number, std::string_view label) const override {
    return LinkTo("source", number, label);
  }
  std::string Address(std::string_view url) const override {
    const std::string text = Escaped(url);
    if (!IsLinkable(url)) return text;
    return absl::StrCat("<a href=\"", text, "\">", text, "</a>");
  }
  // A word joiner keeps a mark on the line of its word.
  std::string NoteMarks(const std::vector<int>& notes) const override {
    return absl::StrJoin(notes, "", [](std::string* out, int note) {
      absl::StrAppend(out, "\u2060<span class=\"note-mark\"><a href=\"#note-",
                      note, "\" role=\"doc-noteref\" aria-label=\"Note ", note,
                      "\">[", note, "]</a></span>");
    });
  }
};

std::string Element(const char* tag, std::string_view content) {
  return absl::StrCat("<", tag, ">", AsAbsl(content), "</", tag, ">\n");
}

std::string Heading(int level, std::string_view content) {
  return Element(absl::StrCat("h", level).c_str(), content);
}

// A list of what is not empty.
std::string List(const char* style, const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string list = absl::StrCat("<ul class=\"", style, "\">\n");
  for (const std::string& item : items) list += Element("li", item);
  return list + "</ul>\n";
}

std::vector<std::string> Sentences(const std::vector<Voice>& voices,
                                   bool denying, const Markup& markup) {
  std::vector<std::string> sentences;
  for (const Voice& voice : voices) {
    if (voice.denies == denying) sentences.push_back(Sentence(voice, markup));
  }
  return sentences;
}

// Both sides of a dispute beside each other; else the voices in a list.
std::string VoicesHtml(const Entry& entry, const Markup& markup) {
  const auto said = Sentences(entry.voices, false, markup);
  const auto denied = Sentences(entry.voices, true, markup);
  if (said.empty() || denied.empty() || !entry.disputed) {
    return List("said", said) + List("said", denied);
  }
  return absl::StrCat("<div class=\"dispute\">\n<div><p>Said</p>\n",
                      List("said", said), "</div>\n<div><p>Denied</p>\n",
                      List("said", denied), "</div>\n</div>\n");
}

std::string TiesHtml(const Entry& entry, const Markup& markup) {
  std::vector<std::string> items;
  for (const Tie& tie : entry.ties) items.push_back(Sentence(tie, markup));
  return List("ties", items);
}

std::string FactsHtml(const Entry& entry) {
  if (entry.facts.empty()) return "";
  std::string list = "<dl class=\"facts\">\n";
  for (const Fact& fact : entry.facts) {
    absl::StrAppend(&list, "<dt>", Escaped(fact.label), "</dt><dd>",
                    Escaped(fact.words), "</dd>\n");
  }
  return list + "</dl>\n";
}

std::string TitleHtml(const Entry& entry) {
  return absl::StrCat(
      "<span class=\"number\">", entry.number, ".</span>",
      entry.mark.empty()
          ? ""
          : absl::StrCat("<span class=\"mark\">",
                         Escaped(Capitalised(entry.mark)), "</span> "),
      entry.disputed ? "<span class=\"mark\">Disputed</span> " : "", "<bdi>",
      Escaped(entry.title), "</bdi>");
}

std::string DateHtml(const Entry& entry) {
  if (entry.date.empty()) return "";
  return absl::StrCat("<p class=\"date\">", Escaped(Capitalised(entry.date)),
                      "</p>\n");
}

std::string EntryHtml(const Entry& entry, int level, const Markup& markup) {
  std::string html = absl::StrCat(
      "<article id=\"entry-", entry.number, "\"",
      entry.mark.empty() ? "" : " class=\"unasserted\"", ">\n", DateHtml(entry),
      "<div class=\"body\">\n", Heading(level, TitleHtml(entry)));
  for (const std::string& paragraph : Paragraphs(entry.description)) {
    absl::StrAppend(&html, "<p dir=\"auto\">", Escaped(paragraph), "</p>\n");
  }
  absl::StrAppend(&html, VoicesHtml(entry, markup), TiesHtml(entry, markup),
                  FactsHtml(entry));
  return html + "</div>\n</article>\n";
}

// Anchors of parts and sections, in their order.
std::string AnchorOf(size_t part, size_t section) {
  return absl::StrCat("part-", part + 1, "-", section + 1);
}

std::string SectionHtml(const Section& section, const std::string& anchor,
                        int level, const Markup& markup) {
  std::string html;
  if (!section.heading.empty()) {
    absl::StrAppend(&html, "<section class=\"year\" id=\"", anchor, "\">\n",
                    Heading(level++, Escaped(section.heading)));
  }
  for (const Entry& entry : section.entries) {
    html += EntryHtml(entry, level, markup);
  }
  return html + (section.heading.empty() ? "" : "</section>\n");
}

std::string PartHtml(const Part& part, size_t index, const Markup& markup) {
  std::string html;
  int level = 2;
  if (!part.heading.empty()) {
    absl::StrAppend(&html, "<section class=\"part\" id=\"part-", index + 1,
                    "\">\n", Heading(level++, Escaped(part.heading)));
  }
  if (!part.preamble.empty()) {
    absl::StrAppend(&html, "<p class=\"preamble\">", Escaped(part.preamble),
                    "</p>\n");
  }
  for (size_t i = 0; i < part.sections.size(); ++i) {
    html += SectionHtml(part.sections[i], AnchorOf(index, i), level, markup);
  }
  return html + (part.heading.empty() ? "" : "</section>\n");
}

std::string ContentsItem(const std::string& anchor, std::string_view label) {
  return absl::StrCat("<li><a href=\"#", anchor, "\">", Escaped(label),
                      "</a></li>\n");
}

// The years, then the other parts by their own headings.
std::string ContentsHtml(const Chronology& chronology) {
  std::string items;
  for (size_t i = 0; i < chronology.parts.size(); ++i) {
    const Part& part = chronology.parts[i];
    if (!part.heading.empty()) {
      items += ContentsItem(absl::StrCat("part-", i + 1), part.heading);
      continue;
    }
    for (size_t j = 0; j < part.sections.size(); ++j) {
      items += ContentsItem(AnchorOf(i, j), part.sections[j].heading);
    }
  }
  if (!chronology.notes.empty()) items += ContentsItem("notes", "Notes");
  if (!chronology.sources.empty()) items += ContentsItem("sources", "Sources");
  if (items.empty()) return "";
  return absl::StrCat("<nav aria-label=\"Contents\">\n<ul>\n", items,
                      "</ul>\n</nav>\n");
}

std::string BackLinks(const Note& note) {
  return absl::StrJoin(note.entries, ", ", [](std::string* out, int entry) {
    absl::StrAppend(out, "<a href=\"#entry-", entry,
                    "\" role=\"doc-backlink\" aria-label=\"Back to entry ",
                    entry, "\">", entry, "</a>");
  });
}

std::string NotesHtml(const Chronology& chronology, const Markup& markup) {
  if (chronology.notes.empty()) return "";
  std::string html =
      "<section class=\"part\" id=\"notes\" role=\"doc-endnotes\" "
      "aria-labelledby=\"notes-heading\">\n"
      "<h2 id=\"notes-heading\">Notes</h2>\n<ol class=\"notes\">\n";
  for (const Note& note : chronology.notes) {
    absl::StrAppend(&html, "<li id=\"note-", note.number, "\">",
                    Sentence(note, chronology, markup),
                    " <span class=\"back\">\u21a9\u00a0", BackLinks(note),
                    "</span></li>\n");
  }
  return html + "</ol>\n</section>\n";
}

std::string SourcesHtml(const Chronology& chronology, const Markup& markup) {
  if (chronology.sources.empty()) return "";
  std::string html =
      "<section class=\"part\" id=\"sources\" role=\"doc-bibliography\" "
      "aria-labelledby=\"sources-heading\">\n"
      "<h2 id=\"sources-heading\">Sources</h2>\n<ol class=\"sources\">\n";
  for (const SourceNote& source : chronology.sources) {
    absl::StrAppend(&html, "<li id=\"source-", source.number, "\">",
                    Sentence(source, markup), "</li>\n");
  }
  return html + "</ol>\n</section>\n";
}

}  // namespace

std::string ToHtml(const Chronology& chronology) {
  const HtmlMarkup markup;
  std::string html = absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
      "<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
      "'none'; style-src 'unsafe-inline'\">\n"
      "<title>",
      Escaped(chronology.title), "</title>\n<style>", AsAbsl(HtmlStyle()),
      "</style>\n</head>\n<body>\n<header>\n",
      Heading(1, Escaped(chronology.title)), "<p class=\"preamble\">",
      Escaped(chronology.preamble), "</p>\n</header>\n",
      ContentsHtml(chronology), "<main>\n");
  for (size_t i = 0; i < chronology.parts.size(); ++i) {
    html += PartHtml(chronology.parts[i], i, markup);
  }
  absl::StrAppend(&html, NotesHtml(chronology, markup),
                  SourcesHtml(chronology, markup));
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace annals
