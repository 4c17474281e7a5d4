// A TextSegment is a part of the text index, made in memory.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_segment.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "annals/base/status_macros.h"
#include "annals/store/internal/sqlite_varint.h"
#include "annals/store/internal/text_places.h"
#include "annals/store/internal/text_words.h"
#include "annals/store/internal/vocabulary.h"

namespace annals::store_internal {
namespace {

// Words of the main index begin with this, those of indexes of prefixes, which
// we have none of, with others.
constexpr char kMainIndex = '0';

// What is longer is left to FTS5.
constexpr size_t kWordBytesMax = 500;
constexpr size_t kRowBytesMax = 3'000;

// Gathers the words of text after text.
class Gatherer {
 public:
  Gatherer(WordReader& reader, size_t words_max, TextSegment& segment)
      : reader_(reader), words_max_(words_max), segment_(segment) {}

  absl::Status Add(const TextOfPut& put) {
    const std::string* const columns[kTextColumns] = {
        &put.text->title, &put.text->description, &put.text->quotes};
    TextSegment::Lengths lengths = {put.sequence, {}};
    for (uint32_t i = 0; i < kTextColumns; ++i) {
      uint32_t words = 0;
      ANNALS_RETURN_IF_ERROR(
          reader_.Read(*columns[i], [&](std::string_view word) {
            if (IsFull()) return;
            PlacesOf(word).Add(put.sequence, i, words++, memory_);
          }));
      AppendSqliteVarint(words, lengths.bytes);
      segment_.words[i] += words;
    }
    segment_.lengths.push_back(std::move(lengths));
    return absl::OkStatus();
  }

  // Words that come after that are not taken in any more.
  bool IsFull() const { return places_.size() > words_max_; }

  // In the order of FTS5.
  std::vector<std::pair<std::string_view, TextPlaces*>> Sorted() {
    std::vector<std::pair<std::string_view, TextPlaces*>> sorted;
    sorted.reserve(places_.size());
    for (const uint32_t number : vocabulary_.Sorted()) {
      sorted.emplace_back(vocabulary_[number], &places_[number]);
    }
    return sorted;
  }

 private:
  TextPlaces& PlacesOf(std::string_view word) {
    const uint32_t number = vocabulary_.NumberOf(word);
    if (number == places_.size()) places_.emplace_back();
    return places_[number];
  }

  WordReader& reader_;
  const size_t words_max_;
  TextSegment& segment_;
  Vocabulary vocabulary_;
  PieceMemory memory_;
  // By the words' numbers.
  std::vector<TextPlaces> places_;
};

void PutShort(size_t value, size_t offset, std::string& bytes) {
  bytes[offset] = static_cast<char>(value >> 8);
  bytes[offset + 1] = static_cast<char>(value);
}

// Goes from row to row of a word's places.
class RowReader {
 public:
  explicit RowReader(std::string_view places) : rest_(places) { Read(); }

  // The row it has come to, and all after it; empty at the end.
  std::string_view rest() const { return rest_; }
  // The row by itself: how far it is from the one before; its places with their
  // size before them; all of that.
  int64_t step() const { return step_; }
  std::string_view places() const { return row().substr(step_bytes_); }
  std::string_view row() const { return rest_.substr(0, row_bytes_); }

  void Next() {
    rest_.remove_prefix(row_bytes_);
    Read();
  }

 private:
  void Read() {
    std::string_view rest = rest_;
    step_ = static_cast<int64_t>(TakeSqliteVarint(rest).value_or(0));
    step_bytes_ = rest_.size() - rest.size();
    const uint64_t places = TakeSqliteVarint(rest).value_or(0) / 2;
    row_bytes_ = rest_.size() - rest.size() + static_cast<size_t>(places);
  }

  std::string_view rest_;
  int64_t step_ = 0;
  size_t step_bytes_ = 0;
  size_t row_bytes_ = 0;
};

// Writes word after word into pages.
class PageWriter {
 public:
  explicit PageWriter(TextSegment& segment) : segment_(segment) { Begin(); }

  void Add(std::string_view word, absl::Span<const std::string_view> pieces) {
    std::string term(1, kMainIndex);
    term += word;
    sequence_ = 0;
    bool is_first = true;
    for (const std::string_view piece : pieces) {
      RowReader rows(piece);
      if (is_first) {
        AddTerm(term, RoomFor(rows));
        AddFirst(rows);
      }
      is_first = false;
      AddAll(rows);
    }
    last_term_ = std::move(term);
  }

