// Draws slices that a tool has read on lanes along an axis, and arrows.
//
// SPDX-License-Identifier: Apache-2.0

import {open} from '../browser.mjs';

const LEFT = 130;
const WIDTH = 1000;
const ROW = 22;

const STYLE = `
  <style>
    #root { position: relative; font: 12px/1.3 "DejaVu Sans", sans-serif;
            color: #222; width: ${WIDTH}px; }
    .lane { position: absolute; left: 0; width: ${LEFT - 8}px; color: #555;
            overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .line { position: absolute; left: 0; width: 100%;
            border-top: 1px solid #eee; }
    .tick { position: absolute; top: 0; bottom: 0; padding-left: 3px;
            border-left: 1px solid #ddd; color: #888; }
    .slice { position: absolute; height: 17px; background: #9dbbd6;
             box-sizing: border-box; border-left: 2px solid #3f6d94; }
    .label { position: absolute; overflow: hidden; text-overflow: ellipsis;
             white-space: nowrap; }
    svg { position: absolute; left: 0; top: 0; pointer-events: none; }
    path { fill: none; stroke: #b3412e; stroke-width: 1.2; opacity: 0.75; }
    marker path { fill: #b3412e; stroke: none; }
  </style>`;

// Lanes are {name, slices}; slices {id, text, from, to}, where `to` may be null
// for what does not end; arrows {from, to}, ids of slices; ticks {at, text}. A
// label takes the room up to the next slice of its lane.
export function drawnLanes({lanes, arrows, ticks, from, to}) {
  const x = (at) => LEFT + (WIDTH - LEFT) * (at - from) / (to - from);
  const rows = lanes.map(({name, slices}, i) => ({
    name, y: 20 + ROW * i, slices: placed(slices, x),
  }));
  return open({
    body: `${STYLE}<div id="root"></div>`,
    width: WIDTH + 16,
    data: {
      rows, arrows, ticks: ticks.map(({at, text}) => ({x: x(at), text})),
      height: 24 + ROW * lanes.length,
    },
    script: `
      const root = document.getElementById('root');
      root.style.height = data.height + 'px';
      const add = (classes, box, text = '') => {
        const child = root.appendChild(document.createElement('div'));
        child.className = classes;
        child.textContent = text;
        child.dir = 'auto';
        for (const [name, value] of Object.entries(box)) {
          child.style[name] = value + 'px';
        }
        return child;
      };
      for (const {x, text} of data.ticks) add('tick', {left: x}, text);
      const ends = new Map();
      for (const {name, y, slices} of data.rows) {
        add('line', {top: y - 3});
        add('lane', {top: y}, name);
        for (const {id, text, left, width, room} of slices) {
          add('slice', {left, width, top: y});
          add('label', {left: left + 4, width: Math.max(room - 4, 0), top: y},
              text);
          ends.set(id, {left, right: left + width, y: y + 8});
        }
      }
      const curves = data.arrows.map(({from, to}) => {
        const [a, b] = [ends.get(from), ends.get(to)];
        const x = Math.min(a.right, b.left);
        return '<path d="M' + x + ' ' + a.y + ' C' + (x + 30) + ' ' + a.y +
            ' ' + (b.left - 30) + ' ' + b.y + ' ' + (b.left - 1) + ' ' + b.y +
            '" marker-end="url(#head)"/>';
      });
      root.insertAdjacentHTML('beforeend',
          '<svg width="${WIDTH}" height="' + data.height + '">' +
          '<marker id="head" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="6" ' +
          'markerHeight="6" orient="auto"><path d="M0 0 6 3 0 6z"/></marker>' +
          curves.join('') + '</svg>');
      window.drawn = true;`,
  });
}

function placed(slices, x) {
  const sorted = slices.toSorted((a, b) => a.from - b.from);
  return sorted.map(({id, text, from, to}, i) => {
    const left = x(from);
    const next = i + 1 < sorted.length ? x(sorted[i + 1].from) : WIDTH;
    return {
      id, text, left, width: Math.max(3, (to === null ? WIDTH : x(to)) - left),
      room: next - left,
    };
  });
}

// About ten ticks from 0 to `length`, of a round number of days or years each;
// `day` is how long a day is. `textOf` says what stands at so many days.
export function ticksTo(length, day, textOf) {
  const steps = [1, 2, 5, 10, 20, 50, 100, 365.25, 730.5, 1826.25, 3652.5];
  const days = length / day;
  const step = steps.find((one) => days / one <= 10) ?? days / 10;
  const ticks = [];
  for (let at = 0; at <= days; at += step) {
    ticks.push({at: at * day, text: textOf(at)});
  }
  return ticks;
}
