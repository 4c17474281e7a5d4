// Tests of annals/index/internal/judge.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/internal/judge.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "annals/index/internal/kernels.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "gtest/gtest.h"

namespace annals::index_internal {
namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

Span SpanOf(const std::vector<int64_t>& bounds) {
  return Span{Instant::FromCode(bounds[0]), Instant::FromCode(bounds[1]),
              Instant::FromCode(bounds[2]), Instant::FromCode(bounds[3])};
}

// Rows of an index, as arrays, with what kernels read past the last.
struct Rows {
  explicit Rows(std::mt19937_64& random) {
    const std::vector<int64_t> extremes = {kMin, kMin + 1, kMax - 1, kMax};
    const auto code = [&] {
      return random() % 10 == 0 ? extremes[random() % 4]
                                : static_cast<int64_t>(random() % 12);
    };
    while (spans.size() < size) {
      const Span span = SpanOf({code(), code(), code(), code()});
      if (!span.IsSatisfiable()) continue;
      // As tight as each end makes the other, at infinity too.
      starts.push_back(span.earliest_start.code());
      ends.push_back(span.latest_end.code());
      inner.push_back(std::min(span.latest_start.code(), ends.back() - 1));
      inner.push_back(std::max(span.earliest_end.code(), starts.back() + 1));
      spans.push_back(SpanOf(
          {starts.back(), inner[inner.size() - 2], inner.back(), ends.back()}));
    }
    starts.resize(size + kReadPadding);
    ends.resize(size + kReadPadding);
  }

  size_t size = 100;
  std::vector<Span> spans;
  std::vector<int64_t> starts;
  std::vector<int64_t> inner;
  std::vector<int64_t> ends;
};

void Add(Certainty certainty, unsigned i, Verdicts& verdicts) {
  if (certainty == Certainty::kCertain) verdicts.certain |= uint64_t{1} << i;
  if (certainty == Certainty::kPossible) verdicts.possible |= uint64_t{1} << i;
}

void ExpectSame(const Verdicts& found, const Verdicts& want) {
  ASSERT_EQ(found.certain, want.certain);
  ASSERT_EQ(found.possible, want.possible);
}

// A question, and the plain answer to it for one row.
struct Question {
  explicit Question(std::mt19937_64& random) {
    start = static_cast<int64_t>(random() % 12) - 1;
    end = start + 1 + static_cast<int64_t>(random() % 6);
    if (random() % 10 == 0) start = kMin;
    if (random() % 10 == 0) end = kMax;
    asked = random() % 4 == 0
                ? AllenSet::Intersects()
                : AllenSet::FromMask(static_cast<uint16_t>(random()));
  }

  JudgedWindow Window() const {
    return JudgedWindow{PossibleInWindow(start, end), asked};
  }
  Certainty Of(const Span& span) const {
    return Judge(
        asked, PossibleRelations(span, Span::Exactly(Instant::FromCode(start),
                                                     Instant::FromCode(end))));
  }

