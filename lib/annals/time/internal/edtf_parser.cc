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
  void ReadRangeEnd(EdtfMember& range);
  EdtfExpression ReadDateOrInterval();
  void ReadIntervalEnd(EdtfExpression& interval);
  EdtfSide ReadSide();
  void RefuseOtherSides();

  EdtfScanner scanner_;
  EdtfDateReader dates_;
};

constexpr EdtfSide::Kind kOpen = EdtfSide::Kind::kOpen;

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
  EdtfMember member;
  const size_t column = scanner_.column();
  if (scanner_.TakeDots()) {
    if (!is_first) {
      scanner_.Fail("..", column, "a date (.. opens only the first member)");
    }
    member.is_range = true;
    member.first.kind = kOpen;
    member.last.date = dates_.ReadDate();
    return member;
  }
  member.first.date = dates_.ReadDate();
  if (scanner_.TakeDots()) ReadRangeEnd(member);
  return member;
}

// True if dates of both kinds may stand on the two sides of "..".
bool HaveSamePrecision(const EdtfDate& a, const EdtfDate& b) {
  if (a.precision != b.precision) return false;
  if (a.precision != EdtfPrecision::kSeason) return true;
  return FirstSeasonOfKind(static_cast<int>(a.month.value)) ==
         FirstSeasonOfKind(static_cast<int>(b.month.value));
}

// The rest of a range, from what stands after the dots.
void Parser::ReadRangeEnd(EdtfMember& range) {
  range.is_range = true;
  const size_t column = scanner_.column();
  if (scanner_.Peek() == ']' || scanner_.Peek() == '}') {
    range.last.kind = kOpen;
    return;
  }
  if (scanner_.Peek() == ',') {
    scanner_.FailHere("a date (.. without one closes only the last member)");
  }
  range.last.date = dates_.ReadDate();
  if (!scanner_.ok()) return;
  if (!HaveSamePrecision(range.first.date, range.last.date)) {
    scanner_.Fail("a date of another precision", column,
                  "years, months, days, or seasons of one kind on both sides "
                  "of ..");
  } else if (!(FirstUnit(range.first.date) <= LastUnit(range.last.date))) {
    scanner_.Fail("an earlier date", column,
                  "one not before that on the left of ..");
  }
}

EdtfExpression Parser::ReadDateOrInterval() {
  EdtfExpression expression;
  expression.start = ReadSide();
  if (!scanner_.ok()) return expression;
  if (scanner_.Take('/')) {
    ReadIntervalEnd(expression);
  } else if (expression.start.kind == kOpen) {
    scanner_.Fail("..", 1, "a / after it, or a set as in [..1984]");
  }
  return expression;
}

bool IsDateTime(const EdtfSide& side) {
  return side.kind == EdtfSide::Kind::kDate &&
         side.date.precision == EdtfPrecision::kSecond;
}

void Parser::ReadIntervalEnd(EdtfExpression& interval) {
  interval.kind = EdtfExpression::Kind::kInterval;
  if (IsDateTime(interval.start)) {
    scanner_.Fail("a time of day", 1, "dates alone in an interval");
  }
  const size_t column = scanner_.column();
  interval.end = ReadSide();
  if (IsDateTime(interval.end)) {
    scanner_.Fail("a time of day", column, "dates alone in an interval");
  }
  if (interval.start.kind == EdtfSide::Kind::kUnknown &&
      interval.end.kind == EdtfSide::Kind::kUnknown) {
    scanner_.Fail("/ alone", 1, "a date or .. on one side of it");
  }
}

EdtfSide Parser::ReadSide() {
  EdtfSide side;
  if (scanner_.AtEnd() || scanner_.Peek() == '/') {
    side.kind = EdtfSide::Kind::kUnknown;
  } else if (scanner_.TakeDots()) {
    side.kind = kOpen;
  } else {
    RefuseOtherSides();
    side.date = dates_.ReadDateOrDateTime();
  }
  return side;
}

// What the draft of 2012 and ISO 8601 have on a side of an interval.
void Parser::RefuseOtherSides() {
  switch (scanner_.Peek()) {
    case 'o':
      if (scanner_.Rest().substr(0, 4) != "open") return;
      return scanner_.Fail("open", scanner_.column(),
                           ".. (open was the draft of 2012)");
    case 'u':
      if (scanner_.Rest().substr(0, 7) != "unknown") return;
      return scanner_.Fail("unknown", scanner_.column(),
                           "nothing (unknown was the draft of 2012)");
    case 'P':
      return scanner_.Fail("'P'", scanner_.column(),
                           "a date (EDTF has no durations in intervals)");
    default:
      return;
  }
}

}  // namespace

absl::StatusOr<EdtfExpression> ParseExpression(std::string_view text) {
  return Parser(text).Parse();
}

}  // namespace annals::edtf_internal
