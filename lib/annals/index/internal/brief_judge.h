// A BriefJudge goes through rows, and says of which it is sure how they lie to
// a window.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_INDEX_INTERNAL_BRIEF_JUDGE_H_
#define ANNALS_INDEX_INTERNAL_BRIEF_JUDGE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "annals/index/internal/brief_terms.h"
#include "annals/index/internal/judge.h"

namespace annals::index_internal {

// What terms say of up to 64 rows, and of which rows they may be wrong, since a
// bound is as an edge in short.
struct BriefVerdicts {
  uint64_t asked;
  uint64_t others;
  uint64_t unsure;
};

// Bounds of rows in short, of all rows of an index or of all its carry lists,
// and what the edges of the window are in short.
struct BriefBounds {
  const uint16_t* latest_starts;
  const uint16_t* earliest_ends;
  const uint16_t* latest_ends;
  uint16_t a;
  uint16_t b;
};

class BriefJudge {
 public:
  // The terms outlive it.
  BriefJudge(const BriefTerms& terms, const BriefBounds& bounds)
      : terms_(terms), bounds_(bounds) {
    for (size_t i = 0; i < above_.size(); ++i) planes_[i] = above_[i].data();
    planes_[kAllRows] = kAll.data();
    planes_[kNoRows] = kNone.data();
  }
  BriefJudge(const BriefJudge&) = delete;
  BriefJudge& operator=(const BriefJudge&) = delete;

  // Calls f(first, size, verdicts) for up to 64 of the `size` rows from `first`
  // on, and then for those that come next. Of the rows past `size` nothing is
  // said.
  template <typename Function>
  void ForEach64(uint32_t first, uint32_t size, Function f) {
    while (size > 0) {
      const uint32_t some = std::min(size, kBriefWords * kJudgedRows);
      Compare(first, some);
      for (uint32_t at = 0; at < some; at += kJudgedRows) {
        f(first + at, std::min(some - at, kJudgedRows), Of(at / kJudgedRows));
      }
      first += some;
      size -= some;
    }
  }

 private:
  void Compare(uint32_t first, uint32_t size) {
    Compare(kLatestStartAboveA, bounds_.latest_starts + first, size, bounds_.a);
    Compare(kLatestStartAboveB, bounds_.latest_starts + first, size, bounds_.b);
    Compare(kLatestEndAboveB, bounds_.latest_ends + first, size, bounds_.b);
    Compare(kEarliestEndAboveA, bounds_.earliest_ends + first, size, bounds_.a);
    Compare(kEarliestEndAboveB, bounds_.earliest_ends + first, size, bounds_.b);
  }

  void Compare(BriefPlane plane, const uint16_t* briefs, uint32_t size,
               uint16_t edge) {
    if ((terms_.planes() >> plane & 1) == 0) return;
    judges_.sides(briefs, size, edge, above_[plane].data(),
                  same_[plane].data());
  }

  // Of one word of those that were compared.
  BriefVerdicts Of(size_t word) const {
    uint64_t unsure = 0;
    for (unsigned left = terms_.planes(); left != 0; left &= left - 1) {
      unsure |= same_[static_cast<size_t>(absl::countr_zero(left))][word];
    }
    return BriefVerdicts{terms_.asked().Of(planes_, word),
                         terms_.others().Of(planes_, word), unsure};
  }

  static constexpr BriefWords Fill(uint64_t word) {
    BriefWords words{};
    for (size_t w = 0; w < words.size(); ++w) words[w] = word;
    return words;
  }
  static const BriefWords kAll;
  static const BriefWords kNone;

  const BriefTerms& terms_;
  const BriefBounds bounds_;
  const Judges& judges_ = BestJudges();
  // By plane, and by word. Only what is compared is ever written or read.
  std::array<BriefWords, kComparedPlanes> above_;
  std::array<BriefWords, kComparedPlanes> same_;
  BriefPlanes planes_;
};

inline constexpr BriefWords BriefJudge::kAll = BriefJudge::Fill(~uint64_t{0});
inline constexpr BriefWords BriefJudge::kNone = BriefJudge::Fill(0);

}  // namespace annals::index_internal

#endif  // ANNALS_INDEX_INTERNAL_BRIEF_JUDGE_H_
