// The full-text index: which revisions hold which words.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_index.h"

#include <sqlite3.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "annals/base/status_macros.h"
#include "annals/store/internal/text_fold.h"

namespace annals::store_internal {
namespace {

// A word of its own that no text has (FoldText() takes it away): it keeps
// phrases from reaching over it.
constexpr char kBetweenTexts[] = " \uE000 ";

void AppendText(std::string_view text, std::string& column) {
  if (text.empty()) return;
  if (!column.empty()) column += kBetweenTexts;
  column += FoldText(text);
}

template <typename Texts>
void AppendTexts(const Texts& texts, std::string& column) {
  for (const std::string& text : texts) AppendText(text, column);
}

void AppendQuotes(const Record& record, std::string& column) {
  for (const Claim& claim : ClaimsOf(record)) {
    for (const Evidence& evidence : claim.evidence()) {
      AppendText(evidence.quote(), column);
    }
  }
}

// FTS5 takes whatever stands between quotation marks for text. A zero byte
// would end its reading.
std::string InQuotationMarks(std::string words) {
  std::replace_if(
      words.begin(), words.end(),
      [](char c) { return c == '"' || absl::ascii_iscntrl(c); }, ' ');
  return absl::StrCat("\"", words, "\"");
}

std::string AnyOf(const std::vector<TextTerm>& terms) {
  std::vector<std::string> words;
  for (const TextTerm& term : terms) words.push_back(TermExpression(term));
  return absl::StrCat("(", absl::StrJoin(words, " OR "), ")");
}

}  // namespace

IndexedText TextOf(const Record& record) {
  IndexedText text;
  AppendText(TitleOf(record), text.title);
  const auto& names = record.entity().names();
  for (int i = 1; i < names.size(); ++i)
    AppendText(names[i].text(), text.title);
  AppendText(record.event().description(), text.description);
  AppendText(record.causal_link().mechanism(), text.description);
  AppendTexts(record.causal_link().signals(), text.description);
  AppendTexts(record.source().authors(), text.description);
  AppendText(record.source().publisher(), text.description);
  AppendQuotes(record, text.quotes);
  return text;
}

absl::Status CheckTextSearch() {
  if (sqlite3_compileoption_used("ENABLE_FTS5") != 0) return absl::OkStatus();
  return absl::UnimplementedError(
      "this SQLite was built without FTS5, its full-text search; want one that "
      "has it (SQLITE_ENABLE_FTS5)");
}

absl::Status InsertText(Database& database, int64_t sequence,
                        const IndexedText& text) {
  if (text.empty()) return absl::OkStatus();
  Statement insert = database.Prepare(
      "INSERT INTO text (rowid, title, description, quotes) "
      "VALUES (?1, ?2, ?3, ?4)");
  return insert.Bind(1, sequence)
      .Bind(2, text.title)
      .Bind(3, text.description)
      .Bind(4, text.quotes)
      .Run();
}

// An insertion of no rows takes FTS5 into the transaction, so that it hears of
// what is rolled back.
absl::Status ForgetTextSums(Database& database) {
  for (const char* sql :
       {"SAVEPOINT sums",
        "INSERT INTO text (rowid, title) SELECT 1, '' WHERE 0",
        "ROLLBACK TO sums", "RELEASE sums"}) {
    ANNALS_RETURN_IF_ERROR(database.Prepare(sql).Run());
  }
  return absl::OkStatus();
}

// By measurement: with 16 MB of words gathered before they are written, and
// sixteen segments merged at once, a kilobyte costs half of what it does with
// FTS5's own settings (1 MB, four), and a query hardly more. A page of the
// index (pgsz) is one row of a table; FTS5's own 4050 bytes are one too many
// for a page of the file, of which eight belong to the checksum, so that every
// row would need a second. What is written without FTS5 keeps to the size of a
// page and to the sixteen too (text_segment.h, text_structure.cc).
absl::Status ClearText(Database& database) {
  return database.Execute(
      "INSERT INTO text (text) VALUES ('delete-all');"
      "INSERT INTO text (text, rank) VALUES ('pgsz', 4000);"
      "INSERT INTO text (text, rank) VALUES ('hashsize', 16777216);"
      "INSERT INTO text (text, rank) VALUES ('automerge', 16);"
      "INSERT INTO text (text, rank) VALUES ('usermerge', 16);"
      "INSERT INTO text (text, rank) VALUES ('crisismerge', 32)");
}

absl::StatusOr<std::vector<int64_t>> FindText(Database& database,
                                              const TextQuery& query,
                                              int64_t sequence_max) {
  Statement search = database.Prepare(
      "SELECT rowid FROM text WHERE text MATCH ?1 AND rowid <= ?2 "
      "ORDER BY rowid");
  search.Bind(1, MatchExpression(query)).Bind(2, sequence_max);
  std::vector<int64_t> found;
  while (true) {
    ANNALS_ASSIGN_OR_RETURN(const bool is_row, search.Step());
    if (!is_row) return found;
    found.push_back(search.Int(0));
  }
}

std::string TermExpression(const TextTerm& term) {
  const FoldedPhrase phrase = FoldPhrase(term.words, term.is_prefix);
  return absl::StrCat(InQuotationMarks(phrase.words),
                      phrase.is_prefix ? " *" : "");
}

// Terms that stand side by side must all occur, but FTS5 passes over one in
// which its tokenizer sees no word (there are signs that we take for letters);
// after AND that would match nothing.
std::string MatchExpression(const TextQuery& query) {
  std::vector<std::string> side_by_side;
  std::vector<std::string> groups;
  for (const auto& group : query.wanted) {
    if (group.size() == 1) {
      side_by_side.push_back(TermExpression(group[0]));
    } else {
      groups.push_back(AnyOf(group));
    }
  }
  if (!side_by_side.empty()) {
    groups.push_back(absl::StrJoin(side_by_side, " "));
  }
  std::string expression = absl::StrJoin(groups, " AND ");
  if (!query.unwanted.empty()) {
    expression = absl::StrCat("(", expression, ") NOT ", AnyOf(query.unwanted));
  }
  return expression;
}

}  // namespace annals::store_internal
