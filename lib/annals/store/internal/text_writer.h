// A TextWriter adds the texts of many puts to the text index at once.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_WRITER_H_
#define ANNALS_STORE_INTERNAL_TEXT_WRITER_H_

#include <future>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/store/internal/database.h"
#include "annals/store/internal/text_segment.h"

namespace annals::store_internal {

// Makes a segment of the texts on a thread of its own, while the transaction's
// other rows are written, and then puts it into FTS5's tables beside those that
// are there. What the index answers is the same as if each had been inserted.
//
//   TextWriter writer(database, std::move(texts));
//   ... write other tables ...
//   ANNALS_RETURN_IF_ERROR(writer.Finish());
//
// FTS5 lets nobody write its tables on a connection that is to be defended
// (SQLITE_DBCONFIG_DEFENSIVE); Finish() lifts that for as long as it takes. If
// the index is of a kind that is not known here, as that of a later SQLite may
// be, FTS5 is left to insert the texts.
class TextWriter {
 public:
  // The database and the texts, whose sequences rise, must outlive it. None of
  // the texts is empty. In a write transaction.
  TextWriter(Database& database, std::vector<TextOfPut> texts);
  // Waits for the thread.
  ~TextWriter() = default;
  TextWriter(const TextWriter&) = delete;
  TextWriter& operator=(const TextWriter&) = delete;

  // Writes the texts. Once.
  absl::Status Finish();

 private:
  using Made = absl::StatusOr<std::optional<TextSegment>>;

  Database& database_;
  const std::vector<TextOfPut> texts_;
  // Last, so that the thread has ended before the texts go.
  std::future<Made> made_;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_WRITER_H_
