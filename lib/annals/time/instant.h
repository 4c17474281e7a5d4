// An Instant is one point of the time axis, from -inf to +inf.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_INSTANT_H_
#define ANNALS_TIME_INSTANT_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace annals {

// One signed 64-bit number, the code, whose order is the order of time, so
// that an instant is compared, sorted and indexed as a plain integer:
//
//   code                         meaning
//   the least int64              -inf
//   below -2^62                  whole seconds
//   -2^62 to 2^62                microseconds from 1970-01-01T00:00:00Z
//   above 2^62                   whole seconds
//   the greatest int64           +inf
//
// The fine range reaches to about 146,000 years on either side of 1970, the
// coarse one to about 146 thousand million. The calendar is the proleptic
// Gregorian one; year 0 is 1 BCE; there are no leap seconds.
//
//   Instant launch = *Instant::FromCivil(absl::CivilSecond(2013, 1, 1));
//   launch.ToString();         // "2013-01-01T00:00:00Z"
//   launch < Instant::InfiniteFuture();
//
// There is deliberately no subtraction: the difference of two codes is not a
// distance. MicrosecondsBetween() is, in 128 bits. conversions.h has absl::Time
// and std::chrono, date_interop.h Hinnant's date.
//
// A value type; all functions are safe to call from any thread and take
// constant time.
class Instant {
 public:
  // The greatest distance from 1970 that is counted in microseconds.
  static constexpr int64_t kFineLimit = int64_t{1} << 62;

  // 1970-01-01T00:00:00Z.
  constexpr Instant() = default;

  static constexpr Instant InfinitePast() {
    return Instant(std::numeric_limits<int64_t>::min());
  }
  static constexpr Instant InfiniteFuture() {
    return Instant(std::numeric_limits<int64_t>::max());
  }
  // The first and the last instant that are not infinite.
  static constexpr Instant LeastFinite() {
    return Instant(std::numeric_limits<int64_t>::min() + 1);
  }
  static constexpr Instant GreatestFinite() {
    return Instant(std::numeric_limits<int64_t>::max() - 1);
  }

  // The instant with this code, as stored in files. Every code is legal.
  static constexpr Instant FromCode(int64_t code) { return Instant(code); }
  constexpr int64_t code() const { return code_; }

  // The instant so many microseconds from 1970-01-01T00:00:00Z; nothing if it
  // cannot be held exactly (out of range, or a fraction of a second in the
  // coarse range).
  static std::optional<Instant> FromMicroseconds(absl::int128 microseconds);

  // The instant so many seconds from 1970-01-01T00:00:00Z; nothing if it is
  // out of range.
  static std::optional<Instant> FromSeconds(absl::int128 seconds);

  // The instant of this second in UTC, and so many microseconds (0 to 999,999)
  // after it; nothing if it cannot be held exactly.
  static std::optional<Instant> FromCivil(absl::CivilSecond civil,
                                          int32_t microseconds = 0);

  // Microseconds from 1970-01-01T00:00:00Z. Only for finite instants.
  absl::int128 Microseconds() const;

  // The second in UTC that holds the instant. Only for finite instants.
  absl::CivilSecond Civil() const;

  constexpr bool IsFinite() const {
    return code_ != std::numeric_limits<int64_t>::min() &&
           code_ != std::numeric_limits<int64_t>::max();
  }

  // One tick later or earlier: a microsecond in the fine range, a second in
  // the coarse one. The infinities have no neighbours and stay where they are;
  // a finite instant never becomes infinite.
  constexpr Instant Next() const {
    return IsFinite() && *this != GreatestFinite() ? Instant(code_ + 1) : *this;
  }
  constexpr Instant Previous() const {
    return IsFinite() && *this != LeastFinite() ? Instant(code_ - 1) : *this;
  }

  // ISO 8601 in UTC: "2013-01-01T00:00:00Z"; six digits of a fraction if it is
  // not zero; years below 0 or beyond 9999 with a sign and at least six
  // digits ("-000043-03-15T00:00:00Z"); "-inf" and "+inf".
  std::string ToString() const;

  // Reads what ToString() writes, and nothing else: one text for each instant.
  // InvalidArgument names the column, what was found there and what was wanted:
  //
  //   instant "2013-02-30T00:00:00Z": day 30 at column 9; want 01 to 28
  static absl::StatusOr<Instant> Parse(std::string_view text);

  friend constexpr bool operator==(Instant a, Instant b) {
    return a.code_ == b.code_;
  }
  friend constexpr bool operator!=(Instant a, Instant b) { return !(a == b); }
  friend constexpr bool operator<(Instant a, Instant b) {
    return a.code_ < b.code_;
  }
  friend constexpr bool operator>(Instant a, Instant b) { return b < a; }
  friend constexpr bool operator<=(Instant a, Instant b) { return !(b < a); }
  friend constexpr bool operator>=(Instant a, Instant b) { return !(a < b); }

 private:
  explicit constexpr Instant(int64_t code) : code_(code) {}

  int64_t code_ = 0;
};

// From a to b, exactly; negative if b is earlier. Nothing if one of them is
// infinite.
std::optional<absl::int128> MicrosecondsBetween(Instant a, Instant b);

}  // namespace annals

#endif  // ANNALS_TIME_INSTANT_H_
