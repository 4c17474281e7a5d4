// Mermaid timeline: events under their dates, inside a Markdown file.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_MERMAID_TIMELINE_H_
#define ANNALS_EXPORT_MERMAID_TIMELINE_H_

#include "absl/status/statusor.h"
#include "annals/export/export.h"

namespace annals {

// A Mermaid diagram of the kind `timeline`, as GitHub and many editors draw it
// inside a Markdown fence (not part of the bytes):
//
//   timeline
//     title Russia and North Korea
//     some time in 2013
//       : China suspends oil supply
//
// A period is a date in words, so uncertainty is kept; events of the same date
// stand under it together. Not to scale. What nobody asserts bears its mark:
// "feared: refugees rush to China". Whatever Mermaid could take for its own
// syntax is written as an entity.
//
// Lost, and counted: events without a date, causal links. Not told: quotes,
// participants, places, tags.
//
// Mermaid draws at most 50,000 characters. Beyond that the result is a Markdown
// file with several diagrams in fences, one after another in time, cut where a
// year ends if that is not far from the middle; this is counted as a loss.
// ResourceExhausted if one event alone is too much.
absl::StatusOr<ExportResult> ExportMermaidTimeline(
    const Selection& selection, const ExportOptions& options);

}  // namespace annals

#endif  // ANNALS_EXPORT_MERMAID_TIMELINE_H_
