// JSON: objects in the order in which they are built.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_JSON_H_
#define ANNALS_EXPORT_INTERNAL_JSON_H_

#include <string>

#include "nlohmann/json.hpp"

namespace annals::export_internal {

using Json = nlohmann::ordered_json;

// On one line, without a line feed. Bytes that are no UTF-8 become U+FFFD.
std::string JsonLine(const Json& json);

// Over several lines, indented by a space, with a line feed at the end.
std::string JsonText(const Json& json);

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_JSON_H_
