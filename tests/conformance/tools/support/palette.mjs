// Makes a PNG small: at most 256 colours, each named by one byte.
//
// SPDX-License-Identifier: Apache-2.0

import zlib from 'node:zlib';
import {PNG} from 'pngjs';

const COLOURS_MAX = 256;

// Of two colours that are nearer than this, by the squares of their distances
// in red, green and blue, the palette has one.
const DISTANCE_MIN = 48;

// The picture with its commonest colours that are not alike; any other one
// becomes that of them that is nearest. For drawings and letters, not for
// photographs.
export function withPalette(bytes) {
  const {width, height, data} = PNG.sync.read(bytes);
  const pixels = new Uint32Array(width * height);
  const counts = new Map();
  for (let i = 0; i < pixels.length; ++i) {
    const colour = data.readUIntBE(4 * i, 3);
    pixels[i] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = paletteOf(
      [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour));
  const indices = new Map(
      [...counts.keys()].map((colour) => [colour, nearest(colour, palette)]));
  // Each row begins with the number of its filter: none.
  const rows = Buffer.alloc(height * (width + 1));
  for (let i = 0; i < pixels.length; ++i) {
    rows[i + Math.floor(i / width) + 1] = indices.get(pixels[i]);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, a palette.
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.alloc(3 * palette.length);
  palette.forEach((colour, i) => colours.writeUIntBE(colour, 3 * i, 3));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', zlib.deflateSync(rows, {level: 9})),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function paletteOf(colours) {
  const palette = [];
  for (const colour of colours) {
    if (palette.length === COLOURS_MAX) break;
    if (palette.every((one) => distance(one, colour) >= DISTANCE_MIN)) {
      palette.push(colour);
    }
  }
  return palette;
}

function nearest(colour, palette) {
  let best = 0;
  palette.forEach((one, i) => {
    if (distance(colour, one) < distance(colour, palette[best])) best = i;
  });
  return best;
}

function distance(a, b) {
  return [16, 8, 0].reduce((sum, shift) => (
    sum + ((a >> shift & 255) - (b >> shift & 255)) ** 2), 0);
}

// PNG, section 5.3.
function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(zlib.crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
