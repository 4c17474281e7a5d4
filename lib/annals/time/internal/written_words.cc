// ReadWords(): dates in English words.
//
// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/time/calendar.h"
#include "annals/time/internal/written_date.h"

namespace annals::calendar_internal {
namespace {

constexpr std::string_view kWanted =
    "day, month, year and era, as in c. 15 March 44 BC, AD 70 or 11 February "
    "1731/32 O.S.";

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

// A year before this one needs its era: "44" alone may be anything.
constexpr int64_t kPlainYearMin = 100;
constexpr size_t kYearDigitsMax = 12;

enum class Era { kNone, kCommon, kBefore, kHijri };

// A word with its column: letters in small ones, without the full stops of
// abbreviations.
struct Word {
  std::string text;
  size_t column;
};

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

// "B.C." is "bc", "(O.S.)" is "os"; a '?' at the end is a word of its own.
std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  bool is_inside = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || c == ',' || c == '(' || c == ')') {
      is_inside = false;
      continue;
    }
    if (c == '?' || c == '~' || c == '%' || !is_inside) {
      words.push_back(Word{"", i + 1});
    }
    is_inside = c != '?' && c != '~' && c != '%';
    if (c != '.') {
      words.back().text += absl::ascii_tolower(static_cast<unsigned char>(c));
    } else if (i + 1 < text.size() && IsDigit(text[i + 1])) {
      is_inside = false;  // "c.1500" is two words.
    }
  }
  return words;
}

Era EraNamed(std::string_view word) {
  if (word == "bc" || word == "bce") return Era::kBefore;
  if (word == "ad" || word == "ce") return Era::kCommon;
  return word == "ah" ? Era::kHijri : Era::kNone;
}

// A month's name, or its first three letters or more.
std::optional<int> MonthNamed(std::string_view word) {
  if (word.size() < 3) return std::nullopt;
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i].substr(0, word.size()) == word) {
      return static_cast<int>(i) + 1;
    }
  }
  return std::nullopt;
}

std::string_view DigitsOf(std::string_view word) {
  size_t count = 0;
  while (count < word.size() && IsDigit(word[count])) ++count;
  return word.substr(0, count);
}

int64_t Value(std::string_view digits) {
  int64_t value = 0;
  for (const char digit : digits.substr(0, kYearDigitsMax)) {
    value = value * 10 + (digit - '0');
  }
  return value;
}

bool IsOrdinalSuffix(std::string_view rest) {
  return rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
}

class WordReader {
 public:
  WordReader(Calendar calendar, std::string_view text)
      : calendar_(calendar), text_(text) {}

  absl::StatusOr<WrittenDate> Read() {
    for (const Word& word : WordsOf(text_)) {
      if (status_.ok() && !word.text.empty()) ReadWord(word);
    }
    if (status_.ok()) TakeNumbers();
    if (status_.ok()) TakeEra();
    if (!status_.ok()) return status_;
    return date_;
  }

 private:
  void ReadWord(const Word& word) {
    if (IsDigit(word.text[0])) return numbers_.push_back(word);
    if (ReadQualifier(word) || ReadStyle(word)) return;
    const Era era = EraNamed(word.text);
    const std::optional<int> month = MonthNamed(word.text);
    if (era != Era::kNone && era_ == Era::kNone) {
      era_ = era;
      era_column_ = word.column;
    } else if (month && !date_.month && calendar_ != Calendar::kIslamic) {
      date_.month = month;
      date_.month_column = word.column;
    } else {
      Fail(word, kWanted);
    }
  }

  bool ReadQualifier(const Word& word) {
    const std::string& text = word.text;
    const bool is_circa = text == "c" || text == "ca" || text == "circa" ||
                          text == "about" || text == "~";
    if (!is_circa && text != "?" && text != "%") return false;
    const std::string qualifier = is_circa ? "~" : text;
    const bool is_new = date_.qualifier.empty() || date_.qualifier == qualifier;
    date_.qualifier = is_new ? qualifier : "%";
    return true;
  }

