// A TextSegment is a part of the text index, made in memory.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_segment.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "annals/base/status_macros.h"
#include "annals/base/string_view.h"
#include "annals/store/internal/sqlite_varint.h"
#include "annals/store/internal/text_words.h"

namespace annals::store_internal {
namespace {

// Words of the main index begin with this, those of indexes of prefixes, which
// we have none of, with others.
constexpr char kMainIndex = '0';

// What is longer is left to FTS5.
constexpr size_t kWordBytesMax = 500;
constexpr size_t kRowBytesMax = 3'000;

// Where a word stands: row after row, each with its distance from the one
// before, the bytes of its places (twice their number, as FTS5 has a flag
// there), and the places.
class Places {
 public:
  void Add(int64_t sequence, size_t column, int64_t place) {
    if (sequence != sequence_) Begin(sequence);
    if (column != column_) {
      constexpr char kNextColumn = 1;
      bytes_ += kNextColumn;
      AppendSqliteVarint(column, bytes_);
      column_ = column;
      place_ = 0;
    }
    AppendSqliteVarint(static_cast<uint64_t>(place - place_) + 2, bytes_);
    place_ = place;
  }

  // To be called after the last Add().
  const std::string& Finish() {
    End();
    return bytes_;
  }

  size_t row_bytes_max() const { return row_bytes_max_; }

 private:
  void Begin(int64_t sequence) {
    End();
    AppendSqliteVarint(static_cast<uint64_t>(sequence - sequence_), bytes_);
    sequence_ = sequence;
    column_ = 0;
    place_ = 0;
    size_at_ = bytes_.size();
    // Mostly it is enough.
    bytes_ += '\0';
  }

  void End() {
    if (size_at_ == 0) return;
    const size_t size = bytes_.size() - size_at_ - 1;
    row_bytes_max_ = std::max(row_bytes_max_, size);
    // Nearly always it is one byte.
    if (2 * size < 0x80) {
      bytes_[size_at_] = static_cast<char>(2 * size);
    } else {
      std::string encoded;
      AppendSqliteVarint(2 * size, encoded);
      bytes_.replace(size_at_, 1, encoded);
    }
    size_at_ = 0;
  }

  std::string bytes_;
  int64_t sequence_ = 0;
  size_t column_ = 0;
  int64_t place_ = 0;
  // Of the row under way; a row is never at the front, so 0 is none.
  size_t size_at_ = 0;
  size_t row_bytes_max_ = 0;
};

// Gathers the words of text after text.
class Gatherer {
 public:
  Gatherer(WordReader& reader, size_t words_max, TextSegment& segment)
      : reader_(reader), words_max_(words_max), segment_(segment) {}

  absl::Status Add(const TextOfPut& put) {
    const std::string* const columns[kTextColumns] = {
        &put.text->title, &put.text->description, &put.text->quotes};
    TextSegment::Lengths lengths = {put.sequence, {}};
    for (size_t i = 0; i < kTextColumns; ++i) {
      int64_t words = 0;
      ANNALS_RETURN_IF_ERROR(
          reader_.Read(*columns[i], [&](std::string_view word) {
            if (IsFull()) return;
            PlacesOf(word).Add(put.sequence, i, words++);
          }));
      AppendSqliteVarint(static_cast<uint64_t>(words), lengths.bytes);
      segment_.words[i] += words;
    }
    segment_.lengths.push_back(std::move(lengths));
    return absl::OkStatus();
  }

  // Words that come after that are not taken in any more.
  bool IsFull() const { return numbers_.size() > words_max_; }

  // In the order of FTS5.
  std::vector<std::pair<std::string_view, Places*>> Sorted() {
    std::vector<std::pair<std::string_view, Places*>> sorted;
    sorted.reserve(numbers_.size());
    for (const auto& [word, number] : numbers_) {
      sorted.emplace_back(word, &places_[number]);
    }
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return sorted;
  }

 private:
  Places& PlacesOf(std::string_view word) {
    const auto [found, is_new] =
        numbers_.try_emplace(AsAbsl(word), places_.size());
    if (is_new) places_.emplace_back();
    return places_[found->second];
  }

  WordReader& reader_;
  const size_t words_max_;
  TextSegment& segment_;
  absl::flat_hash_map<std::string, size_t> numbers_;
  std::deque<Places> places_;
};

void PutShort(size_t value, size_t offset, std::string& bytes) {
  bytes[offset] = static_cast<char>(value >> 8);
  bytes[offset + 1] = static_cast<char>(value);
}

// Writes word after word into pages.
class PageWriter {
 public:
  explicit PageWriter(TextSegment& segment) : segment_(segment) { Begin(); }

  void Add(std::string_view word, std::string_view places) {
    std::string term(1, kMainIndex);
    term += word;
    bool is_first = true;
    int64_t sequence = 0;
    while (!places.empty()) {
      const int64_t step = Take(places);
      sequence += step;
      const std::string_view row = TakeRow(places);
      const size_t room = row.size() + 2 * kSqliteVarintBytesMax;
      if (is_first) {
        AddTerm(term, room);
        AddRow(sequence, row);
      } else if (IsFull(room)) {
        Flush();
        PutShort(bytes_.size(), kFirstRowOffset, bytes_);
        AddRow(sequence, row);
      } else {
        AddRow(step, row);
      }
      is_first = false;
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

  static int64_t Take(std::string_view& places) {
    return static_cast<int64_t>(TakeSqliteVarint(places).value_or(0));
  }

  // With its size before it.
  static std::string_view TakeRow(std::string_view& places) {
    std::string_view rest = places;
    const auto size = static_cast<size_t>(Take(rest)) / 2;
    const std::string_view row =
        places.substr(0, places.size() - rest.size() + size);
    places.remove_prefix(row.size());
    return row;
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

  // By its sequence if it is the first of its word or page, else by its
  // distance.
  void AddRow(int64_t sequence_or_step, std::string_view row) {
    AppendSqliteVarint(static_cast<uint64_t>(sequence_or_step), bytes_);
    bytes_ += row;
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
    const std::string& bytes = places->Finish();
    if (word.size() > kWordBytesMax || places->row_bytes_max() > kRowBytesMax) {
      return std::optional<TextSegment>();
    }
    pages.Add(word, bytes);
  }
  pages.Finish();
  return std::optional<TextSegment>(std::move(segment));
}

}  // namespace annals::store_internal
