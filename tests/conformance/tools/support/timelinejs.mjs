// Opens a timeline in TimelineJS, from JSON or from a spreadsheet.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {open, packageFile} from './browser.mjs';

// TimelineJS reads a spreadsheet from an address only; Chromium gets our text
// for this one.
const SPREADSHEET = 'https://annals.example/timeline.csv';

export function drawnByTimelineJs({json = null, csv = '', slide = 0}) {
  const dist = '@knight-lab/timelinejs/dist/';
  return open({
    body: '<div id="root" style="width: 100%; height: 620px"></div>',
    styles: [packageFile(`${dist}css/timeline.css`)],
    scripts: [packageFile(`${dist}js/timeline.js`)],
    addresses: {[SPREADSHEET]: csv},
    data: json ?? SPREADSHEET,
    height: 640,
    // Fonts and, without script_path, languages would come from a server.
    script: `
      window.timeline = new TL.Timeline('root', data, {
        script_path: '${packageFile(`${dist}js`)}/', font: null,
        start_at_slide: ${slide},
      });
      window.timeline.on('ready', () => { window.drawn = true; });
      // Without an event it is never ready, but says why.
      const root = document.getElementById('root');
      new MutationObserver(() => {
        window.drawn ||= root.textContent.includes('has no events');
      }).observe(root, {childList: true, subtree: true, characterData: true});`,
  });
}

// What TimelineJS read: {id, start, end}. The id is the headline. A date has
// its parts as far as they were given, and `at`, the parts of the instant at
// which it stands, in the page's zone.
export function slidesOf(page) {
  return page.evaluate(() => {
    // From a spreadsheet, what was not given is null or empty.
    const given = (part) => (part ?? '') === '' ? undefined : Number(part);
    const partsOf = (date) => {
      if (!date) return null;
      const {year, month, day, hour, date_obj: at} = date.data;
      return {
        year: given(year), month: given(month), day: given(day),
        hour: given(hour),
        at: [at.getFullYear(), at.getMonth() + 1, at.getDate(),
             at.getHours(), at.getMinutes(), at.getSeconds()],
      };
    };
    return window.timeline.config.events.map((one) => ({
      id: one.text.headline,
      start: partsOf(one.start_date),
      end: partsOf(one.end_date),
    }));
  });
}

// Fails unless every date came back. How many are a leap day before the common
// era that came back as the 28th of February, since TimelineJS has none.
export function assertSlideDates(all, slides) {
  const byId = new Map(slides.map((one) => [one.id, one]));
  let changed = 0;
  for (const {id, edtf, start, end} of all) {
    if (start === null && end === null) continue;
    const slide = byId.get(id);
    assert.ok(slide, edtf);
    // One date may be both.
    changed += Math.max(
        start === null ? 0 : assertSame(edtf, slide.start.at, partsAt(start)),
        end === null ? 0 : assertEnd(edtf, slide, end));
    if (start === null || end === null) assert.equal(slide.end, null, edtf);
  }
  return changed;
}

function assertEnd(edtf, {start, end}, milliseconds) {
  const date = end ?? start;
  if (date.hour === undefined) {
    return assertSame(edtf, lastDayOf(date), partsAt(milliseconds - 1, 3));
  }
  const second = end === null ? 1000 : 0;
  return assertSame(edtf, date.at, partsAt(milliseconds - second));
}

// 1 if it is a lost leap day, 0 if it is the same.
function assertSame(edtf, found, wanted) {
  if (String(found) === String(wanted)) return 0;
  const [year, month, day] = wanted;
  assert.ok(year < 0 && month === 2 && day === 29 && found[2] === 28,
            `${edtf}: found ${found}, want ${wanted}`);
  return 1;
}

// The first `count` of year, month, day, hour, minute and second of an instant
// in UTC, with the year as TimelineJS counts it.
function partsAt(milliseconds, count = 6) {
  const at = new Date(milliseconds);
  const year = at.getUTCFullYear();
  return [year > 0 ? year : year - 1, at.getUTCMonth() + 1, at.getUTCDate(),
          at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds(),
  ].slice(0, count);
}

// The last day of the year, month or day that a date names.
function lastDayOf({year, month = 12, day}) {
  if (day !== undefined) return [year, month, day];
  const last = new Date(0);
  last.setUTCFullYear(year > 0 ? year : year + 1, month, 0);
  return [year, month, last.getUTCDate()];
}
