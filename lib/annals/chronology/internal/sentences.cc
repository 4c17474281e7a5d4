// Sentences of a telling, the same in every format but for its markup.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/sentences.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "annals/base/string_view.h"

namespace annals::chronology_internal {
namespace {

std::string PointerInWords(const Pointer& pointer, const Markup& markup) {
  const std::string title =
      pointer.entry == 0
          ? markup.Text(pointer.title)
          : markup.ToEntry(pointer.entry,
                           absl::StrCat(pointer.entry, ". ", pointer.title));
  if (pointer.mark.empty()) return title;
  return absl::StrCat(title, " (", markup.Stress(pointer.mark), ")");
}

std::string VoicesInWords(const std::vector<Voice>& voices,
                          const Markup& markup) {
  return absl::StrJoin(voices, "; ", [&](std::string* out, const Voice& voice) {
    out->append(Sentence(voice, markup));
  });
}

std::string BearingInWords(const Bearing& bearing, const Markup& markup) {
  const std::string words = absl::StrCat(bearing.words, " ", bearing.holder);
  if (bearing.of.title.empty()) return markup.Text(words);
  return absl::StrCat(markup.Text(words), " on ",
                      PointerInWords(bearing.of, markup));
}

// "4. Report is dated 31 January 2017", "5. Visit starts no later than the
// start of 4. Report (according to TASS[2])".
std::string GroundInWords(const Ground& ground, const Markup& markup) {
  std::vector<std::string> words;
  if (!ground.about.title.empty()) {
    words.push_back(PointerInWords(ground.about, markup));
  }
  words.push_back(markup.Text(ground.words));
  if (!ground.to.empty()) {
    words.push_back(PointersInWords(ground.to, " and ", markup));
  }
  if (!ground.voices.empty()) {
    std::vector<Voice> voices = ground.voices;
    voices[0].words = Uncapitalised(voices[0].words);
    words.push_back(absl::StrCat("(", VoicesInWords(voices, markup), ")"));
  }
  return absl::StrJoin(words, " ");
}

// "a", "a and b", "a; b; and c".
std::string GroundsInWords(const std::vector<Ground>& grounds,
                           const Markup& markup) {
  std::string sentence;
  for (size_t i = 0; i < grounds.size(); ++i) {
    const bool is_last = i + 1 == grounds.size();
    const char* const separator = i == 0                ? ""
                                  : grounds.size() == 2 ? " and "
                                  : is_last             ? "; and "
                                                        : "; ";
    absl::StrAppend(&sentence, separator, GroundInWords(grounds[i], markup));
  }
  return sentence;
}

// Who wrote it; for want of that, what it is called.
std::string AuthorOf(const Note& note, const Chronology& chronology) {
  if (note.source < 1 ||
      note.source > static_cast<int>(chronology.sources.size())) {
    return "";
  }
  const SourceNote& source = chronology.sources[note.source - 1];
  return source.authors.empty() ? source.title : source.authors;
}

}  // namespace

std::string PointersInWords(const std::vector<Pointer>& pointers,
                            std::string_view separator, const Markup& markup) {
  return absl::StrJoin(pointers, AsAbsl(separator),
                       [&](std::string* out, const Pointer& pointer) {
                         out->append(PointerInWords(pointer, markup));
                       });
}

std::string Capitalised(std::string_view text) {
  std::string result(text);
  if (!result.empty()) result[0] = absl::ascii_toupper(result[0]);
  return result;
}

std::string Uncapitalised(std::string_view text) {
  std::string result(text);
  if (!result.empty()) result[0] = absl::ascii_tolower(result[0]);
  return result;
}

std::string MarkBefore(std::string_view mark, const Markup& markup) {
  if (mark.empty()) return "";
  return absl::StrCat(markup.Stress(Capitalised(mark) + ":"), " ");
}

std::string Sentence(const Voice& voice, const Markup& markup) {
  std::string sentence =
      absl::StrCat(markup.Text(voice.words), markup.NoteMarks(voice.notes));
  for (const Bearing& bearing : voice.bearings) {
    absl::StrAppend(&sentence, ", ", BearingInWords(bearing, markup));
  }
  return sentence;
}

std::string Sentence(const Tie& tie, const Markup& markup) {
  std::string sentence =
      absl::StrCat(MarkBefore(tie.mark, markup), markup.Text(tie.words));
  if (!tie.to.empty()) {
    absl::StrAppend(
        &sentence, " ",
        PointersInWords(tie.to, tie.alternative ? " or " : " and ", markup));
  }
  if (!tie.together_with.empty()) {
    absl::StrAppend(&sentence, ", together with ",
                    PointersInWords(tie.together_with, " and ", markup));
  }
  if (tie.alternative) absl::StrAppend(&sentence, ", each enough alone");
  if (!tie.mechanism.empty()) {
    absl::StrAppend(&sentence, " (",
                    markup.Text(AsStd(absl::StripSuffix(tie.mechanism, "."))),
                    ")");
  }
  if (!tie.grounds.empty()) {
    absl::StrAppend(&sentence, ", since ", GroundsInWords(tie.grounds, markup));
  }
  if (tie.voices.empty()) return sentence;
  return absl::StrCat(sentence, ". ", VoicesInWords(tie.voices, markup));
}

std::string Sentence(const LineChange& change, const Markup& markup) {
  std::string sentence = absl::StrCat(markup.Text(change.label), ": ");
  if (change.before.empty()) {
    absl::StrAppend(&sentence, "new: ", markup.Added(change.after));
  } else if (change.after.empty()) {
    absl::StrAppend(&sentence, "gone: ", markup.Removed(change.before));
  } else {
    absl::StrAppend(&sentence, "was ", markup.Removed(change.before), "; is ",
                    markup.Added(change.after));
  }
  std::vector<std::string> behind = change.because;
  if (!change.sources.empty()) {
    behind.push_back(
        absl::StrCat("source: ", absl::StrJoin(change.sources, ", ")));
  }
  if (behind.empty()) return sentence;
  return absl::StrCat(sentence, " (", markup.Text(absl::StrJoin(behind, "; ")),
                      ")");
}

std::string Sentence(const Note& note, const Chronology& chronology,
                     const Markup& markup) {
  std::vector<std::string> parts;
  const std::string author = AuthorOf(note, chronology);
  if (!author.empty()) parts.push_back(markup.Text(author));
  parts.push_back(
      markup.ToSource(note.source, absl::StrCat("source ", note.source)));
  for (const std::string* field : {&note.where, &note.stance}) {
    if (!field->empty()) parts.push_back(markup.Text(*field));
  }
  const std::string origin = absl::StrJoin(parts, ", ");
  if (note.quote.empty()) return origin;
  return absl::StrCat(origin, ": ", markup.Quote(note.quote, note.language));
}

std::string Sentence(const SourceNote& source, const Markup& markup) {
  std::vector<std::string> imprint;
  for (const std::string* field : {&source.publisher, &source.date}) {
    if (!field->empty()) imprint.push_back(markup.Text(*field));
  }
  std::string sentence = markup.Work(source.title, source.language);
  if (!source.authors.empty()) {
    sentence = absl::StrCat(markup.Text(source.authors), ": ", sentence);
  }
  absl::StrAppend(&sentence, ".");
  if (!imprint.empty()) {
    absl::StrAppend(&sentence, " ", absl::StrJoin(imprint, ", "), ".");
  }
  if (!source.remarks.empty()) {
    absl::StrAppend(&sentence, " ", markup.Text(Capitalised(source.remarks)),
                    ".");
  }
  if (source.url.empty()) return sentence;
  return absl::StrCat(sentence, " ", markup.Address(source.url));
}

}  // namespace annals::chronology_internal
