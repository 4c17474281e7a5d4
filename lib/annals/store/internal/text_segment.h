// A TextSegment is a part of the text index, made in memory.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_SEGMENT_H_
#define ANNALS_STORE_INTERNAL_TEXT_SEGMENT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "annals/store/internal/text_index.h"

namespace annals::store_internal {

// A full-text index of FTS5 is made of segments, as a log-structured merge tree
// is (O'Neil and others 1996): each is sorted by words, and says in which rows
// and places each word stands. FTS5 makes one of what it gathered when that is
// committed. For many texts at once we do it ourselves: without the lock, on
// another thread, and in less than a third of the time, since all texts are at
// hand.
//
// The layout is that of SQLite's ext/fts5/fts5_index.c, version 4, which its
// first comment describes. It has been the same since FTS5 appeared.

inline constexpr size_t kTextColumns = 3;

// A page of a segment holds at most so much.
inline constexpr size_t kTextPageBytes = 4'000;

// A put with a text.
struct TextOfPut {
  int64_t sequence = 0;
  const IndexedText* text = nullptr;
};

struct TextSegment {
  struct Page {
    std::string bytes;
    // What the first word that begins in it can be told by from all before;
    // nothing if none begins in it.
    std::optional<std::string> first_word;
  };
  // How many words each column of a row has, in FTS5's encoding.
  struct Lengths {
    int64_t sequence = 0;
    std::string bytes;
  };

  std::vector<Page> pages;
  std::vector<Lengths> lengths;
  // How many words all rows have together, by columns.
  std::array<int64_t, kTextColumns> words = {};
};

// The texts, whose sequences rise, as a segment. Nothing if they have a word,
// or a row a word so often, that would not fit into a page, or more different
// words than that: it is for FTS5 to do. On any thread. Takes some 250 bytes
// for each different word, and two or more each time that it stands.
absl::StatusOr<std::optional<TextSegment>> MakeTextSegment(
    absl::Span<const TextOfPut> texts, size_t words_max = 1'000'000);

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_SEGMENT_H_
