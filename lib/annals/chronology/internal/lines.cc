// Lines of an entry: what it says, apart from numbers, and what that rests on.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/lines.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/chronology/internal/text_markup.h"

namespace annals::chronology_internal {
namespace {

// Of a line that rests on many sources the first are named.
constexpr size_t kSourcesNamedMax = 5;

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

  // What the notes of these voices are taken from.
  std::vector<std::string> SourcesOf(const std::vector<Voice>& voices) const {
    std::set<int> numbers;
    for (const Voice& voice : voices) AddNumbers(voice, numbers);
    return Named(numbers);
  }
  std::vector<std::string> SourcesOf(const Voice& voice) const {
    std::set<int> numbers;
    AddNumbers(voice, numbers);
    return Named(numbers);
  }
  std::vector<std::string> SourcesOf(const Tie& tie) const {
    std::set<int> numbers;
    for (const Voice& voice : tie.voices) AddNumbers(voice, numbers);
    for (const Ground& ground : tie.grounds) {
      for (const Voice& voice : ground.voices) AddNumbers(voice, numbers);
    }
    return Named(numbers);
  }

 private:
  void AddNumbers(const Voice& voice, std::set<int>& numbers) const {
    for (const int number : voice.notes) {
      const Note* note = NoteAt(number);
      if (note != nullptr) numbers.insert(note->source);
    }
  }
  // In the order of first mention.
  std::vector<std::string> Named(const std::set<int>& numbers) const {
    std::vector<std::string> titles;
    for (const int number : numbers) {
      if (titles.size() == kSourcesNamedMax) {
        titles.push_back(
            absl::StrCat(numbers.size() - kSourcesNamedMax, " more"));
        break;
      }
      titles.push_back(SourceAt(number));
    }
    return titles;
  }
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
  const std::vector<std::string> sources = markup.SourcesOf(entry.voices);
  const auto add = [&](std::string label, std::string words,
                       std::vector<std::string> fields,
                       const std::vector<std::string>& rests_on,
                       const std::vector<std::string>* named = nullptr) {
    if (words.empty()) return;
    lines.push_back({std::move(label), std::move(words), &entry.records,
                     std::move(fields), rests_on, named});
  };
  add("Title", OneLine(entry.title), {"event.title"}, sources);
  add("Date", OneLine(entry.date), {"event.when"}, sources);
  add("Meant as", OneLine(entry.mark), {"event.claims"}, sources);
  for (const std::string& paragraph : Paragraphs(entry.description)) {
    add("Description", paragraph, {"event.description"}, sources);
  }
  for (const Fact& fact : entry.facts) {
    add(fact.label, OneLine(fact.words), FieldsOfFact(fact.label), sources,
        fact.records.empty() ? nullptr : &fact.records);
  }
  for (const Voice& voice : entry.voices) {
    add("Claim", Sentence(voice, markup),
        {absl::StrCat("event.claims#", voice.claim)}, markup.SourcesOf(voice),
        &voice.records);
  }
  return lines;
}

}  // namespace

std::vector<Line> LinesOf(const Entry& entry, const Chronology& chronology) {
  const UnnumberedMarkup markup(chronology);
  std::vector<Line> lines = LinesOfEvent(entry, markup);
  for (const Tie& tie : entry.ties) {
    lines.push_back({"Tie",
                     Sentence(tie, markup),
                     tie.records.empty() ? &entry.records : &tie.records,
                     {},
                     markup.SourcesOf(tie),
                     nullptr});
  }
  return lines;
}

}  // namespace annals::chronology_internal
