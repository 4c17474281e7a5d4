// Vega-Lite draws what `annals export --format vega-lite` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import {exported} from './support/annals.mjs';
import {assertSays, open, packageFile, textOf} from './support/browser.mjs';
import {
  hostile, HOSTILE_TITLES, nothing, seed, SEED_FLAGS, SEED_TITLE,
} from './support/chronologies.mjs';
import {assertCounted, eventsDated, everyDate} from './support/dates.mjs';
import {assertDrawn} from './support/picture.mjs';

// A page with the drawing as its only svg; the data as Vega read them is
// `window.rows`.
async function drawn(records, flags) {
  const {text, losses} = exported(records, 'vega-lite', flags);
  const spec = JSON.parse(text);
  const page = await open({
    scripts: [packageFile('vega/build/vega.min.js'),
              packageFile('vega-lite/build/vega-lite.min.js')],
    data: spec,
    width: 1200,
    script: `
      const warnings = [];
      const logger = {
        level() { return this; }, error: console.error, info() {}, debug() {},
        warn: (...words) => { console.error(words.join(' ')); return logger; },
      };
      const {spec} = vegaLite.compile(data, {logger});
      const view = new vega.View(vega.parse(spec), {
        renderer: 'svg', container: document.getElementById('root'),
      });
      await view.runAsync();
      window.rows = view.data('source_0');
      window.drawn = true;`,
  });
  return {page, losses, spec};
}

// The marks of a layer: {x, width} of each in pixels.
function marksOf(page, layer) {
  return page.locator(`.layer_${layer}_marks path`).evaluateAll(
      (all) => all.map((one) => {
        const {x, width, height} = one.getBoundingClientRect();
        return {x, width, height};
      }));
}

test('Vega-Lite draws the seed chronology', async () => {
  const {page, losses} = await drawn(seed, SEED_FLAGS);
  assert.match(losses.join('\n'), /events without a date left out/);
  assertSays(await textOf(page, 'svg'), SEED_TITLE, '2015',
             'China stops its oil deliveries to North Korea', 'forecast:');
  assertDrawn(await page.locator('svg').screenshot(), 'vega-lite');
});

test("the specification keeps to Vega-Lite's own schema", async () => {
  const ajv = new Ajv({strict: false});
  addFormats(ajv);
  // A format of Vega-Lite's own.
  ajv.addFormat('color-hex', true);
  const schema = JSON.parse(
      readFileSync('node_modules/vega-lite/build/vega-lite-schema.json'));
  const validate = ajv.compile(schema);
  for (const records of [seed, hostile]) {
    const spec = JSON.parse(exported(records, 'vega-lite').text);
    assert.ok(validate(spec), JSON.stringify(validate.errors?.slice(0, 3)));
  }
});

test('every hostile title is drawn letter for letter', async () => {
  const {page} = await drawn(hostile);
  assertDrawn(await page.screenshot());
  const short = HOSTILE_TITLES.map(
      (title) => title.length > 60 ? title.slice(0, 59) + '…' : title);
  assertSays(await textOf(page, 'svg'), ...short);
  const titles = await page.evaluate(() => window.rows.map((row) => row.title));
  for (const title of HOSTILE_TITLES) assert.ok(titles.includes(title), title);
});

test('a day is seen beside fifteen years', async () => {
  const {page} = await drawn(eventsDated([
    {id: 'day', edtf: '2005-03-01'}, {id: 'years', edtf: '2000/2015'},
  ]));
  const points = await marksOf(page, 2);
  assert.equal(points.length, 2);
  for (const {width, height} of points) assert.ok(width > 5 && height > 5);
});

test('two events of one title have a row each', async () => {
  const {page} = await drawn(['a', 'b'].map(
      (id) => ({event: {id, title: 'Talks', when: {edtf: '2013'}}})));
  assertSays(await textOf(page, 'svg'), 'Talks [a]', 'Talks [b]');
});

test('10,000 years to either side come back or are counted', async () => {
  const all = everyDate();
  const {page, losses} = await drawn(eventsDated(all));
  const rows = await page.evaluate(() => window.rows.map(
      ({id, edtf, start, end}) => (
        {id, edtf, start: start.valueOf(), end: end.valueOf()})));
  const byId = new Map(rows.map((row) => [row.id, row]));
  let open = 0;
  for (const {id, edtf, start, end} of all) {
    if (start === null && end === null) continue;
    const row = byId.get(id);
    assert.equal(row.edtf, edtf);
    if (start !== null) assert.equal(row.start, start, `start of ${edtf}`);
    if (end !== null) assert.equal(row.end, end, `end of ${edtf}`);
    open += (start === null) + (end === null);
  }
  assertCounted(losses, /open end/, open);
  assertCounted(losses, /without a bound/, 1);
});

test('nothing chosen is a file that opens', async () => {
  const {page} = await drawn(nothing);
  assert.deepEqual(await page.evaluate(() => window.rows), []);
});
