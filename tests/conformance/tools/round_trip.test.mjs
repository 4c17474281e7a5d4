// Titles and dates come back from every format with room for values of one's
// own, as the tools' own readers read them.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dates, exported, needProgram} from './support/annals.mjs';
import {
  hostile, HOSTILE_TITLES, hostileId, nothing,
} from './support/chronologies.mjs';
import {eventsDated, everyDate} from './support/dates.mjs';
import {
  readCloudEvents, readCloudEventsProtobuf, readCsv, readGeoJson, readGexf,
  readGraphMl, readICalendar, readJsonLd, readKml, readPerfetto, readTimesketch,
} from './support/readers.mjs';
import {field, unescaped} from './support/perfetto.mjs';

for (const program of ['protoc', 'python3']) needProgram(program);

const BOUNDS = ['earliest_start', 'latest_start', 'earliest_end', 'latest_end'];
const CRM = 'http://www.cidoc-crm.org/cidoc-crm/';

// What each format brings back: a list of {id, title, description, edtf}, the
// four bounds by their names where the format has them, and `start` and `end`,
// what its own fields say of the earliest start and the latest end, in
// milliseconds; undefined where they say nothing.
const READERS = {
  'csv': readCsv,
  'geojson': (file) => readGeoJson(file).map(({properties}) => properties),
  'graphml': (file) => readGraphMl(file).nodes.filter(
      ({role}) => role === 'event'),
  'gexf': (file) => readGexf(file).nodes.filter(
      ({role}) => role === 'event').map((node) => (
        {...node, start: fromXsd10(node.start), end: fromXsd10(node.end)})),
  'kml': (file) => readKml(file).map(({properties}) => {
    const {timespan, timestamp} = properties;
    // A stamp is as long as it is precise, and is its own end.
    return {
      ...properties, start: fromXsd10(timespan?.begin ?? timestamp),
      // Of an end that is less precise than a second, its last day is meant.
      end: timespan?.end?.includes('T') ? fromXsd10(timespan.end) : undefined,
    };
  }),
  'icalendar': (file) => readICalendar(file).map((event) => {
    const value = (name) => event.component.getFirstPropertyValue(name);
    const end = value('dtend');
    return {
      id: event.uid, title: event.summary, description: event.description,
      edtf: value('x-edtf'), start: utc(value('dtstart')),
      end: end === null ? undefined : utc(end),
      ...Object.fromEntries(BOUNDS.map((name) => (
        [name, value(`x-annals-${name.replace('_', '-')}`)]))),
    };
  }),
  'json-ld': readTriples,
  'perfetto': (file) => readPerfetto(file).slices.map(({values}) => values),
  'timesketch': (file) => {
    const events = new Map();
    for (const line of readTimesketch(file)) {
      const event = events.get(line.id) ?? {...line, title: line.message};
      const name = /start$/i.test(line.timestamp_desc) ? 'start' : 'end';
      events.set(line.id, {...event, [name]: Date.parse(line.read)});
    }
    return [...events.values()];
  },
  'cloudevents': (file) => {
    // The SDK gives an event without a time the present one: so whether there
    // is one is asked of the file.
    const timed = new Set(JSON.parse(file.text).filter(
        ({time}) => time).map(({id}) => id));
    return readCloudEvents(file).map(({id, time, edtf, data: {event}}) => ({
      id, edtf, title: event?.title, description: event?.description,
      start: timed.has(id) ? Date.parse(time) : undefined,
    })).filter(({title}) => title);
  },
  'cloudevents-protobuf': (file) => readCloudEventsProtobuf(file)
      .split(/^ +event \{$/m).slice(1).map((event) => Object.fromEntries(
          ['id', 'title', 'description', 'edtf'].map(
              (name) => [name, field(event, name)]).filter(
              ([, text]) => text).map(
              ([name, text]) => [name, unescaped(text)]))),
};

// Which years a format can hold at all, if not all.
const COMMON_ERA = new Set(['icalendar', 'timesketch']);

async function readTriples(file) {
  const store = await readJsonLd(file);
  const value = (subject, predicate) => (
    subject && store.getObjects(subject, predicate, null)[0]?.value);
  return store.getSubjects('urn:annals:vocabulary#eventKind', null, null).map(
      (subject) => {
        const [time] = store.getObjects(
            subject, 'http://www.w3.org/2006/time#hasTime', null);
        return {
          id: subject.value.replace('urn:annals:record:', ''),
          title: value(subject, 'https://schema.org/name'),
          description: value(subject, 'https://schema.org/description'),
          edtf: value(time, 'urn:annals:vocabulary#edtf'),
          start: fromXsd11(value(time, `${CRM}P82a_begin_of_the_begin`)),
          end: fromXsd11(value(time, `${CRM}P82b_end_of_the_end`)),
        };
      });
}

// An xsd:dateTime, xsd:date, gYearMonth or gYear as JavaScript reads it: years
// that are not of four digits need six and a sign.
function fromXsd11(text) {
  if (!text) return undefined;
  const [, sign, year, rest] = /^(-?)(\d+)(.*)$/.exec(text);
  const isCommon = !sign && year.length === 4;
  return Date.parse(
      (isCommon ? year : (sign || '+') + year.padStart(6, '0')) + rest);
}

// There 44 BCE is -0044.
function fromXsd10(text) {
  if (!text) return undefined;
  assert.doesNotMatch(text, /^-?0000/);
  const [, sign, year, rest] = /^(-?)(\d+)(.*)$/.exec(text);
  if (!sign) return fromXsd11(text);
  const before = String(year - 1).padStart(4, '0');
  return fromXsd11((before === '0000' ? '' : '-') + before + rest);
}

// A time of ical.js, which has no years of less than four digits in Date.UTC().
function utc({year, month, day, hour, minute, second}) {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.setUTCHours(hour, minute, second);
}

const all = everyDate();
const dated = eventsDated(all);
const wanted = dates(all.map(({edtf}) => edtf));

for (const [format, read] of Object.entries(READERS)) {
  test(`${format}: nothing chosen is a file that opens`, async () => {
    assert.deepEqual(await read(exported(nothing, format)), []);
  });

  test(`${format}: every hostile title and text comes back`, async () => {
    const events = await read(exported(hostile, format));
    HOSTILE_TITLES.forEach((title, i) => {
      const event = events.find(({id}) => id === hostileId(i));
      assert.equal(event?.title, title);
      // In a calendar the date in words stands before it.
      if (event.description) {
        assert.ok(event.description.endsWith(hostile[i].event.description),
                  event.description);
      }
    });
  });

  test(`${format}: 10,000 years to either side come back`, async () => {
    const file = exported(dated, format);
    const events = new Map((await read(file)).map((one) => [one.id, one]));
    let missing = 0;
    let timed = 0;
    all.forEach(({id, edtf, start, end}, i) => {
      const event = events.get(id);
      if (!event) {
        ++missing;
        assert.ok(COMMON_ERA.has(format) || start === null, edtf);
        return;
      }
      assert.equal(event.edtf, edtf);
      for (const name of BOUNDS) {
        if (event[name]) assert.equal(event[name], wanted[i][name], edtf);
      }
      timed += event.start === undefined ? 0 : 1;
      if (event.start !== undefined) {
        assert.equal(event.start, start, `start of ${edtf}`);
      }
      if (event.end !== undefined) {
        assert.equal(event.end, end, `end of ${edtf}`);
      }
    });
    const counted = file.losses.map(
        (loss) => loss.match(/^(\d+) events? .*left out/)?.[1] ?? 0)
        .reduce((sum, count) => sum + Number(count), 0);
    assert.equal(missing, counted, file.losses.join('; '));
    // So that the comparison above is one.
    const first = events.values().next().value;
    assert.ok(BOUNDS.every((name) => first[name]) || timed > 200 ||
              format === 'cloudevents-protobuf');
  });
}
