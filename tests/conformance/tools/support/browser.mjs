// Opens a page in Debian's Chromium, from files alone, without a network.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after} from 'node:test';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {scratchFile, skip} from './annals.mjs';

const PROGRAM = '/usr/bin/chromium';

// Drawn by the processor, the same everywhere. Root may not use the sandbox,
// and what is opened are our own pages.
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
  '--hide-scrollbars', '--font-render-hinting=none',
];

let browser;
let context;
let pages = 0;

if (!existsSync(PROGRAM)) skip(`no ${PROGRAM} here`);
after(async () => browser?.close());

// The address of a file in an npm package.
export function packageFile(path) {
  return pathToFileURL(join(process.cwd(), 'node_modules', path)).href;
}

// Opens a page whose body is `body`, with these style sheets and scripts
// (addresses of files), after which `script` runs as a module with `data` as a
// variable; and closes the one before, so that a test has one page at a time.
// `addresses` gives what any other address answers with, as text. Waits for
// `window.drawn` to be set; fails if an error is thrown, or said on the
// console.
export async function open({
  body = '<div id="root"></div>', styles = [], scripts = [], script,
  data = null, addresses = {}, width = 1000, height = 600,
}) {
  browser ??= await chromium.launch({executablePath: PROGRAM, args: FLAGS});
  await context?.close();
  context = await browser.newContext(
      {viewport: {width, height}, locale: 'en-GB', timezoneId: 'Asia/Tokyo'});
  await context.route(/^https?:/, (route) => answer(route, addresses));
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => {
    errors.push(String(error));
    // What threw will not draw; without waiting, told below.
    page.evaluate(() => { window.drawn = 'no'; }).catch(() => {});
  });
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  const file = scratchFile(`page${++pages}.html`);
  writeFileSync(file, pageOf({body, styles, scripts, script, data}));
  await page.goto(pathToFileURL(file).href);
  try {
    await page.waitForFunction(() => window.drawn, null, {timeout: 120_000});
  } catch (error) {
    assert.fail(`not drawn: ${errors.join('; ') || error.message}`);
  }
  await page.evaluate(() => document.fonts.ready);
  assert.deepEqual(errors, []);
  return page;
}

function answer(route, addresses) {
  const text = addresses[route.request().url()];
  if (text === undefined) return route.abort();
  return route.fulfill(
      {body: text, headers: {'access-control-allow-origin': '*'}});
}

function pageOf({body, styles, scripts, script, data}) {
  // "</script>" in the data would end the script.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>test</title>
${styles.map((one) => `<link rel="stylesheet" href="${one}">`).join('\n')}
<style>body { margin: 8px; background: #fff; }</style>
${body}
${scripts.map((one) => `<script src="${one}"></script>`).join('\n')}
<script>const data = ${json};</script>
<script type="module">${script}</script>
</html>
`;
}

// The text of each element that the selector finds, with one space for any
// blanks, and without style sheets, which an svg has inside.
export async function textsOf(page, selector) {
  const texts = await page.locator(selector).evaluateAll((all) => all.map(
      (one) => {
        const copy = one.cloneNode(true);
        for (const not of copy.querySelectorAll('style, script')) not.remove();
        return copy.textContent;
      }));
  return texts.map((text) => text.replace(/\s+/g, ' ').trim());
}

// As textsOf(), in one.
export async function textOf(page, selector = 'body') {
  return (await textsOf(page, selector)).join(' ');
}

// Fails unless the text says all of it, wherever the tool broke the lines.
export function assertSays(text, ...wanted) {
  const dense = text.replace(/\s/g, '');
  for (const words of wanted) {
    assert.ok(dense.includes(words.replace(/\s/g, '')),
              `"${words}" is not in "${text.slice(0, 2000)}"`);
  }
}
