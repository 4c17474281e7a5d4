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
  words.seasons = {"spring $0",
                   "summer $0",
                   "autumn $0",
                   "winter $0",
                   "northern spring $0",
                   "northern summer $0",
                   "northern autumn $0",
                   "northern winter $0",
                   "southern spring $0",
                   "southern summer $0",
                   "southern autumn $0",
                   "southern winter $0",
                   "the first quarter of $0",
                   "the second quarter of $0",
                   "the third quarter of $0",
                   "the fourth quarter of $0",
                   "the first third of $0",
                   "the second third of $0",
                   "the last third of $0",
                   "the first half of $0",
                   "the second half of $0"};

  words.bce = "$0 BCE";
  words.early_ce = "$0 CE";
  words.decade = "the $0s";
  words.thousands = ",";
  words.any_year = "some year";
  words.year_in = "some year in $0";
  words.year_from = "some year from $0 to $1";
  words.estimated = "$0, estimated as $1";

  words.day = "$0 $1 $2";
  words.month = "$0 $1";
  words.some_day = "some day in $0";
  words.some_month = "some month in $0";
  words.day_of_month = "day $0 of $1";
  words.of_some_year = "$0 of $1";
  words.fitting = "a date that fits $0";
  words.date_time = "$0, $1";
  words.local = "$0 local time";
  words.utc = "$0 UTC$1";

  words.some_time_in = "some time in $0";
  words.throughout = "throughout $0";
  words.about = "about $0";
  words.perhaps = "perhaps $0";
  words.perhaps_after = "$0, perhaps";

  words.from_to = "$0 to $1";
  words.some_time_from_to = "some time from $0 to $1";
  words.from = "from $0";
  words.until = "until $0";
  words.from_without_end = "from $0 without end";
  words.without_start_until = "from time without beginning until $0";
  words.any_time = "at any time";
  words.unknown_date = "an unknown date";

  words.one_of = "one of $0";
  words.each_of = "each of $0";
  words.comma = ", ";
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
