// Draws events that a tool has read as a sheet of a calendar, a month long.
//
// SPDX-License-Identifier: Apache-2.0

import {open} from '../browser.mjs';

const DAY = 86_400_000;
const WIDTH = 140;

const STYLE = `
  <style>
    body { font: 13px/1.35 "DejaVu Sans", sans-serif; color: #222; }
    h1 { font-size: 16px; margin: 0 0 6px; }
    .week { position: relative; width: ${7 * WIDTH}px;
            border-top: 1px solid #bbb; }
    .day { position: absolute; top: 0; bottom: 0; width: ${WIDTH - 5}px;
           padding-left: 4px; border-left: 1px solid #e4e4e4; color: #666; }
    .outside { background: #f6f6f6; color: #bbb; }
    .bar { position: absolute; height: 19px; overflow: hidden; padding: 0 4px;
           box-sizing: border-box; white-space: nowrap; background: #dfeaf4;
           border-left: 3px solid #6f93b4; text-overflow: ellipsis; }
    .tentative { background: #faf1e6; border-left-style: dashed;
                 font-style: italic; }
  </style>`;

// Events are {summary, start, end, tentative}, in milliseconds; an event that
// ends when it starts takes a day. Months are counted from 1.
export function drawnMonth({events, year, month}) {
  const first = Date.UTC(year, month - 1, 1);
  const last = Date.UTC(year, month, 1);
  // Weeks begin on Monday.
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY;
  const weeks = [];
  for (let from = monday; from < last; from += 7 * DAY) {
    weeks.push(weekOf(events, from, first, last));
  }
  const heading = new Date(first).toLocaleDateString(
      'en-GB', {month: 'long', year: 'numeric', timeZone: 'UTC'});
  return open({
    body: `${STYLE}<div id="root"><h1></h1></div>`,
    width: 7 * WIDTH + 20,
    data: {weeks, heading},
    script: `
      const root = document.getElementById('root');
      root.firstChild.textContent = data.heading;
      const add = (parent, classes, style, text = '') => {
        const child = parent.appendChild(document.createElement('div'));
        child.className = classes;
        child.textContent = text;
        child.dir = 'auto';
        Object.assign(child.style, style);
        return child;
      };
      for (const {days, bars, rows} of data.weeks) {
        const week = add(root, 'week', {
          height: Math.max(70, 26 + 21 * rows) + 'px'});
        days.forEach(({number, outside}, i) => {
          add(week, outside ? 'day outside' : 'day',
              {left: ${WIDTH} * i + 'px'}, String(number));
        });
        for (const {from, to, row, summary, tentative} of bars) {
          add(week, tentative ? 'bar tentative' : 'bar', {
            left: ${WIDTH} * from + 2 + 'px',
            width: ${WIDTH} * (to - from) - 4 + 'px',
            top: 20 + 21 * row + 'px',
          }, summary);
        }
      }
      window.drawn = true;`,
  });
}

// The days of a week, and what lies in it: bars from one day to another, each
// in the first row that is free for it.
function weekOf(events, from, first, last) {
  const days = Array.from({length: 7}, (_, i) => {
    const at = from + i * DAY;
    return {
      number: new Date(at).getUTCDate(), outside: at < first || at >= last,
    };
  });
  const free = [];
  const bars = [];
  for (const {summary, start, end, tentative} of events) {
    const begins = Math.max(0, Math.floor((start - from) / DAY));
    const ends = Math.min(7, Math.max(
        Math.ceil((end - from) / DAY), Math.floor((start - from) / DAY) + 1));
    if (begins >= ends) continue;
    let row = free.findIndex((day) => day <= begins);
    if (row < 0) row = free.length;
    free[row] = ends;
    bars.push({from: begins, to: ends, row, summary, tentative});
  }
  return {days, bars, rows: free.length};
}
