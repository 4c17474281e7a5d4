// Two full-text indexes, compared word by word.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_comparison.h"

#include <cstdint>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/record/utf8.h"
#include "annals/store/internal/log_copy.h"

namespace annals::store_internal {
namespace {

// How much of a word a message shows.
constexpr size_t kWordBytesMax = 80;

// FTS5's own view of an index: every word in every place, ordered by word, then
// by place. It lies in the connection's temporary schema, not in the file.
constexpr char kMakeWords[] =
    "DROP TABLE IF EXISTS temp.word; "
    "CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, text, instance)";
constexpr char kDropWords[] = "DROP TABLE temp.word";
constexpr char kSelectWords[] =
    "SELECT term, doc, col, \"offset\" FROM temp.word";

// One index, read word by word.
class Words {
 public:
  explicit Words(Database& database) : query_(database.Prepare(kSelectWords)) {}

  // Goes to the next; false after the last.
  absl::StatusOr<bool> Next() {
    ANNALS_ASSIGN_OR_RETURN(is_there_, query_.Step());
    return is_there_;
  }

  bool HasSameAs(const Words& other) const {
    return query_.Text(0) == other.query_.Text(0) &&
           query_.Int(1) == other.query_.Int(1) &&
           query_.Text(2) == other.query_.Text(2) &&
           query_.Int(3) == other.query_.Int(3);
  }

  std::string Shown() const {
    if (!is_there_) return "no more words";
    return absl::StrCat(
        "revision ", query_.Int(1), ", ", AsAbsl(query_.Text(2)), ": word \"",
        Printable(query_.Text(0), kWordBytesMax), "\" at ", query_.Int(3));
  }

 private:
  Statement query_;
  bool is_there_ = false;
};

absl::StatusOr<std::string> FirstWordDifference(Database& found,
                                                Database& want) {
  Words found_words(found);
  Words want_words(want);
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool is_found, found_words.Next());
    ANNALS_ASSIGN_OR_RETURN(const bool is_wanted, want_words.Next());
    if (!is_found && !is_wanted) return "";
    if (is_found != is_wanted || !found_words.HasSameAs(want_words)) {
      return absl::StrCat(found_words.Shown(), "; want ", want_words.Shown());
    }
  }
}

}  // namespace

absl::StatusOr<std::string> FirstTextDifference(Database& found,
                                                Database& want) {
  ANNALS_RETURN_IF_ERROR(found.Execute(kMakeWords));
  ANNALS_RETURN_IF_ERROR(want.Execute(kMakeWords));
  ANNALS_ASSIGN_OR_RETURN(const std::string word,
                          FirstWordDifference(found, want));
  ANNALS_RETURN_IF_ERROR(found.Execute(kDropWords));
  ANNALS_RETURN_IF_ERROR(want.Execute(kDropWords));
  if (!word.empty()) return word;
  // Of each text its length, and the sum of all.
  ANNALS_ASSIGN_OR_RETURN(
      const std::string length,
      FirstDifference(found, want, "text_docsize", "id, sz", 1));
  if (!length.empty()) return absl::StrCat("lengths of texts: ", length);
  return FirstDifference(found, want,
                         "(SELECT id, block FROM text_data WHERE id = 1)",
                         "id, block", 1);
}

}  // namespace annals::store_internal
