// A TextQuery says which words, phrases and beginnings of words are wanted.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/text_query.h"

#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/text_fold.h"

namespace annals {
namespace {

using store_internal::HasWords;

// The characters before a byte.
size_t CountCharacters(std::string_view text) {
  size_t count = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++count;
  }
  return count;
}

absl::Status Refused(std::string_view found, std::string_view wanted) {
  return absl::InvalidArgumentError(
      absl::StrCat("text: ", AsAbsl(found), "; want ", AsAbsl(wanted)));
}

// One term as it stands in the text, with its sign and star.
struct Token {
  size_t begin = 0;
  TextTerm term;
  bool is_unwanted = false;
  bool is_or = false;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  absl::StatusOr<TextQuery> Run() {
    while (SkipSpaces()) {
      Token token;
      ANNALS_ASSIGN_OR_RETURN(token, Next());
      ANNALS_RETURN_IF_ERROR(Add(std::move(token)));
    }
    if (open_or_.has_value()) return NothingAfterOr();
    if (!query_.wanted.empty()) return std::move(query_);
    return Refused(query_.unwanted.empty()
                       ? absl::StrCat(Quoted(text_), " has no word")
                       : "only words that must not occur",
                   "a word that must occur");
  }

 private:
  // The length of the space that begins here; 0 if none does. Whoever types
  // Chinese or Japanese types wide ones.
  size_t SpaceLength() const {
    if (at_ == text_.size()) return 0;
    if (absl::ascii_isspace(text_[at_])) return 1;
    for (const std::string_view wide : {"\u00A0", "\u3000"}) {
      if (text_.substr(at_, wide.size()) == wide) return wide.size();
    }
    return 0;
  }

  bool SkipSpaces() {
    while (const size_t length = SpaceLength()) at_ += length;
    return at_ < text_.size();
  }

  bool NextIs(char c) const { return at_ < text_.size() && text_[at_] == c; }

  std::string Column(size_t at) const {
    return absl::StrCat("column ", CountCharacters(text_.substr(0, at)) + 1);
  }

  absl::StatusOr<Token> Next() {
    Token token;
    token.begin = at_;
    if (NextIs('-')) {
      token.is_unwanted = true;
      ++at_;
    }
    if (NextIs('"')) {
      ANNALS_ASSIGN_OR_RETURN(token.term.words, Phrase());
    } else {
      token.term.words = Word();
      token.is_or = !token.is_unwanted && token.term.words == "OR";
    }
    ANNALS_RETURN_IF_ERROR(ReadStar(token));
    return token;
  }

  absl::StatusOr<std::string> Phrase() {
    const size_t begin = at_ + 1;
    const size_t end = text_.find('"', begin);
    if (end == std::string_view::npos) {
      return Refused(
          absl::StrCat("a quotation mark at ", Column(at_), " is not closed"),
          "another at the end of the phrase");
    }
    at_ = end + 1;
    return std::string(text_.substr(begin, end - begin));
  }

  std::string Word() {
    const size_t begin = at_;
    while (at_ < text_.size() && SpaceLength() == 0 && text_[at_] != '"' &&
           text_[at_] != '*') {
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  absl::Status ReadStar(Token& token) {
    if (!NextIs('*')) return absl::OkStatus();
    const size_t star = at_++;
    const bool ends = at_ == text_.size() || SpaceLength() > 0;
    if (!ends || !HasWords(token.term.words)) {
      return Refused(absl::StrCat("a * at ", Column(star)),
                     "it at the end of a word or a phrase");
    }
    token.term.is_prefix = true;
    token.is_or = false;
    return absl::OkStatus();
  }

  absl::Status Add(Token token) {
    if (token.is_or) return AddOr(token);
    if (!HasWords(token.term.words)) return absl::OkStatus();
    if (++terms_ > kTextQueryTermsMax) {
      return Refused(absl::StrCat("more than ", kTextQueryTermsMax, " words"),
                     "fewer, or a phrase in quotation marks");
    }
    if (token.is_unwanted) {
      if (open_or_.has_value()) return NothingAfterOr();
      query_.unwanted.push_back(std::move(token.term));
    } else if (open_or_.has_value()) {
      query_.wanted.back().push_back(std::move(token.term));
    } else {
      query_.wanted.push_back({std::move(token.term)});
    }
    may_go_on_ = !token.is_unwanted;
    open_or_.reset();
    return absl::OkStatus();
  }

  absl::Status AddOr(const Token& token) {
    if (!may_go_on_ || open_or_.has_value()) {
      return Refused(absl::StrCat("OR at ", Column(token.begin),
                                  " follows no word that may occur"),
                     "one, or \"OR\" in quotation marks");
    }
    open_or_ = token.begin;
    return absl::OkStatus();
  }

  absl::Status NothingAfterOr() const {
    return Refused(absl::StrCat("OR at ", Column(*open_or_),
                                " is followed by no word that may occur"),
                   "one, or \"OR\" in quotation marks");
  }

  const std::string_view text_;
  size_t at_ = 0;
  size_t terms_ = 0;
  // Whether an OR may follow, and where one waits for its second term.
  bool may_go_on_ = false;
  std::optional<size_t> open_or_;
  TextQuery query_;
};

}  // namespace

absl::StatusOr<TextQuery> TextQuery::Parse(std::string_view text) {
  if (text.size() > kTextQueryBytesMax) {
    return Refused(absl::StrCat(text.size(), " bytes"),
                   absl::StrCat("at most ", kTextQueryBytesMax));
  }
  const size_t good = Utf8PrefixLength(text);
  if (good < text.size()) {
    return Refused(absl::StrCat("bytes at column ",
                                CountCharacters(text.substr(0, good)) + 1,
                                " that are no character"),
                   "UTF-8");
  }
  return Parser(text).Run();
}

}  // namespace annals
