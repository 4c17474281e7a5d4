// Plain text: a chronology for a terminal.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/plain.h"
#include "annals/chronology/internal/sentences.h"
#include "annals/chronology/internal/text_markup.h"
#include "annals/chronology/internal/wrap.h"

namespace annals {
namespace {

using chronology_internal::Capitalised;
using chronology_internal::ColumnsOf;
using chronology_internal::Markup;
using chronology_internal::Paragraphs;
using chronology_internal::PointersInWords;
using chronology_internal::Sentence;
using chronology_internal::TextMarkup;
using chronology_internal::WrapOptions;
using chronology_internal::Wrapped;

constexpr int kWidthMin = 20;

// Escape sequences, if they are wanted. They go around whole lines, after
// wrapping, so that they have no width.
enum class Style { kPlain, kBold, kDim };

class Page {
 public:
  explicit Page(const TextOptions& options)
      : width_(std::max(options.width, kWidthMin)), styled_(options.styled) {}

  void Blank() { text_ += "\n"; }

  // A paragraph behind a lead ("12. ", "- "), which hangs in the margin.
  void Add(std::string_view lead, std::string_view text, int indent,
           Style style = Style::kPlain) {
    WrapOptions wrap;
    wrap.width = width_;
    wrap.first_indent = std::string(indent, ' ') + std::string(lead);
    wrap.other_indent = std::string(indent + ColumnsOf(lead), ' ');
    Write(Wrapped(text, wrap), style);
  }

  // A heading, with a line of this character below.
  void AddHeading(std::string_view text, char underline) {
    const std::string lines = Wrapped(text, {width_, "", ""});
    Write(lines, Style::kBold);
    const int columns = std::min(ColumnsOf(text), width_);
    Write(std::string(columns, underline) + "\n", Style::kBold);
  }

  const std::string& text() const { return text_; }

 private:
  void Write(std::string_view lines, Style style) {
    if (!styled_ || style == Style::kPlain) {
      text_.append(lines);
      return;
    }
    lines.remove_suffix(1);
    absl::StrAppend(&text_, style == Style::kBold ? "\033[1m" : "\033[2m",
                    AsAbsl(lines), "\033[0m\n");
  }

  const int width_;
  const bool styled_;
  std::string text_;
};

std::string TitleLine(const Entry& entry, const Markup& markup) {
  return absl::StrCat(chronology_internal::MarkBefore(entry.mark, markup),
                      markup.Text(entry.title));
}

void AddEntry(const Entry& entry, const Markup& markup, Page& page) {
  const std::string lead = absl::StrCat(entry.number, ". ");
  const int indent = ColumnsOf(lead);
  page.Add(lead, TitleLine(entry, markup), 0, Style::kBold);
  const std::string date = absl::StrCat(Capitalised(entry.date),
                                        !entry.disputed      ? ""
                                        : entry.date.empty() ? "Disputed"
                                                             : " (disputed)");
  if (!date.empty()) page.Add("", markup.Text(date), indent);
  for (const std::string& paragraph : Paragraphs(entry.description)) {
    page.Add("", paragraph, indent);
  }
  for (const Voice& voice : entry.voices) {
    page.Add("- ", Sentence(voice, markup), indent);
  }
  for (const Tie& tie : entry.ties) {
    page.Add("- ", Sentence(tie, markup), indent);
  }
  for (const LineChange& change : entry.changes) {
    page.Add("- ", Sentence(change, markup), indent);
  }
  for (const Fact& fact : entry.facts) {
    page.Add("- ", absl::StrCat(fact.label, ": ", markup.Text(fact.words)),
             indent, Style::kDim);
  }
  page.Blank();
}

void AddPart(const Part& part, const Markup& markup, Page& page) {
  if (!part.heading.empty()) {
    page.AddHeading(markup.Text(part.heading), '=');
    page.Blank();
  }
  if (!part.preamble.empty()) {
    page.Add("", markup.Text(part.preamble), 0);
    page.Blank();
  }
  for (const Section& section : part.sections) {
    if (!section.heading.empty()) {
      page.AddHeading(markup.Text(section.heading), '-');
      page.Blank();
    }
    for (const Entry& entry : section.entries) AddEntry(entry, markup, page);
    if (section.also.empty()) continue;
    page.Add("See also ", PointersInWords(section.also, "; ", markup), 0);
    page.Blank();
  }
}

void AddOrder(const Chronology& chronology, const Markup& markup, Page& page) {
  if (chronology.order.empty()) return;
  page.AddHeading("On the order", '=');
  page.Blank();
  for (const OrderNote& note : chronology.order) {
    page.Add("- ", absl::StrCat(markup.Text(note.words), ": ", note.entries),
             0);
  }
  page.Blank();
}

void AddNotes(const Chronology& chronology, const Markup& markup, Page& page) {
  if (chronology.notes.empty()) return;
  page.AddHeading("Notes", '=');
  page.Blank();
  for (const Note& note : chronology.notes) {
    page.Add(absl::StrCat("[", note.number, "] "),
             Sentence(note, chronology, markup), 0);
  }
  page.Blank();
}

void AddSources(const Chronology& chronology, const Markup& markup,
                Page& page) {
  if (chronology.sources.empty()) return;
  page.AddHeading("Sources", '=');
  page.Blank();
  for (const SourceNote& source : chronology.sources) {
    page.Add(absl::StrCat(source.number, ". "), Sentence(source, markup), 0);
  }
  page.Blank();
}

}  // namespace

std::string ToText(const Chronology& chronology, const TextOptions& options) {
  const TextMarkup markup;
  Page page(options);
  page.AddHeading(markup.Text(chronology.title), '=');
  page.Blank();
  if (!chronology.preamble.empty()) {
    page.Add("", markup.Text(chronology.preamble), 0);
    page.Blank();
  }
  for (const Part& part : chronology.parts) AddPart(part, markup, page);
  AddOrder(chronology, markup, page);
  AddNotes(chronology, markup, page);
  AddSources(chronology, markup, page);
  std::string text = page.text();
  while (text.size() > 1 && text[text.size() - 2] == '\n') text.pop_back();
  return text;
}

}  // namespace annals
