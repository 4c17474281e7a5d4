// The grammar of EDTF, read by recursive descent. It recurses nowhere deeper
// than expression, member, date, component.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_parser.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/internal/edtf_date_reader.h"
#include "annals/time/internal/edtf_scanner.h"
#include "annals/time/internal/edtf_units.h"

namespace annals::edtf_internal {
namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : scanner_(text), dates_(scanner_) {}

  absl::StatusOr<EdtfExpression> Parse();

 private:
  EdtfExpression ReadSet();
  EdtfMember ReadMember(bool is_first);
  EdtfMember ReadRange(const EdtfDate& first, size_t column);
  EdtfExpression ReadDateOrInterval();
  EdtfExpression ReadInterval(const EdtfSide& start);
  EdtfSide ReadSide();

  EdtfScanner scanner_;
  EdtfDateReader dates_;
};

EdtfSide Open() { return EdtfSide{EdtfSide::Kind::kOpen, {}}; }
EdtfSide Unknown() { return EdtfSide{EdtfSide::Kind::kUnknown, {}}; }
EdtfSide At(const EdtfDate& date) {
  return EdtfSide{EdtfSide::Kind::kDate, date};
}

absl::StatusOr<EdtfExpression> Parser::Parse() {
  EdtfExpression expression;
  if (scanner_.AtEnd()) {
    scanner_.Fail("nothing", 1, "a date, an interval or a set");
  } else if (scanner_.Peek() == '[' || scanner_.Peek() == '{') {
    expression = ReadSet();
  } else {
    expression = ReadDateOrInterval();
  }
  if (scanner_.ok() && !scanner_.AtEnd()) scanner_.FailHere("the end");
  if (!scanner_.ok()) return scanner_.status();
  return expression;
}

EdtfExpression Parser::ReadSet() {
  EdtfExpression set;
  const bool is_each = scanner_.Take('{');
  if (!is_each) scanner_.Take('[');
  set.kind =
      is_each ? EdtfExpression::Kind::kEach : EdtfExpression::Kind::kOneOf;
  const char close = is_each ? '}' : ']';
  do {
    set.members.push_back(ReadMember(set.members.empty()));
  } while (scanner_.Take(','));
  if (scanner_.ok() && !scanner_.Take(close)) {
    scanner_.FailHere(is_each ? "a comma or }" : "a comma or ]");
  }
  return set;
}

EdtfMember Parser::ReadMember(bool is_first) {
  const size_t column = scanner_.column();
  if (scanner_.Take("..")) {
    if (!is_first) {
      scanner_.Fail("..", column, "a date (.. opens only the first member)");
    }
    return EdtfMember{true, Open(), At(dates_.ReadDate())};
  }
  const EdtfDate first = dates_.ReadDate();
  if (!scanner_.Take("..")) return EdtfMember{false, At(first), {}};
  return ReadRange(first, scanner_.column());
}

// True if dates of both kinds may stand on the two sides of "..".
bool HaveSamePrecision(const EdtfDate& a, const EdtfDate& b) {
  if (a.precision != b.precision) return false;
  if (a.precision != EdtfPrecision::kSeason) return true;
  return FirstSeasonOfKind(static_cast<int>(a.month.value)) ==
         FirstSeasonOfKind(static_cast<int>(b.month.value));
}

// The rest of a range, whose second date would begin at `column`.
EdtfMember Parser::ReadRange(const EdtfDate& first, size_t column) {
  if (scanner_.Peek() == ']' || scanner_.Peek() == '}') {
    return EdtfMember{true, At(first), Open()};
  }
  if (scanner_.Peek() == ',') {
    scanner_.FailHere("a date (.. without one closes only the last member)");
  }
  const EdtfDate last = dates_.ReadDate();
  if (!scanner_.ok()) return {};
  if (!HaveSamePrecision(first, last)) {
    scanner_.Fail("a date of another precision", column,
                  "years, months, days, or seasons of one kind on both sides "
                  "of ..");
  } else if (!(FirstUnit(first) <= LastUnit(last))) {
    scanner_.Fail("an earlier date", column,
                  "one not before that on the left of ..");
  }
  return EdtfMember{true, At(first), At(last)};
}

EdtfExpression Parser::ReadDateOrInterval() {
  const EdtfSide start = ReadSide();
  if (!scanner_.ok()) return {};
  if (scanner_.Take('/')) return ReadInterval(start);
  EdtfExpression expression;
  expression.start = start;
  if (start.kind == EdtfSide::Kind::kOpen) {
    scanner_.Fail("..", 1, "a / after it, or a set as in [..1984]");
  }
  return expression;
}

EdtfExpression Parser::ReadInterval(const EdtfSide& start) {
  EdtfExpression interval;
  interval.kind = EdtfExpression::Kind::kInterval;
  interval.start = start;
  if (interval.start.kind == EdtfSide::Kind::kDate &&
      interval.start.date.precision == EdtfPrecision::kSecond) {
    scanner_.Fail("a time of day", 1, "dates alone in an interval");
  }
  const size_t column = scanner_.column();
  interval.end = ReadSide();
  if (interval.end.kind == EdtfSide::Kind::kDate &&
      interval.end.date.precision == EdtfPrecision::kSecond) {
    scanner_.Fail("a time of day", column, "dates alone in an interval");
  }
  if (interval.start.kind == EdtfSide::Kind::kUnknown &&
      interval.end.kind == EdtfSide::Kind::kUnknown) {
    scanner_.Fail("/ alone", 1, "a date or .. on one side of it");
  }
  return interval;
}

EdtfSide Parser::ReadSide() {
  if (scanner_.AtEnd() || scanner_.Peek() == '/') return Unknown();
  if (scanner_.Take("..")) return Open();
  for (std::string_view word : {"unknown", "open"}) {
    if (scanner_.Rest().substr(0, word.size()) != word) continue;
    scanner_.Fail(word, scanner_.column(),
                  word == "open" ? ".. (open was the draft of 2012)"
                                 : "nothing (unknown was the draft of 2012)");
  }
  if (scanner_.Peek() == 'P') {
    scanner_.Fail("'P'", scanner_.column(),
                  "a date (EDTF has no durations in intervals)");
  }
  return At(dates_.ReadDateOrDateTime());
}

}  // namespace

absl::StatusOr<EdtfExpression> ParseExpression(std::string_view text) {
  return Parser(text).Parse();
}

}  // namespace annals::edtf_internal
