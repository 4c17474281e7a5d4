// protoc decodes what `annals export --format perfetto` writes, and the slices
// keep the rules that Perfetto's documentation states: neither its UI nor its
// trace_processor can be had here.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported, needProgram} from './support/annals.mjs';
import {hostile, seed} from './support/chronologies.mjs';
import {field, numbers, packetsOf} from './support/perfetto.mjs';

needProgram('protoc');

// Slices on a track nest: none ends that has not begun, time never runs back,
// each flow goes out once and comes in once, later.
function assertSound(packets) {
  let last = 0n;
  const open = new Map();
  const flows = new Map();
  for (const packet of packets) {
    if (!packet.includes('track_event')) continue;
    const time = BigInt(field(packet, 'timestamp'));
    assert.ok(time >= last);
    last = time;
    const track = field(packet, 'track_uuid');
    const depth = open.get(track) ?? 0;
    const begins = field(packet, 'type') === 'TYPE_SLICE_BEGIN';
    assert.equal(depth, begins ? 0 : 1, 'slices of one track overlap');
    open.set(track, begins ? 1 : 0);
    for (const flow of numbers(packet, 'flow_ids')) {
      assert.ok(!flows.has(flow), 'a flow forks');
      flows.set(flow, time);
    }
    for (const flow of numbers(packet, 'terminating_flow_ids')) {
      assert.ok(flows.get(flow) < time, 'a flow runs back');
    }
  }
}

test('the seed chronology is slices on tracks that keep the rules', () => {
  const packets = packetsOf(exported(seed, 'perfetto').bytes);
  assertSound(packets);
  assert.ok(packets.some(
      (packet) => packet.includes('China stops its oil deliveries')));
  const tracks = packets.filter((packet) => packet.includes('uuid: 1\n'));
  assert.equal(field(tracks[0], 'name'), '"Annals"');
});

test('every hostile title is decoded, and the arrows keep the rules', () => {
  const packets = packetsOf(exported(hostile, 'perfetto').bytes);
  assertSound(packets);
  assert.ok(packets.some(
      (packet) => packet.includes('name: "\\": ; # < > | \\" % & ')));
});

test('arrows lead forward in time', () => {
  const year = (id, edtf) => ({event: {id, title: id, when: {edtf}}});
  const packets = packetsOf(exported([
    year('a', '2011'), year('b', '2012'), year('c', '2013'),
    {causal_link: {id: 'l', causes: ['a'], effects: ['b', 'c'], kind: 'CAUSE'}},
  ], 'perfetto').bytes);
  assertSound(packets);
  const a = packets.find((packet) => field(packet, 'name') &&
                                     packet.includes('name: "a"'));
  assert.deepEqual(numbers(a, 'flow_ids'), ['1', '2']);
});
