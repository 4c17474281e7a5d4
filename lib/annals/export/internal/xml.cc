// XML: elements, attributes and text, escaped, and what XML cannot hold.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/xml.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "annals/base/string_view.h"
#include "annals/export/internal/fit_text.h"

namespace annals::export_internal {
namespace {

// XML 1.0, section 2.2.
bool IsXmlCharacter(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (first < 0x20) return first == '\t' || first == '\n' || first == '\r';
  return character != "\uFFFE" && character != "\uFFFF";
}

}  // namespace

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

std::string XmlWriter::Take() && { return std::move(out_); }

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
  for (const char c : fit.text) {
    switch (c) {
      case '&':
        out_ += "&amp;";
        break;
      case '<':
        out_ += "&lt;";
        break;
      case '>':
        out_ += "&gt;";
        break;
      case '"':
        out_ += "&quot;";
        break;
      case '\t':
      case '\n':
      case '\r':
        absl::StrAppend(&out_, "&#", static_cast<int>(c), ";");
        break;
      default:
        out_ += c;
    }
  }
}

}  // namespace annals::export_internal
