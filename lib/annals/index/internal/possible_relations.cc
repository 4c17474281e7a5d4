// The tables of PossibleInWindow, made when the library is compiled.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/possible_relations.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "annals/time/allen.h"

namespace annals::index_internal {
namespace {

using R = AllenRelation;

constexpr size_t kClasses = PossibleInWindow::kClasses;
constexpr size_t kBefore = 0;
constexpr size_t kBetween = 2;
constexpr size_t kAfter = 4;

// The relation of an interval that starts in one class and ends in another, of
// which the first is not the later; see relations.cc.
constexpr R RelationOfClasses(size_t start, size_t end) {
  constexpr std::array<std::array<R, kClasses>, kClasses> kRelations = {{
      {R::kBefore, R::kMeets, R::kOverlaps, R::kFinishedBy, R::kContains},
      {R::kBefore, R::kMeets, R::kStarts, R::kEquals, R::kStartedBy},
      {R::kBefore, R::kMeets, R::kDuring, R::kFinishes, R::kOverlappedBy},
      {R::kBefore, R::kMeets, R::kDuring, R::kFinishes, R::kMetBy},
      {R::kBefore, R::kMeets, R::kDuring, R::kFinishes, R::kAfter},
  }};
  return kRelations[start][end];
}

// Whether some interval starts in one class and ends in the other, if the
// window is `length` ticks long, or longer if that is 3.
constexpr bool CanBe(size_t start, size_t end, int length) {
  if (start > end) return false;
  if (length < 2 && (start == kBetween || end == kBetween)) return false;
  if (start != end) return true;
  // An interval has a start and an end that are a tick apart, at least.
  if (start == kBetween) return length > 2;
  return start == kBefore || start == kAfter;
}

// All that choices from the ranges of classes allow.
constexpr unsigned MaskOf(size_t first_start, size_t last_start,
                          size_t first_end, size_t last_end, int length) {
  unsigned mask = 0;
  for (size_t start = first_start; start <= last_start; ++start) {
    for (size_t end = first_end; end <= last_end; ++end) {
      if (!CanBe(start, end, length)) continue;
      mask |= 1u << static_cast<int>(RelationOfClasses(start, end));
    }
  }
  return mask;
}

constexpr PossibleInWindow::Table MakeTable(int length) {
  PossibleInWindow::Table table{};
  for (size_t i = 0; i < PossibleInWindow::kEntries; ++i) {
    table[i] = static_cast<uint16_t>(
        MaskOf(i / (kClasses * kClasses * kClasses),
               i / (kClasses * kClasses) % kClasses, i / kClasses % kClasses,
               i % kClasses, length));
  }
  return table;
}

constexpr PossibleInWindow::Table kOneTick = MakeTable(1);
constexpr PossibleInWindow::Table kTwoTicks = MakeTable(2);
constexpr PossibleInWindow::Table kMoreTicks = MakeTable(3);

const PossibleInWindow::Table& TableOf(int64_t start, int64_t end) {
  const uint64_t length =
      static_cast<uint64_t>(end) - static_cast<uint64_t>(start);
  if (length == 1) return kOneTick;
  return length == 2 ? kTwoTicks : kMoreTicks;
}

}  // namespace

PossibleInWindow::PossibleInWindow(int64_t start, int64_t end)
    : start_(start), end_(end), table_(&TableOf(start, end)) {}

}  // namespace annals::index_internal
