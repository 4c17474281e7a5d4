// The look of the graph that the Cytoscape export makes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_CYTOSCAPE_STYLE_H_
#define ANNALS_EXPORT_INTERNAL_CYTOSCAPE_STYLE_H_

#include <string_view>

namespace annals::export_internal {

// A style sheet as JSON, for the classes that cytoscape.h lists. Dashes mean
// what nobody asserts, a bar for an arrowhead what opposes its effect.
std::string_view CytoscapeStyle();

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_CYTOSCAPE_STYLE_H_
