// Operations on an index, read from bytes.
//
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/index_operations.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "annals/index/changing_index.h"
#include "annals/index/interval.h"
#include "annals/index/interval_index.h"
#include "annals/index/interval_snapshot.h"
#include "annals/index/sealed_index.h"
#include "annals/index/uncertain_index.h"
#include "annals/index/uncertain_snapshot.h"
#include "annals/time/allen.h"
#include "annals/time/instant.h"
#include "annals/time/span.h"

namespace annals::testing {
namespace {

// No more than this is done with one input.
constexpr int kOperationsMax = 400;

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  bool IsOver() const { return next_ >= bytes_.size(); }

  uint8_t Next() {
    return IsOver() ? uint8_t{0} : static_cast<uint8_t>(bytes_[next_++]);
  }

  // Of a small domain, so that much is equal, with the ends of the axis in it.
  Instant NextInstant() {
    const uint8_t byte = Next();
    if (byte == 255) return Instant::InfiniteFuture();
    if (byte == 254) return Instant::InfinitePast();
    if (byte == 253) {
      return Instant::FromCode(int64_t{Next()} << (Next() % 55));
    }
    return Instant::FromCode(byte % 64);
  }

  AllenSet NextRelations() {
    const uint8_t low = Next();
    return AllenSet::FromMask(static_cast<uint16_t>(low | Next() << 8));
  }

