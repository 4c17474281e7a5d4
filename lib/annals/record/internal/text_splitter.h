// TextSplitter: a RecordSet in text format, cut into its records.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_RECORD_INTERNAL_TEXT_SPLITTER_H_
#define ANNALS_RECORD_INTERNAL_TEXT_SPLITTER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace annals::record_internal {

// Brackets within brackets that are followed; records need six.
inline constexpr size_t kTextDepthMax = 32;
// Opening brackets in one record: "claims{}" takes eight bytes, and hundreds
// in memory.
inline constexpr size_t kTextBracketsMax = 1'000'000;

// Counted from 1, columns in bytes.
struct TextPlace {
  int line = 1;
  int column = 1;
};

// What stands between the brackets of one record.
struct TextSlice {
  std::string_view text;
  // Of the record's opening bracket.
  TextPlace begin;
};

// Finds each record by its brackets, minding strings and comments, so that a
// fault in one does not hide the next, and so that protobuf's parser, which
// descends without a limit into fields it does not know, sees only text whose
// depth is bounded.
//
//   TextSplitter splitter(text);
//   while (std::optional<TextSlice> slice = splitter.Next()) ...
//   if (!splitter.fault().empty()) ...
class TextSplitter {
 public:
  // `text` must outlive the splitter.
  explicit TextSplitter(std::string_view text) : text_(text) {}

  // The next record; nothing at the end or at a fault.
  std::optional<TextSlice> Next();

  // What could not be followed; empty if the whole text could. It stands at
  // place().
  const std::string& fault() const { return fault_; }
  const TextPlace& place() const { return place_; }

 private:
  bool AtEnd() const { return next_ == text_.size(); }
  char Peek() const { return text_[next_]; }
  void Advance();
  void SkipBlanks();
  std::string_view ReadWord();

  std::optional<TextSlice> ReadRecord();

  // Each returns false at a fault.
  bool EnterField();
  bool SkipString();
  bool CountBracket(std::string& closing);
  bool SkipBrackets();
  bool Fail(const std::string& wanted);

  std::string_view text_;
  size_t next_ = 0;
  TextPlace place_;
  bool is_in_list_ = false;
  size_t brackets_ = 0;
  std::string fault_;
};

}  // namespace annals::record_internal

#endif  // ANNALS_RECORD_INTERNAL_TEXT_SPLITTER_H_
