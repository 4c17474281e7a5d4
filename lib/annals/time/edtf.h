// EDTF: reading, showing and resolving Extended Date/Time Format expressions.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_EDTF_H_
#define ANNALS_TIME_EDTF_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "annals/time/edtf_ast.h"
#include "annals/time/span.h"
#include "annals/time/time_set.h"

namespace annals {

// How an expression holds its event; DESIGN.md calls it the extent. A thing
// that happened in 1985 happened *within* it; the year 1985 itself lasted
// *throughout* it.
enum class Extent {
  kDefault,     // kSpan for an interval A/B, kWithin for all else
  kWithin,      // start and end lie anywhere between first and last instant
  kSpan,        // starts in A and ends in B
  kThroughout,  // from the first instant to the last
};

// The longest expression that is read, in bytes.
inline constexpr size_t kEdtfBytesMax = 1024;

// The version of the rules below. Bounds that were computed by other rules are
// computed again from the text.
inline constexpr int kEdtfRulesVersion = 1;

// An expression of the Extended Date/Time Format (Library of Congress, 4
// February 2019, that is ISO 8601-2), levels 0, 1 and 2.
//
//   absl::StatusOr<Edtf> date = Edtf::Parse("2012~/..");
//   if (!date.ok()) return date.status();
//   date->Bounds().earliest_start.ToString();   // "2012-01-01T00:00:00Z"
//   date->Bounds().latest_end.ToString();       // "+inf"
//   date->Qualifiers();                         // "~"
//
// Bounds are for showing and for indexes. Questions of certainty are answered
// from the members, which keep what the bounds smooth over:
//
//   Relate({AllenRelation::kBefore}, date->Members(), other->Members());
//
// What people mistake it for: a qualifier does not widen the bounds; `1985/`
// and `1985/..` have the same bounds and differ in words; `199X` is one
// unknown year and not the decade; `[1960,1961]` happened once and
// `{1960,1961}` twice.
//
// Where the specification is silent or leaves room:
//
//   1985       Days are days of UTC. A date's end is the start of what follows
//              it, and an event lasts at least one tick, so that 1985 starts
//              from its first instant to its last tick, and ends from one tick
//              after its first instant to the first instant of 1986.
//   1964/2008  starts where 1964 alone would start and ends where 2008 alone
//              would end; then the end must follow the start. So 1985/1985 is
//              1985. If no end can follow a start, it runs backwards and is
//              refused; 2004-06/2004 is fine.
//   1985/..    leaves the end unstated, and so does 1985/: anywhere after the
//              start up to +inf. Only kThroughout makes .. certainly endless;
//              an unknown end stays unknown.
//   19XX       X is a digit that is not known. In a month it never makes a
//              season. XXXX is 0000 to 9999, -000X is -9 to -1.
//   1950S2     S counts from the first digit that is not zero: one of the
//              years 1900 to 1999. The estimate is kept in the tree.
//   [..1984]   on or before: one member, any time up to the end of 1984.
//   {..1984}   the same, and the year 1984 certainly.
//   2001-24    Seasons are three months from March, June, September and
//              December, in the south half a year later (29 to 32). One that
//              runs over the new year belongs to the year in which it starts.
//   Y1E30      is beyond the last instant: saturated.
//
// Read too, save in strict mode: qualified seasons and long years, those in
// intervals and sets, qualifiers on both sides of a component, 24:00:00 (the
// next day's start), second 60 (the next second), a shift of -00:00. Refused:
// -0000, Y1985, Y1700X, qualified date-times, date-times in intervals and
// sets, / alone.
//
// An immutable value; copies are independent. All functions are safe to call
// from any thread. Parse() resolves the bounds, so that asking for those of the
// default extent costs nothing; it takes constant time for each date that is
// written, save for X with holes in an interval, of which each unit is visited.
// For dates and intervals of usual length it allocates nothing. Members() takes
// time and memory for each member: at most kTimeSetMembersMax for one date,
// about five times as many for a set; for what is more there are sources
// (time_set.h). The slowest expressions found took a tenth of a second.
//
// Two things lose their holes: a side of an interval that may be any of more
// than 150,000 separate dates, and a range of more than 5,000 years of seasons
// (in a set, also those ranges of more than 256 seasons for which there is no
// room left, once the ranges before them list 100,000).
class Edtf {
 public:
  struct ParseOptions {
    // Refuses what the specification does not spell out, though its sense is
    // plain; X in the year of a season and Y17E2 among it.
    bool is_strict = false;
  };

  // Reads an expression of level 0, 1 or 2. InvalidArgument names the column,
  // what was found there and what was wanted:
  //
  //   edtf "1985-13": month 13 at column 6; want 01-12, or a season 21-41
  static absl::StatusOr<Edtf> Parse(std::string_view text);
  static absl::StatusOr<Edtf> Parse(std::string_view text,
                                    const ParseOptions& options);

  // The text, byte for byte as it was read. It lives as long as this object.
  std::string_view text() const { return {text_.data(), text_.size()}; }

  // What was written, part by part.
  const EdtfExpression& expression() const { return expression_; }

  // The least level of the specification that has all it uses: 0, 1 or 2.
  int level() const;

  // True for A/B.
  bool IsInterval() const {
    return expression_.kind == EdtfExpression::Kind::kInterval;
  }

  // How finely it is stated. Nothing for an interval or a set whose dates
  // differ in precision, or that has none.
  std::optional<EdtfPrecision> Precision() const;

  // The canonical form: the same meaning, one spelling. It parses to the same
  // bounds, members and qualifiers. With a number too large for the tree it is
  // the text as written.
  std::string Canonical() const;

  // Qualifiers anywhere in it: "" , "?", "~", "%" (? and ~ on different parts
  // make "%").
  std::string Qualifiers() const;

  // True if it has a local date-time without a zone: bounds are read as UTC,
  // and members are widened by -14 to +12 hours.
  bool IsFloating() const;

  // True if a bound was out of Instant's range and is [greatest finite, +inf]
  // (or the like in the past): possible, never certain. Members are widened by
  // a few ticks, so that two such dates may lie in any order.
  bool IsSaturated() const;

  // The four bounds: the hull of Members(), save that nothing is widened.
  Span Bounds(Extent extent = Extent::kDefault) const;

  // What it may or does mean, for questions of certainty.
  TimeSet Members(Extent extent = Extent::kDefault) const;

 private:
  // Room for a date-time with its zone, or two days with qualifiers; what is
  // longer goes on the heap.
  static constexpr size_t kTextBytesInline = 32;

  Edtf(std::string_view text, EdtfExpression expression, const Span& bounds)
      : text_(text.begin(), text.end()),
        expression_(std::move(expression)),
        bounds_(bounds) {}

  absl::InlinedVector<char, kTextBytesInline> text_;
  EdtfExpression expression_;
  Span bounds_;  // Those of Extent::kDefault.
};

}  // namespace annals

#endif  // ANNALS_TIME_EDTF_H_
