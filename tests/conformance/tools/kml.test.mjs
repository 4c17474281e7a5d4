// togeojson and xmllint read what `annals export --format kml` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported, needProgram} from './support/annals.mjs';
import {
  hostile, HOSTILE_TITLES, hostileId, nothing, seed,
} from './support/chronologies.mjs';
import {located} from './support/located.mjs';
import {readKml} from './support/readers.mjs';
import {assertValidXml, faultsOf} from './support/schema.mjs';

needProgram('xmllint');

function featureOf(features, id) {
  return features.find(({properties}) => properties.id === id);
}

test('togeojson finds points, stamps, spans and open ends', () => {
  const {text} = exported(located, 'kml');
  assertValidXml('kml.xsd', text);
  const features = readKml({text});
  const rason = featureOf(features, 'rason');
  assert.deepEqual(rason.geometry,
                   {type: 'Point', coordinates: [130.4, 42.25]});
  assert.equal(rason.properties.timestamp, '2013');
  const both = featureOf(features, 'both');
  assert.deepEqual(both.properties.timespan, {begin: '2003', end: '2007-04'});
  assert.equal(both.geometry.geometries.length, 2);
  const open = featureOf(features, 'nowhere').properties.timespan;
  assert.equal(open.begin, '2012');
  assert.ok(!open.end);
});

test('44 BCE is -0044, as XML Schema 1.0 counts', () => {
  const {properties} =
      featureOf(readKml(exported(located, 'kml')), 'caesar');
  assert.equal(properties.timestamp, '-0044-03-15');
  assert.equal(properties.edtf, '-0043-03-15');
});

test('the seed chronology is valid and has its titles', () => {
  const {text} = exported(seed, 'kml');
  assertValidXml('kml.xsd', text);
  const names = readKml({text}).map(({properties}) => properties.name);
  assert.ok(names.includes('China stops its oil deliveries to North Korea'));
});

test('every hostile title and description is read letter for letter', () => {
  const {text} = exported(hostile, 'kml');
  assertValidXml('kml.xsd', text);
  const features = readKml({text});
  HOSTILE_TITLES.forEach((title, i) => {
    assert.equal(featureOf(features, hostileId(i)).properties.title, title);
  });
  const event = hostile[0].event;
  assert.equal(featureOf(features, event.id).properties.description,
               event.description);
});

test('the schema would see a year 0 and a fault of order', () => {
  const {text} = exported(located, 'kml');
  assert.match(faultsOf('kml.xsd', text.replace('>2013<', '>0000<')), /when/);
  assert.match(faultsOf('kml.xsd', text.replace('<name>rason</name>', '')),
               /name/);
});

test('nothing chosen is a file that opens', () => {
  assertValidXml('kml.xsd', exported(nothing, 'kml').text);
});
