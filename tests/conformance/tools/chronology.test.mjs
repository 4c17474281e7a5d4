// A chronology as its readers see it: the page in a browser, the document that
// Pandoc makes for Word, and what LaTeX prints.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {after, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {
  exported, needProgram, scratchFile, storeOf, succeed,
} from './support/annals.mjs';
import {assertSays} from './support/browser.mjs';
import {HOSTILE_TITLES, hostile, seed} from './support/chronologies.mjs';
import {assertDrawn} from './support/picture.mjs';

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
after(() => browser.close());

let files = 0;

// The path of what `annals chronology` tells of the records.
function told(records, format, ending) {
  const file = scratchFile(`chronology${++files}.${ending}`);
  succeed(process.env.ANNALS,
          ['chronology', storeOf(records), '--format', format, '-o', file]);
  return file;
}

const open = (records, look) => openFile(told(records, 'html', 'html'), look);

async function openFile(
    file, {scheme = 'light', width = 1000, height = 800} = {}) {
  const context = await browser.newContext(
      {viewport: {width, height}, colorScheme: scheme, offline: true});
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  await page.goto(pathToFileURL(file).href);
  assert.deepEqual(errors, []);
  return page;
}

// As a test of accessibility asks: what is wrong with the page, in words.
function faultsOf() {
  const faults = [];
  if (document.documentElement.lang !== 'en') faults.push('no language');
  if (document.querySelectorAll('main').length !== 1) faults.push('no main');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  if (!document.querySelector('nav[aria-label]')) faults.push('no named nav');
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) faults.push(`h${own} after h${level}`);
    if (!heading.textContent.trim()) faults.push('an empty heading');
    level = own;
  }
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  if (new Set(ids).size !== ids.length) faults.push('an id twice');
  for (const link of document.querySelectorAll('a')) {
    const name = link.getAttribute('aria-label') ?? link.textContent;
    if (!name.trim()) faults.push('a link without a name');
    const href = link.getAttribute('href');
    if (href.startsWith('#') && !document.getElementById(href.slice(1))) {
      faults.push(`a link to nothing: ${href}`);
    }
  }
  if (document.querySelector('script')) faults.push('a script');
  return faults;
}

// Text whose colour does not stand out from the paper by 4.5 to 1 (WCAG 2.2,
// success criterion 1.4.3).
function faintOnes() {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/\d+(\.\d+)?/g).map(Number).map((c) => {
      const part = c / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paperOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const paper = getComputedStyle(at).backgroundColor;
      if (paper !== 'rgba(0, 0, 0, 0)') return paper;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = new Set();
  for (const element of document.querySelectorAll('body *')) {
    const says = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!says) continue;
    const inks = [getComputedStyle(element).color, paperOf(element)]
        .map(luminance).sort((a, b) => b - a);
    const contrast = (inks[0] + 0.05) / (inks[1] + 0.05);
    if (contrast < 4.5) {
      faint.add(`${element.className || element.tagName}: ${contrast}`);
    }
  }
  return [...faint];
}

for (const [name, records] of [['seed', seed], ['hostile', hostile]]) {
  for (const scheme of ['light', 'dark']) {
    test(`the page of the ${name} chronology can be read, ${scheme}`,
         async () => {
           const page = await open(records, {scheme});
           assert.deepEqual(await page.evaluate(faultsOf), []);
           assert.deepEqual(await page.evaluate(faintOnes), []);
           assertDrawn(await page.screenshot());
         });
  }
}

test('what the documentation shows of a chronology is drawn', async () => {
  const page = await open(seed, {width: 1100, height: 875});
  await page.getByRole('heading', {name: '2012', exact: true}).evaluate(
      (heading) => heading.scrollIntoView());
  assertDrawn(await page.screenshot(), 'chronology');
});

