// ical.js reads what `annals export --format icalendar` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import ICAL from 'ical.js';
import {dates, exported} from './support/annals.mjs';
import {
  hostile, hostileId, HOSTILE_TITLES, link, seed,
} from './support/chronologies.mjs';
import {readICalendar} from './support/readers.mjs';

// The events by their UID.
function eventsOf(file) {
  return new Map(readICalendar(file).map((event) => [event.uid, event]));
}

function property(event, name) {
  return event.component.getFirstPropertyValue(name);
}

test('ical.js reads the seed chronology', () => {
  const {text, losses} = exported(seed, 'icalendar');
  const events = [...eventsOf({text}).values()];
  const oil = events.find(
      ({summary}) => summary.startsWith('China stops its oil'));
  assert.equal(oil.startDate.toString(), '2013-01-01');
  assert.equal(oil.endDate.toString(), '2014-01-01');
  assert.equal(property(oil, 'x-edtf'), '2013');
  const skipped = losses.find((loss) => loss.endsWith('a date left out'));
  assert.match(skipped, /^144 events/);
});

test('every hostile title is read letter for letter', () => {
  const events = eventsOf(exported(hostile, 'icalendar'));
  HOSTILE_TITLES.forEach((title, i) => {
    assert.equal(events.get(hostileId(i)).summary, title);
  });
  assert.ok(events.get(hostileId(0)).description.endsWith(
      hostile[0].event.description));
});

test('a date with commas is read without the escapes of a text', () => {
  const edtf = '[2013-02,2013-05]';
  const [event] = eventsOf(exported(
      [{event: {id: 'x', title: 'X', when: {edtf}}}], 'icalendar')).values();
  assert.equal(property(event, 'x-edtf'), edtf);
});

test('effects are related to their causes by the kind of the link', () => {
  const records = [
    {event: {id: 'a:1', title: 'A', when: {edtf: '2012'}}},
    {event: {id: 'b', title: 'B', when: {edtf: '2013'}}},
    link('l', ['a:1'], ['b'], {kind: 'TRIGGER'}),
  ];
  const event = eventsOf(exported(records, 'icalendar')).get('b');
  const related = event.component.getFirstProperty('related-to');
  assert.equal(related.getFirstValue(), 'a:1');
  assert.equal(related.getParameter('reltype'), 'X-TRIGGER');
  assert.equal(related.getParameter('x-annals-link'), 'l');
});

// A calendar must have a component.
test('of no events it reads a calendar with nothing but UTC', () => {
  const {text, losses} = exported(
      [{event: {id: 'x', title: 'X', when: {edtf: '-0043'}}}], 'icalendar');
  assert.deepEqual(losses, ['1 event outside the years 1 to 9999 left out']);
  const calendar = new ICAL.Component(ICAL.parse(text));
  assert.deepEqual(calendar.getAllSubcomponents().map(({name}) => name),
                   ['vtimezone']);
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone'));
  assert.equal(zone.utcOffset(ICAL.Time.fromDateString('1889-12-25')), 0);
});

// Years, months, days, seconds, seasons, sets and open ends, in the years that
// iCalendar has and beyond.
test('each date comes back the same, or its event is counted', () => {
  const expressions = [];
  for (const year of ['-9999', '-0043', '-0001', '0000', '0001', '0999', '1582',
                      '1970', '2013', '9998', '9999']) {
    for (const shape of ['', '?', '~', '%', '-03', '-02-28', '-12-31', '-21',
                         '/..', '-02-03T10:20:30Z', '-02-03T23:59:59-05:30']) {
      expressions.push(year + shape);
    }
  }
  const records = expressions.map(
      (edtf, i) => ({event: {id: `d${i}`, title: 'D', when: {edtf}}}));
  const {text, losses} = exported(records, 'icalendar');
  const events = eventsOf({text});
  let missing = 0;
  dates(expressions).forEach((date, i) => {
    const event = events.get(`d${i}`);
    if (event === undefined) {
      ++missing;
      return;
    }
    assert.equal(property(event, 'x-edtf'), date.in);
    assert.equal(whole(property(event, 'dtstart')), date.earliest_start);
    const end = property(event, 'dtend');
    assert.equal(end === null ? '+inf' : whole(end), date.latest_end);
  });
  const counted = losses.map((loss) => loss.match(/^(\d+) events? .*left out/))
      .reduce((sum, match) => sum + Number(match?.[1] ?? 0), 0);
  assert.equal(missing, counted);
  assert.ok(missing > 0 && events.size > 40);
});

// As `annals date` writes an instant; that of a date is the first of its day.
function whole({year, month, day, hour, minute, second}) {
  const [m, d, h, min, s] = [month, day, hour, minute, second].map(
      (part) => String(part).padStart(2, '0'));
  return `${String(year).padStart(4, '0')}-${m}-${d}T${h}:${min}:${s}Z`;
}
