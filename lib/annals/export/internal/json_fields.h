// JsonFields writes an event's named values as members of a JSON object.
//
// SPDX-License-Identifier: Apache-2.0

#ifndef ANNALS_EXPORT_INTERNAL_JSON_FIELDS_H_
#define ANNALS_EXPORT_INTERNAL_JSON_FIELDS_H_

#include <string>

#include "annals/export/internal/event_fields.h"
#include "annals/record/json_writer.h"

namespace annals::export_internal {

// Those of event_fields.h, lists as arrays. Not for several threads at once.
class JsonFields {
 public:
  // Into the object that is open.
  void Write(const Selection& selection, const Answer& answer,
             JsonWriter& json);

 private:
  EventFieldReader fields_;
  std::string instant_;
};

}  // namespace annals::export_internal

#endif  // ANNALS_EXPORT_INTERNAL_JSON_FIELDS_H_
