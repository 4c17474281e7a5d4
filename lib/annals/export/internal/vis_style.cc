// The look of the items that the vis-timeline export makes.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/vis_style.h"

namespace annals::export_internal {
namespace {

constexpr std::string_view kStyle = R"css(
.vis-timeline { font: 13px/1.35 system-ui, "Liberation Sans", sans-serif; }
.vis-item.vis-range { --solid: #9dbbd6; --pale: #dfeaf4; --edge: #6f93b4;
  color: #1c2a36; border: 1px solid var(--edge); border-radius: 3px;
  min-width: 6px; }
.vis-item .vis-item-overflow { overflow: visible; z-index: 1; }
.vis-item .vis-item-content { max-width: 40em; padding: 2px 6px;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.vis-item.exact { background: var(--solid); }
.vis-item.uncertain { background: var(--pale); }
.vis-item.partly { background: linear-gradient(to right,
  var(--pale) var(--from), var(--solid) var(--from), var(--solid) var(--to),
  var(--pale) var(--to)); }
.vis-item.vis-range.approximate { border-inline: 4px double var(--edge); }
.vis-item.vis-range.questioned { border: 2px dotted var(--edge); }
.vis-item.vis-range.unasserted { --solid: #e6c9a8; --pale: #faf1e6;
  --edge: #a9793f; color: #40290f; border: 1px dashed var(--edge);
  font-style: italic; }
.vis-item.open-start::before, .vis-item.open-end::after { content: "";
  position: absolute; top: -3px; bottom: -3px; width: min(6em, 100%); }
.vis-item.open-start::before { left: -5px;
  background: linear-gradient(to right, #fff, transparent); }
.vis-item.open-end::after { right: -5px;
  background: linear-gradient(to left, #fff, transparent); }
.vis-item.vis-selected { outline: 2px solid #1f4e79; }
.vis-tooltip { max-width: 30em; white-space: normal !important; }
)css";

}  // namespace

std::string_view VisStyle() { return kStyle; }

}  // namespace annals::export_internal