 private:
  std::string_view bytes_;
  size_t next_ = 0;
};

// As time/ says it: of two intervals with known ends, one.
AllenSet RelationOf(const Interval& a, const Interval& b) {
  return PossibleRelations(Span::Exactly(a.start, a.end),
                           Span::Exactly(b.start, b.end));
}

std::vector<uint32_t> Sorted(std::vector<uint32_t> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

class Operations {
 public:
  explicit Operations(std::string_view bytes) : bytes_(bytes) {}

  std::string Run() {
    for (int i = 0; i < kOperationsMax && !bytes_.IsOver(); ++i) Step();
    Publish(true);
    Ask();
    return wrong_;
  }

 private:
  void Expect(bool is_so, std::string_view what) {
    if (!is_so) absl::StrAppend(&wrong_, std::string(what), "; ");
  }

  void Step() {
    switch (bytes_.Next() % 8) {
      case 0:
      case 1:
      case 2:
        return Put();
      case 3:
        return Erase();
      case 4:
        return Publish(false);
      case 5:
        return Publish(true);
      case 6:
        return PutMany();
      default:
        return Ask();
    }
  }

  void Put() {
    const uint32_t id = bytes_.Next() % 40;
    const Span span{bytes_.NextInstant(), bytes_.NextInstant(),
                    bytes_.NextInstant(), bytes_.NextInstant()};
    const bool is_loose = bytes_.Next() % 4 == 0;
    if (spans_.Put(id, UncertainRow{span, is_loose}).ok()) {
      span_rows_[id] = span;
    }
    Expect(span.IsSatisfiable() ==
               (span_rows_.count(id) == 1 && span_rows_.at(id) == span),
           "a span is taken if something fits it");
    const Interval interval{span.earliest_start, span.latest_end};
    const bool is_taken = intervals_.Put(id, interval).ok();
    Expect(is_taken == interval.IsValid(), "an interval is taken if valid");
    if (is_taken) rows_[id] = interval;
  }

  void PutMany() {
    const Instant start = bytes_.NextInstant();
    if (!start.IsFinite() || start.code() > (int64_t{1} << 60)) return;
    const uint32_t count = bytes_.Next();
    for (uint32_t i = 0; i < count; ++i) {
      const Interval interval{start,
                              Instant::FromCode(start.code() + 1 + i % 20)};
      Expect(intervals_.Put(100 + i, interval).ok(), "many are taken");
      rows_[100 + i] = interval;
    }
  }

  void Erase() {
    const uint32_t id = bytes_.Next() % 40;
    Expect(intervals_.Erase(id) == (rows_.erase(id) == 1),
           "what is there is erased");
    Expect(spans_.Erase(id) == (span_rows_.erase(id) == 1),
           "a span that is there is erased");
  }

  void Publish(bool merge) {
    Expect(merge ? intervals_.Merge().ok() : intervals_.Publish().ok(),
           "intervals are published");
    Expect(merge ? spans_.Merge().ok() : spans_.Publish().ok(),
           "spans are published");
  }

  void Ask() {
    Publish(false);
    const Interval window{bytes_.NextInstant(), bytes_.NextInstant()};
    const AllenSet asked = bytes_.NextRelations();
    AskIntervals(window, asked);
    const Span span{window.start, bytes_.NextInstant(), bytes_.NextInstant(),
                    window.end};
    AskSpans(span, asked);
    AskSpans(Span::Exactly(window.start, window.end), asked);
  }

  void AskIntervals(const Interval& window, AllenSet asked) {
    const IntervalSnapshot snapshot = intervals_.snapshot();
    std::vector<uint32_t> touching;
    std::vector<uint32_t> related;
    for (const auto& [id, interval] : rows_) {
      if (!window.IsValid()) continue;
      const AllenSet relation = RelationOf(interval, window);
      if (relation.IsSubsetOf(AllenSet::Intersects())) touching.push_back(id);
      if (relation.IsSubsetOf(asked)) related.push_back(id);
    }
    Expect(snapshot.size() == rows_.size(), "as many as were put");
    Expect(snapshot.Count(window) == touching.size(), "touching are counted");
    Expect(Sorted(snapshot.Ids(window)) == touching, "touching are found");
    Expect(snapshot.Count(asked, window) == related.size(),
           "related are counted");
    Expect(Sorted(snapshot.Ids(asked, window)) == related, "related are found");
    uint32_t most = 0;
    snapshot.ForEachStretch(window, [&](const Interval&, uint32_t rows) {
      most = std::max(most, rows);
    });
    Expect(most <= touching.size(), "no more at once than in all");
    Expect(snapshot.FirstByStart(window, 5).size() ==
               std::min<size_t>(5, touching.size()),
           "the first five are five");
  }

  void AskSpans(const Span& window, AllenSet asked) {
    const UncertainSnapshot snapshot = spans_.snapshot();
    std::vector<uint32_t> certain;
    std::vector<uint32_t> possible;
    for (const auto& [id, span] : span_rows_) {
      if (!window.IsSatisfiable()) continue;
      switch (Judge(asked, PossibleRelations(span, window))) {
        case Certainty::kNo:
          break;
        case Certainty::kPossible:
          possible.push_back(id);
          break;
        case Certainty::kCertain:
          certain.push_back(id);
          break;
      }
    }
    const UncertainIndex::Answer answer = snapshot.Find(asked, window);
    Expect(Sorted(answer.certain) == certain, "the certain are found");
    Expect(Sorted(answer.possible) == possible, "the possible are found");
    const UncertainIndex::Counts counts = snapshot.Count(asked, window);
    Expect(counts.certain == certain.size(), "the certain are counted");
    Expect(counts.possible == possible.size(), "the possible are counted");
  }

  Bytes bytes_;
  ChangingIntervals intervals_;
  ChangingSpans spans_;
  std::map<uint32_t, Interval> rows_;
  std::map<uint32_t, Span> span_rows_;
  std::string wrong_;
};

}  // namespace

std::string RunIndexOperations(std::string_view bytes) {
  return Operations(bytes).Run();
}

void AskSealedBytes(std::string_view bytes) {
  // At an address that is a multiple of 8, as that of a mapped file.
  const auto words = std::make_shared<std::vector<uint64_t>>(
      (bytes.size() + sizeof(uint64_t) - 1) / sizeof(uint64_t));
  if (!bytes.empty()) std::memcpy(words->data(), bytes.data(), bytes.size());
  const std::string_view aligned(reinterpret_cast<const char*>(words->data()),
                                 bytes.size());
  const absl::StatusOr<std::string_view> key = SealedKey(aligned);
  if (!key.ok()) return;
  const Interval window{Instant::FromCode(3), Instant::FromCode(30)};
  if (const auto index = OpenSealedIntervals(aligned, *key, words);
      index.ok()) {
    index->Count(window);
    index->Find(AllenSet::All(), window).Ids();
    index->FirstByEnd(window, 9);
    index->ForEachStretch(window, [](const Interval&, uint32_t) {});
  }
  if (const auto index = OpenSealedSpans(aligned, *key, words); index.ok()) {
    index->Find({AllenRelation::kDuring},
                Span::Exactly(window.start, window.end));
  }
}

}  // namespace annals::testing
