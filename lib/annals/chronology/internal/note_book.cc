// A NoteBook numbers the passages and sources that a telling cites.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/note_book.h"

#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/dates.h"
#include "annals/chronology/internal/plain.h"

namespace annals::chronology_internal {
namespace {

std::string WhereInWords(const Evidence& evidence) {
  std::vector<std::string> words;
  if (!evidence.page().empty()) {
    words.push_back(absl::StrCat("page ", evidence.page()));
  }
  if (evidence.has_begin() && evidence.has_end()) {
    words.push_back(
        absl::StrCat("bytes ", evidence.begin(), " to ", evidence.end()));
  }
  return absl::StrJoin(words, ", ");
}

std::string_view StanceInWords(Evidence::Stance stance) {
  switch (stance) {
    case Evidence::CONTRADICTS:
      return "contradicts it";
    case Evidence::CONTEXT:
      return "for context";
    default:
      return "";
  }
}

std::string_view ReliabilityInWords(Source::Reliability reliability) {
  switch (reliability) {
    case Source::A:
      return "completely reliable (A)";
    case Source::B:
      return "usually reliable (B)";
    case Source::C:
      return "fairly reliable (C)";
    case Source::D:
      return "not usually reliable (D)";
    case Source::E:
      return "unreliable (E)";
    case Source::F:
      return "reliability cannot be judged (F)";
    default:
      return "";
  }
}

// A book of 2018 did not appear "some time in 2018" but "2018".
absl::StatusOr<std::string> PublicationDate(const When& when) {
  ANNALS_ASSIGN_OR_RETURN(const std::string date, DateInWords(when));
  return std::string(absl::StripPrefix(date, "some time in "));
}

std::string RemarksOn(const Source& source, const Selection& selection) {
  std::vector<std::string> remarks;
  const std::string_view reliability = ReliabilityInWords(source.reliability());
  if (!reliability.empty()) remarks.emplace_back(reliability);
  for (const std::string& id : source.derived_from()) {
    const Source* origin = selection.FindSource(id);
    remarks.push_back(
        absl::StrCat("draws on ", origin == nullptr ? id : origin->title()));
  }
  return absl::StrJoin(remarks, "; ");
}

}  // namespace

absl::StatusOr<int> NoteBook::Cite(const Evidence& evidence, int entry) {
  ANNALS_ASSIGN_OR_RETURN(const int source, SourceNumber(evidence.source()));
  const Passage passage(evidence.source(),
                        evidence.has_begin() ? evidence.begin() : -1,
                        evidence.has_end() ? evidence.end() : -1,
                        evidence.quote(), evidence.page(), evidence.stance());
  const int next = static_cast<int>(notes_.size()) + 1;
  const auto [found, added] = note_numbers_.emplace(passage, next);
  if (added) {
    notes_.push_back({next,
                      source,
                      Shortened(evidence.quote(), quote_length_max_),
                      WhereInWords(evidence),
                      std::string(StanceInWords(evidence.stance())),
                      {},
                      sources_[source - 1].language});
  }
  std::vector<int>& entries = notes_[found->second - 1].entries;
  if (entries.empty() || entries.back() != entry) entries.push_back(entry);
  return found->second;
}

absl::StatusOr<int> NoteBook::SourceNumber(const std::string& id) {
  const auto found = source_numbers_.find(id);
  if (found != source_numbers_.end()) return found->second;
  ANNALS_ASSIGN_OR_RETURN(SourceNote source, Describe(id));
  source.number = static_cast<int>(sources_.size()) + 1;
  source_numbers_[id] = source.number;
  sources_.push_back(std::move(source));
  return sources_.back().number;
}

absl::StatusOr<SourceNote> NoteBook::Describe(const std::string& id) const {
  SourceNote note;
  note.title = id;
  const Source* source = selection_.FindSource(id);
  if (source == nullptr) return note;
  ANNALS_ASSIGN_OR_RETURN(note.date, PublicationDate(source->published()));
  note.authors = absl::StrJoin(source->authors(), ", ");
  note.title = source->title();
  note.publisher = source->publisher();
  note.url = source->url();
  note.language = source->language();
  note.remarks = RemarksOn(*source, selection_);
  return note;
}

}  // namespace annals::chronology_internal
