// TellingFrame(): what a template may name in a chronology.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/telling_frame.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "annals/chronology/internal/plain.h"

namespace annals::chronology_internal {
namespace {

// Headings below the title.
constexpr int kLevelOfParts = 2;

Frame TextFrame(std::string text) {
  Frame frame;
  frame.SetText("text", std::move(text));
  return frame;
}

// A list of frames with one text each.
void SetTexts(Frame& frame, std::string_view name,
              std::vector<std::string> texts) {
  const size_t size = texts.size();
  frame.SetList(name, size, [texts = std::move(texts)](size_t i) {
    return TextFrame(texts[i]);
  });
}

std::vector<std::string> SentencesOf(const std::vector<Voice>& voices,
                                     bool denying, const Markup& markup) {
  std::vector<std::string> sentences;
  for (const Voice& voice : voices) {
    if (voice.denies == denying) sentences.push_back(Sentence(voice, markup));
  }
  return sentences;
}

// Both sides beside each other, row by row.
void SetRows(Frame& frame, const std::vector<std::string>& said,
             const std::vector<std::string>& denied) {
  frame.SetList("rows", std::max(said.size(), denied.size()),
                [said, denied](size_t i) {
                  Frame row;
                  row.SetText("said_so", i < said.size() ? said[i] : "");
                  row.SetText("denied_it", i < denied.size() ? denied[i] : "");
                  return row;
                });
}

void SetVoices(Frame& frame, const Entry& entry, const Markup& markup) {
  const auto said = SentencesOf(entry.voices, false, markup);
  const auto denied = SentencesOf(entry.voices, true, markup);
  const bool has_sides = entry.disputed && !said.empty() && !denied.empty();
  std::vector<std::string> all;
  for (const Voice& voice : entry.voices) {
    all.push_back(Sentence(voice, markup));
  }
  frame.SetFlag("has_sides", has_sides);
  frame.SetFlag("has_voices", !all.empty());
  frame.SetFlag("has_said", !said.empty());
  frame.SetFlag("has_denied", !denied.empty());
  SetRows(frame, said, denied);
  SetTexts(frame, "said", said);
  SetTexts(frame, "denied", denied);
  SetTexts(frame, "voices", std::move(all));
}

Frame FactFrame(const Fact& fact, const Markup& markup) {
  Frame frame;
  frame.SetText("label", markup.Text(fact.label));
  frame.SetText("words", markup.Text(fact.words));
  return frame;
}

// True if anything is told of it in a list.
bool HasItems(const Entry& entry) {
  return !entry.voices.empty() || !entry.ties.empty() || !entry.facts.empty() ||
         !entry.changes.empty();
}

Frame EntryFrame(const Entry& entry, int level, const Markup& markup) {
  Frame frame;
  frame.SetText("number", absl::StrCat(entry.number));
  frame.SetText("id", markup.Text(entry.id));
  frame.SetText("level", markup.Heading(level));
  frame.SetText("title", markup.Text(entry.title));
  frame.SetText("date", markup.Text(Capitalised(entry.date)));
  frame.SetText("mark", markup.Text(Capitalised(entry.mark)));
  frame.SetText("mark_before", MarkBefore(entry.mark, markup));
  frame.SetFlag("disputed", entry.disputed);
  std::vector<std::string> paragraphs;
  for (const std::string& paragraph : Paragraphs(entry.description)) {
    paragraphs.push_back(markup.Paragraph(paragraph));
  }
  SetTexts(frame, "paragraphs", std::move(paragraphs));
  SetVoices(frame, entry, markup);
  std::vector<std::string> ties;
  for (const Tie& tie : entry.ties) ties.push_back(Sentence(tie, markup));
  frame.SetFlag("has_ties", !ties.empty());
  SetTexts(frame, "ties", std::move(ties));
  std::vector<std::string> changes;
  for (const LineChange& change : entry.changes) {
    changes.push_back(Sentence(change, markup));
  }
  frame.SetFlag("has_changes", !changes.empty());
  SetTexts(frame, "changes", std::move(changes));
  frame.SetFlag("has_facts", !entry.facts.empty());
  frame.SetFlag("has_items", HasItems(entry));
  frame.SetList("facts", entry.facts.size(), [&entry, &markup](size_t i) {
    return FactFrame(entry.facts[i], markup);
  });
  return frame;
}

// What a link to the section says.
std::string AnchorOf(size_t part, size_t section) {
  return absl::StrCat("part-", part + 1, "-", section + 1);
}

Frame SectionFrame(const Section& section, std::string anchor, int level,
                   const Markup& markup) {
  Frame frame;
  frame.SetText("heading", markup.Text(section.heading));
  frame.SetText("level", markup.Heading(level));
  frame.SetText("anchor", std::move(anchor));
  frame.SetText("also", PointersInWords(section.also, "; ", markup));
  const int entry_level = section.heading.empty() ? level : level + 1;
  frame.SetList("entries", section.entries.size(),
                [&section, entry_level, &markup](size_t i) {
                  return EntryFrame(section.entries[i], entry_level, markup);
                });
  return frame;
}

Frame PartFrame(const Part& part, size_t index, const Markup& markup) {
  Frame frame;
  frame.SetText("heading", markup.Text(part.heading));
  frame.SetText("level", markup.Heading(kLevelOfParts));
  frame.SetText("anchor", absl::StrCat("part-", index + 1));
  frame.SetText("preamble", markup.Paragraph(part.preamble));
  const int level = part.heading.empty() ? kLevelOfParts : kLevelOfParts + 1;
  frame.SetList("sections", part.sections.size(),
                [&part, index, level, &markup](size_t i) {
                  return SectionFrame(part.sections[i], AnchorOf(index, i),
                                      level, markup);
                });
  return frame;
}

// The sections of the first part, then the other parts by their headings.
void SetContents(Frame& frame, const Chronology& chronology,
                 const Markup& markup) {
  std::vector<std::pair<std::string, std::string>> items;
  for (size_t i = 0; i < chronology.parts.size(); ++i) {
    const Part& part = chronology.parts[i];
    if (!part.heading.empty()) {
      items.emplace_back(absl::StrCat("part-", i + 1), part.heading);
      continue;
    }
    for (size_t j = 0; j < part.sections.size(); ++j) {
      items.emplace_back(AnchorOf(i, j), part.sections[j].heading);
    }
  }
  frame.SetFlag("has_contents", !items.empty());
  const size_t size = items.size();
  frame.SetList("contents", size,
                [items = std::move(items), &markup](size_t i) {
                  Frame item;
                  item.SetText("anchor", items[i].first);
                  item.SetText("label", markup.Text(items[i].second));
                  return item;
                });
}

Frame NoteFrame(const Note& note, const Chronology& chronology,
                const Markup& markup) {
  Frame frame;
  frame.SetText("number", absl::StrCat(note.number));
  frame.SetText("sentence", Sentence(note, chronology, markup));
  frame.SetText("source", absl::StrCat(note.source));
  frame.SetText("quote", markup.Text(note.quote));
  frame.SetText("where", markup.Text(note.where));
  frame.SetText("stance", markup.Text(note.stance));
  std::vector<std::string> entries;
  for (const int entry : note.entries) entries.push_back(absl::StrCat(entry));
  SetTexts(frame, "entries", std::move(entries));
  return frame;
}

Frame SourceFrame(const SourceNote& source, const Markup& markup) {
  Frame frame;
  frame.SetText("number", absl::StrCat(source.number));
  frame.SetText("sentence", Sentence(source, markup));
  frame.SetText("authors", markup.Text(source.authors));
  frame.SetText("title", markup.Text(source.title));
  frame.SetText("publisher", markup.Text(source.publisher));
  frame.SetText("date", markup.Text(source.date));
  frame.SetText("address",
                source.url.empty() ? "" : markup.Address(source.url));
  frame.SetText("remarks", markup.Text(source.remarks));
  return frame;
}

Frame OrderFrame(const OrderNote& note, const Markup& markup) {
  Frame frame;
  frame.SetText("words", markup.Text(note.words));
  frame.SetText("entries", markup.Text(note.entries));
  return frame;
}

Chronology MakeSpecimen() {
  Entry entry;
  entry.description = "x";
  entry.facts = {{"x", "x"}};
  entry.voices = {{"x", false, {1}}, {"x", true, {1}}};
  entry.ties = {Tie()};
  entry.changes = {LineChange()};
  Chronology specimen;
  specimen.parts = {{"x", "x", {{"x", {entry}, {}}}}};
  specimen.order = {{"x", "x"}};
  specimen.notes = {{1, 1, "x", "x", "x", {1}, ""}};
  specimen.sources = {{1, "x", "x", "x", "x", "x", "x", ""}};
  return specimen;
}

}  // namespace

Frame TellingFrame(const Chronology& chronology, const Markup& markup) {
  Frame frame;
  frame.SetText("title", markup.Text(chronology.title));
  frame.SetText("preamble", markup.Paragraph(chronology.preamble));
  frame.SetFlag("has_notes", !chronology.notes.empty());
  frame.SetFlag("has_sources", !chronology.sources.empty());
  frame.SetFlag("has_order", !chronology.order.empty());
  SetContents(frame, chronology, markup);
  frame.SetList("parts", chronology.parts.size(), [&](size_t i) {
    return PartFrame(chronology.parts[i], i, markup);
  });
  frame.SetList("order", chronology.order.size(), [&](size_t i) {
    return OrderFrame(chronology.order[i], markup);
  });
  frame.SetList("notes", chronology.notes.size(), [&](size_t i) {
    return NoteFrame(chronology.notes[i], chronology, markup);
  });
  frame.SetList("sources", chronology.sources.size(), [&](size_t i) {
    return SourceFrame(chronology.sources[i], markup);
  });
  return frame;
}

const Chronology& SpecimenChronology() {
  static const Chronology* const specimen = new Chronology(MakeSpecimen());
  return *specimen;
}

int64_t FramesIn(const Chronology& chronology) {
  size_t frames = chronology.order.size() + chronology.sources.size();
  for (const Note& note : chronology.notes) frames += 1 + note.entries.size();
  for (const Part& part : chronology.parts) {
    frames += 2 + part.sections.size() * 2;
    for (const Section& section : part.sections) {
      for (const Entry& entry : section.entries) {
        frames += 1 + entry.voices.size() + entry.ties.size() +
                  entry.facts.size() + entry.changes.size() +
                  entry.description.size();
      }
    }
  }
  return static_cast<int64_t>(frames);
}

}  // namespace annals::chronology_internal
