// JSON: objects in the order in which they are built.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/json.h"

namespace annals::export_internal {

std::string JsonLine(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string JsonText(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace annals::export_internal
