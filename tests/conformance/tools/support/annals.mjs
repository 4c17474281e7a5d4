// Runs the annals program: records in, an export and what it lost out.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

// The skip code of this folder's `run`.
const SKIPPED = 77;

const scratch = mkdtempSync(join(tmpdir(), 'annals_tools_'));
process.on('exit', () => rmSync(scratch, {recursive: true, force: true}));

// Ends the whole test as skipped, with a word why.
export function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(SKIPPED);
}

// Skips the test if a program that it needs is not installed.
export function needProgram(name, argument = '--version') {
  if (spawnSync(name, [argument]).error) skip(`no ${name} here`);
}

// A path for a file of this test.
export function scratchFile(name) {
  return join(scratch, name);
}

// Runs a program to its end; what it wrote, as {status, stdout, stderr}.
export function run(program, args, input = '') {
  const result = spawnSync(
      program, args, {input, encoding: 'utf8', maxBuffer: 1 << 28});
  if (result.error) throw result.error;
  return result;
}

// As run(), and it must succeed; its standard output.
export function succeed(program, args, input = '') {
  const {status, stdout, stderr} = run(program, args, input);
  assert.equal(status, 0, `${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

const stores = new Map();

// A store of these records: the path of a file of them, or a list of them as
// JSON objects. Made once for each list or path.
export function storeOf(records) {
  if (stores.has(records)) return stores.get(records);
  const store = scratchFile(`${stores.size}.annals`);
  let file = records;
  if (Array.isArray(records)) {
    file = scratchFile(`${stores.size}.jsonl`);
    writeFileSync(
        file, records.map((one) => JSON.stringify(one) + '\n').join(''));
  }
  succeed(process.env.ANNALS, ['import', store, file]);
  stores.set(records, store);
  return store;
}

// What `annals export --format FORMAT` makes of the records, those that nobody
// asserts among them: {text, bytes, losses}. Losses are lines such as
// "3 causal links left out".
export function exported(records, format, flags = ['--all']) {
  const file = scratchFile('export');
  const {status, stderr} = run(
      process.env.ANNALS,
      ['export', storeOf(records), '--format', format, '-o', file, ...flags]);
  assert.equal(status, 0, stderr);
  const bytes = readFileSync(file);
  const losses = stderr.split('\n').filter(Boolean).map(
      (line) => line.slice(`${format}: `.length));
  return {bytes, text: bytes.toString('utf8'), losses};
}

// What `annals date` says of the expressions, an object for each.
export function dates(expressions) {
  return succeed(process.env.ANNALS, ['date'], expressions.join('\n') + '\n')
      .trimEnd().split('\n').map((line) => JSON.parse(line));
}
