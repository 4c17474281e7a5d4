// A WordReader takes a text apart into the words that the text index has.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_WORDS_H_
#define ANNALS_STORE_INTERNAL_TEXT_WORDS_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace annals::store_internal {

// The words are those of SQLite's own tokenizer with the settings of the table
// `text`: it is asked about whatever is not ASCII. Not thread-safe.
class WordReader {
 public:
  static absl::StatusOr<std::unique_ptr<WordReader>> Make();
  ~WordReader();
  WordReader(const WordReader&) = delete;
  WordReader& operator=(const WordReader&) = delete;

  // Calls `visit` with each word of the folded text (text_fold.h), in lower
  // case and without accents. A word lives until `visit` returns.
  absl::Status Read(std::string_view text,
                    absl::FunctionRef<void(std::string_view word)> visit);

 private:
  // What of SQLite is needed for it.
  struct Tokenizer;

  explicit WordReader(std::unique_ptr<Tokenizer> tokenizer);

  absl::Status ReadWithSqlite(std::string_view bytes,
                              absl::FunctionRef<void(std::string_view)> visit);

  std::unique_ptr<Tokenizer> tokenizer_;
  std::string lower_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_WORDS_H_
