// The chronologies that every format is tried on.
//
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path';
import {realpathSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

// This file is a link from the build tree into the source tree.
const here = realpathSync(fileURLToPath(import.meta.url));

// Two articles read by hand: the path of a file of records.
export const seed = join(here, '../../../../../examples/russia_dprk.textproto');

// What it is exported with: everything, under a heading.
export const SEED_TITLE = 'Russia and North Korea';
export const SEED_FLAGS = ['--all', '--title', SEED_TITLE];

// A part that can be read at a glance where all of it cannot.
export const PART_FLAGS = ['--all', '--text', 'oil'];

// A title is one line; what has several is a description.
export const HOSTILE_TITLES = [
  '": ; # < > | " % & 😀 石油 نفط',
  'Talks: a; b # c | d > e < f & g &lt; 100%',
  'a "quoted" \\N title\\',
  '<b>bold</b><script>window.hacked = 1</script>' +
      '<img src=x onerror="window.hacked = 1">',
  'end',
  'section one',
  'title two',
  '%%{init: {"theme":"dark"}}%%',
  'style x:#fff; classDef y',
  "'single', `backtick`, ${template}, {{mustache}}",
  '=SUM(1;2)',
  '石油供给中断对朝鲜半岛局势的影响以及俄罗斯的战略利益',
  'نفط: 2013',
  '👨‍👩‍👧 emoji',
  'x'.repeat(200),
];

// One event of 2013 for each title, ids h0, h1, ..., save that some have
// ids which formats take for their own words; and links between them: one that
// nobody asserts, one with joint causes, one whose cause is a link.
export const hostile = [
  ...HOSTILE_TITLES.map((title, i) => ({
    event: {
      id: hostileId(i), title, when: {edtf: '2013'},
      description: `${title}\nline two: <b> # ; | %\n\n\tline "four"`,
    },
  })),
  link('plain', [hostileId(0)], [hostileId(1)]),
  link('feared', [hostileId(1)], [hostileId(4)],
       {claims: [{id: 'c', holders: ['x'], modality: 'FEARED'}]}),
  link('joint', [hostileId(2), hostileId(3)], [hostileId(4)]),
  link('about-a-link', ['plain'], [hostileId(5)], {kind: 'PREVENT'}),
];

export function hostileId(i) {
  const words = {4: 'end', 5: 'node:edge/a--b.1', 6: 'graph', 7: '-1'};
  return words[i] ?? `h${i}`;
}

// Records without an event.
export const nothing = [
  {entity: {id: 'x', kind: 'PLACE', names: [{text: 'X'}]}},
];

// A record of a causal link.
export function link(id, causes, effects, more = {}) {
  return {causal_link: {id, causes, effects, kind: 'CAUSE', ...more}};
}
