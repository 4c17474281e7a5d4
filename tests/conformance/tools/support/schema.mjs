// Schemas in this folder, and programs that hold a file against them.
//
// SPDX-License-Identifier: Apache-2.0

import {realpathSync, writeFileSync} from 'node:fs';
import {dirname, isAbsolute, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {run, scratchFile, succeed} from './annals.mjs';

// This file is a link from the build tree into the source tree.
const here = dirname(realpathSync(fileURLToPath(import.meta.url)));
const protos = join(here, '../../../../proto');

function schemaOf(schema, text) {
  const file = scratchFile('document.xml');
  writeFileSync(file, text);
  return ['--noout', '--nonet', '--schema', join(here, schema), file];
}

// The document is valid by the XML schema of that name in this folder.
export function assertValidXml(schema, text) {
  succeed('xmllint', schemaOf(schema, text));
}

// What xmllint has against the document; nothing if it is valid.
export function faultsOf(schema, text) {
  const {status, stderr} = run('xmllint', schemaOf(schema, text));
  return status === 0 ? '' : stderr;
}

// The message in protobuf's text format, by the .proto of that name here, or at
// that path.
export function decoded(proto, message, bytes) {
  const folders = isAbsolute(proto) ? [dirname(proto)] : [here, protos];
  return succeed(
      'protoc',
      [`--decode=${message}`, ...folders.map((one) => `-I${one}`), proto],
      bytes);
}
