// Where edtf.js 4.11 and @edtf-ts/core 0.4.2 are known to be wrong, or read
// what the specification leaves open in another way, with the words of the
// specification (Library of Congress, 4 February 2019) that say so.
//
// What each entry spoils is not compared: "validity" (then nothing is, since
// one of the two has no bounds), "min" or "max".
//
// SPDX-License-Identifier: Apache-2.0

const hasSeason = (text) =>
  text
    .split(/[/,[\]{}]|\.\./)
    .some((d) => /^[?~%]?-?....[?~%]?-[?~%]?(2[1-9]|3\d|4[01])[?~%]?$/.test(d));
const isInterval = (text) => text.includes('/');
const isSet = (text) => /^[[{]/.test(text);
const isQualified = (text) => /[?~%]/.test(text);
const isLong = (text) => /[YS]/.test(text);
const hasTime = (text) => text.includes('T');

const OF_EDTF_JS = [
  {
    fault: 'refuses X where a date has a qualifier too',
    says: "For Level 2 the unspecified digit, 'X', may occur anywhere within a component.",
    spoils: ['validity'],
    where: (text) => text.includes('X') && isQualified(text),
  },
  {
    fault: 'refuses X in the tens of a month or a day, unless it knows the year',
    says: "For Level 2 the unspecified digit, 'X', may occur anywhere within a component.",
    spoils: ['validity'],
    where: (text) => /-(X\d|3X)/.test(text),
  },
  {
    fault: 'takes 03-01 for a day of February that some of the years lack',
    says: '156X-12-25: December 25 sometime during the 1560s',
    spoils: ['validity', 'min', 'max'],
    where: (text) => text.includes('X') && /-(02|0X|X2|XX)-/.test(text),
  },
  {
    fault: 'takes 12-01 for the 31st of a month that may be the 11th',
    says: '1984-1X: October, November, or December 1984',
    spoils: ['min', 'max'],
    where: (text) => /-(X\d|\dX|XX)-31/.test(text),
  },
  {
    fault: 'takes the digits of a negative year with X for those of a positive one',
    says: "the character 'X' may be used in place of one or more rightmost digits to indicate that the value of that digit is unspecified",
    spoils: ['validity', 'min', 'max'],
    where: (text) => text.includes('X') && /(^|[/,[{.?~%])-/.test(text),
  },
  {
    fault: 'refuses an interval whose side with X may be later, but need not',
    says: '2004-06-XX/2004-07-03: An interval beginning on an unspecified day in June 2004 and ending July 3.',
    spoils: ['validity'],
    where: (text) => isInterval(text) && text.includes('X'),
  },
  {
    fault: 'takes the first member for the earliest and the last for the latest',
    says: '[1667,1760-12]: Either the year 1667 or the month December of 1760.',
    spoils: ['min', 'max'],
    where: (text) => isSet(text) && text.includes(','),
  },
  {
    fault: 'takes X0 for any month or day; it is the 10th month, or day 10, 20 or 30',
    says: '1984-1X: October, November, or December 1984',
    spoils: ['min', 'max'],
    where: (text) => text.includes('-X0'),
  },
  {
    fault: 'refuses an interval with a qualified component on one side and a wholly qualified date on the other',
    says: 'For Level 2 portions of a date within an interval may be designated as approximate, uncertain, or unspecified.',
    spoils: ['validity'],
    where: (text) => isInterval(text) && /[?~%][-\d]/.test(text),
  },
  {
    fault: 'refuses X in the year of a season; open in the specification',
    says: "For Level 2 the unspecified digit, 'X', may occur anywhere within a component.",
    spoils: ['validity'],
    where: (text) => text.includes('X') && hasSeason(text),
  },
  {
    fault: 'takes leading zeros of a long year',
    says: "'Y' may be used at the beginning of the date string to signify that the date is a year, when (and only when) the year exceeds four digits",
    spoils: ['validity'],
    where: (text) => /Y-?0/.test(text),
  },
  {
    fault: 'takes the exponent 0',
    says: "followed by 'E' followed by a positive integer",
    spoils: ['validity'],
    where: (text) => /E0/.test(text),
  },
  {
    fault: 'refuses more than one digit after S',
    says: "may be followed by 'S', followed by a positive integer indicating the number of significant digits",
    spoils: ['validity'],
    where: (text) => /S\d\d/.test(text),
  },
  {
    fault: 'refuses seasons, long years and S in intervals and sets; open in the specification',
    says: 'EDTF Level 0 adopts representations of a time interval where both the start and end are dates',
    spoils: ['validity'],
    where: (text) =>
      (isInterval(text) || isSet(text)) && (isLong(text) || hasSeason(text)),
  },
  {
    fault: 'refuses qualifiers on members of a set, seasons, long years and S; open in the specification',
    says: "The characters '?', '~' and '%' are used to mean \"uncertain\", \"approximate\", and \"uncertain\" as well as \"approximate\"",
    spoils: ['validity'],
    where: (text) =>
      isQualified(text) && (isSet(text) || isLong(text) || hasSeason(text)),
  },
  {
    fault: 'refuses qualifiers on both sides of a component; open in the specification',
    says: 'A qualification character to the immediate left of a component applies to that component only.',
    spoils: ['validity'],
    where: (text) => /[?~%]-?[0-9]+[?~%]/.test(text),
  },
  {
    fault: 'refuses shifts beyond -12:00, -00:00 and second 60; the last two are open in the specification',
    says: 'Date and time with timeshift in hours and minutes',
    spoils: ['validity'],
    where: (text) =>
      hasTime(text) && /(-1[2-9]|-2\d|-00|\+1[4-9]|\+2\d|:60)/.test(text),
  },
  {
    fault: 'takes a time without seconds, and fractions of them',
    says: 'Complete representations for calendar date and (local) time of day',
    spoils: ['validity'],
    where: (text) =>
      hasTime(text) && !/T\d\d:\d\d:\d\d(Z|[-+]\d\d(:\d\d)?)?$/.test(text),
  },
  {
    fault: 'takes the beginning of a second for its end',
    says: '1985-04-12T23:20:30 refers to the date 1985 April 12th at 23:20:30 local time.',
    spoils: ['max'],
    where: hasTime,
  },
  {
    fault: 'takes a date-time for the end of an interval with unknown start',
    says: 'Time of day is excluded.',
    spoils: ['validity'],
    where: (text) => isInterval(text) && hasTime(text),
  },
  {
    fault: 'takes an interval without dates',
    says: 'A null string may be used for the start or end date when it is unknown.',
    spoils: ['validity'],
    where: (text) => text === '/',
  },
  {
    fault: 'refuses an interval within one year, month or day',
    says: '2004-02-01/2005: The start endpoint has calendar day precision and the end endpoint has calendar year precision.',
    spoils: ['validity'],
    where: (text, ours) => isInterval(text) && ours.valid && overlaps(text),
  },
  {
    fault: 'takes the 29th of February in common years',
    says: "Complete representation: '1985-04-12' refers to the calendar date 1985 April 12th with day precision.",
    spoils: ['validity'],
    where: (text) => /-02[?~%]?-[?~%]?29/.test(text),
  },
  {
    fault: 'takes years of three digits, and of five',
    says: "'1985' refers to the calendar year 1985 with year precision; 'Y' may be used when (and only when) the year exceeds four digits",
    spoils: ['validity'],
    where: (text) => text.split(/[/,[\]{}.?~%]+/).some((d) => /^-?(\d{3}|\d{5,})(-|$)/.test(d)),
  },
  {
    fault: 'takes ranges of a set that run backwards',
    says: 'Double-dots indicates all the values between the two values it separates, inclusive.',
    spoils: ['validity', 'min', 'max'],
    where: (text) => isSet(text) && /\d\.\.[-?~%\d]/.test(text),
  },
  {
    fault: 'has no end for an unknown one',
    says: 'A null string may be used for the start or end date when it is unknown.',
    spoils: ['min', 'max'],
    where: (text) => /^\/|\/$/.test(text),
  },
  {
    fault: 'has seasons begin with the year; its quadrimesters have five months',
    says: 'Quadrimester 1 (4 months in duration)',
    spoils: ['min', 'max'],
    where: hasSeason,
  },
  {
    fault: 'overlooks S',
    says: "1950S2: some year between 1900 and 1999, estimated to be 1950",
    spoils: ['min', 'max'],
    where: (text) => text.includes('S'),
  },
  {
    fault: 'has no bounds beyond the range of a Date, some 270,000 years',
    says: "'Y170000002' is the year 170000002",
    spoils: ['min', 'max'],
    where: (text) => text.includes('Y'),
  },
];

const OF_EDTF_TS = [
  {
    fault: 'passes over spaces beside the / of an interval',
    says: 'EDTF Level 0 adopts representations of a time interval where both the start and end are dates: start and end date only',
    spoils: ['validity'],
    where: (text) => / \/|\/ /.test(text),
  },
  {
    fault: 'takes spaces around a date',
    says: 'No spaces are allowed, anywhere within the expression.',
    spoils: ['validity'],
    where: (text) => text !== text.trim(),
  },
  {
    fault: 'reads a time of day as if there were no shift, and refuses 24:00:00',
    says: '1985-04-12T23:20:30-04: time shift of 4 hours behind UTC',
    spoils: ['validity', 'min', 'max'],
    where: hasTime,
  },
  {
    fault: 'refuses or misreads sets with ranges and qualified members',
    says: 'Double-dots indicates all the values between the two values it separates, inclusive.',
    spoils: ['validity', 'min', 'max'],
    where: isSet,
  },
  {
    fault: 'refuses southern seasons, quarters and the like, and seasons in intervals',
    says: 'Level 2 extends the season feature of Level 1 to include the following sub-year groupings.',
    spoils: ['validity', 'min', 'max'],
    where: hasSeason,
  },
  {
    fault: 'overlooks S, and clips long years to what a Date holds',
    says: '1950S2: some year between 1900 and 1999, estimated to be 1950',
    spoils: ['validity', 'min', 'max'],
    where: isLong,
  },
  {
    fault: 'takes days and months with X that no calendar has, or not those that it has',
    says: "For Level 2 the unspecified digit, 'X', may occur anywhere within a component.",
    spoils: ['validity', 'min', 'max'],
    where: (text) => text.includes('X'),
  },
  {
    fault: 'has a first and a last instant for an open or unknown side',
    says: 'Double-dot (“..”) may be used when either the start or end date is not specified',
    spoils: ['validity', 'min', 'max'],
    where: (text) => /^\/|\/$|\.\./.test(text),
  },
  {
    fault: 'takes the years 0000 to 0099 for those from 1900 on',
    says: "'1985' refers to the calendar year 1985 with year precision",
    spoils: ['validity', 'min', 'max'],
    where: (text) => /(^|[^\d])00\d\d/.test(text),
  },
  {
    fault: 'refuses qualified components in intervals',
    says: 'For Level 2 portions of a date within an interval may be designated as approximate, uncertain, or unspecified.',
    spoils: ['validity'],
    where: (text) => isInterval(text) && /[?~%][-\d]/.test(text),
  },
];

// Whether the two dates of an interval share time.
function overlaps(text) {
  const [a, b] = text.replace(/[?~%]/g, '').split('/');
  return a.startsWith(b) || b.startsWith(a);
}

const FAULTS = { edtf: OF_EDTF_JS, '@edtf-ts/core': OF_EDTF_TS };

// What is not to be compared of this expression.
export function faultsOf(library, text, ours) {
  return FAULTS[library]
    .filter(({ where }) => where(text, ours))
    .flatMap(({ spoils }) => spoils);
}
