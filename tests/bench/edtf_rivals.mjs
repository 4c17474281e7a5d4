// Reads EDTF expressions with a library of npm, for tools/bench_edtf:
// edtf_rivals.mjs edtf|@edtf-ts/core LIST. Prints expressions a second.
//
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs';

const [library, list] = process.argv.slice(2);
const expressions = readFileSync(list, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

// From the text to the bounds. What a library refuses, it has read too.
const { default: edtf, parse } = await import(library);
const readers = {
  edtf(text) {
    try {
      const date = edtf(text);
      return [date.min, date.max];
    } catch {
      return null;
    }
  },
  '@edtf-ts/core'(text) {
    const result = parse(text);
    return result.success ? [result.value.min, result.value.max] : null;
  },
};
const read = readers[library];

// Once to warm up, then for as long as can be measured.
let kept = 0;
const readAll = () => {
  for (const text of expressions) kept += read(text) === null ? 0 : 1;
};
readAll();
const begin = process.hrtime.bigint();
let count = 0;
let seconds = 0;
while (seconds < 0.5) {
  readAll();
  count += expressions.length;
  seconds = Number(process.hrtime.bigint() - begin) / 1e9;
}
if (kept === 0) throw new Error(`${library} read nothing`);
console.log((count / seconds).toFixed(1));
