// Cytoscape.js draws what `annals export --format cytoscape` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dates, exported} from './support/annals.mjs';
import {open, packageFile} from './support/browser.mjs';
import {
  hostile, HOSTILE_TITLES, hostileId, nothing, PART_FLAGS, seed,
} from './support/chronologies.mjs';
import {eventsDated, everyDate} from './support/dates.mjs';
import {assertDrawn} from './support/picture.mjs';

// As cytoscape.h says; the graph is `window.graph`.
async function drawn(records, flags) {
  const {text, losses} = exported(records, 'cytoscape', flags);
  assert.deepEqual(losses, []);
  return open({
    body: '<div id="root" style="width: 980px; height: 580px"></div>',
    scripts: [packageFile('cytoscape/dist/cytoscape.min.js')],
    data: JSON.parse(text),
    script: `
      window.graph = cytoscape(
          {container: document.getElementById('root'), ...data});
      window.graph.ready(() => {
        requestAnimationFrame(() => requestAnimationFrame(() => {
          window.drawn = true;
        }));
      });`,
  });
}

// Every label that is drawn: on a canvas, so asked of the graph's style.
function labelsOf(page) {
  return page.evaluate(() => window.graph.nodes('[label]').map(
      (node) => node.style('label')));
}

test('Cytoscape.js draws the seed chronology', async () => {
  const page = await drawn(seed);
  const labels = await labelsOf(page);
  assert.ok(labels.includes(
      'China stops its oil deliveries to North Korea\nsome time in 2013'));
  const edges = await page.evaluate(() => window.graph.edges().length);
  assert.ok(edges > 90);
  assertDrawn(await page.screenshot());
});

test('what is chosen is drawn with what its links name, in grey', async () => {
  const page = await drawn(seed, PART_FLAGS);
  const others = await page.evaluate(
      () => window.graph.nodes('.event.other').length);
  assert.ok(others > 0);
  assertDrawn(await page.screenshot(), 'cytoscape');
});

test('every hostile title is drawn letter for letter', async () => {
  const page = await drawn(hostile);
  const labels = await labelsOf(page);
  assertDrawn(await page.screenshot());
  for (const title of HOSTILE_TITLES) {
    assert.ok(labels.includes(`${title}\nsome time in 2013`), title);
  }
});

test('joint causes meet, links may be causes, fears are dashed', async () => {
  const page = await drawn(hostile);
  const seen = await page.evaluate(() => ({
    joint: window.graph.$('#joint').incomers('node').length,
    onward: window.graph.$('#plain').outgoers('node').map((one) => one.id()),
    dashed: window.graph.edges('.unasserted').map((one) => (
      one.style('line-style'))),
    bars: window.graph.edges('[link = "about-a-link"].opposes').map(
        (one) => one.style('target-arrow-shape')),
  }));
  assert.equal(seen.joint, 2);
  assert.deepEqual(seen.onward.sort(), ['h1', hostileId(5)].sort());
  assert.deepEqual(seen.dashed, ['dashed']);
  assert.deepEqual(seen.bars, ['tee']);
});

test('10,000 years to either side come back', async () => {
  const all = everyDate();
  const page = await drawn(eventsDated(all));
  const nodes = await page.evaluate(() => Object.fromEntries(
      window.graph.nodes().map((node) => [node.id(), {
        ...node.data(),
        start: Date.parse(node.data('earliest_start')),
        end: Date.parse(node.data('latest_end')),
      }])));
  const wanted = dates(all.map((one) => one.edtf));
  all.forEach(({id, edtf, start, end}, i) => {
    const node = nodes[id];
    assert.equal(node.edtf, edtf);
    for (const bound of ['earliest_start', 'latest_start', 'earliest_end',
                         'latest_end']) {
      assert.equal(node[bound], wanted[i][bound], `${bound} of ${edtf}`);
    }
    if (start !== null) assert.equal(node.start, start, edtf);
    if (end !== null) assert.equal(node.end, end, edtf);
  });
});

test('nothing chosen is a file that opens', async () => {
  assert.deepEqual(await labelsOf(await drawn(nothing)), []);
});
