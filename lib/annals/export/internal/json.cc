// JSON: objects in the order in which they are built, and events as fields.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/json.h"

#include "annals/export/internal/event_fields.h"

namespace annals::export_internal {

std::string JsonLine(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string JsonText(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json EventJson(const Selection& selection, const Answer& answer) {
  Json json = Json::object();
  for (const EventField& field : EventFields(selection, answer)) {
    Json& member = json[std::string(field.name)];
    if (field.is_list) {
      member = field.items;
    } else {
      member = field.text;
    }
  }
  return json;
}

}  // namespace annals::export_internal
