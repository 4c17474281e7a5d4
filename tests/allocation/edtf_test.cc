// Tests of annals/time/edtf.h: what is read and resolved without the heap.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/edtf.h"

#include <cstddef>
#include <new>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/time/allen.h"
#include "annals/time/span.h"
#include "gtest/gtest.h"
#include "tests/allocation/heap_counter.h"

namespace annals {
namespace {

using ::annals::testing::HeapCounts;

// What reading it, resolving it and holding it against itself take.
size_t AllocationsOf(std::string_view text) {
  const size_t before = HeapCounts().allocations;
  const absl::StatusOr<Edtf> edtf = Edtf::Parse(text);
  if (!edtf.ok()) return static_cast<size_t>(-1);
  const Span bounds = edtf->Bounds();
  const bool is_possible = !PossibleRelations(bounds, bounds).IsEmpty();
  const size_t taken = HeapCounts().allocations - before;
  EXPECT_TRUE(is_possible);
  return taken;
}

TEST(EdtfAllocationTest, TheCounterCounts) {
  const size_t before = HeapCounts().allocations;
  ::operator delete(::operator new(1));
  EXPECT_EQ(HeapCounts().allocations, before + 1);
}

TEST(EdtfAllocationTest, DatesOfLevel0TakeNothingFromTheHeap) {
  for (const std::string_view text :
       {"1985", "1985-04", "1985-04-12", "1985-04-12T23:20:30",
        "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04",
        "1985-04-12T23:20:30+04:30"}) {
    EXPECT_EQ(AllocationsOf(text), 0u) << text;
  }
}

TEST(EdtfAllocationTest, PlainIntervalsTakeNothingFromTheHeap) {
  for (const std::string_view text :
       {"1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08",
        "2004-02-01/2005", "1985-04-12/..", "/1985", "../1985-04-12",
        "-0431-04-01/-0404-04-25"}) {
    EXPECT_EQ(AllocationsOf(text), 0u) << text;
  }
}

TEST(EdtfAllocationTest, NorDoOtherSingleDates) {
  for (const std::string_view text :
       {"1984?", "?2004-06-~11", "201X", "1985-XX-XX", "156X-12-25", "2001-21",
        "Y170000002", "Y-17E7", "1950S2", "2004-06-~01/2004-06-~20"}) {
    EXPECT_EQ(AllocationsOf(text), 0u) << text;
  }
}

TEST(EdtfAllocationTest, ALongTextIsKeptAllTheSame) {
  const std::string_view text = "Y-1700000002S3/Y1700000002E1S3";
  const std::string_view longer = "[1667,1668,1670..1672,1680..1690]";
  EXPECT_EQ(Edtf::Parse(text)->text().size(), text.size());
  EXPECT_GT(AllocationsOf(longer), 0u);
  const Edtf edtf = *Edtf::Parse(longer);
  const Edtf copy = edtf;  // NOLINT: a copy has a text of its own.
  EXPECT_EQ(copy.text(), longer);
  EXPECT_NE(copy.text().data(), edtf.text().data());
}

}  // namespace
}  // namespace annals
