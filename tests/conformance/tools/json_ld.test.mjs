// jsonld and N3 read what `annals export --format json-ld` writes.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported} from './support/annals.mjs';
import {
  hostile, hostileId, HOSTILE_TITLES, seed,
} from './support/chronologies.mjs';
import {readJsonLd} from './support/readers.mjs';

const CRM = 'http://www.cidoc-crm.org/cidoc-crm/';
const EDTF = 'http://id.loc.gov/datatypes/edtf/EDTF';
const PROV = 'http://www.w3.org/ns/prov#';
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const SCHEMA = 'https://schema.org/';
const TIME = 'http://www.w3.org/2006/time#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';
const VOCABULARY = 'urn:annals:vocabulary#';

function record(id) {
  return `urn:annals:record:${id}`;
}

// The one object of a subject and a predicate.
function one(store, subject, predicate) {
  const objects = store.getObjects(subject, predicate, null);
  assert.equal(objects.length, 1, `${subject.value ?? subject} ${predicate}`);
  return objects[0];
}

function timeOf(store, id) {
  return one(store, record(id), `${TIME}hasTime`);
}

test('every member of the seed chronology is a triple', async () => {
  const {text, losses} = exported(seed, 'json-ld');
  const store = await readJsonLd({text});
  const [oil] = store.getSubjects(
      `${SCHEMA}name`,
      {termType: 'Literal', value: 'China stops its oil deliveries to North Korea',
       language: '', datatype: {value: `${XSD}string`}}, null);
  assert.equal(one(store, oil, RDF_TYPE).value, `${SCHEMA}Event`);
  const [claim] = store.getObjects(oil, `${VOCABULARY}claim`, null);
  assert.ok(store.countQuads(claim, `${PROV}wasAttributedTo`, null, null) > 0);
  assert.ok(store.countQuads(claim, `${PROV}wasQuotedFrom`, null, null) > 0);
  assert.equal(
      store.countQuads(null, RDF_TYPE, `${VOCABULARY}CausalLink`, null), 93);
  assert.deepEqual(losses, []);
});

test('what nobody asserts is no schema:Event', async () => {
  const store = await readJsonLd(exported([{
    event: {id: 'x', title: 'X', claims: [{id: 'c', modality: 'FEARED'}]},
  }], 'json-ld'));
  assert.equal(one(store, record('x'), RDF_TYPE).value,
               `${VOCABULARY}UnassertedEvent`);
});

test('every hostile title is a literal letter for letter', async () => {
  const store = await readJsonLd(exported(hostile, 'json-ld'));
  HOSTILE_TITLES.forEach((title, i) => {
    assert.equal(one(store, record(hostileId(i)), `${SCHEMA}name`).value, title);
  });
});

test('times have their datatypes, and 44 BCE is -0043', async () => {
  const store = await readJsonLd(exported([
    {event: {id: 'caesar', title: 'Caesar', when: {edtf: '-0043~'}}},
    {event: {id: 'talks', title: 'Talks', when: {edtf: '2003/2007-04'}}},
  ], 'json-ld'));
  const caesar = timeOf(store, 'caesar');
  const [edtf] = store.getObjects(caesar, `${VOCABULARY}edtf`, null);
  assert.deepEqual([edtf.value, edtf.datatype.value], ['-0043~', EDTF]);
  const begins = one(store, caesar, `${CRM}P82a_begin_of_the_begin`);
  assert.deepEqual([begins.value, begins.datatype.value],
                   ['-0043-01-01T00:00:00Z', `${XSD}dateTime`]);
  const talks = timeOf(store, 'talks');
  const year = one(store, one(store, talks, `${TIME}hasBeginning`),
                   `${TIME}inXSDgYear`);
  assert.deepEqual([year.value, year.datatype.value], ['2003', `${XSD}gYear`]);
  assert.equal(one(store, one(store, talks, `${TIME}hasEnd`),
                   `${TIME}inXSDgYearMonth`).value, '2007-04');
});
