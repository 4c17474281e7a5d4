// A PointerBook numbers the entries, and points from one to another.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/pointer_book.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/chronology/internal/voices.h"
#include "annals/record/claims.h"

namespace annals::chronology_internal {
namespace {

// Of a link or constraint with many ends the first are named.
constexpr int kEndsNamedMax = 3;

}  // namespace

PointerBook::PointerBook(const Selection& selection,
                         std::vector<size_t> sequence)
    : selection_(selection), sequence_(std::move(sequence)) {
  for (size_t i = 0; i < sequence_.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    numbers_.emplace(EventAt(number).id(), number);
  }
  for (const CausalLink& link : selection.links) links_[link.id()] = &link;
  for (const Constraint& constraint : selection.constraints) {
    constraints_[constraint.id()] = &constraint;
  }
}

int PointerBook::NumberOf(size_t event) const {
  return NumberOf(selection_.events[event].event.id());
}

int PointerBook::NumberOf(std::string_view id) const {
  const auto found = numbers_.find(id);
  return found == numbers_.end() ? 0 : found->second;
}

// Selection::NameOf knows what is named, but not what was chosen.
std::string PointerBook::NameOf(std::string_view id) const {
  std::string title = TitleAt(id);
  if (!title.empty()) return title;
  const auto link = links_.find(id);
  if (link != links_.end()) {
    return absl::StrCat("(", TitlesOf(link->second->causes()), " \u2192 ",
                        TitlesOf(link->second->effects()), ")");
  }
  const auto constraint = constraints_.find(id);
  if (constraint != constraints_.end()) {
    return absl::StrCat("the order of ", EndsInWords(*constraint->second));
  }
  title = selection_.NameOf(id);
  return title.empty() ? std::string(id) : title;
}

// Empty if it has none.
std::string PointerBook::TitleAt(std::string_view id) const {
  const int number = NumberOf(id);
  if (number > 0) return EventAt(number).title();
  const auto named = selection_.named.find(id);
  return named == selection_.named.end() ? "" : TitleOf(named->second);
}

std::string PointerBook::TitlesOf(const Ids& ids) const {
  std::vector<std::string> titles;
  for (const std::string& id : ids) {
    if (static_cast<int>(titles.size()) == kEndsNamedMax) {
      titles.push_back(absl::StrCat(ids.size() - kEndsNamedMax, " more"));
      break;
    }
    const std::string title = TitleAt(id);
    titles.push_back(title.empty() ? id : title);
  }
  return absl::StrJoin(titles, " + ");
}

std::string PointerBook::EndsInWords(const Constraint& constraint) const {
  Ids ids;
  for (const std::string* id :
       {&constraint.distance().from().event(),
        &constraint.distance().to().event(), &constraint.relation().a(),
        &constraint.relation().b()}) {
    if (!id->empty()) *ids.Add() = *id;
  }
  return absl::StrCat("\u201c", TitlesOf(ids), "\u201d");
}

const Event* PointerBook::FindEvent(std::string_view id) const {
  const int number = NumberOf(id);
  if (number > 0) return &EventAt(number);
  const auto named = selection_.named.find(id);
  const bool is_event =
      named != selection_.named.end() && named->second.has_event();
  return is_event ? &named->second.event() : nullptr;
}

std::string PointerBook::MarkOfRecord(const std::string& id) const {
  const int number = NumberOf(id);
  if (number > 0) {
    const Answer& answer = Numbered(number);
    return MarkOf(answer.event.claims(), answer.asserted);
  }
  const auto link = links_.find(id);
  if (link != links_.end()) {
    return MarkOf(link->second->claims(), IsAsserted(*link->second));
  }
  const auto named = selection_.named.find(id);
  if (named == selection_.named.end()) return "";
  return MarkOf(ClaimsOf(named->second), IsAsserted(named->second));
}

Pointer PointerBook::PointTo(const std::string& id) const {
  return {NumberOf(id), NameOf(id), MarkOfRecord(id)};
}

std::vector<Pointer> PointerBook::PointToAll(const Ids& ids,
                                             std::string_view but) const {
  std::vector<Pointer> pointers;
  for (const std::string& id : ids) {
    if (id != but) pointers.push_back(PointTo(id));
  }
  return pointers;
}

std::vector<Pointer> PointerBook::PointToEvents(
    const std::vector<size_t>& events) const {
  std::vector<Pointer> pointers;
  for (const size_t event : events) {
    pointers.push_back(PointTo(selection_.events[event].event.id()));
  }
  return pointers;
}

}  // namespace annals::chronology_internal
