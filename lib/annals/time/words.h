// Words for people: "some time in 2013", "from about 2012", "3 February 2017".
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_TIME_WORDS_H_
#define ANNALS_TIME_WORDS_H_

#include <array>
#include <string>
#include <string_view>

#include "annals/time/edtf.h"

namespace annals {

// The expression in English, to stand alone in a list or before a comma.
//
//   2013          some time in 2013          2003/2007   2003 to 2007
//   2013          throughout 2013 (kThroughout)
//   2016-03       some time in March 2016    2012~/..    from about 2012
//   2017-02-03    3 February 2017            2012/       from 2012 to an
//   198X?         some time in the 1980s,                unknown date
//                 perhaps                    -0043       some time in 44 BCE
//   2001-21       spring 2001                [..2017]    in or before 2017
//
// A reader learns what is doubted, but not which component: for that show the
// expression itself.
std::string InWords(const Edtf& date, Extent extent = Extent::kDefault);

// A language: what InWords() puts together. Another one is another value of
// this type. In a pattern $0 and $1 stand for the parts, so that a language
// may order them as it likes; "$$" is a dollar sign.
struct DateWords {
  std::array<std::string_view, 12> months;
  std::array<std::string_view, 21> seasons;  // 21 to 41; $0 is the year

  // Years. $0 is a number.
  std::string_view bce;        // 44 BCE
  std::string_view early_ce;   // 70 CE: the years 1 to 999
  std::string_view decade;     // the 1980s
  std::string_view thousands;  // between the digits of years over 9999
  std::string_view any_year;   // some year
  std::string_view year_in;    // some year in $0, a decade
  std::string_view year_from;  // some year from $0 to $1
  std::string_view estimated;  // $0, a range, estimated as $1

  // Finer dates. The year is the last part.
  std::string_view day;           // $0 $1 $2: 3 February 2017
  std::string_view month;         // $0 $1: February 2017
  std::string_view some_day;      // some day in $0
  std::string_view some_month;    // some month in $0
  std::string_view day_of_month;  // day $0 of $1, "some month in 1560"
  std::string_view of_some_year;  // $0 of $1, "25 December", "some year"
  std::string_view fitting;       // a date that fits $0, the expression
  std::string_view date_time;     // $0, a day, and $1, a time of day
  std::string_view local;         // $0, a time, in an unknown zone
  std::string_view utc;           // $0, a time, and $1, "" or a shift

  // How an event lies in a date, and doubt.
  std::string_view some_time_in;
  std::string_view throughout;
  std::string_view about;
  std::string_view perhaps;        // within a longer phrase
  std::string_view perhaps_after;  // at the end

  // Intervals.
  std::string_view from_to;            // 2003 to 2007
  std::string_view some_time_from_to;  // some time from 2003 to 2007
  std::string_view from;               // 2003/..
  std::string_view until;              // ../2003
  std::string_view from_without_end;   // 2003/.. throughout
  std::string_view without_start_until;
  std::string_view any_time;  // ../..
  std::string_view unknown_date;

  // Sets.
  std::string_view one_of;  // $0 is a list
  std::string_view each_of;
  std::string_view comma;          // between the parts of a list
  std::string_view day_or_before;  // on or before $0
  std::string_view day_or_after;
  std::string_view or_before;  // in or before $0, longer than a day
  std::string_view or_after;
  std::string_view and_all_before;  // {..1984}
  std::string_view and_all_after;
};

const DateWords& EnglishDateWords();

// The same in the language of `words`.
std::string InWords(const Edtf& date, Extent extent, const DateWords& words);

}  // namespace annals

#endif  // ANNALS_TIME_WORDS_H_
