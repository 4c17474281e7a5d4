// Draws nodes and edges that a tool has read, laid out by Graphviz.
//
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs';
import {scratchFile, succeed} from '../annals.mjs';

// {png, texts}: the picture, and each label as it was drawn. Nodes are {id,
// label, group, style}, edges {from, to, label}; `layout` is one of Graphviz's
// programs. Nodes of one group stand in a box of its name.
export function drawnGraph({nodes, edges, layout = 'dot', head = ''}) {
  const numbers = new Map(nodes.map(({id}, i) => [id, `n${i}`]));
  const groups = new Map();
  for (const node of nodes) {
    const group = node.group ?? '';
    groups.set(group, [...groups.get(group) ?? [], node]);
  }
  const lines = [...groups].flatMap(([group, members], i) => {
    const own = members.map(({id, label, style = ''}) => (
      `${numbers.get(id)} [label=${quoted(wrapped(label))} ${style}]`));
    if (!group) return own;
    return [`subgraph cluster_${i} { label=${quoted(group)}`, ...own, '}'];
  });
  const dot = `digraph {
    graph [dpi=72 fontname="DejaVu Sans" fontsize=11 ${head}]
    node [shape=box fontname="DejaVu Sans" fontsize=11 color="#7d9bb5"
          style=filled fillcolor="#f2f6fa" margin="0.12,0.06"]
    edge [fontname="DejaVu Sans" fontsize=9 color="#888888" fontcolor="#666666"
          len=2.6 arrowsize=0.8]
    ${lines.join('\n')}
    ${edges.map(({from, to, label = ''}) => (
      `${numbers.get(from)} -> ${numbers.get(to)} [label=${quoted(label)}]`
    )).join('\n')}
  }`;
  const [png, json] = ['graph.png', 'graph.json'].map(scratchFile);
  succeed(layout, ['-Tpng', '-o', png, '-Tjson', '-o', json], dot);
  const {objects = [], edges: drawn = []} = JSON.parse(readFileSync(json));
  const texts = [...objects, ...drawn].map(({_ldraw_ = []}) => (
    _ldraw_.filter(({op}) => op === 'T').map(({text}) => text).join(' ')));
  return {png: readFileSync(png), texts};
}

function quoted(text) {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
      .replaceAll('&', '&amp;').replaceAll('\n', '\\n')}"`;
}

// At spaces, in lines of about 28 letters.
function wrapped(text) {
  return text.replace(/(.{1,28})(\s|$)/gu, '$1\n').trimEnd();
}
