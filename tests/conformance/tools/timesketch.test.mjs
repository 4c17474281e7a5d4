// What `annals export --format timesketch` writes keeps the rules of
// Timesketch's reader (read_and_validate_jsonl): it cannot be had here.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dates, exported, needProgram} from './support/annals.mjs';
import {
  hostile, hostileId, HOSTILE_TITLES, seed,
} from './support/chronologies.mjs';
import {readTimesketch} from './support/readers.mjs';

needProgram('python3');

test('the seed chronology is lines with whole date-times', () => {
  const {text, losses} = exported(seed, 'timesketch');
  const oil = readTimesketch({text}).find(
      ({message}) => message.startsWith('China stops its oil'));
  assert.equal(oil.read, '2013-01-01T00:00:00Z');
  assert.equal(oil.timestamp_desc, 'Earliest start');
  assert.ok(losses.some((loss) => loss === '144 events without a date left out'));
});

test('every hostile title is read letter for letter', () => {
  const lines = readTimesketch(exported(hostile, 'timesketch'));
  HOSTILE_TITLES.forEach((title, i) => {
    assert.equal(lines.find(({id}) => id === hostileId(i)).message, title);
  });
});

test('each date comes back the same, or its event is counted', () => {
  const expressions = ['-0043-03-15', '0000', '0001', '0999-12', '1969-07-20',
                       '2013', '2012/..', '2017-02-03T10:20:30Z', '9999-12-31'];
  const {text, losses} = exported(
      expressions.map(
          (edtf, i) => ({event: {id: `d${i}`, title: 'D', when: {edtf}}})),
      'timesketch');
  const lines = readTimesketch({text});
  dates(expressions).forEach((date, i) => {
    const line = lines.find(({id}) => id === `d${i}`);
    assert.equal(line === undefined, i < 2, date.in);
    if (line) assert.equal(line.read, date.earliest_start);
  });
  assert.deepEqual(
      losses, ['2 events left out without a bound from the year 1 to 9999']);
});
