// The full-text index: which revisions hold which words.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_INDEX_H_
#define ANNALS_STORE_INTERNAL_TEXT_INDEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
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

// Makes FTS5 forget the sums that it keeps of the index. To be called at the
// beginning of each transaction that may add texts by a connection that had
// others before: where reading fails within an insertion, SQLite rolls back at
// once, and FTS5 goes on to keep what it could not read, as nothing, for the
// next transaction of the connection (fts5StorageLoadTotals() of SQLite 3.40).
absl::Status ForgetTextSums(Database& database);

// Empties the index and gives it its settings. A new one needs it too.
absl::Status ClearText(Database& database);

// Makes the index again from the log, without what was redacted. In a write
// transaction. The old pages become free pages of the file and still hold
// words: see Redact.
absl::Status RebuildTextIndex(Database& database);

// The query in FTS5's words, to be bound as the parameter of
//
//   SELECT rowid FROM text WHERE text MATCH ?1 ORDER BY <kTextRank>
//
// Nothing that the user wrote gets there but in quotation marks and without
// control characters, so it has no meaning to FTS5.
std::string MatchExpression(const TextQuery& query);

// The puts up to `sequence_max` that hold what is asked, ascending; live or
// not.
absl::StatusOr<std::vector<int64_t>> FindText(Database& database,
                                              const TextQuery& query,
                                              int64_t sequence_max);

// Sets the rank, in thousand millionths of kTextRank, of each put that is a key
// of `ranks` and holds what is asked.
absl::Status RankText(Database& database, const TextQuery& query,
                      int64_t sequence_max,
                      absl::flat_hash_map<int64_t, int64_t>& ranks);

// The better an answer, the less it is: BM25 (Robertson and Zaragoza 2009), a
// word in a title weighing most. How rare a word is is counted over all
// revisions of the index.
inline constexpr char kTextRank[] = "bm25(text, 8.0, 2.0, 1.0)";

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_INDEX_H_
