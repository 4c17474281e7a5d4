// TimelineJS draws what `annals export --format timelinejs` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported} from './support/annals.mjs';
import {assertSays, textOf, textsOf} from './support/browser.mjs';
import {
  hostile, HOSTILE_TITLES, nothing, seed, SEED_FLAGS, SEED_TITLE,
} from './support/chronologies.mjs';
import {assertCounted, eventsDated, everyDate} from './support/dates.mjs';
import {assertDrawn} from './support/picture.mjs';
import {
  assertSlideDates, drawnByTimelineJs, slidesOf,
} from './support/timelinejs.mjs';

async function drawn(records, flags, slide = 0) {
  const {text, losses} = exported(records, 'timelinejs', flags);
  const json = JSON.parse(text);
  return {page: await drawnByTimelineJs({json, slide}), losses};
}

test('TimelineJS draws the seed chronology', async () => {
  const {page, losses} = await drawn(seed, SEED_FLAGS, 4);
  assert.match(losses.join('\n'), /events without a date left out/);
  assertSays(await textOf(page, '.tl-storyslider'), SEED_TITLE,
             'China stops its oil deliveries to North Korea',
             'some time in 2013', 'from about 2012');
  assertSays(await textOf(page, '.tl-timenav'), 'Turn to Asia in policy');
  assertSays(await textOf(page, '.tl-timeaxis'), '2015');
  assertDrawn(await page.screenshot(), 'timelinejs');
});

test('every hostile title is drawn letter for letter', async () => {
  const {page} = await drawn(hostile);
  const titles = await textsOf(page, '.tl-slide h2.tl-headline');
  for (const title of HOSTILE_TITLES) assert.ok(titles.includes(title), title);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assertDrawn(await page.screenshot());
});

test('44 BCE is shown as 44 BCE and stands before the common era', async () => {
  const {page} = await drawn(eventsDated([
    {id: 'ides', edtf: '-0043-03-15'}, {id: 'first', edtf: '0001'},
  ]));
  assertSays(await textOf(page, '.tl-storyslider'), '15 March 44 BCE');
  const [ides, first] = await slidesOf(page);
  assert.deepEqual(ides.id, 'ides');
  assert.deepEqual(ides.start.year, -44);
  assert.deepEqual(first.id, 'first');
});

test('10,000 years to either side come back or are counted', async () => {
  const all = everyDate();
  const {page, losses} = await drawn(eventsDated(all));
  const changed = assertSlideDates(all, await slidesOf(page));
  assertCounted(losses, /leap day/, changed);
  const open = (one) => (one.start === null) !== (one.end === null);
  assertCounted(losses, /^\d+ open ends? /,
                all.filter((one) => open(one) && one.end === null).length);
  assertCounted(losses, /open start/,
                all.filter((one) => open(one) && one.start === null).length);
  assertCounted(losses, /qualified/, all.filter((one) => one.qualified).length);
  assertCounted(losses, /left out without a bound/, 1);
});

test('nothing chosen is a file of which TimelineJS says so', async () => {
  const {page} = await drawn(nothing);
  assertSays(await textOf(page, '#root'), 'has no events');
});
