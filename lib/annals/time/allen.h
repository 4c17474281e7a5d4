// Allen's thirteen interval relations, between spans that may be uncertain.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_ALLEN_H_
#define ANNALS_TIME_ALLEN_H_

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/time/span.h"

namespace annals {

// How one interval lies to another (Allen, "Maintaining knowledge about
// temporal intervals", CACM 26, 1983). Of any two intervals exactly one holds.
// The order is that of the names in JSON and on the command line.
//
//   a before b         aaa bbb          a after b
//   a meets b          aaabbb           a met-by b
//   a overlaps b       aaXXbb           a overlapped-by b
//   a starts b         XXXbbb           a started-by b
//   a during b         bbXXXb           a contains b
//   a finishes b       bbbXXX           a finished-by b
//   a equals b         XXXXXX
enum class AllenRelation : uint8_t {
  kBefore,
  kMeets,
  kOverlaps,
  kStarts,
  kDuring,
  kFinishes,
  kEquals,
  kFinishedBy,
  kContains,
  kStartedBy,
  kOverlappedBy,
  kMetBy,
  kAfter,
};

inline constexpr int kAllenRelationCount = 13;

// "before", "meets", ..., "finished-by", ..., "after".
std::string_view AllenRelationName(AllenRelation relation);

// The relation of that name; nothing if there is none.
std::optional<AllenRelation> AllenRelationNamed(std::string_view name);

// The relation of b to a when `relation` is that of a to b.
constexpr AllenRelation Converse(AllenRelation relation) {
  return static_cast<AllenRelation>(kAllenRelationCount - 1 -
                                    static_cast<int>(relation));
}

// A set of Allen relations, one bit each: what is asked, or what is possible.
//
//   AllenSet asked{AllenRelation::kBefore, AllenRelation::kMeets};
//   asked.Contains(AllenRelation::kMeets);  // true
//   asked == *AllenSet::Parse("before,meets");
//
// Sets form a Boolean algebra: | & and Complement(). With Converse() and
// Compose() (composition.h) they are Allen's relation algebra.
//
// A plain value.
class AllenSet {
 public:
  constexpr AllenSet() = default;
  constexpr AllenSet(std::initializer_list<AllenRelation> relations) {
    for (AllenRelation relation : relations) Add(relation);
  }

  static constexpr AllenSet All() { return AllenSet((1u << 13) - 1); }
  // The two share time: all but before, meets, met-by and after.
  static constexpr AllenSet Intersects() {
    return AllenSet((((1u << 13) - 1) & ~0b11u) & ~(0b11u << 11));
  }
  // The two share no time: before, meets, met-by or after.
  static constexpr AllenSet Disjoint() { return Intersects().Complement(); }
  // Reads names with commas between them, as ToString() writes them:
  // "before,meets". Each may be a relation, or a set that has a name of its
  // own: "intersects", "disjoint", "all". The same name twice is one.
  // InvalidArgument names the column, what was found there and the names:
  //
  //   relations "before,met": "met" at column 8; want before, meets, ...
  static absl::StatusOr<AllenSet> Parse(std::string_view text);

  // Bit i stands for the relation with number i.
  static constexpr AllenSet FromMask(uint16_t mask) {
    return AllenSet(mask & ((1u << 13) - 1));
  }
  constexpr uint16_t mask() const { return mask_; }

  constexpr void Add(AllenRelation relation) {
    mask_ = static_cast<uint16_t>(mask_ | 1u << static_cast<int>(relation));
  }
  constexpr bool Contains(AllenRelation relation) const {
    return (mask_ >> static_cast<int>(relation) & 1u) != 0;
  }
  constexpr bool IsEmpty() const { return mask_ == 0; }
  constexpr bool IsSubsetOf(AllenSet other) const {
    return (mask_ & ~other.mask_) == 0;
  }
  // The relations that it does not hold.
  constexpr AllenSet Complement() const {
    return AllenSet(~unsigned{mask_} & ((1u << 13) - 1));
  }
  // How many relations it holds.
  int Size() const;
  // The converse of each.
  AllenSet Converse() const;
  // Names joined with commas, in the order of the enum: "before,meets".
  std::string ToString() const;

  friend constexpr AllenSet operator|(AllenSet a, AllenSet b) {
    return AllenSet(static_cast<unsigned>(a.mask_ | b.mask_));
  }
  friend constexpr AllenSet operator&(AllenSet a, AllenSet b) {
    return AllenSet(static_cast<unsigned>(a.mask_ & b.mask_));
  }
  friend constexpr bool operator==(AllenSet a, AllenSet b) {
    return a.mask_ == b.mask_;
  }
  friend constexpr bool operator!=(AllenSet a, AllenSet b) { return !(a == b); }

 private:
  explicit constexpr AllenSet(unsigned mask)
      : mask_(static_cast<uint16_t>(mask)) {}

  uint16_t mask_ = 0;
};

// The answer to a question about uncertain time.
enum class Certainty : uint8_t {
  // No choice of endpoints within the bounds makes it true.
  kNo,
  // Some choice does, and some does not.
  kPossible,
  // Every choice does.
  kCertain,
};

// "no", "possible", "certain".
std::string_view CertaintyName(Certainty certainty);

// Exactly the relations that a may have to b: each holds for some choice of
// endpoints within the bounds, and none that is left out holds for any. Both
// spans are satisfiable. Constant time, no allocation.
AllenSet PossibleRelations(const Span& a, const Span& b);

// Whether the relation is one of `asked`, if those of `possible` may hold.
constexpr Certainty Judge(AllenSet asked, AllenSet possible) {
  if ((asked & possible).IsEmpty()) return Certainty::kNo;
  return possible.IsSubsetOf(asked) ? Certainty::kCertain
                                    : Certainty::kPossible;
}

}  // namespace annals

#endif  // ANNALS_TIME_ALLEN_H_
