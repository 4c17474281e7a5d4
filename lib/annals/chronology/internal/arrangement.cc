// An Arrangement puts chosen events on shelves: in what order they are told.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/arrangement.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "annals/chronology/internal/voices.h"

namespace annals::chronology_internal {
namespace {

// The undated come last. A missing span orders as one that never starts.
auto KeyOf(const Answer& answer) {
  const Instant never = Instant::InfiniteFuture();
  return std::make_tuple(
      !answer.span.has_value(),
      answer.span.has_value() ? answer.span->earliest_start : never,
      answer.span.has_value() ? answer.span->latest_end : never,
      std::string_view(answer.event.id()));
}

std::vector<const Answer*> InOrder(const Selection& selection) {
  std::vector<const Answer*> answers;
  answers.reserve(selection.events.size());
  for (const Answer& answer : selection.events) answers.push_back(&answer);
  std::stable_sort(
      answers.begin(), answers.end(),
      [](const Answer* a, const Answer* b) { return KeyOf(*a) < KeyOf(*b); });
  return answers;
}

// As InWords() has years: "12,000", "44 CE", "44 BCE".
std::string YearInWords(int64_t year) {
  std::string words = absl::StrCat(year > 0 ? year : 1 - year);
  if (words.size() > 4) {
    for (size_t i = words.size(); i > 3;) words.insert(i -= 3, ",");
  }
  return absl::StrCat(words, year <= 0 ? " BCE" : year < 1000 ? " CE" : "");
}

void Place(const Answer* answer, std::string heading,
           std::vector<Shelf>& shelves) {
  if (shelves.empty() || shelves.back().heading != heading) {
    shelves.push_back({std::move(heading), {}});
  }
  shelves.back().answers.push_back(answer);
}

// "Before 2013" is true of all that certainly started by the end of 2012.
std::string HeadingOfOpenStarts(const std::vector<const Answer*>& answers) {
  Instant latest = Instant::InfinitePast();
  for (const Answer* answer : answers) {
    latest = std::max(latest, answer->span->latest_start);
  }
  if (!latest.IsFinite()) return "Start not known";
  return absl::StrCat("Before ", YearInWords(latest.Civil().year() + 1));
}

std::vector<Shelf> ByYear(const std::vector<const Answer*>& answers) {
  std::vector<Shelf> shelves;
  for (const Answer* answer : answers) {
    const Instant start = answer->span->earliest_start;
    Place(answer, start.IsFinite() ? YearInWords(start.Civil().year()) : "",
          shelves);
  }
  if (!shelves.empty() && shelves.front().heading.empty()) {
    shelves.front().heading = HeadingOfOpenStarts(shelves.front().answers);
  }
  return shelves;
}

std::vector<Shelf> ByStance(const std::vector<const Answer*>& answers) {
  std::map<Stance, Shelf> shelves;
  for (const Answer* answer : answers) {
    const Stance stance = StanceOf(answer->event.claims());
    Shelf& shelf = shelves[stance];
    shelf.heading = HeadingOf(stance);
    shelf.answers.push_back(answer);
  }
  std::vector<Shelf> result;
  for (auto& [stance, shelf] : shelves) result.push_back(std::move(shelf));
  return result;
}

}  // namespace

Arrangement Arrange(const Selection& selection) {
  std::vector<const Answer*> dated;
  std::vector<const Answer*> undated;
  std::vector<const Answer*> unasserted;
  for (const Answer* answer : InOrder(selection)) {
    auto& row = !answer->asserted          ? unasserted
                : answer->span.has_value() ? dated
                                           : undated;
    row.push_back(answer);
  }
  Arrangement arrangement;
  arrangement.dated = ByYear(dated);
  if (!undated.empty()) arrangement.undated.push_back({"", undated});
  arrangement.unasserted = ByStance(unasserted);
  return arrangement;
}

}  // namespace annals::chronology_internal
