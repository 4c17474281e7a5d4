// Mermaid draws what `annals export --format mermaid-timeline` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported} from './support/annals.mjs';
import {assertSays, open, packageFile, textOf} from './support/browser.mjs';
import {
  hostile, HOSTILE_TITLES, nothing, seed, SEED_FLAGS, SEED_TITLE,
} from './support/chronologies.mjs';
import {
  assertSaysYear, eventsDated, everyDate,
} from './support/dates.mjs';
import {diagramsIn, drawnByMermaid} from './support/mermaid.mjs';
import {assertDrawn} from './support/picture.mjs';

test('Mermaid draws the seed chronology', async () => {
  const {text} = exported(seed, 'mermaid-timeline', SEED_FLAGS);
  const page = await drawnByMermaid(text, {width: 1800});
  assertSays(await textOf(page, 'svg'), SEED_TITLE, 'some time in 2013',
             'China stops its oil deliveries to North Korea');
  assertDrawn(await page.locator('svg').screenshot(), 'mermaid-timeline');
});

test('every hostile title is drawn letter for letter', async () => {
  const {text} = exported(hostile, 'mermaid-timeline');
  const page = await drawnByMermaid(text);
  assertDrawn(await page.screenshot());
  assertSays(await textOf(page, 'svg'), ...HOSTILE_TITLES);
});

test('a time of day keeps its colons', async () => {
  const {text} = exported(
      [{event: {id: 'a', title: 'A', when: {edtf: '2015-01-01T10:22:00Z'}}}],
      'mermaid-timeline');
  const page = await drawnByMermaid(text);
  assertSays(await textOf(page, 'svg'), '10:22:00');
});

test('10,000 years to either side come back in words', async () => {
  const all = everyDate();
  // More than Mermaid draws at once.
  for (let i = 0; i < all.length; i += 250) {
    const part = all.slice(i, i + 250);
    const {text} = exported(eventsDated(part), 'mermaid-timeline');
    const page = await drawnByMermaid(text);
    assertPeriods(part, await page.evaluate(
        () => window.diagram.db.getTasks().map(({task, events}) => (
          [task, ...events].map((one) => one.trim())))));
  }
});

test('what is too long for one diagram is drawn in several', async () => {
  const {text, losses} = exported(eventsDated(everyDate().flatMap(
      (one) => [one, {...one, id: `second-${one.id}`}])), 'mermaid-timeline');
  const parts = diagramsIn(text);
  assert.ok(parts.length > 1);
  assert.ok(losses[0].startsWith(`${parts.length} diagrams in a Markdown`));
  let events = 0;
  for (const {text} of parts) {
    const page = await open({
      scripts: [packageFile('mermaid/dist/mermaid.min.js')],
      data: text,
      script: `
        mermaid.initialize({startOnLoad: false});
        const {db} = await mermaid.mermaidAPI.getDiagramFromText(data);
        window.events = db.getTasks().flatMap(({events}) => events).length;
        window.drawn = true;`,
    });
    events += await page.evaluate(() => window.events);
  }
  assert.equal(events, 2 * everyDate().length);
});

// Fails unless each event stands under a period that says its year.
function assertPeriods(part, tasks) {
  const periods = new Map();
  for (const [period, ...ids] of tasks) {
    for (const id of ids) periods.set(id, period);
  }
  for (const {id, edtf} of part) {
    assert.ok(periods.has(id), edtf);
    assertSaysYear(edtf, periods.get(id));
  }
}

test('nothing chosen is a file that opens', async () => {
  const page = await drawnByMermaid(exported(nothing, 'mermaid-timeline').text);
  assert.equal(await page.locator('svg').count(), 1);
});
