// A Perfetto trace as protoc decodes it.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {decoded} from './schema.mjs';

// The fields that we write; or Perfetto's own schema, which is too large to
// keep here, where somebody has it: protos/perfetto/trace/perfetto_trace.proto.
const schema = process.env.ANNALS_PERFETTO_SCHEMA ?? 'perfetto.proto';

// The packets in text format.
export function packetsOf(bytes) {
  const text = decoded(schema, 'perfetto.protos.Trace', bytes);
  assert.doesNotMatch(text, /^\s*\d+[:\s]/m, 'a field that is not known');
  return text.split(/^packet \{$/m).slice(1);
}

// The first value of that name, a text in its quotation marks.
export function field(packet, name) {
  return packet.match(new RegExp(`^ +${name}: (.*)$`, 'm'))?.[1];
}

// All numbers of that name.
export function numbers(packet, name) {
  return [...packet.matchAll(new RegExp(`^ +${name}: (\\d+)$`, 'mg'))].map(
      (match) => match[1]);
}

// What a text of protobuf's text format says: bytes of UTF-8 in octal.
export function unescaped(quoted) {
  const bytes = [];
  const escapes = {n: '\n', t: '\t', r: '\r'};
  for (const [, octal, letter, plain] of quoted.slice(1, -1).matchAll(
           /\\([0-7]{3})|\\(.)|([^\\])/gsu)) {
    if (octal) bytes.push(parseInt(octal, 8));
    else bytes.push(...Buffer.from(escapes[letter] ?? letter ?? plain));
  }
  return Buffer.from(bytes).toString('utf8');
}

// {tracks: names by their number, slices}: a slice is {id, text, track, from,
// to, flowsOut, flowsIn, values}, where `to` is null if it does not end and
// `values` are its arguments by name.
export function traceOf(bytes) {
  const tracks = new Map();
  const slices = [];
  const open = new Map();
  for (const packet of packetsOf(bytes)) {
    if (packet.includes('track_descriptor')) {
      tracks.set(field(packet, 'uuid'), unescaped(field(packet, 'name')));
    }
    if (!packet.includes('track_event')) continue;
    const track = field(packet, 'track_uuid');
    const at = Number(field(packet, 'timestamp'));
    if (field(packet, 'type') !== 'TYPE_SLICE_BEGIN') {
      open.get(track).to = at;
      continue;
    }
    const values = Object.fromEntries([...packet.matchAll(
        /^ +string_value: (".*")\n +name: (".*")$/mg)].map(
        ([, value, name]) => [unescaped(name), unescaped(value)]));
    const slice = {
      id: values.id, track, from: at, to: null, values,
      text: unescaped(packet.match(/^ {4}name: (.*)$/m)[1]),
      flowsOut: numbers(packet, 'flow_ids'),
      flowsIn: numbers(packet, 'terminating_flow_ids'),
    };
    open.set(track, slice);
    slices.push(slice);
  }
  return {tracks, slices};
}