  bool ReadStyle(const Word& word) {
    if (word.text != "os" && word.text != "ns") return false;
    date_.style = word.text == "os" ? Calendar::kJulian : Calendar::kGregorian;
    if (calendar_ != Calendar::kJulian && calendar_ != Calendar::kGregorian) {
      Fail(word, "old and new style in the Julian and Gregorian calendar only");
    }
    return true;
  }

  // The year alone, or with a month: "15 March 44", "March 15, 44".
  void TakeNumbers() {
    const size_t count = numbers_.size();
    if (count == 0) {
      status_ = Fault(calendar_, text_, "no year", text_.size() + 1, kWanted);
    } else if (count > (date_.month ? 2 : 1)) {
      Fail(numbers_[date_.month ? 2 : 1], kWanted);
    } else {
      TakeYear(numbers_[count - 1]);
      if (count == 2) TakeDay(numbers_[0]);
    }
  }

  void TakeDay(const Word& word) {
    const std::string_view digits = DigitsOf(word.text);
    const std::string_view rest =
        std::string_view(word.text).substr(digits.size());
    date_.day_column = word.column;
    if (digits.size() > 2 || !(rest.empty() || IsOrdinalSuffix(rest))) {
      return Fail(word, "a day of one or two digits before the year");
    }
    date_.day = static_cast<int>(Value(digits));
  }

  void TakeYear(const Word& word) {
    const std::string_view digits = DigitsOf(word.text);
    const std::string_view rest =
        std::string_view(word.text).substr(digits.size());
    date_.year_column = word.column;
    date_.year = Value(digits);
    if (digits.size() > kYearDigitsMax) {
      return Fail(word, "a year of at most twelve digits");
    }
    if (!rest.empty()) TakeSecondYear(word, rest);
    if (era_ == Era::kNone && date_.year < kPlainYearMin) {
      Fail(word, "an era beside so short a year, as in AD 70 or 44 BC");
    }
  }

  // "/32" of 1731/32.
  void TakeSecondYear(const Word& word, std::string_view rest) {
    const std::string_view second = DigitsOf(rest.substr(1));
    int64_t modulus = 1;
    for (size_t i = 0; i < second.size() && i < kYearDigitsMax; ++i) {
      modulus *= 10;
    }
    ++date_.year;
    date_.is_dual = true;
    if (rest[0] != '/' || second.empty() || second.size() + 1 != rest.size() ||
        second.size() > kYearDigitsMax ||
        Value(second) != date_.year % modulus || era_ == Era::kBefore) {
      Fail(word, "a year, or two that follow one another, as in 1731/32");
    }
  }

  void TakeEra() {
    if (era_ == Era::kNone) return;
    if ((era_ == Era::kHijri) != (calendar_ == Calendar::kIslamic)) {
      status_ = Fault(calendar_, text_, "the era", era_column_,
                      era_ == Era::kHijri ? "AH with --calendar islamic only"
                                          : "AH in the Islamic calendar");
    } else if (date_.year == 0) {
      status_ = Fault(calendar_, text_, "year 0", date_.year_column,
                      "1 or more in an era: 1 BC is followed by AD 1");
    } else if (era_ == Era::kBefore) {
      date_.year = 1 - date_.year;
    }
  }

  void Fail(const Word& word, std::string_view wanted) {
    if (!status_.ok()) return;
    status_ = Fault(
        calendar_, text_,
        absl::StrCat("\"", absl::CHexEscape(word.text.substr(0, 40)), "\""),
        word.column, wanted);
  }

  Calendar calendar_;
  std::string_view text_;
  std::vector<Word> numbers_;
  Era era_ = Era::kNone;
  size_t era_column_ = 1;
  WrittenDate date_;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<WrittenDate> ReadWords(Calendar calendar,
                                      std::string_view text) {
  return WordReader(calendar, text).Read();
}

}  // namespace annals::calendar_internal
