// Tests of annals/index/sealed_index.h.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/index/sealed_index.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/index/changing_index.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/matches.h"
#include "annals/index/sealed_bytes.h"
#include "annals/index/uncertain_index.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "shapes.h"

namespace annals {
namespace {

using testing::FromTo;
using ::testing::HasSubstr;
using testing::RandomWindow;
using testing::Shape;
using testing::Shapes;

constexpr std::string_view kKey = "store 7, revision 12";

// Bytes at an address as that of a mapped file.
using Words = std::vector<uint64_t>;

std::string_view BytesOf(const Words& words) {
  return {reinterpret_cast<const char*>(words.data()),
          words.size() * sizeof(uint64_t)};
}

template <typename Index>
std::shared_ptr<Words> Sealed(const Index& index, std::string_view key = kKey) {
  std::string bytes;
  const absl::Status status = SealIndex(index, key, [&](std::string_view part) {
    bytes.append(part);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  auto words = std::make_shared<Words>(bytes.size() / sizeof(uint64_t));
  std::memcpy(words->data(), bytes.data(), bytes.size());
  return words;
}

absl::StatusOr<IntervalIndex> Open(const std::shared_ptr<Words>& words) {
  return OpenSealedIntervals(BytesOf(*words), kKey, words);
}

IntervalIndex Example() {
  const std::vector<Interval> intervals = {FromTo(0, 10), FromTo(10, 20),
                                           FromTo(5, 9), FromTo(15, 16)};
  return *IntervalIndex::Build(intervals);
}

TEST(SealedIndexTest, AnswersWithoutBeingRebuilt) {
  const IntervalIndex index = *Open(Sealed(Example()));
  EXPECT_EQ(index.Count(FromTo(8, 12)), 3u);
  EXPECT_THAT(index.Find(FromTo(8, 12)).Ids(),
              ::testing::UnorderedElementsAre(0, 1, 2));
}

TEST(SealedIndexTest, WhatWasSealedWithAnotherKeyIsStale) {
  const auto words = Sealed(Example(), "store 7, revision 11");
  EXPECT_EQ(*SealedKey(BytesOf(*words)), "store 7, revision 11");
  EXPECT_EQ(Open(words).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(SealedIndexTest, AnIndexOfSpansIsNotOneOfIntervals) {
  const std::vector<Span> spans = {Span::Unbounded()};
  const auto words = Sealed(*UncertainIndex::Build(spans));
  EXPECT_EQ(Open(words).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(SealedIndexTest, ALongKeyIsRefused) {
  const absl::Status status =
      SealIndex(Example(), std::string(4097, 'k'),
                [](std::string_view) { return absl::OkStatus(); });
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
}

TEST(SealedIndexTest, MoreArraysThanCanBeReadAreRefused) {
  SealWriter writer(SealedKind::kArrays, "");
  for (uint32_t i = 0; i < 257; ++i) {
    writer.AddOwned(i, std::vector<uint32_t>{i});
  }
  EXPECT_EQ(
      writer.Write([](std::string_view) { return absl::OkStatus(); }).code(),
      absl::StatusCode::kInvalidArgument);
}

TEST(SealedIndexTest, StopsWhereItCannotBeWritten) {
  int calls = 0;
  const absl::Status status =
      SealIndex(Example(), kKey, [&](std::string_view) -> absl::Status {
        ++calls;
        return absl::ResourceExhaustedError("disk full");
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(calls, 1);
}

TEST(SealedIndexTest, NoPrefixOfItIsTakenForTheWhole) {
  const auto words = Sealed(Example());
  for (size_t size = 0; size < words->size(); ++size) {
    const std::string_view cut =
        BytesOf(*words).substr(0, size * sizeof(uint64_t));
    ASSERT_FALSE(OpenSealedIntervals(cut, kKey, words).ok()) << size;
  }
}

TEST(SealedIndexTest, EveryFlippedBitIsNoticed) {
  const auto words = Sealed(Example());
  for (size_t bit = 0; bit < words->size() * 64; ++bit) {
    (*words)[bit / 64] ^= uint64_t{1} << bit % 64;
    const absl::Status status = Open(words).status();
    ASSERT_FALSE(status.ok()) << "bit " << bit;
    (*words)[bit / 64] ^= uint64_t{1} << bit % 64;
  }
  EXPECT_TRUE(Open(words).ok());
}

TEST(SealChecksumTest, TwoHalvesComeToWhatTheWholeDoes) {
  std::mt19937_64 random(1);
  Words words(5 * SealChecksum::kSectionBytes / sizeof(uint64_t) / 2);
  for (uint64_t& word : words) word = random();
  const std::string_view bytes = BytesOf(words);
  SealChecksum whole;
  whole.Add(bytes.data(), 64);
  whole.Add(bytes.data() + 64, bytes.size() - 64);
  for (size_t half : {size_t{0}, SealChecksum::kSectionBytes,
                      2 * SealChecksum::kSectionBytes}) {
    SealChecksum first;
    SealChecksum second;
    first.Add(bytes.data(), half);
    second.Add(bytes.data() + half, bytes.size() - half);
    first.Append(second);
    EXPECT_EQ(first.Value(), whole.Value()) << half;
  }
}

TEST(SealChecksumTest, SectionsThatChangePlacesAreNoticed) {
  Words words(3 * SealChecksum::kSectionBytes / sizeof(uint64_t), 7);
  words[0] = 8;
  SealChecksum one;
  one.Add(words.data(), words.size() * sizeof(uint64_t));
  std::swap(words[0], words[SealChecksum::kSectionBytes / sizeof(uint64_t)]);
  SealChecksum other;
  other.Add(words.data(), words.size() * sizeof(uint64_t));
  EXPECT_NE(one.Value(), other.Value());
}

// Makes the checksum of changed bytes fit, as a forger would.
void Reseal(Words& words) {
  constexpr size_t kChecksum = 5;
  words[kChecksum] = 0;
  SealChecksum checksum;
  checksum.Add(words.data(), words.size() * sizeof(uint64_t));
  words[kChecksum] = checksum.Value();
}

void AskEverything(const IntervalIndex& index, const Shape& shape,
                   std::mt19937_64& random) {
  const Interval window = RandomWindow(shape, random);
  const AllenSet set = AllenSet::FromMask(static_cast<uint16_t>(random()));
  index.Count(window);
  index.Find(window).Ids();
  index.Find(set, window).Ids();
  index.FirstByStart(window, 10);
  index.FirstByEnd(window, 10);
  index.NearestBefore(window.start, 10);
  index.NearestAfter(window.start, 10);
  index.ForEachStretch(window, [](const Interval&, uint32_t) {});
}

// It may answer wrongly; but it must not read outside its bytes, nor for ever.
TEST(SealedIndexTest, AForgedOneIsRefusedOrHarmless) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  int opened = 0;
  for (const Shape& shape : Shapes(1)) {
    const int rounds = shape.intervals.size() > 5000 ? 5 : 60;
    const auto whole = Sealed(*IntervalIndex::Build(shape.intervals));
    for (int i = 0; i < rounds; ++i) {
      const auto words = std::make_shared<Words>(*whole);
      for (uint64_t changes = 1 + random() % 2; changes > 0; --changes) {
        uint64_t& word = (*words)[8 + random() % (words->size() - 8)];
        switch (random() % 3) {
          case 0:
            word = random();
            break;
          case 1:
            word ^= uint64_t{1} << random() % 64;
            break;
          default:
            word += 1 + random() % 3;
        }
      }
      Reseal(*words);
      const absl::StatusOr<IntervalIndex> index = Open(words);
      if (!index.ok()) continue;
      ++opened;
      for (int k = 0; k < 4; ++k) AskEverything(*index, shape, random);
    }
  }
  // Ids may be anything, so some pass.
  EXPECT_GT(opened, 0);
}

class SealedIndexShapeTest : public ::testing::TestWithParam<Shape> {};

TEST_P(SealedIndexShapeTest, AnswersLikeTheIndexThatWasSealed) {
  const Shape& shape = GetParam();
  const IntervalIndex index = *IntervalIndex::Build(shape.intervals);
  const absl::StatusOr<IntervalIndex> opened = Open(Sealed(index));
  ASSERT_TRUE(opened.ok()) << opened.status();
  ASSERT_EQ(opened->size(), index.size());
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 50; ++i) {
    const Interval window = RandomWindow(shape, random);
    const AllenSet set = AllenSet::FromMask(static_cast<uint16_t>(random()));
    ASSERT_EQ(opened->Count(window), index.Count(window));
    ASSERT_EQ(opened->Find(window).Ids(), index.Find(window).Ids());
    ASSERT_EQ(opened->Find(set, window).Ids(), index.Find(set, window).Ids());
  }
}

std::string NameOf(const ::testing::TestParamInfo<Shape>& info) {
  std::string name = info.param.name;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ' ' || c == ','; },
      '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Shapes, SealedIndexShapeTest,
                         ::testing::ValuesIn(Shapes(1)), NameOf);

Span RandomSpan(std::mt19937_64& random) {
  const auto pick = [&] {
    return Instant::FromCode(static_cast<int64_t>(random() % 500));
  };
  while (true) {
    const Span span{pick(), pick(), pick(), pick()};
    if (span.IsSatisfiable()) return span;
  }
}

TEST(SealedIndexTest, SpansAnswerLikeThoseThatWereSealed) {
  std::mt19937_64 random(1);
  std::vector<Span> spans(3000);
  for (Span& span : spans) span = RandomSpan(random);
  const std::vector<uint32_t> loose = {3, 700, 2999};
  const UncertainIndex index = *UncertainIndex::Build(spans, {}, loose);
  const auto words = Sealed(index);
  const absl::StatusOr<UncertainIndex> opened =
      OpenSealedSpans(BytesOf(*words), kKey, words);
  ASSERT_TRUE(opened.ok()) << opened.status();
  for (int i = 0; i < 100; ++i) {
    const Span window = RandomSpan(random);
    const AllenSet set = AllenSet::FromMask(static_cast<uint16_t>(random()));
    ASSERT_EQ(opened->Find(set, window).certain,
              index.Find(set, window).certain);
    ASSERT_EQ(opened->Find(set, window).possible,
              index.Find(set, window).possible);
  }
  for (uint32_t row = 0; row < index.size(); ++row) {
    ASSERT_EQ(opened->IsLoose(row), index.IsLoose(row));
    ASSERT_EQ(opened->span(row), index.span(row));
  }
}

// So many that two threads check them.
TEST(SealedIndexTest, ManySpansAreOpenedAndDamageAnywhereInThemIsNoticed) {
  std::mt19937_64 random(1);
  std::vector<Span> spans(70'000);
  for (Span& span : spans) span = RandomSpan(random);
  const UncertainIndex index = *UncertainIndex::Build(spans);
  const auto words = Sealed(index);
  const auto open = [&] {
    return OpenSealedSpans(BytesOf(*words), kKey, words);
  };
  ASSERT_TRUE(open().ok()) << open().status();
  const Span window = RandomSpan(random);
  EXPECT_EQ(open()->Find(AllenSet::All(), window).certain.size(), spans.size());
  for (size_t at = 100; at < words->size(); at += words->size() / 20) {
    (*words)[at] ^= 1;
    ASSERT_EQ(open().status().code(), absl::StatusCode::kDataLoss) << at;
    (*words)[at] ^= 1;
  }
  // Of what is forged half is refused: ids and bounds may be anything.
  int refused = 0;
  for (size_t at = 100; at < words->size(); at += words->size() / 20) {
    (*words)[at] ^= 1;
    Reseal(*words);
    if (!open().ok()) ++refused;
    (*words)[at] ^= 1;
  }
  EXPECT_GT(refused, 5);
}

TEST(SealedIndexTest, AnOpenedIndexMayChange) {
  ChangingIntervals changing;
  ASSERT_TRUE(changing.Load(*Open(Sealed(Example()))).ok());
  ASSERT_TRUE(changing.Put(9, FromTo(8, 9)).ok());
  ASSERT_TRUE(changing.Publish().ok());
  EXPECT_EQ(changing.snapshot().Count(FromTo(8, 12)), 4u);
}

}  // namespace
}  // namespace annals
