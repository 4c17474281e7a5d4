// A voyage around the world: days, places with coordinates, and doubts, for
// maps and calendars. After Nellie Bly, "Around the World in Seventy-Two Days"
// (1890); a day that other accounts give differently bears a question mark.
//
// SPDX-License-Identifier: Apache-2.0

import {link} from './chronologies.mjs';

const PLACES = {
  'Hoboken': [40.744, -74.032],
  'Southampton': [50.909, -1.404],
  'Amiens': [49.894, 2.302],
  'Brindisi': [40.632, 17.936],
  'Port Said': [31.257, 32.284],
  'Aden': [12.785, 45.019],
  'Colombo': [6.927, 79.861],
  'Penang': [5.414, 100.329],
  'Singapore': [1.352, 103.82],
  'Hong Kong': [22.319, 114.169],
  'Canton': [23.129, 113.264],
  'Yokohama': [35.444, 139.638],
  'San Francisco': [37.775, -122.419],
  'Jersey City': [40.728, -74.078],
};

const STOPS = [
  ['sails', 'Sails from Hoboken', '1889-11-14', 'Hoboken'],
  ['lands', 'Lands at Southampton', '1889-11-22?', 'Southampton'],
  ['verne', 'Meets Jules Verne', '1889-11-23?', 'Amiens'],
  ['brindisi', 'Boards at Brindisi', '1889-11-25', 'Brindisi'],
  ['canal', 'Enters the canal', '1889-11-27', 'Port Said'],
  ['aden', 'Coals at Aden', '1889-12-03?', 'Aden'],
  ['colombo', 'Waits in Colombo', '1889-12-08/1889-12-13', 'Colombo'],
  ['penang', 'Calls at Penang', '1889-12-16', 'Penang'],
  ['singapore', 'Lies off Singapore', '1889-12-18', 'Singapore'],
  ['monsoon', 'Sails against the monsoon', '1889-12-19/1889-12-22', null],
  ['hongkong', 'Stays in Hong Kong', '1889-12-23?/1889-12-28', 'Hong Kong'],
  ['canton', 'Sees Canton', '1889-12-25', 'Canton'],
  ['yokohama', 'Stays in Japan', '1890-01-02?/1890-01-07', 'Yokohama'],
  ['landfall', 'Lands at San Francisco', '1890-01-21', 'San Francisco'],
  ['snow', 'Snow blocks the Sierra', '1890-01-15~/1890-01-29~', null],
  ['train', 'A special train goes by the south', '1890-01-21/1890-01-25', null],
  ['home', 'Is home', '1890-01-25', 'Jersey City'],
];

export const voyage = [
  ...Object.entries(PLACES).map(([name, [latitude, longitude]]) => ({
    entity: {
      id: name.replaceAll(' ', '-'), kind: 'PLACE', names: [{text: name}],
      coordinates: {latitude, longitude},
    },
  })),
  ...STOPS.map(([id, title, edtf, place]) => ({
    event: {
      id, title, when: {edtf},
      places: place ? [place.replaceAll(' ', '-')] : [],
    },
  })),
  link('late', ['monsoon'], ['hongkong'], {kind: 'HINDER'}),
  link('waiting', ['hongkong'], ['canton'], {kind: 'ENABLE'}),
  link('way', ['snow'], ['train'], {kind: 'CAUSE'}),
  link('speed', ['train'], ['home'], {kind: 'ENABLE'}),
];
