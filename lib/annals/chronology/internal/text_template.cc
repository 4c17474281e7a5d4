// The template for plain text to start from; ToText() wraps, and uses none.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/built_in.h"

namespace annals::chronology_internal {
namespace {

constexpr std::string_view kTemplate = R"text({{title}}

{{preamble}}

{{#parts}}
{{#heading}}
{{heading}}

{{/heading}}
{{#sections}}
{{#heading}}
{{heading}}

{{/heading}}
{{#entries}}
{{number}}. {{mark_before}}{{title}}{{#date}} ({{date}}){{/date}}
{{#voices}}
   - {{text}}
{{/voices}}
{{#ties}}
   - {{text}}
{{/ties}}
{{#changes}}
   - {{text}}
{{/changes}}
{{/entries}}

{{/sections}}
{{/parts}}
{{#notes}}
[{{number}}] {{sentence}}
{{/notes}}

{{#sources}}
{{number}}. {{sentence}}
{{/sources}}
)text";

}  // namespace

std::string_view TextTemplate() { return kTemplate; }

}  // namespace annals::chronology_internal
