// Mermaid draws what `annals export --format mermaid-flowchart` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported, run, storeOf} from './support/annals.mjs';
import {
  assertSays, open, packageFile, textOf, textsOf,
} from './support/browser.mjs';
import {
  hostile, HOSTILE_TITLES, link, nothing, PART_FLAGS, seed, SEED_FLAGS,
  SEED_TITLE,
} from './support/chronologies.mjs';
import {
  assertSaysYear, eventsDated, everyDate,
} from './support/dates.mjs';
import {diagramsIn, drawnByMermaid} from './support/mermaid.mjs';
import {assertDrawn} from './support/picture.mjs';

// The labels of the nodes as Mermaid reads them, not drawn.
async function labelsReadBy(diagram) {
  const page = await open({
    scripts: [packageFile('mermaid/dist/mermaid.min.js')],
    data: diagram,
    script: `
      mermaid.initialize({startOnLoad: false});
      const {db} = await mermaid.mermaidAPI.getDiagramFromText(data);
      window.labels = [...db.getVertices().values()].map((one) => one.text);
      window.drawn = true;`,
  });
  return page.evaluate(() => window.labels);
}

function chain(length, name = '') {
  const id = (i) => `${name}e${i}`;
  return [
    ...Array.from({length: length + 1}, (_, i) => (
      {event: {id: id(i), title: id(i)}})),
    ...Array.from({length}, (_, i) => (
      link(`${name}l${i}`, [id(i)], [id(i + 1)]))),
  ];
}

test('Mermaid draws the seed chronology', async () => {
  const {text, losses} = exported(
      seed, 'mermaid-flowchart', SEED_FLAGS);
  assert.deepEqual(losses, []);
  const page = await drawnByMermaid(text, {width: 1400});
  assertSays(await textOf(page, 'svg'), SEED_TITLE, 'contribute', 'feared',
             'China stops its oil deliveries to North Korea',
             'some time in 2013');
  assertDrawn(await page.locator('svg').screenshot());
});

test('what is chosen is drawn with what its links name, in grey', async () => {
  const {text} = exported(seed, 'mermaid-flowchart', PART_FLAGS);
  const page = await drawnByMermaid(text, {width: 1400});
  assert.ok(await page.locator('.node.other').count() > 0);
  assertDrawn(await page.locator('svg').screenshot(), 'mermaid-flowchart');
});

test('every hostile title is drawn letter for letter', async () => {
  const page = await drawnByMermaid(
      exported(hostile, 'mermaid-flowchart').text);
  const labels = await textsOf(page, '.node .nodeLabel');
  for (const title of HOSTILE_TITLES) {
    assert.ok(labels.includes(`${title}some time in 2013`), title);
  }
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assertDrawn(await page.screenshot());
});

test('links that nobody asserts are dashed, joint causes meet', async () => {
  const page = await drawnByMermaid(
      exported(hostile, 'mermaid-flowchart').text);
  const edges = await page.evaluate(() => window.diagram.db.getEdges().map(
      (one) => `${one.start} ${one.stroke} ${one.type} ${one.end}`));
  // Two by way of the link that is a cause, one of the fear, three of the joint
  // causes, one that prevents.
  assert.equal(edges.length, 7);
  assert.equal(edges.filter((one) => /dotted/.test(one)).length, 1);
  assert.equal(edges.filter((one) => /arrow_cross/.test(one)).length, 1);
});

test('500 tied edges are drawn, 501 are refused', async () => {
  const {text} = exported(chain(500), 'mermaid-flowchart');
  assert.equal(text.match(/-->/g).length, 500);
  const {status, stderr} = run(
      process.env.ANNALS,
      ['export', storeOf(chain(501)), '--format', 'mermaid-flowchart']);
  assert.equal(status, 2);
  assert.match(stderr, /501 edges for 502 nodes .*draws at most 500/);
});

test('chains too many for one diagram are read from several', async () => {
  const many = Array.from({length: 6}, (_, i) => chain(99, `c${i}-`)).flat();
  const {text, losses} = exported(many, 'mermaid-flowchart');
  assert.match(losses[0], /^2 diagrams in a Markdown file/);
  const parts = diagramsIn(text);
  assert.deepEqual(parts.map(({heading}) => heading), ['1 of 2', '2 of 2']);
  // It counts edges as it reads; six hundred nodes take it long to lay out.
  const labels = [];
  for (const {text} of parts) labels.push(...await labelsReadBy(text));
  assert.equal(new Set(labels).size, 600);
});

test('10,000 years to either side come back in words', async () => {
  const all = everyDate();
  // More than Mermaid lays out in a moment.
  for (let i = 0; i < all.length; i += 300) {
    const part = all.slice(i, i + 300);
    const {text} = exported(eventsDated(part), 'mermaid-flowchart');
    const labels = await labelsReadBy(text);
    for (const {id, edtf} of part) {
      const label = labels.find((one) => one.startsWith(`${id}<br>`));
      assert.ok(label, edtf);
      assertSaysYear(edtf, label.slice(id.length));
    }
  }
});

test('nothing chosen is a file that opens', async () => {
  const page = await drawnByMermaid(exported(nothing, 'mermaid-flowchart').text);
  assert.equal(await page.locator('svg').count(), 1);
});
