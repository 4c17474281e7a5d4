// The table of places and the days on which they changed calendars.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/calendar_change.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "annals/base/string_view.h"
#include "annals/time/calendar.h"

namespace annals {
namespace {

// The papal bull that made the calendar.
constexpr std::string_view kBull = "Inter gravissimas, 24 February 1582";

// Two tables by states, which agree on what is taken from them here.
constexpr std::string_view kPoulsen =
    "Poulsen (Rundetaarn), The transition from Julian to Gregorian calendar";
constexpr std::string_view kTondering =
    "Tøndering, Frequently Asked Questions about Calendars, 2.2.4";

// Left out on purpose: places that changed twice (Groningen), where sources
// differ by weeks (Holland, Serbia), and where the date line moved as well
// (Alaska). The Catholic states of Germany followed one another from October
// 1583 to 1585; the day given is that of the first and of most.
std::vector<CalendarChange> MakeTable() {
  return {
      {"Bohemia",
       "Moravia,Lusatia",
       {{1584, 1, 6}},
       {1584, 1, 17},
       false,
       kPoulsen},
      {"Britain",
       "Great Britain,England,Wales,Scotland,Ireland,United Kingdom,"
       "British colonies,American colonies",
       {{1752, 9, 2}},
       {1752, 9, 14},
       false,
       "Calendar (New Style) Act 1750 (24 Geo. 2 c. 23)"},
      {"Bulgaria", "", {{1916, 3, 31}}, {1916, 4, 14}, false, kTondering},
      {"Carinthia",
       "Styria",
       {{1583, 12, 14}},
       {1583, 12, 25},
       false,
       kPoulsen},
      {"Catholic Germany",
       "Bavaria",
       {{1583, 10, 5}},
       {1583, 10, 16},
       false,
       kPoulsen},
      {"Catholic Switzerland",
       "",
       {{1584, 1, 11}},
       {1584, 1, 22},
       false,
       kPoulsen},
      {"China",
       "",
       std::nullopt,
       {1912, 1, 1},
       false,
       "proclamation of the provisional president, 2 January 1912"},
      {"Denmark",
       "Norway,Denmark-Norway",
       {{1700, 2, 18}},
       {1700, 3, 1},
       false,
       kPoulsen},
      {"France", "", {{1582, 12, 9}}, {1582, 12, 20}, false, kPoulsen},
      {"Friesland", "", {{1700, 12, 31}}, {1701, 1, 12}, false, kPoulsen},
      {"Gelderland", "", {{1700, 6, 30}}, {1700, 7, 12}, false, kPoulsen},
      {"Greece",
       "",
       {{1923, 2, 15}},
       {1923, 3, 1},
       false,
       "royal decree of 1923, for the civil calendar"},
      {"Hungary", "", {{1587, 10, 21}}, {1587, 11, 1}, false, kPoulsen},
      {"Iceland",
       "",
       {{1700, 11, 16}},
       {1700, 11, 28},
       false,
       "the table of FreeBSD's ncal(1)"},
      {"Japan",
       "",
       std::nullopt,
       {1873, 1, 1},
       false,
       "edict 337 of the Council of State, Meiji 5"},
      {"Korea",
       "",
       std::nullopt,
       {1896, 1, 1},
       false,
       "the reforms of 1895, with the era name Geonyang"},
      {"Papal States",
       "Italy,Rome",
       {{1582, 10, 4}},
       {1582, 10, 15},
       false,
       kBull},
      {"Poland",
       "Poland-Lithuania",
       {{1582, 10, 4}},
       {1582, 10, 15},
       false,
       kPoulsen},
      {"Portugal", "", {{1582, 10, 4}}, {1582, 10, 15}, false, kPoulsen},
      {"Protestant Germany",
       "",
       {{1700, 2, 18}},
       {1700, 3, 1},
       false,
       kPoulsen},
      {"Protestant Switzerland",
       "Zurich,Bern,Basel",
       {{1700, 12, 31}},
       {1701, 1, 12},
       false,
       kPoulsen},
      {"Prussia",
       "Duchy of Prussia",
       {{1610, 8, 22}},
       {1610, 9, 2},
       false,
       kPoulsen},
      {"Romania", "", {{1919, 3, 31}}, {1919, 4, 14}, false, kTondering},
      {"Russia",
       "Soviet Russia",
       {{1918, 1, 31}},
       {1918, 2, 14},
       false,
       "decree of the Council of People's Commissars, 24 January 1918"},
      {"Silesia", "", {{1584, 1, 12}}, {1584, 1, 23}, false, kPoulsen},
      {"Spain", "", {{1582, 10, 4}}, {1582, 10, 15}, false, kPoulsen},
      {"Sweden", "Finland", {{1753, 2, 17}}, {1753, 3, 1}, true, kTondering},
      {"Transylvania", "", {{1590, 12, 14}}, {1590, 12, 25}, false, kPoulsen},
      {"Turkey",
       "",
       std::nullopt,
       {1926, 1, 1},
       false,
       "law 698 of 26 December 1925"},
      {"Utrecht",
       "Overijssel",
       {{1700, 11, 30}},
       {1700, 12, 12},
       false,
       kPoulsen},
  };
}

constexpr CalendarDay kSwedishFirst{1700, 3, 1};
constexpr CalendarDay kSwedishLast{1712, 2, 30};
constexpr CalendarDay kSwedishSkipped{1700, 2, 29};

bool IsBefore(const CalendarDay& a, const CalendarDay& b) {
  if (a.year != b.year) return a.year < b.year;
  return a.month != b.month ? a.month < b.month : a.day < b.day;
}

// The day that Sweden's own calendar called so: the Julian day of that name,
// less one. 30 February 1712 is the one day that only it had.
std::optional<absl::CivilDay> FromSwedish(const CalendarDay& day) {
  if (day == kSwedishLast) {
    return *ToCivilDay(Calendar::kJulian, {1712, 3, 1}) - 1;
  }
  const auto julian = ToCivilDay(Calendar::kJulian, day);
  return julian ? std::optional<absl::CivilDay>(*julian - 1) : std::nullopt;
}

std::optional<absl::CivilDay> FromOldStyle(const CalendarChange& change,
                                           const CalendarDay& day) {
  if (change.is_swedish) {
    if (day == kSwedishSkipped) return std::nullopt;
    if (!IsBefore(day, kSwedishFirst) && !IsBefore(kSwedishLast, day)) {
      return FromSwedish(day);
    }
  }
  return ToCivilDay(Calendar::kJulian, day);
}

CalendarDay ToOldStyle(const CalendarChange& change, absl::CivilDay day) {
  const CalendarDay julian = *FromCivilDay(Calendar::kJulian, day);
  if (!change.is_swedish) return julian;
  if (day == *FromSwedish(kSwedishLast)) return kSwedishLast;
  const CalendarDay swedish = *FromCivilDay(Calendar::kJulian, day + 1);
  const bool is_theirs =
      !IsBefore(swedish, kSwedishFirst) && IsBefore(swedish, kSwedishLast);
  return is_theirs ? swedish : julian;
}

absl::CivilDay FirstGregorian(const CalendarChange& change) {
  return *ToCivilDay(Calendar::kGregorian, change.first_gregorian);
}

bool IsNamed(const CalendarChange& change, std::string_view name) {
  if (absl::EqualsIgnoreCase(AsAbsl(change.place), AsAbsl(name))) return true;
  for (const auto also : absl::StrSplit(AsAbsl(change.also), ',')) {
    if (!also.empty() && absl::EqualsIgnoreCase(also, AsAbsl(name))) {
      return true;
    }
  }
  return false;
}

}  // namespace

const std::vector<CalendarChange>& CalendarChanges() {
  static const auto* const changes =
      new std::vector<CalendarChange>(MakeTable());
  return *changes;
}

absl::StatusOr<CalendarChange> CalendarChangeOf(std::string_view place) {
  std::string places;
  for (const CalendarChange& change : CalendarChanges()) {
    if (IsNamed(change, place)) return change;
    absl::StrAppend(&places, places.empty() ? "" : ", ", AsAbsl(change.place));
  }
  return absl::NotFoundError(absl::StrCat(
      "place \"", absl::Utf8SafeCHexEscape(AsAbsl(place.substr(0, 80))),
      "\": its change of calendars is not known; want one of ", places,
      "; or a calendar in place of a place"));
}

std::optional<absl::CivilDay> ToCivilDay(const CalendarChange& change,
                                         const CalendarDay& day) {
  if (!IsBefore(day, change.first_gregorian)) {
    return ToCivilDay(Calendar::kGregorian, day);
  }
  if (!change.last_julian || IsBefore(*change.last_julian, day)) {
    return std::nullopt;
  }
  return FromOldStyle(change, day);
}

std::optional<CalendarDay> FromCivilDay(const CalendarChange& change,
                                        absl::CivilDay day) {
  if (day >= FirstGregorian(change)) {
    return FromCivilDay(Calendar::kGregorian, day);
  }
  if (!change.last_julian || !FromCivilDay(Calendar::kJulian, day)) {
    return std::nullopt;
  }
  return ToOldStyle(change, day);
}

Calendar CalendarOn(const CalendarChange& change, absl::CivilDay day) {
  return change.last_julian && day < FirstGregorian(change)
             ? Calendar::kJulian
             : Calendar::kGregorian;
}

}  // namespace annals
