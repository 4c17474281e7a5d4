// The CloudEvents SDK and protoc read what `annals export` writes for them.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported, needProgram} from './support/annals.mjs';
import {
  hostile, hostileId, HOSTILE_TITLES, link, seed,
} from './support/chronologies.mjs';
import {
  readCloudEvents, readCloudEventsProtobuf,
} from './support/readers.mjs';

needProgram('protoc');

// The events of a batch as the SDK receives one, each valid.
function eventsOf(file) {
  const events = readCloudEvents(file);
  for (const event of events) assert.ok(event.validate());
  return new Map(events.map((event) => [event.id, event]));
}

const chain = [
  {event: {id: 'a', title: 'A', when: {edtf: '1953~'}}},
  {event: {id: 'b', title: 'B', when: {edtf: '-0043'}}},
  link('l', ['a'], ['b']),
];

test('the SDK receives the seed chronology as a batch', () => {
  const events = eventsOf(exported(seed, 'cloudevents'));
  const oil = [...events.values()].find(
      ({data}) => data.event?.title.startsWith('China stops its oil'));
  assert.equal(oil.type, 'annals.v1.Event');
  assert.equal(oil.time, '2013-01-01T00:00:00Z');
  assert.equal(oil.edtf, '2013');
  const types = new Set([...events.values()].map(({type}) => type));
  assert.deepEqual([...types].sort(), [
    'annals.v1.CausalLink', 'annals.v1.Entity', 'annals.v1.Event',
    'annals.v1.Source',
  ]);
});

test('every hostile title is received letter for letter', () => {
  const events = eventsOf(exported(hostile, 'cloudevents'));
  HOSTILE_TITLES.forEach((title, i) => {
    assert.deepEqual(events.get(hostileId(i)).data,
                     {event: hostile[i].event});
  });
});

test('an effect names its cause, and what is tied correlates', () => {
  const events = eventsOf(exported(chain, 'cloudevents'));
  assert.equal(events.get('b').causationid, 'a');
  assert.equal(events.get('b').correlationid, events.get('a').correlationid);
});

test('a date BCE is in no time, but in edtf, and counted', () => {
  const {text, losses} = exported(chain, 'cloudevents');
  const batch = JSON.parse(text);
  const [about, caesar] = ['a', 'b'].map(
      (wanted) => batch.find(({id}) => id === wanted));
  assert.equal(about.time, '1953-01-01T00:00:00Z');
  assert.equal(caesar.time, undefined);
  assert.equal(caesar.edtf, '-0043');
  assert.match(losses[0], /^1 event without the attribute time/);
});

test('protoc decodes the batch in protobuf, records and all', () => {
  const text = readCloudEventsProtobuf(
      exported(chain, 'cloudevents-protobuf'));
  assert.match(text, /ce_timestamp \{\s+seconds: -536457600\s+\}/);
  assert.match(text, /ce_uri: "type.googleapis.com.annals.v1.Record"/);
  assert.match(text, /type_url: "type.googleapis.com.annals.v1.Record"/);
  assert.match(text, /causes: "a"/);
});

test('protoc decodes every hostile title, and no field is unknown', () => {
  const text = readCloudEventsProtobuf(
      exported(hostile, 'cloudevents-protobuf'));
  assert.ok(text.includes('title: "\\": ; # < > | \\" % & '));
  assert.doesNotMatch(text, /^\s*\d+[:\s]/m);
});
