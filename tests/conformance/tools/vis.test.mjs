// vis-timeline draws what `annals export --format vis` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported} from './support/annals.mjs';
import {
  assertSays, open, packageFile, textOf, textsOf,
} from './support/browser.mjs';
import {
  hostile, HOSTILE_TITLES, nothing, seed,
} from './support/chronologies.mjs';
import {assertCounted, eventsDated, everyDate} from './support/dates.mjs';
import {assertDrawn} from './support/picture.mjs';

// As vis.h says, and waiting: until its first draw all items are hidden.
function drawn(records, script = '') {
  const {text, losses} = exported(records, 'vis');
  const page = open({
    styles: [packageFile('vis-timeline/styles/vis-timeline-graph2d.min.css')],
    scripts: [packageFile(
        'vis-timeline/standalone/umd/vis-timeline-graph2d.js')],
    data: JSON.parse(text),
    width: 1200,
    height: 900,
    script: `
      document.head.appendChild(document.createElement('style'))
          .textContent = data.css;
      window.timeline = new vis.Timeline(
          document.getElementById('root'), new vis.DataSet(data.items),
          new vis.DataSet(data.groups), {
            ...data.options,
            onInitialDrawComplete: () => { window.drawn = true; },
          });
      ${script}`,
  });
  return page.then((page) => ({page, losses, data: JSON.parse(text)}));
}

test('vis-timeline draws the seed chronology', async () => {
  const {page, losses, data} = await drawn(seed);
  assert.match(losses.join('\n'), /events without a date left out/);
  const texts = await textsOf(page, '.vis-item-content');
  assert.equal(texts.length, data.items.length);
  assert.ok(texts.includes('China stops its oil deliveries to North Korea'));
  assertSays(await textOf(page, '.vis-labelset'), 'occurrence');
  assertSays(await textOf(page, '.vis-time-axis'), '2015');
  assertDrawn(await page.locator('.vis-timeline').screenshot(), 'vis');
});

test('every hostile title is drawn letter for letter', async () => {
  const {page} = await drawn(hostile);
  const texts = await textsOf(page, '.vis-item-content');
  for (const title of HOSTILE_TITLES) {
    assert.ok(texts.includes(title.trim()), title);
  }
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assertDrawn(await page.screenshot());
});

test('fuzzy ends are drawn fuzzy', async () => {
  const {page} = await drawn([
    {event: {id: 'a', title: 'A', when: {edtf: '2003/2007'}}},
    {event: {id: 'b', title: 'B', when: {edtf: '2005~'}}},
    {event: {id: 'c', title: 'C', when: {edtf: '2005/..'}}},
  ]);
  const backgroundOf = (selector, pseudo) => page.evaluate(
      ([selector, pseudo]) => getComputedStyle(
          document.querySelector(selector), pseudo).backgroundImage,
      [selector, pseudo]);
  assert.match(await backgroundOf('.vis-item.partly'), /linear-gradient/);
  assert.match(await backgroundOf('.open-end', '::after'), /linear-gradient/);
  const edge = await page.evaluate(
      () => getComputedStyle(
          document.querySelector('.approximate')).borderInlineStyle);
  assert.equal(edge, 'double');
});

test('vis-timeline reads 44 BCE as 44 BCE', async () => {
  const {page} = await drawn(
      [{event: {id: 'ides', title: 'Ides', when: {edtf: '-0043-03-15'}}}]);
  const start = await page.evaluate(
      () => window.timeline.itemSet.items.ides.data.start.valueOf());
  assert.equal(new Date(start).toISOString(), '-000043-03-15T00:00:00.000Z');
});

test('10,000 years to either side come back or are counted', async () => {
  const all = everyDate();
  const {page, losses} = await drawn(eventsDated(all));
  const items = await page.evaluate(() => Object.fromEntries(
      Object.entries(window.timeline.itemSet.items).map(([id, {data}]) => [
        id, {start: data.start.valueOf(), end: data.end.valueOf(),
             classes: data.className},
      ])));
  let open = 0;
  for (const {id, edtf, start, end} of all) {
    if (start === null && end === null) continue;
    const item = items[id];
    if (start !== null) assert.equal(item.start, start, `start of ${edtf}`);
    if (end !== null) assert.equal(item.end, end, `end of ${edtf}`);
    assert.equal(item.classes.includes('open-start'), start === null, edtf);
    assert.equal(item.classes.includes('open-end'), end === null, edtf);
    open += (start === null) + (end === null);
  }
  assertCounted(losses, /open end/, open);
  assertCounted(losses, /without a bound/, 1);
});

test('nothing chosen is a file that opens', async () => {
  const {data} = await drawn(nothing);
  assert.deepEqual(data.items, []);
});
