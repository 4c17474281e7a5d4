// Events with places that have coordinates, one or two or none, and with dates
// as maps can show them.
//
// SPDX-License-Identifier: Apache-2.0

function place(id, latitude, longitude) {
  return {
    entity: {
      id, kind: 'PLACE', names: [{text: id}],
      coordinates: {latitude, longitude},
    },
  };
}

function event(id, edtf, places) {
  return {event: {id, title: id, when: {edtf}, places}};
}

export const located = [
  place('port', 42.25, 130.4),
  place('capital', 39.02, 125.75),
  event('rason', '2013', ['port']),
  event('both', '2003/2007-04', ['port', 'capital']),
  event('nowhere', '2012/..', ['somewhere']),
  event('caesar', '-0043-03-15', ['capital']),
];
