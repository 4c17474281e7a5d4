// The built-in template for Markdown.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/built_in.h"

namespace annals::chronology_internal {
namespace {

constexpr std::string_view kTemplate = R"markdown(# {{title}}

{{#preamble}}
{{preamble}}

{{/preamble}}
{{#parts}}
{{#heading}}
{{level}} {{heading}}

{{/heading}}
{{#preamble}}
{{preamble}}

{{/preamble}}
{{#sections}}
{{#heading}}
{{level}} {{heading}}

{{/heading}}
{{#entries}}
{{level}} <span id="entry-{{number}}"></span>{{number}}. {{mark_before}}{{title}}

{{#date}}
**{{date}}**{{#disputed}} (disputed){{/disputed}}

{{/date}}
{{^date}}
{{#disputed}}
(disputed)

{{/disputed}}
{{/date}}
{{#paragraphs}}
{{text}}

{{/paragraphs}}
{{#has_sides}}
| Said | Denied |
| --- | --- |
{{#rows}}
| {{said_so}} | {{denied_it}} |
{{/rows}}

{{/has_sides}}
{{^has_sides}}
{{#voices}}
- {{text}}
{{/voices}}
{{/has_sides}}
{{#ties}}
- {{text}}
{{/ties}}
{{#changes}}
- {{text}}
{{/changes}}
{{#facts}}
- {{label}}: {{words}}
{{/facts}}
{{#has_items}}

{{/has_items}}
{{/entries}}
{{#also}}
See also {{also}}

{{/also}}
{{/sections}}
{{/parts}}
{{#has_order}}
## On the order

{{#order}}
- {{words}}: {{entries}}
{{/order}}

{{/has_order}}
{{#has_sources}}
## Sources

{{#sources}}
{{number}}. <span id="source-{{number}}"></span>{{sentence}}
{{/sources}}

{{/has_sources}}
{{#notes}}
[^{{number}}]: {{sentence}}
{{/notes}}
)markdown";

}  // namespace

std::string_view MarkdownTemplate() { return kTemplate; }

}  // namespace annals::chronology_internal
