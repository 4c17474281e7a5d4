// Looks at a PNG: is there anything on it?
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {PNG} from 'pngjs';
import {withPalette} from './palette.mjs';

// {colours, ink}: how many colours there are, and which share of the pixels has
// another one than the commonest.
export function look(bytes) {
  const {data} = PNG.sync.read(bytes);
  const pixels = new Uint32Array(
      data.buffer, data.byteOffset, data.byteLength / 4);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  return {
    colours: counts.size,
    ink: 1 - Math.max(...counts.values()) / pixels.length,
  };
}

// Fails for a blank picture: text and shapes cover one pixel in two hundred at
// the least, and their smooth edges alone have twenty colours. With a name, the
// picture is kept as NAME.png in the folder that ANNALS_PICTURES names, if any.
export function assertDrawn(bytes, name = '') {
  if (name && process.env.ANNALS_PICTURES) {
    writeFileSync(
        join(process.env.ANNALS_PICTURES, `${name}.png`), withPalette(bytes));
  }
  const {colours, ink} = look(bytes);
  assert.ok(ink > 0.005, `a blank picture: ${(100 * ink).toFixed(2)}% drawn`);
  assert.ok(colours > 20, `a blank picture: ${colours} colours`);
}
