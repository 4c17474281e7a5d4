// Mermaid flowchart: events and causal links, inside a Markdown file.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_MERMAID_FLOWCHART_H_
#define ANNALS_EXPORT_MERMAID_FLOWCHART_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// A Mermaid diagram of the kind `flowchart`, as GitHub and many editors draw it
// inside a Markdown fence (not part of the bytes): causes to the left of their
// effects.
//
//   flowchart LR
//     e0["China suspends oil supply<br>some time in 2013"]
//     e1["Russia's position is stronger"]
//     e0 -->|"cause"| e1
//
// A node is an event with its date in words; its name in the diagram is a
// number, since Mermaid takes some ids (`end`) for its own words. An edge is a
// causal link, labelled with its kind:
//
//   arrow     promotes its effect (cause, enable, ...)
//   cross     opposes it (hinder, prevent, end)
//   circle    aims at it (purpose), or is not causal (evidence for, despite)
//   dashed    nobody asserts the link; the label says how it is meant
//   through a dot all causes are needed; through a diamond each is enough
//
// Nodes of what nobody asserts are dashed and bear their mark, those that were
// not chosen but are named by a link are grey. A link that is itself a cause
// or an effect has its dot too.
//
// Nothing is lost of events and links; but dates are in words alone. Not told:
// quotes, participants, places, tags.
//
// Mermaid draws at most 500 edges and 50,000 characters. Beyond that the result
// is a Markdown file with several diagrams in fences, which is counted as a
// loss: what links tie together stays in one. ResourceExhausted if that alone
// is too much.
absl::StatusOr<ExportResult> ExportMermaidFlowchart(
    const Selection& selection, const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_MERMAID_FLOWCHART_H_
