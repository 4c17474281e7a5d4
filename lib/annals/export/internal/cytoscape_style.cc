// The look of the graph that the Cytoscape export makes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/cytoscape_style.h"

namespace annals::export_internal {
namespace {

constexpr std::string_view kStyle = R"json([
 {"selector": "node", "style": {"label": "data(label)",
  "shape": "round-rectangle", "width": 170, "height": 60,
  "background-color": "#f3f0e8", "border-width": 1, "border-color": "#555",
  "color": "#1c2a36", "font-size": 11, "text-wrap": "wrap",
  "text-max-width": 160, "text-valign": "center", "text-halign": "center"}},
 {"selector": "node.unasserted", "style": {"border-style": "dashed",
  "background-color": "#fff"}},
 {"selector": "node.other", "style": {"border-color": "#bbb", "color": "#666"}},
 {"selector": "node.joint, node.alternative", "style": {"label": "",
  "width": 8, "height": 8, "shape": "ellipse", "background-color": "#555"}},
 {"selector": "node.alternative", "style": {"shape": "diamond",
  "width": 14, "height": 14, "background-color": "#fff"}},
 {"selector": "edge", "style": {"label": "data(label)", "font-size": 9,
  "width": 1.5, "curve-style": "bezier", "target-arrow-shape": "triangle",
  "text-background-color": "#fff", "text-background-opacity": 0.85,
  "line-color": "#666", "target-arrow-color": "#666", "color": "#555"}},
 {"selector": "edge.promotes", "style": {"line-color": "#1f4e79",
  "target-arrow-color": "#1f4e79", "color": "#1f4e79"}},
 {"selector": "edge.opposes", "style": {"line-color": "#a3271b",
  "target-arrow-color": "#a3271b", "color": "#a3271b",
  "target-arrow-shape": "tee"}},
 {"selector": "edge.aims", "style": {"line-color": "#2f6b3a",
  "target-arrow-color": "#2f6b3a", "color": "#2f6b3a",
  "target-arrow-fill": "hollow"}},
 {"selector": "edge.not-causal", "style": {"target-arrow-shape": "circle",
  "target-arrow-fill": "hollow"}},
 {"selector": "edge.unasserted", "style": {"line-style": "dashed"}},
 {"selector": "edge.to-junction", "style": {"label": "",
  "target-arrow-shape": "none"}}
])json";

}  // namespace

std::string_view CytoscapeStyle() { return kStyle; }

}  // namespace annals::export_internal