// Somebody adds an event, and somebody else gives one another date.
test('a difference is drawn, with who is behind each line', async () => {
  const store = scratchFile('difference.annals');
  const records = (name, ...all) => {
    const file = scratchFile(name);
    writeFileSync(file, all.map((one) => JSON.stringify(one) + '\n').join(''));
    return file;
  };
  const {event} = JSON.parse(
      exported(seed, 'json-lines', ['--all']).text.split('\n').find(
          (line) => line.includes('"id":"oil-suspension-2013"')));
  event.when.edtf = '2013-06';
  const added = {id: 'note', title: 'Something <new> & 石油 نفط',
                 when: {edtf: '2013-05'}};
  for (const args of [
    [seed],
    [records('new.jsonl', {event: added}), '--author', 'Alice'],
    [records('changed.jsonl', {event}), '--author', 'Bob',
     '--reason', 'the month is in the despatch'],
  ]) {
    succeed(process.env.ANNALS, ['import', store, ...args]);
  }
  const file = scratchFile('difference.html');
  succeed(process.env.ANNALS, ['chronology', store, '--diff', '309', '311',
                               '--format', 'html', '-o', file]);
  const page = await openFile(file, {width: 860});
  assertSays(await page.locator('main').innerText(),
             'Something <new> & 石油 نفط', 'some time in June 2013',
             'revision 311, Bob: the month is in the despatch');
  assert.deepEqual(await page.evaluate(faultsOf), []);
  assertDrawn(await page.screenshot({fullPage: true}), 'difference');
});

test('the page fits a telephone', async () => {
  const page = await open(seed, {width: 320});
  const over = await page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
});

test('no title of a hostile chronology is taken for markup', async () => {
  const page = await open(hostile);
  assertSays(await page.locator('main').innerText(), ...HOSTILE_TITLES);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

test('the page prints, entry by entry', async () => {
  needProgram('pdftotext', '-v');
  const page = await open(seed);
  const file = scratchFile('chronology.pdf');
  const bytes = await page.pdf({path: file});
  assert.ok(bytes.length > 10_000);
  assertSays(succeed('pdftotext', [file, '-']),
             'China stops its oil deliveries to North Korea',
             'On the order', 'Sources');
});

test('Pandoc makes a document for Word, links and notes and all', () => {
  needProgram('pandoc');
  for (const records of [seed, hostile]) {
    const file = scratchFile('chronology.docx');
    succeed('pandoc', ['-f', 'markdown-smart', told(records, 'markdown', 'md'),
                       '-o', file]);
    const text = succeed('pandoc', [file, '-t', 'plain', '--wrap=none']);
    const wanted = records === seed ?
        ['China stops its oil deliveries to North Korea', 'suspension of oil'] :
        HOSTILE_TITLES;
    assertSays(text, ...wanted);
  }
});

// Titles that the fonts of tools/setup have, letter by letter.
const PRINTED_TITLES = HOSTILE_TITLES.filter(
    (title) => !/emoji|x{100}|\n/.test(title));

// Text from a PDF has no marks of direction, and breaks lines where it likes.
function lettersOf(text) {
  return text.normalize('NFKC').replace(/[\s\u200e\u200f\u202a-\u202e]/gu, '');
}

// What LaTeX made of the records, as text; null if its fonts are not here.
function printed(latex, records) {
  const file = told(records, 'latex', 'tex');
  for (const _ of [1, 2]) {
    spawnSync(latex, ['-interaction=nonstopmode', '-no-shell-escape',
                      `-output-directory=${scratchFile('.')}`, file]);
  }
  const log = succeed('cat', [file.replace(/tex$/, 'log')]);
  if (process.env.ANNALS_REQUIRE_LATEX !== '1' && /not loadable/.test(log)) {
    return null;
  }
  assert.match(log, /Output written on/);
  assert.doesNotMatch(log, /^! /m);
  return succeed('pdftotext', [file.replace(/tex$/, 'pdf'), '-']);
}

test('LaTeX prints it', (t) => {
  const latex = ['xelatex', 'lualatex'].find(
      (one) => !spawnSync(one, ['--version']).error);
  if (!latex && process.env.ANNALS_REQUIRE_LATEX !== '1') {
    return t.skip('no LuaLaTeX and no XeLaTeX here');
  }
  assert.ok(latex, 'no LuaLaTeX and no XeLaTeX');
  for (const [records, wanted] of [
    [seed, ['China stops its oil deliveries to North Korea', 'On the order',
            'Sources']],
    [hostile, PRINTED_TITLES],
  ]) {
    const text = printed(latex, records);
    if (text === null) return t.skip('not all fonts for LaTeX here');
    for (const one of wanted) {
      assert.ok(lettersOf(text).includes(lettersOf(one)), one);
    }
  }
});
