// What formats without a picture of their own hold, as their tools read it,
// drawn: tables, maps, a month, lanes and graphs.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported, needProgram} from './support/annals.mjs';
import {assertSays, open, textOf} from './support/browser.mjs';
import {
  hostile, HOSTILE_TITLES, PART_FLAGS, seed,
} from './support/chronologies.mjs';
import {drawnGraph} from './support/drawing/graph.mjs';
import {drawnLanes, ticksTo} from './support/drawing/lanes.mjs';
import {drawnMap} from './support/drawing/map.mjs';
import {drawnMonth} from './support/drawing/month.mjs';
import {drawnTable} from './support/drawing/table.mjs';
import {assertDrawn} from './support/picture.mjs';
import {
  readCloudEvents, readCsv, readGeoJson, readGexf, readGraphMl, readICalendar,
  readJsonLd, readKml, readPerfetto, readTimesketch,
} from './support/readers.mjs';
import {voyage} from './support/voyage.mjs';

for (const program of ['python3', 'protoc']) needProgram(program);
needProgram('dot', '-V');

const OIL = 'China stops its oil deliveries to North Korea';

// Each draws records by way of one format, `flags` choosing among them: a page,
// or a picture with its texts.
const DRAWINGS = {
  'csv': (records, flags) => drawnTable({
    rows: readCsv(exported(records, 'csv', flags)).slice(0, 16),
    columns: ['title', 'kind', 'date', 'edtf', 'earliest_start', 'latest_end'],
    width: 1300,
  }),
  'timesketch': (records, flags) => drawnTable({
    rows: readTimesketch(exported(records, 'timesketch', flags)).slice(0, 16),
    columns: ['datetime', 'timestamp_desc', 'message', 'edtf'],
  }),
  'geojson': (records, flags) => drawnMap({
    features: readGeoJson(exported(records, 'geojson', flags)),
    label: ({properties}) => properties.title,
  }),
  'kml': (records, flags) => drawnMap({
    features: readKml(exported(records, 'kml', flags)),
    label: ({properties: {name, timestamp, timespan}}) => (
      `${name}\n${timestamp ?? spanText(timespan)}`),
  }),
  'icalendar': (records, flags, [year, month] = [2013, 1]) => drawnMonth({
    events: readICalendar(exported(records, 'icalendar', flags)).map(
        (event) => ({
          summary: event.summary,
          start: Date.parse(`${event.startDate}`),
          end: Date.parse(`${event.endDate}`),
          tentative: event.component.getFirstPropertyValue('status') ===
              'TENTATIVE',
        })),
    year, month,
  }),
  'graphml': (records, flags) => {
    const {nodes, edges} = readGraphMl(exported(records, 'graphml', flags));
    return drawnGraph({
      layout: 'neato', head: 'overlap=scalexy splines=true sep="+60,+12"',
      nodes: nodes.map(({key, label, role}) => ({
        id: key, label, style: STYLES[role]})),
      edges: edges.map(({from, to, kind}) => ({from, to, label: kind})),
    });
  },
  'gexf': (records, flags) => drawnInTime(
      readGexf(exported(records, 'gexf', flags))),
  'json-ld': async (records, flags) => drawnGraph(triplesOf(
      await readJsonLd(exported(records, 'json-ld', flags)))),
  'perfetto': (records, flags) => drawnTrace(
      readPerfetto(exported(records, 'perfetto', flags))),
  'cloudevents': (records, flags) => drawnGraph(messagesOf(
      readCloudEvents(exported(records, 'cloudevents', flags)))),
};

// The second half of the voyage.
const LATE_FLAGS = ['--all', '--intersects', '1889-12-19/1890-01-31'];

// What the pictures of the documentation show, where it is not the seed.
const SHOWN = {
  'geojson': [voyage, ['--all']],
  'kml': [voyage, ['--all']],
  'icalendar': [voyage, ['--all'], [1889, 12]],
  'graphml': [seed, PART_FLAGS],
  'gexf': [voyage, ['--all']],
  'json-ld': [seed, ['--all', '--text', 'suspension']],
  'perfetto': [voyage, LATE_FLAGS],
  'cloudevents': [voyage, LATE_FLAGS],
};

const DAY = 86_400_000;

const STYLES = {
  link: 'shape=circle fillcolor="#7d9bb5" fontsize=8',
  named: 'fillcolor="#f4f4f4" color="#bbbbbb" fontcolor="#666666"',
};

function spanText(span) {
  return span ? `${span.begin ?? '…'} – ${span.end || '…'}` : 'undated';
}

// Nodes as lanes of their own, by their start; undated ones are left out.
function drawnInTime({nodes, edges}) {
  const dated = nodes.filter(({start, end}) => start && end).map(
      ({key, label, start, end}) => (
        {id: key, text: label, from: Date.parse(start), to: Date.parse(end)}));
  dated.sort((a, b) => a.from - b.from);
  const dayOf = (at) => new Date(at).toISOString().slice(0, 10);
  const from = dated[0].from;
  const to = Math.max(...dated.map((one) => one.to));
  const ids = new Set(dated.map(({id}) => id));
  return drawnLanes({
    lanes: dated.map((one) => ({name: dayOf(one.from), slices: [one]})),
    arrows: edges.filter((one) => ids.has(one.from) && ids.has(one.to)),
    ticks: ticksTo(to - from, DAY, (days) => dayOf(from + days * DAY)).map(
        ({at, text}) => ({at: from + at, text})),
    from, to: from + (to - from) * 1.2,
  });
}

