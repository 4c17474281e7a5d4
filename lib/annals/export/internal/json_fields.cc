// JsonFields writes an event's named values as members of a JSON object.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/json_fields.h"

#include <string_view>

#include "annals/time/instant_text.h"

namespace annals::export_internal {

void JsonFields::Write(const Selection& selection, const Answer& answer,
                       JsonWriter& json) {
  fields_.Visit(selection, answer, [&](const EventFieldView& field) {
    json.Key(field.name);
    if (field.instant != nullptr) {
      instant_.clear();
      AppendInstant(*field.instant, instant_);
      return json.String(instant_);
    }
    if (!field.is_list) return json.String(field.text);
    json.BeginArray();
    for (const std::string_view item : field.items) json.String(item);
    json.EndArray();
  });
}

}  // namespace annals::export_internal
