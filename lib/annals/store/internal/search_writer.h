// A SearchWriter adds puts to the tables that are searched: terms and texts.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_SEARCH_WRITER_H_
#define ANNALS_STORE_INTERNAL_SEARCH_WRITER_H_

#include <cstdint>
#include <future>
#include <vector>

#include "absl/status/status.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/term.h"
#include "annals/store/internal/text_index.h"
#include "annals/store/internal/text_writer.h"

namespace annals::store_internal {

// What of a put is searched. Both belong to somebody else.
struct SearchedPut {
  int64_t sequence = 0;
  const std::vector<Term>* terms = nullptr;
  const IndexedText* text = nullptr;
};

// Adds many puts at once: one row of `posting` for each of their terms, one
// segment of `text`. Both are made by other threads, while the transaction's
// other rows are written:
//
//   SearchWriter writer(database, puts);
//   ... write other tables ...
//   ANNALS_RETURN_IF_ERROR(writer.Finish());
class SearchWriter {
 public:
  // In a write transaction. The sequences rise, all beyond those that are in
  // the tables. Database, terms and texts must outlive it.
  SearchWriter(Database& database, const std::vector<SearchedPut>& puts);
  SearchWriter(const SearchWriter&) = delete;
  SearchWriter& operator=(const SearchWriter&) = delete;

  // Writes the tables. Once.
  absl::Status Finish();

 private:
  TextWriter texts_;
  PostingWriter postings_;
  // Last, so that the thread has ended before what it fills goes.
  std::future<void> gathered_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_SEARCH_WRITER_H_
