// The built-in template for HTML.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/built_in.h"

namespace annals::chronology_internal {
namespace {

constexpr std::string_view kTemplate = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{title}}</title>
<style>
:root {
  color-scheme: light dark;
  --paper: #fdfcf8; --ink: #211e1a; --soft: #655e54; --line: #ddd6c9;
  --link: #7b2f16; --tint: #f5f1e8;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua",
    "Noto Serif", Georgia, "Liberation Serif", "Noto Serif CJK SC", serif;
  --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans",
    "Noto Sans CJK SC", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16171a; --ink: #e4dfd5; --soft: #a59d90; --line: #38373a;
    --link: #e5a381; --tint: #1f2024;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 3rem 1.5rem 5rem; max-width: 54rem;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 var(--serif); font-variant-numeric: oldstyle-nums;
  overflow-wrap: anywhere; hanging-punctuation: first;
}
a { color: var(--link); text-decoration-thickness: 1px;
  text-underline-offset: 0.15em; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1 { margin: 0 0 0.75rem; font-size: 2.25rem; line-height: 1.15;
  font-weight: 500; letter-spacing: -0.01em; text-wrap: balance; }
.preamble { margin: 0; color: var(--soft); max-width: 40rem; }
nav { margin: 2rem 0 0; padding: 0.75rem 0; border-block: 1px solid var(--line);
  font: 0.875rem/1.9 var(--sans); }
nav ul { margin: 0; padding: 0; list-style: none; }
nav li { display: inline-block; margin-right: 1.1rem; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
.part { margin-top: 4rem; padding-top: 1rem;
  border-top: 3px double var(--line); }
h2 { margin: 3rem 0 1.25rem; font-size: 1.5rem; line-height: 1.25;
  font-weight: 500; }
.part > h2 { margin: 0.5rem 0 1rem; font-size: 1.75rem; }
.group > h2, .group > h3 { padding-bottom: 0.3rem;
  border-bottom: 1px solid var(--line); }
.group > h3 { margin: 2.5rem 0 1.25rem; font-size: 1.25rem; font-weight: 500; }
article { display: grid; grid-template-columns: 10rem minmax(0, 1fr);
  column-gap: 2rem; margin: 0 0 2rem; }
article > .date { margin: 0; padding-top: 0.2rem; text-align: right;
  color: var(--soft); font: 0.875rem/1.45 var(--sans); }
article > .body { grid-column: 2; }
article > .body > :is(h3, h4) { margin: 0 0 0.35rem; font-size: 1.125rem;
  line-height: 1.4; font-weight: 600; }
.number { font-weight: 400; color: var(--soft); margin-right: 0.35em; }
article p { margin: 0 0 0.6rem; }
article:target > .body, li:target { background: var(--tint);
  box-shadow: 0 0 0 0.5rem var(--tint); }
.mark { padding: 0.05em 0.45em 0.1em; margin-right: 0.45em;
  border: 1px dashed currentColor; border-radius: 3px; color: var(--soft);
  font: 500 0.75rem/1.3 var(--sans); white-space: nowrap; vertical-align: 0.1em;
}
.unasserted > .body { padding-left: 1rem; border-left: 2px dashed var(--line); }
.said, .ties, .facts { margin: 0.35rem 0 0; padding: 0; list-style: none;
  font: 0.875rem/1.55 var(--sans); color: var(--soft); }
.ties { color: var(--ink); }
.said li, .ties li { padding-left: 1.1em; text-indent: -1.1em; }
.said li::before, .ties li::before { content: "\2013\00a0"; color: var(--soft);
  display: inline-block; width: 1.1em; text-indent: 0; }
.facts dt { float: left; margin-right: 0.4em; }
.facts dt::after { content: ":"; }
.facts dd { margin: 0; }
del { color: var(--soft); }
ins { font-weight: 600; text-decoration: none; }
.also { margin: 0 0 2rem 12rem; color: var(--soft);
  font: 0.875rem/1.55 var(--sans); }
.order { font: 0.875rem/1.55 var(--sans); }
.order dd { margin: 0 0 0.5rem; color: var(--soft); }
.dispute { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem;
  margin: 0.6rem 0; padding: 0.6rem 0.9rem; border: 1px solid var(--line);
  border-radius: 4px; background: var(--tint); }
.dispute p { margin: 0; font: 600 0.8125rem/1.5 var(--sans); }
.note-mark { margin-left: 0.15em; font: 0.6875rem/1 var(--sans);
  vertical-align: 0.45em; white-space: nowrap; }
.note-mark a { text-decoration: none; padding: 0.2em 0; }
.notes, .sources { font-size: 0.9375rem; line-height: 1.55; padding-left: 2.5em;
}
.notes li, .sources li { margin-bottom: 0.55rem; padding-left: 0.25em; }
.back { color: var(--soft); font: 0.8125rem var(--sans); white-space: nowrap; }
q { quotes: "\201c" "\201d" "\2018" "\2019"; }
@media (max-width: 40rem) {
  body { padding: 1.75rem 1.1rem 3rem; }
  h1 { font-size: 1.75rem; }
  article { display: block; margin-bottom: 2.25rem; }
  article > .date { text-align: left; margin-bottom: 0.15rem; padding: 0; }
  .dispute { grid-template-columns: 1fr; gap: 0.6rem; }
  del { color: var(--soft); }
ins { font-weight: 600; text-decoration: none; }
.also { margin-left: 0; }
}
@media print {
  @page { margin: 2cm 2.2cm; }
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb;
    --link: #000; --tint: #fff; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; line-height: 1.45; }
  nav { display: none; }
  a { text-decoration: none; }
  h1, h2, h3, h4, .preamble { break-after: avoid; }
  .part { break-before: page; margin: 0; padding: 0; border: 0; }
  article { grid-template-columns: 3.4cm minmax(0, 1fr); column-gap: 0.7cm;
    break-inside: avoid; margin-bottom: 1.1em; }
  .notes li, .sources li { break-inside: avoid; }
}
</style>
</head>
<body>
<header>
<h1>{{title}}</h1>
<p class="preamble">{{preamble}}</p>
</header>
{{#has_contents}}
<nav aria-label="Contents">
<ul>
{{#contents}}
<li><a href="#{{anchor}}">{{label}}</a></li>
{{/contents}}
{{#has_order}}
<li><a href="#order">On the order</a></li>
{{/has_order}}
{{#has_notes}}
<li><a href="#notes">Notes</a></li>
{{/has_notes}}
{{#has_sources}}
<li><a href="#sources">Sources</a></li>
{{/has_sources}}
</ul>
</nav>
{{/has_contents}}
<main>
{{#parts}}
{{#heading}}
<section class="part" id="{{anchor}}">
<{{level}}>{{heading}}</{{level}}>
{{/heading}}
{{#preamble}}
<p class="preamble">{{preamble}}</p>
{{/preamble}}
{{#sections}}
{{#heading}}
<section class="group" id="{{anchor}}">
<{{level}}>{{heading}}</{{level}}>
{{/heading}}
{{#entries}}
<article id="entry-{{number}}"{{#mark}} class="unasserted"{{/mark}}>
{{#date}}
<p class="date">{{date}}</p>
{{/date}}
<div class="body">
<{{level}}><span class="number">{{number}}.</span>{{#mark}}<span class="mark">{{mark}}</span> {{/mark}}{{#disputed}}<span class="mark">Disputed</span> {{/disputed}}<bdi>{{title}}</bdi></{{level}}>
{{#paragraphs}}
<p dir="auto">{{text}}</p>
{{/paragraphs}}
{{#has_sides}}
<div class="dispute">
<div><p>Said</p>
<ul class="said">
{{#said}}
<li>{{text}}</li>
{{/said}}
</ul>
</div>
<div><p>Denied</p>
<ul class="said">
{{#denied}}
<li>{{text}}</li>
{{/denied}}
</ul>
</div>
</div>
{{/has_sides}}
{{^has_sides}}
{{#has_voices}}
<ul class="said">
{{#voices}}
<li>{{text}}</li>
{{/voices}}
</ul>
{{/has_voices}}
{{/has_sides}}
{{#has_ties}}
<ul class="ties">
{{#ties}}
<li>{{text}}</li>
{{/ties}}
</ul>
{{/has_ties}}
{{#has_changes}}
<ul class="ties">
{{#changes}}
<li>{{text}}</li>
{{/changes}}
</ul>
{{/has_changes}}
{{#has_facts}}
<dl class="facts">
{{#facts}}
<dt>{{label}}</dt><dd>{{words}}</dd>
{{/facts}}
</dl>
{{/has_facts}}
</div>
</article>
{{/entries}}
{{#also}}
<p class="also">See also {{also}}</p>
{{/also}}
{{#heading}}
</section>
{{/heading}}
{{/sections}}
{{#heading}}
</section>
{{/heading}}
{{/parts}}
{{#has_order}}
<section class="part" id="order" aria-labelledby="order-heading">
<h2 id="order-heading">On the order</h2>
<dl class="order">
{{#order}}
<dt>{{words}}</dt><dd>{{entries}}</dd>
{{/order}}
</dl>
</section>
{{/has_order}}
{{#has_notes}}
<section class="part" id="notes" role="doc-endnotes" aria-labelledby="notes-heading">
<h2 id="notes-heading">Notes</h2>
<ol class="notes">
{{#notes}}
<li id="note-{{number}}">{{sentence}} <span class="back">↩ {{#entries}}<a href="#entry-{{text}}" role="doc-backlink" aria-label="Back to entry {{text}}">{{text}}</a>{{^last}}, {{/last}}{{/entries}}</span></li>
{{/notes}}
</ol>
</section>
{{/has_notes}}
{{#has_sources}}
<section class="part" id="sources" role="doc-bibliography" aria-labelledby="sources-heading">
<h2 id="sources-heading">Sources</h2>
<ol class="sources">
{{#sources}}
<li id="source-{{number}}">{{sentence}}</li>
{{/sources}}
</ol>
</section>
{{/has_sources}}
</main>
</body>
</html>
)html";

}  // namespace

std::string_view HtmlTemplate() { return kTemplate; }

}  // namespace annals::chronology_internal
