// JSON: objects in the order in which they are built, and events as fields.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_JSON_H_
#define ANNALS_EXPORT_INTERNAL_JSON_H_

#include <string>

#include "annals/timeline/selection.h"
#include "nlohmann/json.hpp"

namespace annals::export_internal {

using Json = nlohmann::ordered_json;

// On one line, without a line feed. Bytes that are no UTF-8 become U+FFFD.
std::string JsonLine(const Json& json);

// Over several lines, indented by a space, with a line feed at the end.
std::string JsonText(const Json& json);

// The fields of event_fields.h as members; those that are lists as arrays.
Json EventJson(const Selection& selection, const Answer& answer);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_JSON_H_
