// A TextStructure says of which segments the text index is made.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_STORE_INTERNAL_TEXT_STRUCTURE_H_
#define ANNALS_STORE_INTERNAL_TEXT_STRUCTURE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace annals::store_internal {

// The structure record of FTS5: levels of segments, those of the first level as
// they were made, those of each further one merged from some of the level
// before.
struct TextStructure {
  struct Segment {
    uint64_t id = 0;
    uint64_t first_page = 0;
    uint64_t last_page = 0;
  };
  struct Level {
    // How many of its segments, the oldest, are being merged.
    uint64_t merging = 0;
    // The oldest first.
    std::vector<Segment> segments;
  };

  // Of the settings that it was written under: four bytes.
  std::string cookie;
  // Pages that were ever written to the first level, by which FTS5 knows when
  // to merge.
  uint64_t pages_written = 0;
  std::vector<Level> levels;

  // Nothing if the bytes are no such record, or of a later kind.
  static std::optional<TextStructure> Parse(std::string_view bytes);
  std::string Bytes() const;

  // Adds a segment with so many pages to the first level, and returns its
  // number; nothing if there are so many that FTS5 had better merge first.
  std::optional<uint64_t> Add(size_t pages);

  // Whether a level waits to be merged, or is being merged.
  bool NeedsMerge() const;
};

}  // namespace annals::store_internal

#endif  // ANNALS_STORE_INTERNAL_TEXT_STRUCTURE_H_
