// Mermaid in parts: what it would not draw as one diagram, as several.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_MERMAID_PARTS_H_
#define ANNALS_EXPORT_INTERNAL_MERMAID_PARTS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals::export_internal {

// The text of a diagram, and how many edges it has.
struct MermaidDiagram {
  std::string text;
  int edges = 0;
};

// What stays whole: an event, or events that links tie together.
struct MermaidPiece {
  // About how large it is drawn, in any unit.
  int64_t weight = 1;
  // When it begins, if diagrams are to be cut by years.
  std::optional<Instant> start;
  // "event \"x\"", for whoever is told that it is too large.
  std::string name;
};

// The piece that an event with a date is.
MermaidPiece PieceOf(const Answer& answer);

struct MermaidPieces {
  // Of the format that is written.
  std::string_view format;
  std::vector<MermaidPiece> pieces;
  // The diagram of the pieces from `begin` to before `end` under a title, which
  // may be empty. Each piece takes some characters.
  std::function<MermaidDiagram(size_t begin, size_t end,
                               const std::string& title)>
      draw;
};

// One diagram, if Mermaid draws it: at most 50,000 characters (maxTextSize, in
// UTF-16 units) and 500 edges (maxEdges), which no diagram may raise; beyond
// them it draws an error and calls it success.
//
// Else as many as it takes, each in a fence of its own in a Markdown file,
// under a heading that says which it is and from when to when; that is the
// only loss here. Runs of pieces are halved by weight until each is drawn, and
// cut where a year ends if one does near the middle, so that the parts are
// about alike and say what they hold. ResourceExhausted if one piece alone is
// too large.
//
// Draws each piece log(parts) times.
absl::StatusOr<ExportResult> DrawnInParts(const MermaidPieces& pieces,
                                          const ExportOptions& options);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_MERMAID_PARTS_H_
