// graphology and xmllint read what `annals export --format graphml` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MultiDirectedGraph} from 'graphology';
import graphml from 'graphology-graphml';
import {exported, needProgram} from './support/annals.mjs';
import {
  hostile, HOSTILE_TITLES, hostileId, link, nothing, seed,
} from './support/chronologies.mjs';
import {assertValidXml, faultsOf} from './support/schema.mjs';

needProgram('xmllint');

// The graph; `nodeOf` finds a node by the record's id.
function graphOf(text) {
  const graph = graphml.parse(MultiDirectedGraph, text);
  graph.nodeOf = (id) => graph.findNode((_, data) => data.id === id);
  return graph;
}

test('graphology reads the seed chronology, its events and its links', () => {
  const {text, losses} = exported(seed, 'graphml');
  assertValidXml('graphml.xsd', text);
  const graph = graphOf(text);
  const oil = graph.findNode(
      (_, data) => data.label?.startsWith('China stops its oil'));
  assert.equal(graph.getNodeAttribute(oil, 'edtf'), '2013');
  assert.ok(graph.size > 90);
  assert.deepEqual(losses, []);
});

test('every hostile title and description is read letter for letter', () => {
  const {text} = exported(hostile, 'graphml');
  assertValidXml('graphml.xsd', text);
  const graph = graphOf(text);
  HOSTILE_TITLES.forEach((title, i) => {
    const node = graph.nodeOf(hostileId(i));
    assert.equal(graph.getNodeAttribute(node, 'title'), title);
  });
  const event = hostile[0].event;
  assert.equal(graph.getNodeAttribute(graph.nodeOf(event.id), 'description'),
               event.description);
});

test('links have their kinds; joint causes meet in a node', () => {
  const graph = graphOf(exported(hostile, 'graphml').text);
  const joint = graph.nodeOf('joint');
  assert.equal(graph.getNodeAttribute(joint, 'combination'), 'joint');
  assert.equal(graph.inDegree(joint), 2);
  const feared = graph.findEdge((_, data) => data.link === 'feared');
  assert.equal(graph.getEdgeAttribute(feared, 'mark'), 'feared');
  const prevent = graph.findEdge((_, data) => data.kind === 'prevent');
  assert.equal(graph.source(prevent), graph.nodeOf('plain'));
});

test('no edge dangles when only some events are chosen', () => {
  const records = [
    {event: {id: 'a', title: 'A', tags: ['in']}}, {event: {id: 'b', title: 'B'}},
    link('l', ['a'], ['b']),
  ];
  const {text} = exported(records, 'graphml', ['--all', '--tag', 'in']);
  assertValidXml('graphml.xsd', text);
  const graph = graphOf(text);
  assert.equal(graph.getNodeAttribute('b', 'role'), 'named');
  assert.match(faultsOf('graphml.xsd', text.replace('<node id="b"', '<node id="c"')),
               /keyref/);
});

test('nothing chosen is a file that opens', () => {
  assertValidXml('graphml.xsd', exported(nothing, 'graphml').text);
});
