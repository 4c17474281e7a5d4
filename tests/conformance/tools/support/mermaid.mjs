// Draws a Mermaid diagram, and fails where Mermaid would draw an error.
//
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {open, packageFile, textOf} from './browser.mjs';

// A page with the drawn diagram as its only svg.
export async function drawnByMermaid(diagram) {
  const page = await open({
    scripts: [packageFile('mermaid/dist/mermaid.min.js')],
    data: diagram,
    script: `
      mermaid.initialize({startOnLoad: false});
      await mermaid.parse(data);
      const {svg} = await mermaid.render('diagram', data);
      document.getElementById('root').innerHTML = svg;
      window.drawn = true;`,
  });
  // For some faults it succeeds, with a picture that says so.
  assert.doesNotMatch(
      await textOf(page, 'svg'), /Maximum text size|Syntax error|Too many/);
  return page;
}
