// The look of the items that the vis-timeline export makes.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_VIS_STYLE_H_
#define ANNALS_EXPORT_INTERNAL_VIS_STYLE_H_

#include <string_view>

namespace annals::export_internal {

// CSS for the classes that vis.h lists, over vis-timeline's own style sheet.
// Solid is certain, pale is possible; dashes mean what nobody asserts, dots a
// questioned date, a fading end an open one.
std::string_view VisStyle();

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_VIS_STYLE_H_
