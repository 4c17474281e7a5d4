// A TextWriter adds the texts of many puts to the text index at once.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_writer.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/beside.h"
#include "annals/base/status_macros.h"
#include "annals/store/internal/sqlite_varint.h"
#include "annals/store/internal/text_structure.h"

namespace annals::store_internal {
namespace {

// Where FTS5's table of pages has what is no page.
constexpr int64_t kTotalsRow = 1;
constexpr int64_t kStructureRow = 10;

// A page's row: the number of its segment, above that of the page.
constexpr int kPageNumberBits = 37;

// The version of FTS5's tables that is known here.
constexpr int64_t kVersion = 4;

// How much is merged for a page that is added, if there is anything: as FTS5
// does when texts are inserted.
constexpr int64_t kPagesMergedForOne = 16;

// The rows of the index, and how many words they have, by columns.
struct Totals {
  uint64_t rows = 0;
  std::array<uint64_t, kTextColumns> words = {};

  // Nothing if the bytes are no such record. That of an empty index is empty.
  static std::optional<Totals> Parse(std::string_view bytes) {
    Totals totals;
    if (bytes.empty()) return totals;
    const std::optional<uint64_t> rows = TakeSqliteVarint(bytes);
    if (!rows.has_value()) return std::nullopt;
    totals.rows = *rows;
    for (uint64_t& each : totals.words) {
      const std::optional<uint64_t> words = TakeSqliteVarint(bytes);
      if (!words.has_value()) return std::nullopt;
      each = *words;
    }
    return bytes.empty() ? std::optional<Totals>(totals) : std::nullopt;
  }

  void Add(const TextSegment& segment) {
    rows += segment.lengths.size();
    for (size_t i = 0; i < kTextColumns; ++i) {
      words[i] += static_cast<uint64_t>(segment.words[i]);
    }
  }

  std::string Bytes() const {
    std::string bytes;
    AppendSqliteVarint(rows, bytes);
    for (const uint64_t each : words) AppendSqliteVarint(each, bytes);
    return bytes;
  }
};

// Puts a segment into FTS5's tables.
class SegmentInserter {
 public:
  SegmentInserter(Database& database, const TextSegment& segment)
      : database_(database), segment_(segment) {}

  // False if the index is of a kind that is not known, and nothing was written.
  absl::StatusOr<bool> Run() {
    ANNALS_ASSIGN_OR_RETURN(
        const int64_t version,
        database_.SelectInt("SELECT v FROM text_config WHERE k = 'version'"));
    ANNALS_ASSIGN_OR_RETURN(const std::string structure, Read(kStructureRow));
    ANNALS_ASSIGN_OR_RETURN(const std::string totals, Read(kTotalsRow));
    std::optional<TextStructure> new_structure =
        TextStructure::Parse(structure);
    std::optional<Totals> new_totals = Totals::Parse(totals);
    if (version != kVersion || !new_structure.has_value() ||
        !new_totals.has_value()) {
      return false;
    }
    new_totals->Add(segment_);
    // Texts without a word make no segment.
    if (!segment_.pages.empty()) {
      const std::optional<uint64_t> id =
          new_structure->Add(segment_.pages.size());
      if (!id.has_value()) return false;
      ANNALS_RETURN_IF_ERROR(InsertPages(static_cast<int64_t>(*id)));
      ANNALS_RETURN_IF_ERROR(Replace(kStructureRow, new_structure->Bytes()));
    }
    ANNALS_RETURN_IF_ERROR(InsertLengths());
    ANNALS_RETURN_IF_ERROR(Replace(kTotalsRow, new_totals->Bytes()));
    needs_merge_ = new_structure->NeedsMerge();
    return true;
  }

  // Whether there is something to merge now.
  bool needs_merge() const { return needs_merge_; }

 private:
  absl::StatusOr<std::string> Read(int64_t row) {
    Statement query =
        database_.Prepare("SELECT block FROM text_data WHERE id = ?1");
    query.Bind(1, row);
    ANNALS_ASSIGN_OR_RETURN(const bool found, query.Step());
    return found ? std::string(query.Blob(0)) : std::string();
  }

