// A TextStructure says of which segments the text index is made.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/store/internal/text_structure.h"

#include <algorithm>

#include "annals/store/internal/sqlite_varint.h"

namespace annals::store_internal {
namespace {

constexpr size_t kCookieBytes = 4;
constexpr uint64_t kLevelsMax = 64;
// FTS5 knows of no more than 2,000.
constexpr uint64_t kSegmentsMax = 1'000;

// So many on a level are merged, as FTS5 does by the settings of the table.
constexpr size_t kMergedTogether = 16;

using Segment = TextStructure::Segment;
using Level = TextStructure::Level;

// Numbers from the front; a missing one spoils all that follow.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  uint64_t Take() {
    const std::optional<uint64_t> number = TakeSqliteVarint(bytes_);
    is_good_ = is_good_ && number.has_value();
    return number.value_or(0);
  }

  // A count, which is no greater than what is there.
  uint64_t TakeUpTo(uint64_t max) {
    const uint64_t count = Take();
    is_good_ = is_good_ && count <= max;
    return is_good_ ? count : 0;
  }

  bool IsGoodToTheEnd() const { return is_good_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool is_good_ = true;
};

Segment TakeSegment(Reader& reader) {
  Segment segment;
  segment.id = reader.Take();
  segment.first_page = reader.Take();
  segment.last_page = reader.Take();
  return segment;
}

Level TakeLevel(Reader& reader, uint64_t segments_max) {
  Level level;
  level.merging = reader.TakeUpTo(segments_max);
  const uint64_t count = reader.TakeUpTo(segments_max);
  for (uint64_t i = 0; i < count; ++i) {
    level.segments.push_back(TakeSegment(reader));
  }
  return level;
}

std::vector<Segment> AllOf(const std::vector<Level>& levels) {
  std::vector<Segment> all;
  for (const Level& level : levels) {
    all.insert(all.end(), level.segments.begin(), level.segments.end());
  }
  return all;
}

uint64_t FreeId(const std::vector<Segment>& segments) {
  uint64_t id = 1;
  while (std::any_of(segments.begin(), segments.end(),
                     [id](const Segment& each) { return each.id == id; })) {
    ++id;
  }
  return id;
}

}  // namespace

std::optional<TextStructure> TextStructure::Parse(std::string_view bytes) {
  if (bytes.size() < kCookieBytes) return std::nullopt;
  TextStructure structure;
  structure.cookie = std::string(bytes.substr(0, kCookieBytes));
  Reader reader(bytes.substr(kCookieBytes));
  const uint64_t levels = reader.TakeUpTo(kLevelsMax);
  const uint64_t segments = reader.TakeUpTo(kSegmentsMax);
  structure.pages_written = reader.Take();
  for (uint64_t i = 0; i < levels; ++i) {
    structure.levels.push_back(TakeLevel(reader, segments));
  }
  if (!reader.IsGoodToTheEnd()) return std::nullopt;
  if (AllOf(structure.levels).size() != segments) return std::nullopt;
  return structure;
}

std::string TextStructure::Bytes() const {
  std::string bytes = cookie;
  AppendSqliteVarint(levels.size(), bytes);
  AppendSqliteVarint(AllOf(levels).size(), bytes);
  AppendSqliteVarint(pages_written, bytes);
  for (const Level& level : levels) {
    AppendSqliteVarint(level.merging, bytes);
    AppendSqliteVarint(level.segments.size(), bytes);
    for (const Segment& segment : level.segments) {
      AppendSqliteVarint(segment.id, bytes);
      AppendSqliteVarint(segment.first_page, bytes);
      AppendSqliteVarint(segment.last_page, bytes);
    }
  }
  return bytes;
}

std::optional<uint64_t> TextStructure::Add(size_t pages) {
  const std::vector<Segment> all = AllOf(levels);
  if (all.size() >= kSegmentsMax) return std::nullopt;
  if (levels.empty()) levels.emplace_back();
  const uint64_t id = FreeId(all);
  levels[0].segments.push_back({id, 1, pages});
  pages_written += pages;
  return id;
}

bool TextStructure::NeedsMerge() const {
  return std::any_of(levels.begin(), levels.end(), [](const Level& level) {
    return level.merging > 0 || level.segments.size() >= kMergedTogether;
  });
}

}  // namespace annals::store_internal