  int64_t start;
  int64_t end;
  AllenSet asked;
};

void ExpectPlainNeighbours(const Judges& judges, std::mt19937_64& random) {
  const Rows rows(random);
  const Question question(random);
  const auto first = static_cast<uint32_t>(random() % rows.size);
  const size_t size = std::min<size_t>(rows.size - first, kJudgedRows);
  const uint64_t mask = random() & ((size < 64 ? uint64_t{1} << size : 0) - 1);
  Verdicts want;
  for (unsigned i = 0; i < size; ++i) {
    if ((mask >> i & 1) != 0) {
      Add(question.Of(rows.spans[first + i]), i, want);
    }
  }
  ExpectSame(judges.of_neighbours(
                 question.Window(),
                 NeighbouringRows{rows.starts.data(), rows.inner.data(),
                                  rows.ends.data(), first, mask}),
             want);
}

void ExpectPlainList(const Judges& judges, std::mt19937_64& random) {
  const Rows rows(random);
  const Question question(random);
  const JudgedWindow window = question.Window();
  std::vector<uint32_t> numbers;
  std::vector<int64_t> bounds;
  const auto least =
      static_cast<uint32_t>(random() % 2 == 0 ? 0 : random() % rows.size);
  const size_t start_class = window.window.Class(rows.starts[least]);
  Verdicts want;
  const size_t size_max = random() % (kJudgedRows + 1);
  for (uint32_t row = 0; row < rows.size && numbers.size() < size_max; ++row) {
    // Of those that do not count, the start may be in another class.
    if (row >= least && window.window.Class(rows.starts[row]) != start_class) {
      continue;
    }
    const Span& span = rows.spans[row];
    if (row >= least) {
      Add(question.Of(span), static_cast<unsigned>(numbers.size()), want);
    }
    numbers.push_back(row);
    bounds.insert(bounds.end(),
                  {span.latest_start.code(), span.earliest_end.code(),
                   span.latest_end.code()});
  }
  const auto size = static_cast<uint32_t>(numbers.size());
  numbers.resize(size + kReadPadding);
  ExpectSame(judges.of_list(window, ListedRows{numbers.data(), bounds.data(),
                                               size, least, start_class}),
             want);
}

void ExpectPlainPacking(const Judges& judges, std::mt19937_64& random) {
  const uint64_t mask = random() & random();
  std::vector<uint32_t> values;
  std::vector<uint32_t> want;
  for (unsigned i = 0; i < kJudgedRows; ++i) {
    values.push_back(static_cast<uint32_t>(random()));
    if ((mask >> i & 1) != 0) want.push_back(values.back());
  }
  values.resize(kJudgedRows + kReadPadding);
  std::vector<uint32_t> out(kJudgedRows + kPackPadding);
  uint32_t* const end = judges.pack(values.data(), mask, out.data());
  out.resize(static_cast<size_t>(end - out.data()));
  ASSERT_EQ(out, want);
  std::vector<uint32_t> certain(kJudgedRows + kPackPadding);
  std::vector<uint32_t> possible = certain;
  const Verdicts verdicts{mask, random() & ~mask};
  const TwoLists ends = judges.split(values.data(), kJudgedRows, verdicts,
                                     TwoLists{certain.data(), possible.data()});
  certain.resize(static_cast<size_t>(ends.certain - certain.data()));
  ASSERT_EQ(certain, want);
  possible.resize(static_cast<size_t>(ends.possible - possible.data()));
  out.assign(possible.size() + kPackPadding, 0);
  judges.pack(values.data(), verdicts.possible, out.data());
  out.resize(possible.size());
  ASSERT_EQ(possible, out);
}

// Numbers near x as well as any.
void ExpectPlainSides(const Judges& judges, std::mt19937_64& random) {
  const auto x = static_cast<uint16_t>(random());
  const auto size = static_cast<uint32_t>(random() % (kJudgedRows + 1));
  std::vector<uint16_t> briefs(size + kReadPadding);
  Sides want;
  for (uint32_t i = 0; i < size; ++i) {
    briefs[i] = static_cast<uint16_t>(random() % 2 == 0 ? random()
                                                        : x + random() % 3 - 1);
    if (briefs[i] > x) want.above |= uint64_t{1} << i;
    if (briefs[i] == x) want.same |= uint64_t{1} << i;
  }
  const Sides found = judges.sides(briefs.data(), size, x);
  const uint64_t all =
      size == kJudgedRows ? ~uint64_t{0} : (uint64_t{1} << size) - 1;
  ASSERT_EQ(found.above & all, want.above);
  ASSERT_EQ(found.same & all, want.same);
}

void ExpectPlainAnswers(const Judges& judges) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 3000 && !::testing::Test::HasFatalFailure(); ++i) {
    ExpectPlainNeighbours(judges, random);
    ExpectPlainList(judges, random);
    ExpectPlainPacking(judges, random);
    ExpectPlainSides(judges, random);
  }
}

TEST(JudgeTest, PlainJudgesSayWhatJudgeSaysOfEachRow) {
  ExpectPlainAnswers(PortableJudges());
}

TEST(JudgeTest, JudgesForAvx2SayTheSame) {
  if (Avx2Judges() == nullptr) GTEST_SKIP() << "no AVX2 here";
  EXPECT_EQ(&BestJudges(), Avx2Judges());
  ExpectPlainAnswers(*Avx2Judges());
}

}  // namespace
}  // namespace annals::index_internal