  absl::Status Replace(int64_t row, const std::string& bytes) {
    Statement replace =
        database_.Prepare("REPLACE INTO text_data (id, block) VALUES (?1, ?2)");
    return replace.Bind(1, row).BindBlob(2, bytes).Run();
  }

  absl::Status InsertPages(int64_t segment) {
    Statement page =
        database_.Prepare("INSERT INTO text_data (id, block) VALUES (?1, ?2)");
    Statement word = database_.Prepare(
        "INSERT INTO text_idx (segid, term, pgno) VALUES (?1, ?2, ?3)");
    int64_t number = 0;
    for (const TextSegment::Page& each : segment_.pages) {
      ++number;
      page.Bind(1, (segment << kPageNumberBits) + number);
      page.BindBorrowedBlob(2, each.bytes);
      ANNALS_RETURN_IF_ERROR(page.Run());
      page.Reset();
      if (!each.first_word.has_value()) continue;
      // The lowest bit would say that there is an index of the rows of the
      // page's last word.
      word.Bind(1, segment).BindBorrowedBlob(2, *each.first_word);
      ANNALS_RETURN_IF_ERROR(word.Bind(3, number << 1).Run());
      word.Reset();
    }
    return absl::OkStatus();
  }

  absl::Status InsertLengths() {
    Statement insert =
        database_.Prepare("INSERT INTO text_docsize (id, sz) VALUES (?1, ?2)");
    for (const TextSegment::Lengths& each : segment_.lengths) {
      insert.Bind(1, each.sequence).BindBorrowedBlob(2, each.bytes);
      ANNALS_RETURN_IF_ERROR(insert.Run());
      insert.Reset();
    }
    return absl::OkStatus();
  }

  Database& database_;
  const TextSegment& segment_;
  bool needs_merge_ = false;
};

absl::Status InsertEach(Database& database,
                        const std::vector<TextOfPut>& texts) {
  for (const TextOfPut& each : texts) {
    ANNALS_RETURN_IF_ERROR(InsertText(database, each.sequence, *each.text));
  }
  return absl::OkStatus();
}

// What FTS5 keeps in memory of its tables it writes before, and reads again
// after.
absl::StatusOr<bool> InsertSegment(Database& database,
                                   const TextSegment& segment) {
  SegmentInserter inserter(database, segment);
  absl::StatusOr<bool> inserted = false;
  {
    const ShadowTableAccess access(database);
    inserted = inserter.Run();
  }
  ANNALS_RETURN_IF_ERROR(inserted.status());
  ANNALS_RETURN_IF_ERROR(ForgetTextSums(database));
  if (!inserter.needs_merge()) return inserted;
  Statement merge =
      database.Prepare("INSERT INTO text (text, rank) VALUES ('merge', ?1)");
  merge.Bind(1,
             kPagesMergedForOne * static_cast<int64_t>(segment.pages.size()));
  ANNALS_RETURN_IF_ERROR(merge.Run());
  return inserted;
}

}  // namespace

TextWriter::TextWriter(Database& database, std::vector<TextOfPut> texts)
    : database_(database),
      texts_(std::move(texts)),
      made_(RunBeside([this] { return MakeTextSegment(texts_); })) {}

absl::Status TextWriter::Finish() {
  if (texts_.empty()) return absl::OkStatus();
  ANNALS_RETURN_IF_ERROR(ForgetTextSums(database_));
  ANNALS_ASSIGN_OR_RETURN(const std::optional<TextSegment> segment,
                          made_.get());
  if (!segment.has_value()) return InsertEach(database_, texts_);
  ANNALS_ASSIGN_OR_RETURN(const bool inserted,
                          InsertSegment(database_, *segment));
  return inserted ? absl::OkStatus() : InsertEach(database_, texts_);
}

}  // namespace annals::store_internal
