// EdtfScanner: a place in the text of an expression, and the first error.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INTERNAL_EDTF_SCANNER_H_
#define ANNALS_TIME_INTERNAL_EDTF_SCANNER_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "annals/base/string_view.h"

namespace annals::edtf_internal {

// Reads bytes from left to right. The first error sticks: after it the scanner
// stands at the end of the text, so that every reading loop stops, and callers
// need to look at ok() only where they would go on otherwise.
//
// The text outlives the scanner.
class EdtfScanner {
 public:
  explicit EdtfScanner(std::string_view text) : text_(text) {}

  bool AtEnd() const { return position_ >= text_.size(); }

  // The next byte, or '\0' at the end.
  char Peek() const { return AtEnd() ? '\0' : text_[position_]; }

  // True, and past it, if the text goes on with this.
  bool Take(char wanted) {
    if (AtEnd() || text_[position_] != wanted) return false;
    ++position_;
    return true;
  }
  bool TakeDots() {
    if (text_.substr(position_, 2) != "..") return false;
    position_ += 2;
    return true;
  }

  // The bytes as far as `belongs` says, which are taken.
  template <typename Belongs>
  std::string_view TakeWhile(Belongs belongs) {
    const size_t begin = position_;
    while (!AtEnd() && belongs(text_[position_])) ++position_;
    return text_.substr(begin, position_ - begin);
  }

  // Where the scanner stands; columns count from 1.
  size_t column() const { return position_ + 1; }
  std::string_view text() const { return text_; }
  std::string_view Rest() const { return text_.substr(position_); }

  // Fails with `FOUND at column COLUMN; want WANTED`.
  void Fail(std::string_view found, size_t column, std::string_view wanted);

  // Fails with the next byte as what was found. Says what is meant instead if
  // it knows the mistake.
  void FailHere(std::string_view wanted);

  bool ok() const { return status_.ok(); }
  const absl::Status& status() const { return status_; }

 private:
  std::string_view text_;
  size_t position_ = 0;
  absl::Status status_;
};

}  // namespace annals::edtf_internal

#endif  // ANNALS_TIME_INTERNAL_EDTF_SCANNER_H_
