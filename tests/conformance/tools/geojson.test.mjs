// d3 draws what `annals export --format geojson` writes, as maps do.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import Ajv from 'ajv';
import {geoEquirectangular, geoPath} from 'd3-geo';
import {exported} from './support/annals.mjs';
import {
  hostile, hostileId, HOSTILE_TITLES, seed,
} from './support/chronologies.mjs';
import {located} from './support/located.mjs';

test('d3 puts points where the places are', () => {
  const {features} = JSON.parse(exported(located, 'geojson').text);
  const path = geoPath(geoEquirectangular().scale(180 / Math.PI)
                           .translate([0, 0]));
  const [one, two, none] = ['rason', 'both', 'nowhere'].map(
      (id) => features.find((feature) => feature.id === id));
  // The projection is one unit a degree, and y points south.
  assert.deepEqual(path.centroid(one).map(Math.round), [130, -42]);
  assert.equal(path(two).match(/M/g).length, 2);
  assert.equal(path(none), null);
});

test('it keeps to the JSON schema of GeoJSON, without places too', () => {
  const validate = new Ajv({strict: false}).compile(JSON.parse(readFileSync(
      'node_modules/geojson-schema/FeatureCollection.json')));
  for (const records of [located, seed, hostile]) {
    const collection = JSON.parse(exported(records, 'geojson').text);
    assert.ok(validate(collection), JSON.stringify(validate.errors));
    collection.features[0].geometry = {type: 'Point'};
    assert.ok(!validate(collection));
  }
});

test('the seed chronology is there whole, its dates in the properties', () => {
  const {features} = JSON.parse(exported(seed, 'geojson').text);
  const oil = features.find(
      ({properties}) => properties.title.startsWith('China stops its oil'));
  assert.equal(oil.properties.edtf, '2013');
  assert.ok(features.length > 150);
});

test('every hostile title is there letter for letter', () => {
  const {features} = JSON.parse(exported(hostile, 'geojson').text);
  HOSTILE_TITLES.forEach((title, i) => {
    const feature = features.find(({id}) => id === hostileId(i));
    assert.equal(feature.properties.title, title);
  });
});
