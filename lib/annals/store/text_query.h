// A TextQuery says which words, phrases and beginnings of words are wanted.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_TEXT_QUERY_H_
#define ANNALS_STORE_TEXT_QUERY_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace annals {

// The bounds of a query for text: its bytes, and its words and phrases.
inline constexpr size_t kTextQueryBytesMax = 4096;
inline constexpr size_t kTextQueryTermsMax = 64;

// One word or phrase, as it was written.
struct TextTerm {
  // Several words must follow one another. "Russia-DPRK" is two.
  std::string words;
  // Whatever begins so.
  bool is_prefix = false;

  friend bool operator==(const TextTerm& a, const TextTerm& b) {
    return a.words == b.words && a.is_prefix == b.is_prefix;
  }
};

// A query for text, taken apart.
//
//   oil gas             both words, anywhere in the record's texts
//   "oil supply"        one after the other
//   suppl*              whatever begins so; "oil suppl"* likewise
//   oil OR gas export   one of the two, and export
//   oil -crude          without the other
//
// Upper and lower case are the same, and so are letters with and without
// accents. Words of Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer are
// found wherever they stand, as those scripts set no spaces or join what
// belongs to a word; a word of another script must be whole.
//
// A value; safe to read from any thread.
struct TextQuery {
  // InvalidArgument, with the column (in characters, from 1) where there is
  // one, for: a quotation mark that is not closed, a * that ends no word, an OR
  // without a term to both sides, nothing that must occur, bytes that are not
  // UTF-8, more than the bounds. Signs that stand alone are passed over.
  static absl::StatusOr<TextQuery> Parse(std::string_view text);

  // Of each of these groups one term must occur ...
  std::vector<std::vector<TextTerm>> wanted;
  // ... and none of these.
  std::vector<TextTerm> unwanted;
};

}  // namespace annals

#endif  // ANNALS_STORE_TEXT_QUERY_H_