  void Finish() {
    if (bytes_.size() > kHeaderBytes) Flush();
  }

 private:
  // Where a row begins before any word of the page does, and where the words'
  // offsets begin.
  static constexpr size_t kFirstRowOffset = 0;
  static constexpr size_t kWordsOffset = 2;
  static constexpr size_t kHeaderBytes = 4;

  static size_t RoomFor(const RowReader& rows) {
    return rows.places().size() + 2 * kSqliteVarintBytesMax;
  }

  bool IsFull(size_t room) const {
    return bytes_.size() > kHeaderBytes &&
           bytes_.size() + offsets_.size() + room > kTextPageBytes;
  }

  // The first of a page is written whole, others from where they differ.
  void AddTerm(const std::string& term, size_t room) {
    if (IsFull(term.size() + 2 * kSqliteVarintBytesMax + room)) Flush();
    AppendSqliteVarint(bytes_.size() - last_offset_, offsets_);
    last_offset_ = bytes_.size();
    const size_t same =
        static_cast<size_t>(std::mismatch(term.begin(), term.end(),
                                          last_term_.begin(), last_term_.end())
                                .first -
                            term.begin());
    if (!first_word_.has_value()) {
      first_word_ = last_term_.empty() ? term : term.substr(0, same + 1);
      AppendSqliteVarint(term.size(), bytes_);
      bytes_ += term;
      return;
    }
    AppendSqliteVarint(same, bytes_);
    AppendSqliteVarint(term.size() - same, bytes_);
    bytes_.append(term, same, std::string::npos);
  }

  // The first row of a word or page stands with its sequence, all others with
  // their distances from the one before.
  void AddFirst(RowReader& rows) {
    sequence_ += rows.step();
    AppendSqliteVarint(static_cast<uint64_t>(sequence_), bytes_);
    bytes_ += rows.places();
    rows.Next();
  }

  void AddAll(RowReader& rows) {
    AddThatFit(rows);
    while (!rows.rest().empty()) {
      Flush();
      PutShort(bytes_.size(), kFirstRowOffset, bytes_);
      AddFirst(rows);
      AddThatFit(rows);
    }
  }

  // Together, since they stay as they are.
  void AddThatFit(RowReader& rows) {
    const std::string_view all = rows.rest();
    while (!rows.rest().empty() &&
           !IsFull(all.size() - rows.rest().size() + RoomFor(rows))) {
      sequence_ += rows.step();
      rows.Next();
    }
    bytes_ += all.substr(0, all.size() - rows.rest().size());
  }

  void Begin() {
    bytes_.assign(kHeaderBytes, '\0');
    offsets_.clear();
    last_offset_ = 0;
    first_word_.reset();
  }

  void Flush() {
    PutShort(bytes_.size(), kWordsOffset, bytes_);
    bytes_ += offsets_;
    segment_.pages.push_back({bytes_, std::move(first_word_)});
    Begin();
  }

  TextSegment& segment_;
  std::string bytes_;
  std::string offsets_;
  size_t last_offset_ = 0;
  std::optional<std::string> first_word_;
  std::string last_term_;
  // Of the row that was added last.
  int64_t sequence_ = 0;
};

}  // namespace

absl::StatusOr<std::optional<TextSegment>> MakeTextSegment(
    absl::Span<const TextOfPut> texts, size_t words_max) {
  ANNALS_ASSIGN_OR_RETURN(const std::unique_ptr<WordReader> reader,
                          WordReader::Make());
  TextSegment segment;
  Gatherer gatherer(*reader, words_max, segment);
  for (const TextOfPut& each : texts) {
    ANNALS_RETURN_IF_ERROR(gatherer.Add(each));
    if (gatherer.IsFull()) return std::optional<TextSegment>();
  }
  PageWriter pages(segment);
  for (const auto& [word, places] : gatherer.Sorted()) {
    const std::vector<std::string_view>& pieces = places->Finish();
    if (word.size() > kWordBytesMax || places->row_bytes_max() > kRowBytesMax) {
      return std::optional<TextSegment>();
    }
    pages.Add(word, pieces);
  }
  pages.Finish();
  return std::optional<TextSegment>(std::move(segment));
}

}  // namespace annals::store_internal
