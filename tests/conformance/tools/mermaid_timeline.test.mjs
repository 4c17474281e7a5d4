// Mermaid draws what `annals export --format mermaid-timeline` writes.
//
// SPDX-License-Identifier: Apache-2.0

import {test} from 'node:test';
import {exported} from './support/annals.mjs';
import {assertSays, textOf} from './support/browser.mjs';
import {hostile, HOSTILE_TITLES, seed} from './support/chronologies.mjs';
import {drawnByMermaid} from './support/mermaid.mjs';
import {assertDrawn} from './support/picture.mjs';

test('Mermaid draws the seed chronology', async () => {
  const {text} = exported(seed, 'mermaid-timeline', ['--title', 'Two states']);
  const page = await drawnByMermaid(text);
  assertSays(await textOf(page, 'svg'), 'Two states', 'some time in 2013',
             'China stops its oil deliveries to North Korea');
  assertDrawn(await page.locator('svg').screenshot());
});

test('every hostile title is drawn letter for letter', async () => {
  const {text} = exported(hostile, 'mermaid-timeline');
  const page = await drawnByMermaid(text);
  assertSays(await textOf(page, 'svg'), ...HOSTILE_TITLES);
});

test('a time of day keeps its colons', async () => {
  const {text} = exported(
      [{event: {id: 'a', title: 'A', when: {edtf: '2015-01-01T10:22:00Z'}}}],
      'mermaid-timeline');
  const page = await drawnByMermaid(text);
  assertSays(await textOf(page, 'svg'), '10:22:00');
});
