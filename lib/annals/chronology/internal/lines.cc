// Lines of an entry: what it says, apart from numbers, and what that rests on.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/lines.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/chronology/internal/text_markup.h"

namespace annals::chronology_internal {
namespace {

// Numbers differ from telling to telling, so what they stand for is written in
// their place.
class UnnumberedMarkup : public TextMarkup {
 public:
  explicit UnnumberedMarkup(const Chronology& chronology)
      : chronology_(chronology) {}

  std::string ToEntry(int number, std::string_view label) const override {
    return OneLine(label.substr(absl::StrCat(number, ". ").size()));
  }
  std::string ToSource(int number, std::string_view /*label*/) const override {
    return OneLine(SourceAt(number));
  }
  std::string NoteMarks(const std::vector<int>& notes) const override {
    std::vector<std::string> passages;
    for (const int number : notes) {
      const Note* note = NoteAt(number);
      if (note != nullptr) {
        passages.push_back(Sentence(*note, chronology_, *this));
      }
    }
    if (passages.empty()) return "";
    return absl::StrCat(" [", absl::StrJoin(passages, "] ["), "]");
  }

  // Adds what these notes are taken from.
  void AddSources(const std::vector<int>& notes,
                  std::vector<std::string>& sources) const {
    for (const int number : notes) {
      const Note* note = NoteAt(number);
      std::string title = note == nullptr ? "" : SourceAt(note->source);
      if (!title.empty() &&
          std::find(sources.begin(), sources.end(), title) == sources.end()) {
        sources.push_back(std::move(title));
      }
    }
  }

 private:
  const Note* NoteAt(int number) const {
    const auto count = static_cast<int>(chronology_.notes.size());
    if (number < 1 || number > count) return nullptr;
    return &chronology_.notes[static_cast<size_t>(number) - 1];
  }
  std::string SourceAt(int number) const {
    const auto count = static_cast<int>(chronology_.sources.size());
    if (number < 1 || number > count) return "";
    return chronology_.sources[static_cast<size_t>(number) - 1].title;
  }

  const Chronology& chronology_;
};

// The fields that a fact of this label is made of.
std::vector<std::string> FieldsOfFact(const std::string& label) {
  if (label == "Date" || label == "Start") return {"event.when"};
  if (label == "Place") return {"event.places"};
  if (label == "Series") return {"event.series", "event.ordinal"};
  return {absl::StrCat("event.", Uncapitalised(label))};
}

std::vector<Line> LinesOfEvent(const Entry& entry,
                               const UnnumberedMarkup& markup) {
  std::vector<Line> lines;
  std::vector<std::string> sources;
  for (const Voice& voice : entry.voices) {
    markup.AddSources(voice.notes, sources);
  }
  const auto add = [&](std::string label, std::string words,
                       std::vector<std::string> fields) {
    if (words.empty()) return;
    lines.push_back({std::move(label), std::move(words), entry.records,
                     std::move(fields), sources});
  };
  add("Title", OneLine(entry.title), {"event.title"});
  add("Date", OneLine(entry.date), {"event.when"});
  add("Meant as", OneLine(entry.mark), {"event.claims"});
  for (const std::string& paragraph : Paragraphs(entry.description)) {
    add("Description", paragraph, {"event.description"});
  }
  for (const Fact& fact : entry.facts) {
    add(fact.label, OneLine(fact.words), FieldsOfFact(fact.label));
  }
  for (const Voice& voice : entry.voices) {
    add("Claim", Sentence(voice, markup), {"event.claims"});
  }
  return lines;
}

}  // namespace

std::vector<Line> LinesOf(const Entry& entry, const Chronology& chronology) {
  const UnnumberedMarkup markup(chronology);
  std::vector<Line> lines = LinesOfEvent(entry, markup);
  for (const Tie& tie : entry.ties) {
    Line line;
    line.label = "Tie";
    line.words = Sentence(tie, markup);
    line.records = tie.records.empty() ? entry.records : tie.records;
    for (const Voice& voice : tie.voices) {
      markup.AddSources(voice.notes, line.sources);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace annals::chronology_internal
