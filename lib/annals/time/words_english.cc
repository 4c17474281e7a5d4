// English, for InWords().
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/time/words.h"

namespace annals {
namespace {

constexpr DateWords English() {
  DateWords words = {};
  words.months = {"January",   "February", "March",    "April",
                  "May",       "June",     "July",     "August",
                  "September", "October",  "November", "December"};
  words.seasons = {"spring",
                   "summer",
                   "autumn",
                   "winter",
                   "northern spring",
                   "northern summer",
                   "northern autumn",
                   "northern winter",
                   "southern spring",
                   "southern summer",
                   "southern autumn",
                   "southern winter",
                   "the first quarter",
                   "the second quarter",
                   "the third quarter",
                   "the fourth quarter",
                   "the first third",
                   "the second third",
                   "the last third",
                   "the first half",
                   "the second half"};
  words.bce = "$0 BCE";
  words.early_ce = "$0 CE";
  words.thousands = ",";
  words.any_year = "some year";
  words.year_in_decade = "some year in the $0s";
  words.year_from = "some year from $0 to $1";
  words.estimated = "$0 (estimate: $1)";

  words.day_number = "$0";
  words.day = "$0 $1 $2";
  words.month = "$0 $1";
  words.day_and_month = "$0 $1";
  words.season = "$0 $1";
  words.part_of_year = "$0 of $1";
  words.some_day = "some day";
  words.some_day_in = "some day in $0";
  words.some_day_of = "some day in $0";
  words.some_day_from = "some day from $0 to $1";
  words.some_month = "some month";
  words.some_month_of = "some month in $0";
  words.some_month_from = "some month from $0 to $1";
  words.day_of_month = "day $0 of $1";
  words.of_some_year = "$0 of $1";
  words.fitting = "a date that fits $0";
  words.date_time = "$0, $1";
  words.local = "$0 local time";
  words.utc = "$0 UTC$1";

  words.some_time_in_year = "some time in $0";
  words.some_time_in_month = "some time in $0";
  words.some_time_in_decade = "some time in the $0s";
  words.throughout = "throughout $0";
  words.about = "about $0";
  words.perhaps = "perhaps $0";
  words.perhaps_after = "$0, perhaps";

  words.from_to = "$0 to $1";
  words.from_until = "from $0 until $1";
  words.some_time_from_to = "some time from $0 to $1";
  words.from = "from $0";
  words.from_phrase = "from $0";
  words.until = "until $0";
  words.until_phrase = "until $0";
  words.from_without_end = "from $0 without end";
  words.without_start_until = "from time without beginning until $0";
  words.to_unknown = "from $0 to an unknown date";
  words.from_unknown = "from an unknown date to $0";
  words.any_time = "at any time";
  words.from_unknown_on = "from an unknown date";
  words.until_unknown = "until an unknown date";

  words.one_of = "either $0";
  words.each_of = "each of $0";
  words.one_of_range = "one of $0 to $1";
  words.each_of_range = "each of $0 to $1";
  words.comma = ", ";
  words.last_or = " or ";
  words.last_and = " and ";
  words.day_or_before = "on or before $0";
  words.day_or_after = "on or after $0";
  words.or_before = "in or before $0";
  words.or_after = "in or after $0";
  words.and_all_before = "$0 and all before it";
  words.and_all_after = "$0 and all after it";
  return words;
}

}  // namespace

const DateWords& EnglishDateWords() {
  static constexpr DateWords kEnglish = English();
  return kEnglish;
}

}  // namespace annals
