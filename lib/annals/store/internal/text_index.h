// The full-text index: which revisions hold which words.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_INDEX_H_
#define ANNALS_STORE_INTERNAL_TEXT_INDEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/record/record.h"
#include "annals/store/internal/database.h"
#include "annals/store/text_query.h"

namespace annals::store_internal {

// The table `text` is SQLite's FTS5 without a copy of the content: a row for
// each put that has any text, whose rowid is the sequence. What was live when
// is for `state` to say. FTS5 cannot forget single rows without their content,
// so rows stay; what was redacted goes by making the index again.

// What of a record is searched, folded. A column each.
struct IndexedText {
  // Of an event or a source its title; of an entity all its names.
  std::string title;
  // Of an event its description, of a link its mechanism and signal words, of a
  // source its authors and publisher.
  std::string description;
  // The quotes of its evidence.
  std::string quotes;

  bool empty() const {
    return title.empty() && description.empty() && quotes.empty();
  }
};

// Pure. A phrase does not reach from one quote or name into the next.
IndexedText TextOf(const Record& record);

// Whether this SQLite has FTS5. Without it no store is written, so that no
// index falls behind its log; Unimplemented.
absl::Status CheckTextSearch();

// Adds the texts of a put. Cheapest if sequences rise and many are added in one
// transaction.
absl::Status InsertText(Database& database, int64_t sequence,
                        const IndexedText& text);

// Makes FTS5 forget the sums that it keeps of the index. To be called in each
// transaction before the first text is added, by a connection that had others
// before: where reading fails within an insertion, SQLite rolls back at
// once, and FTS5 goes on to keep what it could not read, as nothing, for the
// next transaction of the connection (fts5StorageLoadTotals() of SQLite 3.40).
absl::Status ForgetTextSums(Database& database);

// Empties the index and gives it its settings. A new one needs it too.
absl::Status ClearText(Database& database);

// The query in FTS5's words, to be bound as the parameter of
//
//   SELECT rowid FROM text WHERE text MATCH ?1
//
// Nothing that the user wrote gets there but in quotation marks and without
// control characters, so it has no meaning to FTS5.
std::string MatchExpression(const TextQuery& query);

// The same of one word or phrase.
std::string TermExpression(const TextTerm& term);

// The puts up to `sequence_max` that hold what is asked, ascending; live or
// not.
absl::StatusOr<std::vector<int64_t>> FindText(Database& database,
                                              const TextQuery& query,
                                              int64_t sequence_max);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_INDEX_H_
