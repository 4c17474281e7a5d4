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
//   2001-24       winter 2001/02             1984-X1     January or November
//                                                        1984
//
// A reader learns what is doubted, but not which component: for that show the
// expression itself. What would be longer in words than as it is written stays
// so: "a date that fits 1XX3-1X".
std::string InWords(const Edtf& date, Extent extent = Extent::kDefault);

// A language: what InWords() puts together. Another one is another value of
// this type: copy words_german.cc, translate it line by line, give it a
// function here and let words_german_test.cc say what it makes of each shape.
// In a pattern $0, $1 and $2 stand for the parts, so that a language may order
// them as it likes; "$$" is a dollar sign.
//
// Many languages bend words after a preposition. So what a preposition stands
// before is always a bare name ("2013", "March 2016", "2. Quartal 2013"), save
// in the patterns whose comment says that a phrase ("some year from 1900 to
// 1999") may stand there; those are best made without one.
struct DateWords {
  std::array<std::string_view, 12> months;
  std::array<std::string_view, 21> seasons;  // 21 to 41, without a year

  // Years. $0 is a number.
  std::string_view bce;             // 44 BCE
  std::string_view early_ce;        // 70 CE: the years 1 to 999
  std::string_view thousands;       // between the digits of years over 9999
  std::string_view any_year;        // some year
  std::string_view year_in_decade;  // some year in the 1980s; $1 is 1989
  std::string_view year_from;       // some year from $0 to $1
  std::string_view estimated;       // $0, a phrase, and the estimate $1

  // Finer dates. The year is the last part.
  std::string_view day_number;       // $0, as a day is counted
  std::string_view day;              // $0 $1 $2: 3 February 2017
  std::string_view month;            // $0 $1: February 2017
  std::string_view day_and_month;    // $0 $1: 3 February
  std::string_view season;           // $0 $1: spring 2001
  std::string_view part_of_year;     // $0 $1: a quarter, a half
  std::string_view some_day;         // without a month or year
  std::string_view some_day_in;      // in $0, a month
  std::string_view some_day_of;      // in $0, a year
  std::string_view some_day_from;    // from $0, a number, to $1, a day
  std::string_view some_month;       // without a year
  std::string_view some_month_of;    // in $0, a year
  std::string_view some_month_from;  // from $0, a name, to $1, a month
  std::string_view day_of_month;     // $0, a number, and $1, a phrase
  std::string_view of_some_year;     // $0, "25 December", and $1, a phrase
  std::string_view fitting;          // a date that fits $0, the expression
  std::string_view date_time;        // $0, a day, and $1, a time of day
  std::string_view local;            // $0, a time, in an unknown zone
  std::string_view utc;              // $0, a time, and $1, "" or a shift

  // How an event lies in a date, and doubt.
  std::string_view some_time_in_year;
  std::string_view some_time_in_month;
  std::string_view some_time_in_decade;  // $0 is 1980
  std::string_view throughout;           // $0 may be a phrase
  std::string_view about;                // $0 may be a phrase
  std::string_view perhaps;              // within a longer phrase
  std::string_view perhaps_after;        // at the end

  // Intervals.
  std::string_view from_to;            // 2003 to 2007
  std::string_view from_until;         // the same, with phrases
  std::string_view some_time_from_to;  // some time from 2003 to 2007
  std::string_view from;               // 2003/..
  std::string_view from_phrase;        // the same, with a phrase
  std::string_view until;              // ../2003
  std::string_view until_phrase;       // the same, with a phrase
  std::string_view from_without_end;   // 2003/.. throughout
  std::string_view without_start_until;
  std::string_view to_unknown;       // 2003/; $0 may be a phrase
  std::string_view from_unknown;     // /2003; $0 may be a phrase
  std::string_view any_time;         // ../..
  std::string_view from_unknown_on;  // /..
  std::string_view until_unknown;    // ../

  // Sets. What they hold may be phrases.
  std::string_view one_of;        // $0 is a list
  std::string_view each_of;       // $0 is a list
  std::string_view one_of_range;  // $0 to $1
  std::string_view each_of_range;
  std::string_view comma;          // between the parts of a list
  std::string_view last_or;        // before the last part
  std::string_view last_and;       // before the last part
  std::string_view day_or_before;  // on or before $0
  std::string_view day_or_after;
  std::string_view or_before;  // in or before $0, longer than a day
  std::string_view or_after;
  std::string_view and_all_before;  // {..1984}
  std::string_view and_all_after;
};

const DateWords& EnglishDateWords();
const DateWords& GermanDateWords();

// The same in the language of `words`.
std::string InWords(const Edtf& date, Extent extent, const DateWords& words);

}  // namespace annals

#endif  // ANNALS_TIME_WORDS_H_
