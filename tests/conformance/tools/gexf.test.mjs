// graphology and GEXF's schema read what `annals export --format gexf` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MultiDirectedGraph} from 'graphology';
import gexf from 'graphology-gexf';
import {exported, needProgram} from './support/annals.mjs';
import {
  hostile, HOSTILE_TITLES, hostileId, nothing, seed,
} from './support/chronologies.mjs';
import {assertValidXml, faultsOf} from './support/schema.mjs';

needProgram('xmllint');

const SCHEMA = 'gexf-1.3/gexf.xsd';

// It reads no time (version 0.13), so that the times are told by the file.
function graphOf(text) {
  return gexf.parse(MultiDirectedGraph, text);
}

function eventDated(edtf) {
  return [{event: {id: 'x', title: 'X', when: {edtf}}}];
}

test('graphology reads the seed chronology, its events and its links', () => {
  const {text} = exported(seed, 'gexf');
  assertValidXml(SCHEMA, text);
  const graph = graphOf(text);
  const oil = graph.findNode(
      (_, data) => data.label?.startsWith('China stops its oil'));
  assert.equal(graph.getNodeAttribute(oil, 'edtf'), '2013');
  assert.ok(graph.size > 90);
});

test('every hostile title and description is read letter for letter', () => {
  const {text} = exported(hostile, 'gexf');
  assertValidXml(SCHEMA, text);
  const graph = graphOf(text);
  HOSTILE_TITLES.forEach((title, i) => {
    assert.equal(graph.getNodeAttribute(hostileId(i), 'label'), title);
  });
  // Line ends and tabs in an attribute's value too.
  const event = hostile[0].event;
  assert.equal(graph.getNodeAttribute(event.id, 'description'),
               event.description);
});

test('months, years BCE, the year 0 and open ends are valid times', () => {
  for (const [edtf, written] of Object.entries({
    '2016-03': 'start="2016-03-01T00:00:00Z" end="2016-04-01T00:00:00Z"',
    '-0043-03-15': 'start="-0044-03-15T00:00:00Z"',
    '0000': 'start="-0001-01-01T00:00:00Z" end="0001-01-01T00:00:00Z"',
    'Y12000': 'start="12000-01-01T00:00:00Z"',
    '2012/..': '<node id="x" label="X" start="2012-01-01T00:00:00Z">',
  })) {
    const {text} = exported(eventDated(edtf), 'gexf');
    assertValidXml(SCHEMA, text);
    assert.ok(text.includes(written), `${edtf}: ${text}`);
  }
});

test('the schema would see a month for a time, and a year 0', () => {
  const {text} = exported(eventDated('2016-03'), 'gexf');
  const start = 'start="2016-03-01T00:00:00Z"';
  assert.match(faultsOf(SCHEMA, text.replace(start, 'start="2016-03"')),
               /2016-03/);
  assert.match(
      faultsOf(SCHEMA, text.replace(start, 'start="0000-01-01T00:00:00Z"')),
      /0000/);
});

test('nothing chosen is a file that opens', () => {
  assertValidXml(SCHEMA, exported(nothing, 'gexf').text);
});
