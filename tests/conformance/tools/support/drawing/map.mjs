// Draws points that a tool has read on a map of the world, with d3 and Natural
// Earth's coasts (the npm package world-atlas).
//
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs';
import {geoGraticule10, geoNaturalEarth1, geoPath} from 'd3-geo';
import {feature} from 'topojson-client';
import {open} from '../browser.mjs';

const WIDTH = 1000;
const HEIGHT = 420;
// Around the points, for what is written beside them.
const ROOM = 110;

const STYLE = `
  <style>
    text { font: 12px "DejaVu Sans", sans-serif; fill: #222;
           paint-order: stroke; stroke: #fff; stroke-width: 3px; }
    .sea { fill: #eef4f8; } .land { fill: #e2dfd4; stroke: #b9b5a6; }
    .lines { fill: none; stroke: #d7e2ea; stroke-width: 0.5; }
    .second { fill: #5a6b7a; font-size: 11px; }
    .point { fill: #b3412e; stroke: #fff; }
    .nowhere { fill: #666; stroke: none; }
  </style>`;

// Features of GeoJSON, points or several; `label` says what stands beside one,
// a line feed between its lines. Those without a place are listed below.
export function drawnMap({features, label}) {
  const positions = features.flatMap(({geometry}) => positionsOf(geometry));
  const projection = geoNaturalEarth1().fitExtent(
      [[ROOM, ROOM], [WIDTH - ROOM, HEIGHT - ROOM]],
      positions.length > 1 ? {type: 'MultiPoint', coordinates: positions} :
          {type: 'Sphere'});
  const path = geoPath(projection);
  const topology = JSON.parse(
      readFileSync('node_modules/world-atlas/land-110m.json'));
  const points = features.flatMap((one) => positionsOf(one.geometry).map(
      (position) => ({at: projection(position), text: label(one)})));
  const nowhere = features.filter(({geometry}) => geometry === null).map(label);
  // All around, also where the map is larger than the picture.
  projection.clipExtent([[0, 0], [WIDTH, HEIGHT]]);
  return open({
    body: `${STYLE}<svg id="root" width="${WIDTH}"></svg>`,
    width: WIDTH + 16,
    data: {
      shapes: {
        sea: path({type: 'Sphere'}),
        land: path(feature(topology, topology.objects.land)),
        lines: path(geoGraticule10()),
      },
      points, nowhere, height: HEIGHT,
    },
    script: `
      const root = document.getElementById('root');
      const add = (name, attributes, text = '') => {
        const child = root.appendChild(document.createElementNS(
            'http://www.w3.org/2000/svg', name));
        for (const [key, value] of Object.entries(attributes)) {
          child.setAttribute(key, value);
        }
        child.textContent = text;
        return child;
      };
      const write = (text) => {
        const label = add('text', {});
        text.split('\\n').forEach((line, i) => {
          const span = label.appendChild(document.createElementNS(
              'http://www.w3.org/2000/svg', 'tspan'));
          span.textContent = line;
          span.setAttribute('dy', i && 13);
          span.setAttribute('class', i ? 'second' : 'first');
        });
        return label;
      };
      for (const [name, d] of Object.entries(data.shapes)) {
        add('path', {class: name, d});
      }
      for (const {at: [cx, cy]} of data.points) {
        add('circle', {class: 'point', cx, cy, r: 4.5});
      }
      // Where its box meets none that stands already, if it can be.
      const boxes = data.points.map(({at: [x, y]}) => (
          {x: x - 5, y: y - 5, width: 10, height: 10}));
      const meets = (a) => a.x + a.width > ${WIDTH} || a.x < 0 || boxes.some(
          (b) => a.x < b.x + b.width && b.x < a.x + a.width &&
                 a.y < b.y + b.height && b.y < a.y + a.height);
      for (const {at: [x, y], text} of data.points) {
        const label = write(text);
        for (let far = 0; far < 40; far += 7) {
          const found = [['start', 8, far], ['end', -8, far],
                         ['start', 8, -far], ['end', -8, -far],
          ].some(([anchor, dx, dy]) => {
            label.setAttribute('text-anchor', anchor);
            for (const line of label.children) line.setAttribute('x', x + dx);
            label.setAttribute('y', y + dy + 4);
            return !meets(label.getBBox());
          });
          if (found) break;
        }
        boxes.push(label.getBBox());
      }
      data.nowhere.forEach((text, i) => {
        add('text', {class: 'nowhere', x: 8, y: data.height + 14 * (i + 1)},
            'without a place: ' + text.replaceAll('\\n', ', '));
      });
      root.setAttribute(
          'height', data.height + 14 * data.nowhere.length + 8);
      window.drawn = true;`,
  });
}

function positionsOf(geometry) {
  if (geometry === null) return [];
  const {type, coordinates, geometries} = geometry;
  if (type === 'Point') return [coordinates];
  return coordinates ?? geometries.flatMap(positionsOf);
}
