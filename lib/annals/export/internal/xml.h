// XML: elements, attributes and text, escaped, and what XML cannot hold.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_XML_H_
#define ANNALS_EXPORT_INTERNAL_XML_H_

#include <string>
#include <string_view>
#include <vector>

#include "annals/export/internal/loss_tally.h"

namespace annals::export_internal {

struct XmlAttribute {
  std::string_view name;
  std::string value;
};

// Writes an XML 1.0 document, indented by one space a level.
//
//   std::string document;
//   XmlWriter xml(document, losses);
//   xml.Declare();
//   xml.Begin("kml", {{"xmlns", "http://www.opengis.net/kml/2.2"}});
//   xml.Leaf("name", {}, "Talks & more");
//   xml.End();
//
// Names are ours and written as they are; values and texts may be anything.
// Line ends and tabs are written so that a reader gets them back (XML 1.0,
// section 3.3.3, would make spaces of those in an attribute, and section 2.11
// line feeds of carriage returns). What no XML document can hold, not even
// escaped (section 2.2: most control characters, U+FFFE, U+FFFF), becomes
// U+FFFD, and each text to which that happened is counted.
//
// The document is added to a buffer, which may be emptied between two calls.
class XmlWriter {
 public:
  // Both must outlive it.
  XmlWriter(std::string& out, LossTally& losses) : out_(out), losses_(losses) {}

  // What stands before the outermost element.
  void Declare();
  void Begin(std::string_view element,
             const std::vector<XmlAttribute>& attributes = {});
  // Ends the element that was begun last and is not ended yet.
  void End();
  // An element that holds text, or nothing.
  void Leaf(std::string_view element,
            const std::vector<XmlAttribute>& attributes,
            std::string_view text = "");

 private:
  void Tag(std::string_view element,
           const std::vector<XmlAttribute>& attributes);
  void AppendEscaped(std::string_view text);

  std::string& out_;
  LossTally& losses_;
  std::vector<std::string> open_;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_XML_H_
