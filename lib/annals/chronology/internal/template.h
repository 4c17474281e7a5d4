// A Template is text with names in it, which a Frame fills in.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_TEMPLATE_H_
#define ANNALS_CHRONOLOGY_INTERNAL_TEMPLATE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "annals/chronology/internal/frame.h"

namespace annals::chronology_internal {

// A larger template is refused, and one with sections nested deeper.
inline constexpr size_t kTemplateBytesMax = 1 << 20;
inline constexpr size_t kTemplateDepthMax = 32;

// What writing may take.
struct TemplateLimits {
  // How many frames are visited, how many parts of the template (tags, and the
  // texts between them) are followed, and how many bytes are written.
  int64_t frames_max = 0;
  int64_t parts_max = 0;
  int64_t bytes_max = 0;
};

// The part of Mustache (mustache(5)) that such templates need:
//
//   {{name}}            the text of that name, here or further out
//   {{#name}}...{{/name}}  once for each frame of a list, or if a text is not
//                       empty; a frame says whether it is {{first}}, {{last}}
//   {{^name}}...{{/name}}  if the list or the text is empty
//   {{! words }}        nothing
//   {{=<< >>=}}         from here on << and >> instead of {{ and }}
//
// A line with nothing but one of the last four kinds leaves no line. Lists are
// those of the frame at hand only, so sections go down the tree of frames and
// cannot multiply it by itself. There are no partials, no lambdas, and no
// unescaped values: texts are written as they are.
class Template {
 public:
  // InvalidArgument says in which line what was found and what was wanted.
  static absl::StatusOr<Template> Parse(std::string_view text);

  // InvalidArgument for a name that frames like this one do not have. Looks at
  // the first frame of each list, which must not be empty.
  absl::Status Check(const Frame& specimen) const;

  // Only for a template that was checked. ResourceExhausted beyond the limits.
  absl::StatusOr<std::string> Write(const Frame& root,
                                    const TemplateLimits& limits) const;

 private:
  friend class TemplateParser;
  friend class TemplateWriter;

  struct Node {
    enum class Kind { kText, kName, kSection, kInverted };
    Kind kind = Kind::kText;
    // Literal text, or a name.
    std::string text;
    int line = 0;
    std::vector<Node> children{};
  };

  static absl::Status CheckNodes(const std::vector<Node>& nodes,
                                 std::vector<const Frame*>& frames,
                                 std::string_view place);

  std::vector<Node> nodes_;
};

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_TEMPLATE_H_
