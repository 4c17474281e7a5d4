// Graphviz draws what `annals export --format dot` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {
  exported, needProgram, scratchFile, succeed,
} from './support/annals.mjs';
import {
  hostile, HOSTILE_TITLES, hostileId, nothing, PART_FLAGS, seed,
} from './support/chronologies.mjs';
import {
  assertSaysYear, eventsDated, everyDate,
} from './support/dates.mjs';
import {assertDrawn} from './support/picture.mjs';

needProgram('dot', '-V');

// What Graphviz lays out: nodes by name, edges, and every text that it drew.
function laidOut(dot) {
  const {objects, edges = []} = JSON.parse(succeed('dot', ['-Tjson'], dot));
  const texts = [...objects, ...edges].map((one) => drawnText(one._ldraw_));
  return {objects, edges, texts};
}

// The words of one label. Lines that were broken are joined.
function drawnText(operations = []) {
  return operations.filter((one) => one.op === 'T')
      .map((one) => one.text).join(' ');
}

function assertPictureOf(dot, name) {
  const png = scratchFile('dot.png');
  succeed('dot', ['-Tpng', '-Gdpi=72', '-o', png], dot);
  assertDrawn(readFileSync(png), name);
}

test('Graphviz draws the seed chronology, its events and its links', () => {
  const {text, losses} = exported(seed, 'dot');
  const {edges, texts} = laidOut(text);
  assert.deepEqual(losses, []);
  assert.ok(texts.some((one) => one.includes('oil deliveries')));
  assert.ok(texts.some((one) => one.includes('some time in 2013')));
  assert.ok(edges.length > 90);
  assertPictureOf(text);
});

test('what is chosen is drawn with what its links name, in grey', () => {
  const {text} = exported(seed, 'dot', PART_FLAGS);
  assert.match(text, /color="#bbbbbb"/);
  assertPictureOf(text, 'dot');
});

test('every hostile title is drawn letter for letter', () => {
  const {text} = exported(hostile, 'dot');
  const {texts} = laidOut(text);
  assertPictureOf(text);
  // Words may be broken where they are longer than a line.
  const drawn = texts.map((one) => one.replaceAll(' ', ''));
  for (const title of HOSTILE_TITLES) {
    const wanted = title.replaceAll(' ', '');
    assert.ok(drawn.some((one) => one.startsWith(wanted)), title);
  }
});

test('an id with a colon is one node, not a port of another', () => {
  const {objects, edges} = laidOut(exported(hostile, 'dot').text);
  const at = objects.findIndex((one) => one.name === hostileId(5));
  assert.ok(at >= 0);
  assert.equal(edges.filter((one) => one.head === at).length, 1);
});

test('10,000 years to either side come back in words', () => {
  const all = everyDate();
  const {text, losses} = exported(eventsDated(all), 'dot');
  assert.deepEqual(losses, []);
  // Read but not laid out, which takes minutes for so many.
  const {objects} = JSON.parse(succeed('dot', ['-Tdot_json'], text));
  const labels = new Map(objects.map((one) => [one.name, one.label]));
  for (const {id, edtf} of all) {
    assertSaysYear(edtf, labels.get(id).replaceAll('\\n', ' '));
  }
});

test('nothing chosen is a file that opens', () => {
  assert.match(succeed('dot', ['-Tsvg'], exported(nothing, 'dot').text), /<svg/);
});
