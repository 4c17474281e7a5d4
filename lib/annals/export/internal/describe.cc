// What every format says of an event: its date, how it is meant, on one line.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/describe.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "annals/base/string_view.h"
#include "annals/record/claims.h"
#include "annals/record/event_time.h"
#include "annals/record/utf8.h"
#include "annals/time/duration.h"
#include "annals/time/words.h"

namespace annals::export_internal {
namespace {

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool IsBlank(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || IsControl(c); });
}

// As OneLine(), which most texts are already.
void AppendOneLine(std::string_view text, std::string& out) {
  constexpr unsigned char kBeginsC1 = 0xC2;
  const bool is_one_line = std::none_of(text.begin(), text.end(), [](char c) {
    return IsControl(c) || static_cast<unsigned char>(c) == kBeginsC1;
  });
  if (is_one_line) {
    out += text;
  } else {
    out += OneLine(text);
  }
}

bool BeginsCharacter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// From U+3000 on, which takes in Chinese, Japanese, Korean and emoji.
bool BeginsWideCharacter(char c) {
  return static_cast<unsigned char>(c) >= 0xE3;
}

// Where the line must be cut to have at most so many columns; at least one
// character stays.
size_t CutAt(std::string_view text, int columns_max) {
  int columns = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!BeginsCharacter(text[i])) continue;
    columns += BeginsWideCharacter(text[i]) ? 2 : 1;
    if (columns > columns_max && i > 0) return i;
  }
  return text.size();
}

void AppendWords(const When& when, const std::optional<Edtf>& date,
                 std::string& out) {
  if (date.has_value()) out += InWords(*date, ExtentOf(when));
  if (when.duration().empty()) return;
  const auto duration = DurationInWords(when.duration());
  if (!duration.ok()) return;
  absl::StrAppend(&out, date.has_value() ? ", " : "", "for ", *duration);
}

}  // namespace

std::string DateInWords(const Event& event) {
  const auto date = DateOf(event.when());
  std::string words;
  AppendWords(event.when(), date.ok() ? *date : std::nullopt, words);
  return words;
}

std::string DateInWords(const Answer& answer) {
  std::string words;
  AppendDateInWords(answer, words);
  return words;
}

void AppendDateInWords(const Answer& answer, std::string& out) {
  AppendWords(answer.event.when(), answer.date, out);
}

bool IsFloating(const Answer& answer) {
  return answer.event.when().zone().empty() && answer.date.has_value() &&
         answer.date->IsFloating();
}

void CountFloatingDates(const Selection& selection, LossTally& losses) {
  CountFloatingDates(std::count_if(selection.events.begin(),
                                   selection.events.end(), IsFloating),
                     losses);
}

void CountFloatingDates(int64_t dates, LossTally& losses) {
  losses.Add("date", "without a zone taken as UTC", dates);
}

std::vector<Loss> LossesAfterFloatingDates(int64_t dates,
                                           const LossTally& rest) {
  LossTally floating;
  CountFloatingDates(dates, floating);
  std::vector<Loss> losses = floating.Losses();
  for (Loss& loss : rest.Losses()) losses.push_back(std::move(loss));
  return losses;
}

std::string MarkedTitle(const Event& event) {
  std::string title;
  AppendMarkedTitle(event, title);
  return title;
}

void AppendMarkedTitle(const Event& event, std::string& out) {
  if (!IsAsserted(event)) {
    absl::StrAppend(&out, MarkOf(event.claims()), ": ");
  }
  if (IsBlank(event.title())) {
    out += event.id();
  } else {
    AppendOneLine(event.title(), out);
  }
}

void Count(int64_t count, std::string_view noun, std::string_view rest,
           std::vector<Loss>& losses) {
  if (count == 0) return;
  losses.push_back({count, absl::StrCat(AsAbsl(noun), count == 1 ? "" : "s",
                                        " ", AsAbsl(rest))});
}

int ColumnsOf(std::string_view text) {
  int columns = 0;
  for (char c : text) {
    columns += BeginsWideCharacter(c) ? 2 : BeginsCharacter(c) ? 1 : 0;
  }
  return columns;
}

std::vector<std::string> Lines(std::string_view text, int columns_max) {
  std::vector<std::string> lines = {""};
  for (absl::string_view part :
       absl::StrSplit(AsAbsl(text), ' ', absl::SkipEmpty())) {
    std::string_view word = AsStd(part);
    const int room = columns_max - ColumnsOf(lines.back()) - 1;
    if (!lines.back().empty() && ColumnsOf(word) > room) lines.emplace_back();
    while (ColumnsOf(word) > columns_max) {
      const size_t cut = CutAt(word, columns_max);
      if (cut == word.size()) break;
      lines.back() = std::string(word.substr(0, cut));
      lines.emplace_back();
      word.remove_prefix(cut);
    }
    absl::StrAppend(&lines.back(), lines.back().empty() ? "" : " ",
                    AsAbsl(word));
  }
  return lines;
}

}  // namespace annals::export_internal
