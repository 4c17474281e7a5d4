// TimelineJS draws what `annals export --format timelinejs-csv` writes.
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

async function drawn(records, flags) {
  const {text, losses} = exported(records, 'timelinejs-csv', flags);
  return {page: await drawnByTimelineJs({csv: text}), losses};
}

test('TimelineJS draws the seed chronology', async () => {
  const {page} = await drawn(seed, SEED_FLAGS);
  assertSays(await textOf(page, '.tl-storyslider'), SEED_TITLE,
             'China stops its oil deliveries to North Korea',
             'some time in 2013');
  assertDrawn(await page.screenshot());
});

test('every hostile title is drawn letter for letter', async () => {
  const {page} = await drawn(hostile);
  const titles = await textsOf(page, '.tl-slide h2.tl-headline');
  for (const title of HOSTILE_TITLES) assert.ok(titles.includes(title), title);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assertDrawn(await page.screenshot());
});

test('no cell begins like a formula, save a year with a minus', () => {
  const {text} = exported(hostile, 'timelinejs-csv');
  assert.doesNotMatch(text, /(^|,)"?[=+@]/m);
});

test('10,000 years to either side come back or are counted', async () => {
  const all = everyDate();
  const {page, losses} = await drawn(eventsDated(all));
  const changed = assertSlideDates(all, await slidesOf(page));
  assertCounted(losses, /leap day/, changed);
});

test('nothing chosen is a file of which TimelineJS says so', async () => {
  const {page} = await drawn(nothing);
  assertSays(await textOf(page, '#root'), 'has no events');
});
