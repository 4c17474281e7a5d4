// Compares what Annals says of EDTF expressions with what another library
// says, for tools/differential_edtf:
//
//   differential.mjs edtf|@edtf-ts/core ANNALS COUNT SEED
//
// Compared are whether an expression is valid and, if both say so, its first
// and its last millisecond. What is left out, since the other library is known
// to be wrong there, stands in known_faults.mjs. Prints each disagreement;
// ends with 1 if there is one.
//
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from 'node:child_process';

import { faultsOf } from './known_faults.mjs';
import { RandomEdtf } from './random_edtf.mjs';

const [library, annals, count, seed] = process.argv.slice(2);
const { default: edtf, parse } = await import(library);

function valueOf(time) {
  return typeof time === 'object' && time !== null ? Number(time) : time;
}

// { min, max } in milliseconds, or null for what is not valid.
const readers = {
  edtf(text) {
    try {
      const date = edtf(text);
      return { min: valueOf(date.min), max: valueOf(date.max) };
    } catch {
      return null;
    }
  },
  '@edtf-ts/core'(text) {
    try {
      const { success, value } = parse(text);
      return success
        ? { min: valueOf(value.min), max: valueOf(value.max) }
        : null;
    } catch {
      return null; // As for edtf.js: what it throws at, it does not read.
    }
  },
};

// Our instants are ISO 8601 in UTC; an end is the first instant that is over.
function milliseconds(instant) {
  if (instant === '-inf') return -Infinity;
  if (instant === '+inf') return Infinity;
  return Date.parse(instant.replace(/^-000000-/, '0000-'));
}

function ourAnswers(expressions) {
  const { status, stdout, stderr } = spawnSync(
    annals,
    ['date', '--output=json'],
    { input: expressions.join('\n') + '\n', maxBuffer: 2 ** 30 },
  );
  const lines = stdout.toString().trimEnd().split('\n');
  if (lines.length !== expressions.length) {
    throw new Error(
      `${annals} date gave ${lines.length} answers to ` +
        `${expressions.length} (status ${status}): ${stderr}`,
    );
  }
  return lines.map((line) => JSON.parse(line));
}

// One in words, if they disagree on what both are known to do right.
function disagreement(text, ours, theirs, faults) {
  if (faults.includes('all')) return null;
  const isValid = theirs !== null;
  if (ours.valid !== isValid) {
    if (faults.includes('validity')) return null;
    return `${text}: we say ${ours.valid ? 'valid' : ours.error}, not so they`;
  }
  if (!isValid) return null;
  const wrong = [];
  const compare = (name, our, their) => {
    if (!faults.includes(name) && our !== their) {
      wrong.push(`${text}: ${name} ${our}, theirs ${their}`);
    }
  };
  compare('min', milliseconds(ours.earliest_start), theirs.min);
  compare('max', milliseconds(ours.latest_end) - 1, theirs.max);
  return wrong.length > 0 ? wrong.join('; ') : null;
}

const random = new RandomEdtf(Number(seed));
const expressions = Array.from({ length: Number(count) }, () => random.next());
const answers = ourAnswers(expressions);
let compared = 0;
const disagreements = [];
expressions.forEach((text, i) => {
  const faults = faultsOf(library, text, answers[i]);
  if (faults.length === 0) ++compared;
  const found = disagreement(text, answers[i], readers[library](text), faults);
  if (found !== null) disagreements.push(found);
});
for (const line of disagreements) console.log(line);
console.log(
  `${library}: ${disagreements.length} disagreements in ${count} ` +
    `expressions (seed ${seed}), ${compared} of them compared whole`,
);
process.exit(disagreements.length > 0 ? 1 : 0);