// As Perfetto does: time from the beginning of the trace, in nanoseconds.
function drawnTrace({tracks, slices}) {
  const to = Math.max(...slices.map((one) => one.to ?? one.from));
  const sources = new Map(slices.flatMap(
      ({id, flowsOut}) => flowsOut.map((flow) => [flow, id])));
  const used = [...tracks].filter(
      ([number]) => slices.some(({track}) => track === number));
  return drawnLanes({
    lanes: used.map(([number, name]) => (
      {name, slices: slices.filter(({track}) => track === number)})),
    arrows: slices.flatMap(({id, flowsIn}) => flowsIn.map(
        (flow) => ({from: sources.get(flow), to: id}))),
    ticks: ticksTo(to, 1e6 * DAY, (days) => `${Math.round(days)} d`),
    from: 0, to: to * 1.12,
  });
}

// The triples about each event that was chosen, and what hangs on them: values
// are boxes of their own.
function triplesOf(store) {
  const name = (term) => term.value.replace(/^.*[/#:]/, '');
  const nodes = new Map();
  const edges = [];
  const isValue = ({termType}) => termType === 'Literal';
  const add = (term, id) => nodes.set(id, {
    id, label: isValue(term) ? term.value : name(term),
    style: isValue(term) ? 'shape=plain style=""' :
        term.termType === 'BlankNode' ? 'shape=circle label="" width=0.15' : '',
  });
  const follow = (subject) => {
    if (nodes.has(subject.value)) return;
    add(subject, subject.value);
    for (const {predicate, object} of store.match(subject, null, null)) {
      // A value, a type or a claim stands beside each thing that has it.
      const isShared = object.value.startsWith('urn') && !isValue(object);
      const id = isShared || object.termType === 'BlankNode' ?
          object.value : `${subject.value} ${predicate.value} ${object.value}`;
      edges.push({from: subject.value, to: id, label: name(predicate)});
      if (object.termType === 'BlankNode' || name(predicate) === 'claim') {
        follow(object);
      } else if (!nodes.has(id)) {
        add(object, id);
      }
    }
  };
  const kind = 'urn:annals:vocabulary#eventKind';
  for (const subject of store.getSubjects(kind, null, null)) follow(subject);
  return {
    nodes: [...nodes.values()], edges,
    // Without the limits Graphviz takes its time over larger ones.
    head: 'rankdir=LR ranksep=0.4 nslimit=1 mclimit=0.2',
  };
}

// Messages in boxes of what correlates; arrows are causation.
function messagesOf(messages) {
  const ids = new Set(messages.map(({id}) => id));
  return {
    head: 'rankdir=LR',
    nodes: messages.filter(({data}) => data.event).map(
        ({id, type, time, data, correlationid}) => ({
          id, label: `${type}\n${data.event.title}\n${time ?? 'no time'}`,
          group: correlationid ?? '',
        })),
    edges: messages.filter(
        ({data, causationid}) => data.event && ids.has(causationid) &&
            messages.find(({id}) => id === causationid).data.event).map(
        ({id, causationid}) => ({from: causationid, to: id})),
  };
}

// {texts, png} of a page or a picture.
async function looked(drawing) {
  const page = await drawing;
  if (page.png) return page;
  const png = await page.locator('#root').screenshot();
  const texts = [await textOf(page, '#root')];
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  return {png, texts};
}

for (const [format, drawing] of Object.entries(DRAWINGS)) {
  test(`${format}: what is shown in the documentation is drawn`, async () => {
    const {png, texts} = await looked(
        drawing(...SHOWN[format] ?? [seed, ['--all']]));
    assertSays(texts.join(' '),
               SHOWN[format]?.[0] === voyage ? 'Sees Canton' : OIL);
    assertDrawn(png, format);
  });

  if (SHOWN[format]?.[0] === voyage) {
    test(`${format}: the seed chronology is drawn`, async () => {
      const {png, texts} = await looked(drawing(seed, PART_FLAGS));
      assertSays(texts.join(' '), OIL);
      assertDrawn(png);
    });
  }

  test(`${format}: every hostile title is drawn by letters`, async () => {
    const {png, texts} = await looked(drawing(hostile, ['--all']));
    assertSays(texts.join(' '), ...HOSTILE_TITLES);
    assertDrawn(png);
  });
}

test('fonts here draw Chinese, Arabic and emoji, not boxes', async () => {
  const page = await open({
    body: '<canvas id="root"></canvas>',
    script: `
      const context = document.getElementById('root').getContext('2d', {
        willReadFrequently: true});
      context.font = '32px sans-serif';
      window.drawings = data.map((text) => {
        context.clearRect(0, 0, 64, 64);
        context.fillText(text, 4, 40);
        return context.getImageData(0, 0, 64, 64).data.join();
      });
      window.drawn = true;`,
    // The last is a character that no font has.
    data: ['石', '油', 'ن', 'ف', '😀', '😂', '\u{10FFFD}'],
  });
  const drawings = await page.evaluate(() => window.drawings);
  assert.equal(new Set(drawings).size, drawings.length);
});
