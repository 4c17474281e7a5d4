// Facts in words: who took part in an event, where, how much, of what kind.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/facts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/string_view.h"
#include "annals/chronology/internal/dates.h"
#include "annals/record/names.h"

namespace annals::chronology_internal {
namespace {

// The shortest digits that read back as the number, from 10,000 on in groups;
// no locale has a say.
std::string NumberInWords(double number) {
  char digits[64];
  const bool plain = std::abs(number) < 1e15;
  const auto [end, error] =
      plain ? std::to_chars(digits, digits + sizeof(digits), number,
                            std::chars_format::fixed)
            : std::to_chars(digits, digits + sizeof(digits), number);
  if (error != std::errc()) return "";
  std::string words(digits, end);
  const size_t first = words[0] == '-' ? 1 : 0;
  const size_t point = std::min(words.find_first_of(".e"), words.size());
  if (!plain || point < first + 5) return words;
  for (size_t i = point; i > first + 3;) words.insert(i -= 3, ",");
  return words;
}

std::string_view BoundInWords(Quantity::Bound bound) {
  switch (bound) {
    case Quantity::ABOUT:
      return "about ";
    case Quantity::AT_LEAST:
      return "at least ";
    case Quantity::AT_MOST:
      return "at most ";
    case Quantity::ONLY:
      return "only ";
    default:
      return "";
  }
}

// "person" takes an s where there are several; "t", "km" and "US$" do not.
std::string UnitInWords(const Quantity& quantity) {
  const std::string& unit = quantity.unit();
  if (unit.empty()) return "";
  bool is_word = unit.size() > 2 && unit.back() != 's';
  for (char c : unit) is_word = is_word && absl::ascii_islower(c);
  const bool several = quantity.value() != 1;
  return absl::StrCat(" ", unit, is_word && several ? "s" : "");
}

std::string QuantityInWords(const Quantity& quantity) {
  const std::string amount =
      absl::StrCat(AsAbsl(BoundInWords(quantity.bound())),
                   NumberInWords(quantity.value()), UnitInWords(quantity));
  if (quantity.of().empty()) return amount;
  return absl::StrCat(quantity.of(), ": ", amount);
}

std::string ParticipantInWords(const Participant& participant,
                               const Namer& name_of) {
  const std::string name = participant.entity().empty()
                               ? participant.name()
                               : name_of(participant.entity());
  std::vector<std::string> remarks;
  if (participant.role() != Participant::ROLE_UNSPECIFIED) {
    remarks.push_back(RoleName(participant.role()));
  }
  if (participant.has_rank()) {
    remarks.push_back(absl::StrCat("rank ", participant.rank()));
  }
  if (remarks.empty()) return name;
  return absl::StrCat(name, " (", absl::StrJoin(remarks, ", "), ")");
}

std::string KindInWords(const Event& event) {
  const Event::Kind kind = event.kind();
  const bool is_plain =
      kind == Event::KIND_UNSPECIFIED || kind == Event::OCCURRENCE;
  return is_plain ? "" : EventKindName(kind);
}

std::string SeriesInWords(const Event& event) {
  if (event.series().empty() || !event.has_ordinal()) return event.series();
  return absl::StrCat(event.series(), ", number ", event.ordinal());
}

template <typename Items, typename InWords>
std::string Joined(const Items& items, const char* separator,
                   const InWords& in_words) {
  return absl::StrJoin(
      items, separator,
      [&](std::string* out, const auto& item) { out->append(in_words(item)); });
}

}  // namespace

std::vector<Fact> FactsOf(const Event& event, const Namer& name_of) {
  std::vector<Fact> facts;
  const auto add = [&facts](const char* label, std::string words,
                            std::vector<std::string> records = {}) {
    if (words.empty()) return;
    facts.push_back({label, std::move(words), std::move(records)});
  };
  std::vector<std::string> entities;
  for (const Participant& one : event.participants()) {
    if (!one.entity().empty()) entities.push_back(one.entity());
  }
  add("Kind", KindInWords(event));
  add("Date", DateRemarks(event.when()));
  add("Participants",
      Joined(event.participants(), ", ",
             [&](const auto& one) { return ParticipantInWords(one, name_of); }),
      std::move(entities));
  add("Place", Joined(event.places(), ", ", name_of),
      {event.places().begin(), event.places().end()});
  add("Quantities", Joined(event.quantities(), "; ", QuantityInWords));
  add("Series", SeriesInWords(event));
  return facts;
}

}  // namespace annals::chronology_internal
