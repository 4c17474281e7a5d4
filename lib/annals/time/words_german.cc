// German, for InWords().
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/words.h"

namespace annals {
namespace {

// Names stay in the nominative: "ab" and "bis" go before them bare, and what
// would have to be declined stands after a colon or in brackets.
constexpr DateWords German() {
  DateWords words = {};
  words.months = {"Januar",    "Februar", "März",     "April",
                  "Mai",       "Juni",    "Juli",     "August",
                  "September", "Oktober", "November", "Dezember"};
  words.seasons = {"Frühling",
                   "Sommer",
                   "Herbst",
                   "Winter",
                   "Frühling (Nordhalbkugel)",
                   "Sommer (Nordhalbkugel)",
                   "Herbst (Nordhalbkugel)",
                   "Winter (Nordhalbkugel)",
                   "Frühling (Südhalbkugel)",
                   "Sommer (Südhalbkugel)",
                   "Herbst (Südhalbkugel)",
                   "Winter (Südhalbkugel)",
                   "1. Quartal",
                   "2. Quartal",
                   "3. Quartal",
                   "4. Quartal",
                   "1. Jahresdrittel",
                   "2. Jahresdrittel",
                   "3. Jahresdrittel",
                   "1. Halbjahr",
                   "2. Halbjahr"};
  words.bce = "$0 v. Chr.";
  words.early_ce = "$0 n. Chr.";
  words.thousands = ".";
  words.any_year = "Jahr unbekannt";
  words.year_in_decade = "ein Jahr von $0 bis $1";
  words.year_from = "ein Jahr von $0 bis $1";
  words.estimated = "$0, geschätzt $1";

  words.day_number = "$0.";
  words.day = "$0 $1 $2";
  words.month = "$0 $1";
  words.day_and_month = "$0 $1";
  words.season = "$0 $1";
  words.part_of_year = "$0 $1";
  words.some_day = "ein Tag";
  words.some_day_in = "ein Tag im $0";
  words.some_day_of = "ein Tag im Jahr $0";
  words.some_day_from = "ein Tag vom $0 bis $1";
  words.some_month = "ein Monat";
  words.some_month_of = "ein Monat im Jahr $0";
  words.some_month_from = "ein Monat von $0 bis $1";
  words.day_of_month = "der $0 ($1)";
  words.of_some_year = "$0 ($1)";
  words.fitting = "ein Datum der Form $0";
  words.date_time = "$0, $1";
  words.local = "$0 Ortszeit";
  words.utc = "$0 UTC$1";

  words.some_time_in_year = "irgendwann im Jahr $0";
  words.some_time_in_month = "irgendwann im $0";
  words.some_time_in_decade = "irgendwann in den $0er-Jahren";
  words.throughout = "durchgehend: $0";
  words.about = "etwa $0";
  words.perhaps = "vielleicht $0";
  words.perhaps_after = "$0, vielleicht";

  words.from_to = "$0 bis $1";
  words.from_until = "Beginn: $0; Ende: $1";
  words.some_time_from_to = "irgendwann zwischen Beginn ($0) und Ende ($1)";
  words.from = "ab $0";
  words.from_phrase = "Beginn: $0";
  words.until = "bis $0";
  words.until_phrase = "Ende: $0";
  words.from_without_end = "ohne Ende, Beginn: $0";
  words.without_start_until = "ohne Anfang, Ende: $0";
  words.to_unknown = "Beginn: $0; Ende unbekannt";
  words.from_unknown = "Beginn unbekannt; Ende: $0";
  words.any_time = "zu beliebiger Zeit";
  words.from_unknown_on = "Beginn unbekannt";
  words.until_unknown = "Ende unbekannt";

  words.one_of = "entweder $0";
  words.each_of = "jeweils $0";
  words.one_of_range = "frühestens $0, spätestens $1";
  words.each_of_range = "jedes Datum, $0 bis $1";
  words.comma = ", ";
  words.last_or = " oder ";
  words.last_and = " und ";
  words.day_or_before = "$0 oder früher";
  words.day_or_after = "$0 oder später";
  words.or_before = "$0 oder früher";
  words.or_after = "$0 oder später";
  words.and_all_before = "$0 und alles davor";
  words.and_all_after = "$0 und alles danach";
  return words;
}

}  // namespace

const DateWords& GermanDateWords() {
  static constexpr DateWords kGerman = German();
  return kGerman;
}

}  // namespace annals
