// EdtfScanner: taking bytes, and saying what is wrong with them.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/internal/edtf_scanner.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/time/internal/quoted.h"

namespace annals::edtf_internal {
namespace {

using time_internal::Quoted;

// Mistakes that people bring from the draft of 2012, other standards or
// prose, and what to write instead. The text goes on with `begins`.
struct Mistake {
  std::string_view begins;
  std::string_view wanted;
};
constexpr Mistake kMistakes[] = {
    {"u", "X for an unspecified digit (u was the draft of 2012)"},
    {"x", "X for an unspecified digit, in upper case"},
    {"y", "Y before a long year, in upper case"},
    {"e", "E before an exponent, in upper case"},
    {"s", "S before the number of significant digits, in upper case"},
    {"p",
     "S before the number of significant digits (p was the draft of 2012)"},
    {"t", "T before the time, in upper case"},
    {"z", "Z for UTC, in upper case"},
    {"(",
     "a qualifier right beside what it qualifies (groups in parentheses "
     "were the draft of 2012)"},
    {"?~", "% for both ? and ~"},
    {"~?", "% for both ? and ~"},
    {" ", "no spaces anywhere"},
    {"\xE2\x80\x93", "a plain hyphen (this is a dash)"},
    {"\xE2\x88\x92", "a plain hyphen (this is a minus sign)"},
};

}  // namespace

void EdtfScanner::Fail(std::string_view found, size_t column,
                       std::string_view wanted) {
  if (!ok()) return;
  status_ = absl::InvalidArgumentError(
      absl::StrCat("edtf ", Quoted(text_), ": ", AsAbsl(found), " at column ",
                   column, "; want ", AsAbsl(wanted)));
  position_ = text_.size();
}

void EdtfScanner::FailHere(std::string_view wanted) {
  if (AtEnd()) return Fail("the end", column(), wanted);
  for (const Mistake& mistake : kMistakes) {
    if (!absl::StartsWith(AsAbsl(Rest()), AsAbsl(mistake.begins))) continue;
    wanted = mistake.wanted;
    break;
  }
  Fail(absl::StrCat("'", absl::CHexEscape(AsAbsl(Rest().substr(0, 1))), "'"),
       column(), wanted);
}

}  // namespace annals::edtf_internal
