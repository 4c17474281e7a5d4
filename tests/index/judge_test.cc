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
  std::vector<int64_t> bounds;
  const size_t start_class =
      window.window.Class(rows.starts[random() % rows.size]);
  Verdicts want;
  uint64_t mask = 0;
  const size_t size = random() % (kJudgedRows + 1);
  for (unsigned i = 0; i < size; ++i) {
    const Span& span = rows.spans[i];
    // Of those that do not count, the start may be in another class.
    if (window.window.Class(rows.starts[i]) == start_class &&
        random() % 3 != 0) {
      mask |= uint64_t{1} << i;
      Add(question.Of(span), i, want);
    }
    bounds.insert(bounds.end(),
                  {span.latest_start.code(), span.earliest_end.code(),
                   span.latest_end.code()});
  }
  ExpectSame(
      judges.of_list(window, ListedRows{bounds.data(), mask, start_class}),
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

// Numbers near x as well as any, in up to three words.
void ExpectPlainSides(const Judges& judges, std::mt19937_64& random) {
  const auto x = static_cast<uint16_t>(random());
  const auto size = static_cast<uint32_t>(random() % (3 * kJudgedRows + 1));
  std::vector<uint16_t> briefs(size + kReadPadding);
  for (uint16_t& brief : briefs) {
    brief = static_cast<uint16_t>(random() % 2 == 0 ? random()
                                                    : x + random() % 3 - 1);
  }
  std::vector<uint64_t> above(4, random());
  std::vector<uint64_t> same(4, random());
  judges.sides(briefs.data(), size, x, above.data(), same.data());
  for (uint32_t i = 0; i < size; ++i) {
    const bool is_same = (same[i / 64] >> i % 64 & 1) != 0;
    ASSERT_EQ(is_same, briefs[i] == x);
    const bool is_above = (above[i / 64] >> i % 64 & 1) != 0;
    ASSERT_TRUE(is_same || is_above == (briefs[i] > x));
  }
}

void ExpectPlainFrom(const Judges& judges, std::mt19937_64& random) {
  const auto least = static_cast<uint32_t>(random());
  const auto size = static_cast<uint32_t>(random() % (kJudgedRows + 1));
  std::vector<uint32_t> numbers(size + kReadPadding);
  for (uint32_t& number : numbers) {
    number = static_cast<uint32_t>(
        random() % 2 == 0 ? random() : least + random() % 3 - 1);
  }
  const uint64_t from = judges.from(numbers.data(), size, least);
  for (uint32_t i = 0; i < size; ++i) {
    ASSERT_EQ((from >> i & 1) != 0, numbers[i] >= least);
  }
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
    ExpectPlainFrom(judges, random);
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
