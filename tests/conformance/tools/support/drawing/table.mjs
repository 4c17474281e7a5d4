// Draws rows that a tool has read as a table in a page.
//
// SPDX-License-Identifier: Apache-2.0

import {open} from '../browser.mjs';

const STYLE = `
  <style>
    body { font: 13px/1.3 "DejaVu Sans", sans-serif; color: #222; }
    caption { font-weight: bold; text-align: start; padding: 0 0 6px; }
    table { border-collapse: collapse; }
    th, td { border: 1px solid #ccc; padding: 3px 6px; text-align: start;
             vertical-align: top; max-width: 32em; overflow: hidden;
             text-overflow: ellipsis; white-space: nowrap; }
    th { background: #eee; }
  </style>`;

// Rows are objects; columns are names of their members.
export function drawnTable({rows, columns, caption = '', width = 1000}) {
  return open({
    body: `${STYLE}<table id="root"></table>`,
    data: {rows: rows.map((row) => columns.map((name) => row[name] ?? '')),
           columns, caption},
    width,
    script: `
      const table = document.getElementById('root');
      const element = (parent, name, text = '') => {
        const child = parent.appendChild(document.createElement(name));
        child.textContent = text;
        child.dir = 'auto';
        return child;
      };
      if (data.caption) element(table, 'caption', data.caption);
      const head = element(table, 'tr');
      for (const name of data.columns) element(head, 'th', name);
      for (const cells of data.rows) {
        const row = element(table, 'tr');
        for (const cell of cells) element(row, 'td', cell);
      }
      window.drawn = true;`,
  });
}
