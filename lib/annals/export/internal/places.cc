// Where on the Earth an event took place.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/export/internal/places.h"

namespace annals::export_internal {

std::vector<const Coordinates*> CoordinatesOf(const Selection& selection,
                                              const Event& event) {
  std::vector<const Coordinates*> found;
  for (const std::string& place : event.places()) {
    const Entity* entity = selection.FindEntity(place);
    if (entity == nullptr || !entity->coordinates().has_latitude() ||
        !entity->coordinates().has_longitude()) {
      continue;
    }
    found.push_back(&entity->coordinates());
  }
  return found;
}

}  // namespace annals::export_internal
