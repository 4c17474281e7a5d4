// Python's csv module reads what `annals export --format csv` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported, needProgram} from './support/annals.mjs';
import {
  hostile, hostileId, HOSTILE_TITLES, seed,
} from './support/chronologies.mjs';
import {readCsv} from './support/readers.mjs';

needProgram('python3');

test('Python reads the seed chronology, a row for each event', () => {
  const {text, losses} = exported(seed, 'csv');
  const rows = readCsv({text});
  const oil = rows.find((row) => row.title.startsWith('China stops its oil'));
  assert.equal(oil.edtf, '2013');
  assert.equal(oil.date, 'some time in 2013');
  assert.equal(oil.latest_end, '2014-01-01T00:00:00Z');
  assert.deepEqual(losses, ['93 causal links left out']);
});

test('every hostile title and description is read letter for letter', () => {
  const rows = readCsv(exported(hostile, 'csv'));
  const titles = new Map(rows.map((row) => [row.id, row.title]));
  HOSTILE_TITLES.forEach((title, i) => {
    assert.equal(titles.get(hostileId(i)), title);
  });
  const event = hostile[0].event;
  assert.equal(rows.find((row) => row.id === event.id).description,
               event.description);
});
