// XML: elements, attributes and text, escaped, and what XML cannot hold.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/xml.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/fit_text.h"
#include "annals/record/markup.h"

namespace annals::export_internal {
namespace {

// XML 1.0, section 2.2.
bool IsXmlCharacter(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (first < 0x20) return first == '\t' || first == '\n' || first == '\r';
  return character != "\uFFFE" && character != "\uFFFF";
}

}  // namespace

void XmlWriter::Declare() {
  out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
}

void XmlWriter::Begin(std::string_view element,
                      const std::vector<XmlAttribute>& attributes) {
  Tag(element, attributes);
  out_ += ">\n";
  open_.emplace_back(element);
}

void XmlWriter::End() {
  const std::string element = std::move(open_.back());
  open_.pop_back();
  absl::StrAppend(&out_, std::string(open_.size(), ' '), "</", element, ">\n");
}

void XmlWriter::Leaf(std::string_view element,
                     const std::vector<XmlAttribute>& attributes,
                     std::string_view text) {
  Tag(element, attributes);
  if (text.empty()) {
    out_ += "/>\n";
    return;
  }
  out_ += ">";
  AppendEscaped(text);
  absl::StrAppend(&out_, "</", AsAbsl(element), ">\n");
}

void XmlWriter::Tag(std::string_view element,
                    const std::vector<XmlAttribute>& attributes) {
  absl::StrAppend(&out_, std::string(open_.size(), ' '), "<", AsAbsl(element));
  for (const XmlAttribute& attribute : attributes) {
    absl::StrAppend(&out_, " ", AsAbsl(attribute.name), "=\"");
    AppendEscaped(attribute.value);
    out_ += '"';
  }
}

void XmlWriter::AppendEscaped(std::string_view text) {
  const FitText fit = FitTo(text, IsXmlCharacter);
  if (fit.replaced) {
    losses_.Add("text", "with control characters, which XML cannot hold");
  }
  absl::StrAppend(
      &out_,
      absl::StrReplaceAll(EscapedMarkup(fit.text),
                          {{"\t", "&#9;"}, {"\n", "&#10;"}, {"\r", "&#13;"}}));
}

}  // namespace annals::export_internal
