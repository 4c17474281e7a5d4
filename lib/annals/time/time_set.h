// A TimeSet is what a date leaves open: the spans that it may or does mean.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_TIME_SET_H_
#define ANNALS_TIME_TIME_SET_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "annals/time/allen.h"
#include "annals/time/span.h"

namespace annals {

// The most members that one date, or one range of a set, is resolved to. A
// century of days is more than this; then a SpanSource stands for them. All
// dates and ranges of a set together list about five times as many.
inline constexpr size_t kTimeSetMembersMax = 20'000;

// A great many spans that are made when they are asked for: the 3,652,425 days
// of "XXXX-XX-XX".
//
// Immutable; safe to call from any thread.
class SpanSource {
 public:
  virtual ~SpanSource() = default;

  // A few spans of this source that have between them every relation to
  // `other` that any of its spans may have. At least one.
  virtual std::vector<Span> Near(const Span& other) const = 0;

  // All spans, sorted by earliest start; none if there are more than `max`.
  virtual std::vector<Span> All(size_t max) const = 0;
};

// "1985" means one span, "[1667,1670]" one of two, "{1960,1961-12}" both of
// two, "199X" one year of ten, "XXXX-02-29" one of 2,425 leap days. The hull
// is for indexes and for showing; questions are answered from the members, so
// that the holes between them are kept.
//
//   TimeSet leap_day = Edtf::Parse("19XX-02-29")->Members();
//   TimeSet window = Edtf::Parse("1901/1903")->Members(Extent::kThroughout);
//   Relate(AllenSet::Intersects(), leap_day, window);  // kNo
//
// A plain value; copying it copies the members.
struct TimeSet {
  enum class Choice {
    kOneOf,  // exactly one member is meant, and it is not known which
    kEach,   // every member is meant: several occurrences
  };

  Choice choice = Choice::kOneOf;

  // At least one, sorted by earliest start, then by latest end.
  std::vector<Span> members;

  // Empty, or as long as `members`. A member whose source is not null is only
  // the hull of the spans of that source, each of which is a member too.
  std::vector<std::shared_ptr<const SpanSource>> sources;

  // For kEach: one span for each occurrence. In "{196X,1970}" there are two,
  // of which the first has ten members. A range that is not listed has one, its
  // hull. If empty, the members themselves.
  std::vector<Span> occurrences;

  static TimeSet Of(const Span& span);

  // The loosest span that covers every member.
  Span Hull() const;
};

// Exactly the relations that a may have to b: the union over pairs of members.
// Takes n log n time for n members and m for m pairs that overlap or touch, and
// stops as soon as nothing more can be found.
//
// The work has a bound, so that no two dates take more than some tenths of a
// second. What would take more is looser than exact: every relation that the
// hulls allow is taken to be possible. That is so beyond
//   - ten million pairs that overlap or touch;
//   - half a million spans from the sources of one side, where both sides have
//     sources, or where sources times the other side's members are more than
//     25,000.
AllenSet PossibleRelations(const TimeSet& a, const TimeSet& b);

// Whether a's relation to b is one of `asked`. kPossible if some pair of
// members may have it; kCertain if every choice of every pair has it, save
// that `asked` == AllenSet::Intersects() is certain of a kEach set as soon as
// one of its occurrences certainly intersects the other side, whichever member
// that has.
Certainty Relate(AllenSet asked, const TimeSet& a, const TimeSet& b);

}  // namespace annals

#endif  // ANNALS_TIME_TIME_SET_H_
