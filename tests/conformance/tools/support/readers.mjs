// What the formats' tools read of files that are not pictures: each gives the
// events as plain objects, with the columns of csv.h where they have them.
//
// SPDX-License-Identifier: Apache-2.0

import {kml} from '@tmcw/togeojson';
import {DOMParser} from '@xmldom/xmldom';
import {HTTP} from 'cloudevents';
import {MultiGraph} from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';
import ICAL from 'ical.js';
import jsonld from 'jsonld';
import {Parser, Store} from 'n3';
import {succeed} from './annals.mjs';
import {traceOf} from './perfetto.mjs';
import {decoded} from './schema.mjs';

const CSV_READER = `
import csv, io, json, sys
text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")
print(json.dumps(list(csv.DictReader(text, strict=True))))
`;

// Python's csv module: rows, by the names of the columns.
export function readCsv({text}) {
  return JSON.parse(succeed('python3', ['-c', CSV_READER], text));
}

// As Timesketch's read_and_validate_jsonl does: each line is JSON, has three
// members, and its datetime is read by Python.
const TIMESKETCH_READER = `
import datetime, json, sys
for line in sys.stdin.buffer:
    event = json.loads(line.decode("utf-8"))
    for name in ("message", "datetime", "timestamp_desc"):
        assert event[name], name
    time = datetime.datetime.fromisoformat(event["datetime"])
    assert time.tzinfo is not None
    event["read"] = time.strftime("%Y").zfill(4) + time.strftime(
        "-%m-%dT%H:%M:%SZ")
    print(json.dumps(event))
`;

export function readTimesketch({text}) {
  return succeed('python3', ['-c', TIMESKETCH_READER], text).split('\n')
      .filter(Boolean).map((line) => JSON.parse(line));
}

export function readGeoJson({text}) {
  return JSON.parse(text).features;
}

// togeojson: features of GeoJSON.
export function readKml({text}) {
  const document = new DOMParser().parseFromString(text, 'text/xml');
  // Placemarks without geometry are kept when asked for.
  return kml(document, {skipNullGeometry: false}).features;
}

// graphology: {nodes, edges}. A node's `key` is its name in the file.
export function readGraphMl({text}) {
  return contentOf(graphml.parse(MultiGraph, text));
}

// graphology reads no time (version 0.13), and takes a file without edges for a
// graph that is directed or not: `start` and `end` are read by
// xmldom, as they stand in the file.
export function readGexf({text}) {
  const graph = contentOf(gexf.parse(MultiGraph, text));
  const document = new DOMParser().parseFromString(text, 'text/xml');
  const times = new Map([...document.getElementsByTagName('node')].map(
      (node) => [node.getAttribute('id'), node]));
  for (const node of graph.nodes) {
    node.start = times.get(node.key).getAttribute('start');
    node.end = times.get(node.key).getAttribute('end');
  }
  return graph;
}

function contentOf(graph) {
  return {
    nodes: graph.mapNodes((key, data) => ({...data, key})),
    edges: graph.mapEdges((_, data, from, to) => ({...data, from, to})),
  };
}

// ical.js: events of its own class.
export function readICalendar({text}) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map(
      (component) => new ICAL.Event(component));
}

// jsonld and N3: a store of triples. Nothing may be fetched.
export async function readJsonLd({text}) {
  const quads = await jsonld.toRDF(JSON.parse(text), {
    format: 'application/n-quads',
    documentLoader: (url) => {
      throw new Error(`fetches ${url}`);
    },
  });
  return new Store(new Parser({format: 'N-Quads'}).parse(quads));
}

// protoc: see perfetto.mjs.
export function readPerfetto({bytes}) {
  return traceOf(bytes);
}

// The SDK, as it receives a batch.
export function readCloudEvents({text}) {
  return HTTP.toEvent({
    headers: {'content-type': 'application/cloudevents-batch+json'},
    body: text,
  });
}

// protoc: the batch in text format.
export function readCloudEventsProtobuf({bytes}) {
  return decoded('cloudevents.proto', 'io.cloudevents.v1.CloudEventBatch',
                 bytes);
}
