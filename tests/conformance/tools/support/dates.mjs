// Dates of every precision and kind over 20,000 years, to be brought back.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {dates} from './annals.mjs';

// About where calendars, formats and parsers change their minds.
const YEARS = [
  -10000, -9999, -4713, -1000, -101, -100, -44, -43, -5, -4, -1, 0, 1, 4, 44,
  70, 99, 100, 753, 987, 999, 1000, 1582, 1900, 1969, 1970, 2000, 2013, 9995,
  9999, 10000,
];

function yearText(year) {
  if (Math.abs(year) > 9999) return `Y${year}`;
  return (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0');
}

function isLeap(year) {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

// What can be said of a year with four digits, finer than it and about it.
function shapesOf(year) {
  const y = yearText(year);
  const later = yearText(year + 4);
  const shapes = [
    `${y}`, `${y}~`, `${y}?`, `${y}%`, `${y}/..`, `../${y}`, `${y}/`,
    `/${y}`, `${y}/${later}`, `${y}~/${later}?`,
  ];
  if (Math.abs(year) > 9999) return shapes;
  shapes.push(
      `${y}-03`, `${y}-12~`, `${y}-02-28`, `${y}-03-15`, `${y}-03-15?`,
      `${y}-12-31`, `${y}-21`, `${y}-24`, `${y}-33`, `${y}-03-15/${y}-06-02`,
      `${y}-03-15/${later}-01`, `[..${y}]`, `[${y},${later}]`,
      `{${y}-02,${y}-05}`, `[${y}..]`, `{${y}..${later}}`, `${y}-1X`,
      `${y}-03-XX`, `${y}S2`, `${y.slice(0, -1)}X`, `${y.slice(0, -2)}XX~`,
      `${y}-03-15T10:22:33Z`);
  if (isLeap(year)) shapes.push(`${y}-02-29`);
  return shapes;
}

// All of them that are valid EDTF: {id, edtf, start, end}, where start and end
// are the earliest start and the latest end in milliseconds, or null if open.
export function everyDate() {
  const expressions = [
    '../..', 'XXXX', '19XX-02-29', ...YEARS.flatMap(shapesOf),
  ];
  const valid = dates(expressions).filter((one) => one.valid);
  assert.ok(valid.length > 900, `${valid.length} dates`);
  return valid.map((one, i) => ({
    id: `d${i}`,
    edtf: one.in,
    qualified: one.qualifiers !== '',
    start: millisecondsOf(one.earliest_start),
    end: millisecondsOf(one.latest_end),
  }));
}

// Those of which all years have four digits, with some room to both sides.
export function commonDates() {
  const first = Date.UTC(1900, 0, 1);
  const last = Date.UTC(2020, 0, 1);
  const isCommon = (bound) => (
    bound === null || (bound >= first && bound <= last));
  return everyDate().filter(
      ({start, end}) => isCommon(start) && isCommon(end) &&
          (start ?? end) !== null);
}

// A record of an event for each.
export function eventsDated(all) {
  return all.map(({id, edtf}) => ({event: {id, title: id, when: {edtf}}}));
}

// An instant of our JSON; null for one that is infinite.
function millisecondsOf(instant) {
  if (instant.endsWith('inf')) return null;
  const milliseconds = Date.parse(instant);
  assert.ok(Number.isInteger(milliseconds), instant);
  return milliseconds;
}

// Fails unless a loss of these words was counted so often: /open end/, 12.
export function assertCounted(losses, words, count) {
  const line = losses.find((one) => words.test(one)) ?? '0';
  assert.equal(parseInt(line), count, `${words} in ${JSON.stringify(losses)}`);
}

// Fails unless the words of a date name the year that it begins with, or give
// the expression as it is.
export function assertSaysYear(edtf, words) {
  const year = parseInt(/Y?-?\d+/.exec(edtf)?.[0].replace('Y', ''));
  if (Number.isNaN(year) || edtf.includes('X')) return;
  const shown = year > 0 ? `${year}` : `${1 - year} BCE`;
  // Thousands are set apart by a comma or a narrow space.
  const plain = words.replaceAll(/[,\u202f\u00a0]/g, '');
  assert.ok(plain.includes(shown) || plain.includes(edtf),
            `${edtf}: "${words}"`);
}
