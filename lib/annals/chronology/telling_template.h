// A TellingTemplate says how a chronology looks, and its user may change it.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_TELLING_TEMPLATE_H_
#define ANNALS_CHRONOLOGY_TELLING_TEMPLATE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/chronology/chronology.h"

namespace annals {

// How what people entered is escaped.
enum class TellingFormat {
  kMarkdown,
  kHtml,
  kLatex,
  kText,
};

// "markdown", "html", "latex", "text"; nothing for another name.
std::string_view TellingFormatName(TellingFormat format);
std::optional<TellingFormat> TellingFormatNamed(std::string_view name);

// The format that a file of this name is in, by its ending (.md, .markdown,
// .html, .htm, .tex, .txt); nothing if it has another.
std::optional<TellingFormat> TellingFormatOf(std::string_view file);

// A text in a small part of Mustache, with the names that docs/chronologies.md
// lists:
//
//   {{#parts}}{{#sections}}{{#entries}}
//   {{number}}. {{title}}: {{date}}
//   {{/entries}}{{/sections}}{{/parts}}
//
// Every value comes out escaped for the format, so no template can let markup
// through. A telling is written by walking it: a template cannot go over it
// more than 16 times, follow more than 2^28 tags and texts, nor write more than
// a gibibyte.
//
// Immutable; safe to use from any thread.
class TellingTemplate {
 public:
  // InvalidArgument names the line, what was found there and what was wanted;
  // also for a name that a chronology does not have.
  static absl::StatusOr<TellingTemplate> Parse(std::string_view text,
                                               TellingFormat format);

  // What ToMarkdown(), ToHtml() and ToLatex() use, to start from. Plain text
  // is wrapped at the width of a terminal, which no template does: what is
  // returned for it is a short one.
  static std::string_view BuiltIn(TellingFormat format);

  // ResourceExhausted beyond the bounds above. Ends with one line feed.
  absl::StatusOr<std::string> Write(const Chronology& chronology) const;

 private:
  class Impl;
  explicit TellingTemplate(std::shared_ptr<const Impl> impl);

  std::shared_ptr<const Impl> impl_;
};

}  // namespace annals

#endif  // ANNALS_CHRONOLOGY_TELLING_TEMPLATE_H_
