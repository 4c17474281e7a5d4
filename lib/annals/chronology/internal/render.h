// Render() writes a chronology by a template.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_CHRONOLOGY_INTERNAL_RENDER_H_
#define ANNALS_CHRONOLOGY_INTERNAL_RENDER_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "annals/chronology/chronology.h"
#include "annals/chronology/internal/sentences.h"
#include "annals/chronology/internal/template.h"

namespace annals::chronology_internal {

// Ends with one line feed. The template was checked with a telling's frame.
absl::StatusOr<std::string> Render(const Template& checked,
                                   const Chronology& chronology,
                                   const Markup& markup,
                                   const TemplateLimits& limits);

// With a template of ours, and however large the chronology is.
std::string RenderBuiltIn(std::string_view text, const Chronology& chronology,
                          const Markup& markup);

}  // namespace annals::chronology_internal

#endif  // ANNALS_CHRONOLOGY_INTERNAL_RENDER_H_
