// Mermaid draws what `annals export --format mermaid-gantt` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported} from './support/annals.mjs';
import {assertSays, textOf, textsOf} from './support/browser.mjs';
import {
  hostile, HOSTILE_TITLES, nothing, seed, SEED_FLAGS, SEED_TITLE,
} from './support/chronologies.mjs';
import {
  assertCounted, commonDates, eventsDated, everyDate,
} from './support/dates.mjs';
import {diagramsIn, drawnByMermaid} from './support/mermaid.mjs';
import {assertDrawn} from './support/picture.mjs';

// The bars as Mermaid read them: {id, start, end} in milliseconds. The id is
// the title, before the date in words.
function tasksOf(page) {
  return page.evaluate(() => window.diagram.db.getTasks().map((one) => ({
    id: one.task.split(' ')[0],
    start: one.startTime.getTime(),
    end: one.endTime.getTime(),
    local: [one.startTime, one.endTime].map(
        (at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(),
                         at.getHours(), at.getMinutes(), at.getSeconds())),
  })));
}

function assertSameDates(all, tasks, boundsOf) {
  const byId = new Map(tasks.map((one) => [one.id, one]));
  for (const {id, edtf, start, end} of all) {
    if (start === null && end === null) continue;
    const found = boundsOf(byId.get(id));
    if (start !== null) assert.equal(found[0], start, `start of ${edtf}`);
    if (end !== null) assert.equal(found[1], end, `end of ${edtf}`);
  }
}

test('Mermaid draws the seed chronology', async () => {
  const {text} = exported(seed, 'mermaid-gantt', SEED_FLAGS);
  const page = await drawnByMermaid(text, {width: 1400});
  assertSays(await textOf(page, 'svg'), SEED_TITLE, 'occurrence', 'forecast:',
             'China stops its oil deliveries to North Korea ' +
                 '(some time in 2013)', '2015');
  assertDrawn(await page.locator('svg').screenshot(), 'mermaid-gantt');
});

test('every hostile title is drawn letter for letter', async () => {
  const {text} = exported(hostile, 'mermaid-gantt');
  const page = await drawnByMermaid(text);
  assertDrawn(await page.screenshot());
  const texts = await textsOf(page, 'svg text');
  for (const title of HOSTILE_TITLES) {
    const wanted = `${title} (some time in 2013)`.replace(/\s+/g, ' ');
    assert.ok(texts.includes(wanted), title);
  }
});

test('titles that begin like a statement of Mermaid are bars', async () => {
  const titles = [
    'Title deeds', 'Section 8', 'dateFormat', '2013-01-01', '7 days', 'click x',
    'excludes', 'Weekend', 'gantt', 'todayMarker', 'vert', 'accTitle: x',
    'axisFormat %Y', 'tickInterval 1week', 'topAxis', 'inclusiveEndDates',
    'includes x', 'weekday monday', 'href', 'call', 'accDescr { x }',
    'displayMode', 'done', 'crit, x', 'after', 'until',
  ];
  const {text} = exported(
      titles.map((title, i) => (
        {event: {id: `t${i}`, title, when: {edtf: '2013'}}})),
      'mermaid-gantt');
  const page = await drawnByMermaid(text);
  const texts = await textsOf(page, 'svg text');
  for (const title of titles) {
    assert.ok(texts.includes(`${title} (some time in 2013)`), title);
  }
});

test('days and times of four-digit years come back in any zone', async () => {
  const all = commonDates();
  const {text, losses} = exported(eventsDated(all), 'mermaid-gantt');
  assert.match(text, /dateFormat YYYY-MM-DDTHH:mm:ss/);
  const page = await drawnByMermaid(text);
  assertSameDates(all, await tasksOf(page), (task) => task.local);
  assertCounted(losses, /open end/, all.reduce(
      (sum, {start, end}) => sum + (start === null) + (end === null), 0));
});

test('10,000 years to either side come back or are counted', async () => {
  const all = everyDate();
  // More than Mermaid draws at once.
  for (let i = 0; i < all.length; i += 300) {
    const part = all.slice(i, i + 300);
    const {text, losses} = exported(eventsDated(part), 'mermaid-gantt');
    const page = await drawnByMermaid(text);
    assertSameDates(
        part, await tasksOf(page), (task) => [task.start, task.end]);
    const closed = part.filter(
        ({start, end}) => (start === null) !== (end === null)).length;
    assertCounted(losses, /open end/, closed);
  }
});

test('what is too long for one diagram is drawn in several', async () => {
  // Among them titles that could end the fence of a diagram.
  const many = Array.from({length: 300}, (_, i) => ({
    event: {id: `e${i}`, title: `\`\`\` ${i}${'x'.repeat(200)}`,
            when: {edtf: `${1700 + i}`}},
  }));
  const {text, losses} = exported(many, 'mermaid-gantt');
  assert.match(losses[0], /^2 diagrams in a Markdown file/);
  const parts = diagramsIn(text);
  assert.deepEqual(parts.map(({heading}) => heading),
                   ['1 of 2: 1700 to 1849', '2 of 2: 1850 to 1999']);
  const titles = [];
  for (const {text} of parts) {
    const page = await drawnByMermaid(text);
    assertDrawn(await page.locator('svg').screenshot());
    titles.push(...await page.evaluate(
        () => window.diagram.db.getTasks().map(({task}) => task.trim())));
  }
  many.forEach(({event: {title}}, i) => {
    assert.equal(titles[i], `${title} (some time in ${1700 + i})`);
  });
});

test('nothing chosen is a file that opens', async () => {
  const page = await drawnByMermaid(exported(nothing, 'mermaid-gantt').text);
  assert.equal(await page.locator('svg').count(), 1);
});
