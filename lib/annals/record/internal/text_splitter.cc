// TextSplitter: a RecordSet in text format, cut into its records.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/record/internal/text_splitter.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "annals/record/utf8.h"

namespace annals::record_internal {
namespace {

constexpr std::string_view kField = "records";

bool IsWordCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// The bracket that closes this one; 0 if it opens nothing.
char ClosingOf(char c) {
  switch (c) {
    case '{':
      return '}';
    case '<':
      return '>';
    case '[':
      return ']';
    default:
      return 0;
  }
}

std::string Want(char c) { return absl::StrCat("want ", std::string(1, c)); }

bool IsClosing(char c) { return c == '}' || c == '>' || c == ']'; }

}  // namespace

std::optional<TextSlice> TextSplitter::Next() {
  while (fault_.empty()) {
    SkipBlanks();
    if (is_in_list_) {
      if (AtEnd() || Peek() != ']') return ReadRecord();
      Advance();
      is_in_list_ = false;
    } else {
      if (AtEnd() || !EnterField()) break;
      if (!is_in_list_) return ReadRecord();
    }
  }
  return std::nullopt;
}

std::optional<TextSlice> TextSplitter::ReadRecord() {
  const TextPlace begin = place_;
  const size_t first = next_ + 1;
  if (AtEnd() || (Peek() != '{' && Peek() != '<')) {
    Fail("want { and a record");
    return std::nullopt;
  }
  if (!SkipBrackets()) return std::nullopt;
  return TextSlice{text_.substr(first, next_ - 1 - first), begin};
}

void TextSplitter::Advance() {
  if (text_[next_++] == '\n') {
    ++place_.line;
    place_.column = 1;
  } else {
    ++place_.column;
  }
}

// White space, comments, and the commas and semicolons between fields.
void TextSplitter::SkipBlanks() {
  bool is_in_comment = false;
  while (!AtEnd()) {
    const char c = Peek();
    if (c == '#') is_in_comment = true;
    if (c == '\n') is_in_comment = false;
    if (!is_in_comment && c != ',' && c != ';' &&
        !absl::ascii_isspace(static_cast<unsigned char>(c))) {
      return;
    }
    Advance();
  }
}

std::string_view TextSplitter::ReadWord() {
  const size_t first = next_;
  while (!AtEnd() && IsWordCharacter(Peek())) Advance();
  return text_.substr(first, next_ - first);
}

// "records", and what may stand between it and the record.
bool TextSplitter::EnterField() {
  const TextPlace begin = place_;
  const std::string_view word = ReadWord();
  if (word.empty()) return Fail("want records { ... }");
  if (word != kField) {
    place_ = begin;
    fault_ = absl::StrCat("found ", Quoted(word), "; want records { ... }");
    return false;
  }
  SkipBlanks();
  if (!AtEnd() && Peek() == ':') Advance();
  SkipBlanks();
  is_in_list_ = !AtEnd() && Peek() == '[';
  if (is_in_list_) Advance();
  return true;
}

bool TextSplitter::SkipString() {
  const char quote = Peek();
  for (Advance(); !AtEnd() && Peek() != quote; Advance()) {
    if (Peek() == '\\') Advance();
    if (AtEnd() || Peek() == '\n') break;
  }
  if (AtEnd() || Peek() != quote) {
    return Fail(Want(quote) + " at the end of the string");
  }
  Advance();
  return true;
}

// Keeps the brackets that are still to close in `closing`, and counts those of
// the record. Only at a bracket.
bool TextSplitter::CountBracket(std::string& closing) {
  const char c = Peek();
  if (IsClosing(c)) {
    if (c != closing.back()) return Fail(Want(closing.back()));
    closing.pop_back();
    return true;
  }
  if (closing.size() == kTextDepthMax) {
    return Fail(
        absl::StrCat("brackets within brackets only ", kTextDepthMax, " deep"));
  }
  if (++brackets_ > kTextBracketsMax) {
    return Fail(
        absl::StrCat("want at most ", kTextBracketsMax, " in one record"));
  }
  closing += ClosingOf(c);
  return true;
}

// From an opening bracket to behind the one that closes it.
bool TextSplitter::SkipBrackets() {
  std::string closing;
  brackets_ = 0;
  do {
    SkipBlanks();
    if (AtEnd()) return Fail(Want(closing.back()));
    if (Peek() == '"' || Peek() == '\'') {
      if (!SkipString()) return false;
      continue;
    }
    const bool is_bracket = ClosingOf(Peek()) != 0 || IsClosing(Peek());
    if (is_bracket && !CountBracket(closing)) return false;
    Advance();
  } while (!closing.empty());
  return true;
}

bool TextSplitter::Fail(const std::string& wanted) {
  std::string found = "the end of the file";
  if (!AtEnd()) {
    const std::string_view rest = text_.substr(next_);
    const size_t length = std::max<size_t>(Utf8CharacterLength(rest), 1);
    found = Quoted(rest.substr(0, length));
  }
  fault_ = absl::StrCat("found ", found, "; ", wanted);
  return false;
}

}  // namespace annals::record_internal
