// DOT: events and causal links as a graph that Graphviz draws.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_DOT_H_
#define ANNALS_EXPORT_DOT_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// For `dot` (`dot -Tsvg korea.dot`), which draws it from left to right: the
// years in their order, and causes before effects. A node is an event and bears
// its id:
//
//   box, with its date                 asserted
//   box with a dashed outline          not asserted; says "feared: ..."
//   grey box                           not chosen, but named by a link
//
// An edge is a causal link, labelled with its kind:
//
//   arrow         promotes its effect (cause, enable, ...)
//   tee           opposes it (hinder, prevent, end)
//   empty arrow   aims at it (purpose)
//   odot          is not causal (evidence for, despite)
//   dashed        nobody asserts the link; the label says how it is meant
//   through a dot all causes are needed; through a diamond each is enough
//
// A link that is itself a cause or an effect has its dot too, and the other
// link's edge ends there. Events without a date stand where their links
// draw them. Not told: quotes, participants, places,
// tags.
//
// Nothing is lost of events and links. Graphviz lays out a few thousand of
// them in seconds; ask for less where there are more.
absl::StatusOr<ExportResult> ExportDot(const Selection& selection,
                                       const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_DOT_H_
