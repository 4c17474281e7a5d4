// Draws a Mermaid diagram, and fails where Mermaid would draw an error.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {open, packageFile, textOf} from './browser.mjs';

// A page with the drawn diagram as its only svg; what Mermaid made of the text
// is `window.diagram`. Options are those of open().
export async function drawnByMermaid(diagram, options = {}) {
  const page = await open({
    ...options,
    scripts: [packageFile('mermaid/dist/mermaid.min.js')],
    data: diagram,
    script: `
      mermaid.initialize({startOnLoad: false});
      window.diagram = await mermaid.mermaidAPI.getDiagramFromText(data);
      const {svg} = await mermaid.render('diagram', data);
      document.getElementById('root').innerHTML = svg;
      window.drawn = true;`,
  });
  // For some faults it succeeds, with a picture that says so.
  assert.doesNotMatch(
      await textOf(page, 'svg'), /Maximum text size|Syntax error|Too many/);
  return page;
}

// The diagrams in the fences of a Markdown file, and the headings before them.
export function diagramsIn(markdown) {
  const parts = markdown.split(/^```mermaid$\n/m);
  return parts.slice(1).map((part, i) => ({
    heading: /^## (.*)$/m.exec(parts[i])[1],
    text: part.slice(0, part.search(/^```$/m)),
  }));
}
